"""What a walk through a list notices."""

import pytest

from crawler.listings.base import Item, ListPage
from crawler.listings.next_link import NextLink
from crawler.listings.numeric_path import NumericPath
from crawler.walk import Walk, _family

HOST = "www.example.gov.cn"
COLUMN = f"http://{HOST}/zwgk/jyta/"


def walk(**changes: object) -> Walk:
    return Walk("example", "congress", COLUMN, frozenset({HOST}), **changes)  # type: ignore[arg-type]


def page(*numbers: int, path: str = "/zwgk/jyta/202304/t20230427_{}.html", **declared: int) -> ListPage:
    items = [Item(f"http://{HOST}{path.format(n)}", f"关于第{n}号建议的答复", "2023-04-27") for n in numbers]
    return ListPage(items, **declared)  # type: ignore[arg-type]


def test_each_item_is_taken_once_whatever_its_spelling():
    one = walk()
    assert len(one.take(page(1, 2))) == 2
    assert one.take(page(1, 2)) == []
    assert one.take(ListPage([Item(f"http://{HOST}/zwgk/jyta/202304/t20230427_1_wap.html", "x")])) == []
    assert one.found == 2


def test_off_host_items_are_counted_and_named():
    one = walk()
    one.take(ListPage([Item("http://mp.weixin.qq.com/s/1", "甲"), Item("http://mp.weixin.qq.com/s/2", "乙")]))
    one.settle()
    assert one.faults == ["off_host_items: 2 on mp.weixin.qq.com"]
    assert one.found == 0


def test_page_of_another_column_drifts():
    one = walk(number=2)
    one.take(page(1, 2))
    assert one.drifts(page(7, 8, path="/xwzx/yw/202304/t20230401_{}.html"))
    assert not one.drifts(page(3, 4))
    assert not one.drifts(ListPage())


def test_older_letters_in_other_folders_below_the_column_do_not_drift():
    one = walk(number=2)
    one.take(page(1))
    assert not one.drifts(page(2, path="/zwgk/jyta/old/{}.html"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/art/2023/4/27/art_9_1.html", "/art/2019/12/1/art_9_77.html", True),
        ("/art/2023/4/27/art_9_1.html", "/art/2019/12/1/art_12_77.html", False),
        ("/info/1089/1.htm", "/info/1089/2.htm", True),
        ("/info/1089/1.htm", "/info/1102/2.htm", False),
        ("/gkmlpt/content/1/1234/post_1234567.html", "/gkmlpt/content/9/9876/post_9876543.html", True),
        ("/a/2025-10-04/1.html", "/a/2021-01-02/2.html", True),
        ("/a/" + "0a" * 16 + ".shtml", "/a/" + "1b" * 16 + ".shtml", True),
        ("/384/1000016/index.html", "/384/1000017/index.html", True),
        ("/384/1000016/index.html", "/385/1000017/index.html", False),
        ("/content-1074-1000014-1.html", "/content-1074-1000015-1.html", True),
        ("/content-1074-1000014-1.html", "/content-1075-1000015-1.html", False),
    ],
)
def test_address_families(one, other, same):
    assert (_family(f"http://{HOST}{one}") == _family(f"http://{HOST}{other}")) is same


def test_missing_page_before_the_declared_end_is_a_cap():
    one = walk(number=3)
    one.take(page(1, total_pages=4))
    one.ended_early("gone")
    assert one.faults == ["capped: pages 3 to 4 of 4 are not there"]


def test_missing_page_after_the_declared_end_is_the_end():
    one = walk(number=5)
    one.take(page(1, total_pages=4))
    one.ended_early("gone")
    assert one.faults == []


def test_failed_page_is_a_fault_by_its_outcome():
    one = walk(number=2)
    one.ended_early("server_error")
    assert one.faults == ["list_server_error: page 2"]


def test_second_page_with_nothing_new_is_a_pager_that_does_not_turn():
    one = walk(number=2)
    one.showed_nothing_new()
    assert one.faults == ["page_repeats: page 2 shows nothing new"]


def test_list_that_declares_nothing_may_end_by_repeating():
    one = walk(number=7)
    one.showed_nothing_new()
    assert one.faults == []


def test_repeating_before_the_declared_number_is_a_fault():
    one = walk(number=7)
    one.take(page(1, total_pages=9))
    one.showed_nothing_new()
    assert one.faults


def test_declared_and_found_are_compared():
    one = walk()
    one.take(page(*range(20), total_items=25))
    one.settle()
    assert one.faults == ["declared_more: 25 items declared, 20 found"]


def test_walk_that_stopped_at_what_is_known_is_not_measured():
    one = walk(known_stop=True)
    one.take(page(*range(20), total_items=2500))
    one.settle()
    assert one.faults == []


def test_one_missing_page_is_looked_behind_and_two_are_the_end():
    one = walk()
    one.plan, one.declared_pages, one.number = NumericPath("http://x/{n}.html"), 9, 3
    assert one.skip("gone")
    assert (one.number, one.faults) == (4, ["page_missing: gone: page 3 of 9"])
    assert not one.skip("gone")
    one.ended_early("gone")
    assert one.faults == ["capped: pages 3 to 9 of 9 are not there"]


def test_page_behind_the_declared_end_is_not_looked_for():
    one = walk()
    one.plan, one.declared_pages, one.number = NumericPath("http://x/{n}.html"), 3, 3
    assert not one.skip("gone")


def test_next_links_have_nothing_behind_a_missing_page():
    one = walk()
    one.plan, one.declared_pages, one.number = NextLink(), 9, 3
    assert not one.skip("gone")
