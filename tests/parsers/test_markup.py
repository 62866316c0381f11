import pytest

from parsers import markup
from tests.parsers.test_blocks import lines


@pytest.mark.parametrize(
    "blank",
    [
        " ",
        "\n\t",
        "&nbsp;",
        "\u00a0",
        "\u2002",
        "\u3000",
        "&emsp;",
        "&#12288;",
        "&amp;nbsp;",
        "&amp;ensp;&amp;nbsp;",
        "  &nbsp; \n",
    ],
)
def test_every_run_of_blanks_is_one(blank):
    assert lines(f"<p>{blank}陈{blank}立{blank}</p>") == ["陈 立"]


@pytest.mark.parametrize(
    "tag", ["script", "style", "noscript", "template", "select", "textarea", "iframe", "SCRIPT", "Style"]
)
def test_what_a_browser_does_not_show_is_no_text(tag):
    assert lines(f"<p>甲</p><{tag} a=b>隐<p>藏</p></{tag}><p>乙</p>") == ["甲", "乙"]


def test_an_unclosed_script_or_comment_runs_to_the_end():
    assert lines("<p>甲</p><script>var a='<p>乙</p>'") == ["甲"]
    assert lines("<p>甲</p><!-- <p>乙</p>") == ["甲"]


@pytest.mark.parametrize(
    "style",
    ['style="display:none"', "style='color:red; display : none;'", 'STYLE="DISPLAY: none"', "hidden", 'hidden=""'],
)
def test_hidden_elements_are_taken_out(style):
    assert lines(markup.shown(f"<p>甲</p><div {style}><div>乙</div>丙</div><p>丁</p>")[0]) == ["甲", "丁"]


def test_the_word_hidden_in_text_hides_nothing():
    source = "<p>overflow hidden and none</p><div class='hidden-xs'>乙</div>"
    assert markup.shown(source)[0] == source


def test_the_end_of_an_element_is_found_over_its_kind():
    source = "<div id=a><div>甲</div><div/>乙</div><div>丙</div>"
    assert source[: markup.element_end(source, 0, "div")] == "<div id=a><div>甲</div><div/>乙</div>"
    assert markup.element_end("<div><div></div>", 0, "div") is None


def test_chinese_written_in_numbers_is_spelt_and_markup_in_numbers_stays():
    assert markup.spelt("&#24314;&#x8BAE;&#X2014;&#60;p&#62;&#160;") == "建议—&#60;p&#62;&#160;"


def test_numbers_that_are_no_character_stay():
    assert markup.spelt("&#x110000;&#55296;&#999999;") == "&#x110000;&#55296;&#999999;"


def test_a_word_set_letter_by_letter_is_whole_without_its_spans():
    assert markup.unparted('<p>收<span lang="EN-US">悉</span>，<b>答</b><o:p></o:p>复</p>') == "<p>收悉，答复</p>"


def test_a_tag_that_the_end_of_the_page_cuts_short_is_dropped():
    assert markup.spelt("<p>甲</p>乙<span class='x") == "<p>甲</p>乙"
