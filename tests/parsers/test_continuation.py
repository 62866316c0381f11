"""Which pages a letter goes on over, and which links only look like it."""

import pytest

from parsers.continuation import MOST, Further, first_of, further_pages, may_continue, missing_numbers, number_of

HOST = "http://www.example.gov.cn"
TRS = f"{HOST}/zwgk/jyta/202304/t20230427_67430.html"


def link(href, label):
    return f'<a class="p" href="{href}"><span>{label}</span></a>'


def addresses(found):
    assert found is not None
    return {number: address.removeprefix(HOST) for number, address in found.addresses.items()}


def test_script_call_for_the_document_itself_counts_from_zero():
    found = further_pages('<script>createPageHTML(3,0,"t20230427_67430","html")</script>', TRS)
    assert addresses(found) == {
        1: "/zwgk/jyta/202304/t20230427_67430_1.html",
        2: "/zwgk/jyta/202304/t20230427_67430_2.html",
    }
    assert found.guessed


@pytest.mark.parametrize(
    "page", ['createPageHTML(3,0,"t20230427_67430","html")', link("t20230427_67430_1.html", "2"), ""]
)
def test_cheap_question_denies_no_page_that_continues(page):
    assert may_continue(page.encode(), TRS) == (further_pages(page, TRS) is not None)


def test_script_call_of_a_list_beside_the_letter_is_none():
    assert further_pages('createPageHTML(25,0,"index","html")', TRS) is None


def test_links_settle_where_numbers_begin():
    page = link("t20230427_67430_2.html", "下一页") + 'createPageHTML(3,0,"t20230427_67430","html")'
    found = further_pages(page, TRS)
    assert sorted(found.addresses) == [2, 3]
    assert not found.guessed


@pytest.mark.parametrize(
    ("first", "href"),
    [
        (f"{HOST}/jyta/content_12345.html", "content_12345_2.html"),
        (f"{HOST}/jyta/content-1074-52367-1.html", "content-1074-52367-2.html"),
        (f"{HOST}/show.jsp?id=7", "?id=7&page=2"),
        (f"{HOST}/show.aspx?id=7&p=1", "show.aspx?id=7&amp;p=2"),
    ],
)
def test_next_link_is_followed(first, href):
    assert list(further_pages(link(href, "下一页"), first).addresses) == [2]


@pytest.mark.parametrize(
    ("href", "label"),
    [
        ("t20230428_67431.html", "下一篇"),
        ("t20230428_67431.html", "下一页"),
        ("t20230427_67431.html", "2"),
        ("http://other.example/zwgk/jyta/202304/t20230427_67430_1.html", "下一页"),
        ("t20230427_67430_1.html", "关于另一件建议的答复"),
        ("t20230427_67430_1.pdf", "2"),
        ("index_1.html", "下一页"),
        ("javascript:void(0)", "下一页"),
    ],
)
def test_what_is_no_page_of_this_letter(href, label):
    assert further_pages(link(href, label), TRS) is None


def test_document_number_one_is_no_page_number():
    assert number_of(f"{HOST}/t20230427_1.html", f"{HOST}/t20230427_2.html") is None


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/jyta/202304/t20230427_67430_2.html", "/jyta/202304/t20230427_67430.html"),
        ("/content/post_1234567_2.html", "/content/post_1234567.html"),
        ("/content-1074-52367-2.html", "/content-1074-52367-1.html"),
        ("/jyta/202304/t20230427_67430.html", None),
        ("/jyta/202304/t20230427_12.html", None),
        ("/content-1074-52367-1.html", None),
        ("/content_12345_2.html", None),
        ("/index_2.html", None),
    ],
)
def test_first_page_is_told_by_the_address_of_another_where_that_is_sure(path, first):
    assert first_of(HOST + path) == (HOST + first if first else None)


def test_later_page_names_only_those_behind_it():
    page = "".join(link(f"content_9_{n}.html", str(n)) for n in (2, 3, 4))
    found = further_pages(page, f"{HOST}/content_9.html", f"{HOST}/content_9_3.html")
    assert list(found.addresses) == [4]


def test_pager_without_end_is_bounded():
    assert max(further_pages('createPageHTML(9999,0,"t20230427_67430","html")', TRS).addresses) == MOST + 1


def test_gap_is_named():
    assert missing_numbers([Further({2: "", 3: "", 4: ""})], [2, 4]) == [3]


def test_guess_that_was_wrong_is_no_gap():
    assert missing_numbers([Further({1: "", 2: ""}, guessed=True)], [2, 3]) == []
