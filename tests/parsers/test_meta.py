import pytest

from parsers.meta import meta_tags


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ('<meta name="PubDate" content="2023-04-28">', "2023-04-28"),
        ("<META NAME='pubdate' CONTENT='2023-04-28'>", "2023-04-28"),
        ("<meta name=PubDate content=2023-04-28>", "2023-04-28"),
        ('<meta content="2023-04-28" name="PubDate"/>', "2023-04-28"),
        ('<meta name="PubData" content="2023-04-28">', "2023-04-28"),
        ('<meta id="x" name="PubDate" scheme="y" content="2023-04-28">', "2023-04-28"),
        ('<meta name="PubDate" content=""><meta name="PubDate" content="2023-04-28">', "2023-04-28"),
        ('<meta name="PubDate" content="2023-04-28"><meta name="PubDate" content="2024-01-01">', "2023-04-28"),
    ],
)
def test_standard_meta_tags_are_read_in_any_spelling(tag, value):
    found = meta_tags(f"<html><head><meta charset=utf-8>{tag}</head>")
    assert found["pubdate"][1] == value


def test_other_meta_tags_are_left_out():
    assert (
        meta_tags(
            '<meta name="renderer" content="webkit"><meta name="viewport" content="width=1"><meta charset="utf-8">'
        )
        == {}
    )


def test_an_entity_in_a_meta_tag_is_resolved():
    found = meta_tags('<meta name="ContentSource" content="区城管局&amp;区住建委&nbsp;">')
    assert found["contentsource"] == ("ContentSource", "区城管局&区住建委")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<meta",
        "<meta name=PubDate content=",
        "<meta name='PubDate' content='2023",
        "<metaname=PubDate content=x>",
        "name=PubDate content=2023",
    ],
)
def test_a_tag_that_never_ends_says_nothing(source):
    assert meta_tags(source) == {}


def test_of_more_tags_than_any_page_has_the_first_are_read():
    tags = "".join(f'<meta name="x{i}" content="y">' for i in range(2_000))
    assert "pubdate" in meta_tags(f'<meta name="PubDate" content="2023-04-28">{tags}{" " * 300_000}')
