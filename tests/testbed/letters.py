"""Letters made from a number: always the same letter for the same number, as many as a test asks for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from examples.model import BEIJING, Item

TOPICS = [
    "农村养老服务",
    "校车安全",
    "老旧小区改造",
    "河道治理",
    "中小企业融资",
    "公交线路优化",
    "医保报销",
    "垃圾分类",
    "托育服务",
]
OFFICES = [
    "民政局",
    "教育局",
    "住房和城乡建设局",
    "水利局",
    "金融服务中心",
    "交通运输局",
    "医疗保障局",
    "城市管理局",
    "卫生健康局",
]
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫", ["建国", "秀兰", "志强", "丽华", "文斌", "晓燕", "德明", "玉梅"]
BODY = """您提出的《关于加强{topic}工作的建议》收悉。现答复如下：
一、工作开展情况
{year}年以来，我局围绕{topic}投入资金{money}万元，完成项目{count}个，惠及群众{people}人。
二、下一步打算
{due}底前，我局将完成第{number}期{topic}项目建设。
感谢您对{topic}工作的关心和支持！"""


def letter(number: int, place: str = "示范县", congress: bool = True) -> Item:
    """Letter `number`, counted from 1; greater numbers are newer."""
    topic, office = TOPICS[number % len(TOPICS)], f"{place}{OFFICES[number % len(OFFICES)]}"
    day = datetime.datetime(2021, 1, 4, 9, 30, tzinfo=BEIJING) + datetime.timedelta(
        days=number % 1900, minutes=number % 400
    )
    what = "人大二次会议第{}号建议" if congress else "政协二次会议第{}号提案"
    name = SURNAMES[number % len(SURNAMES)] + GIVEN[number % len(GIVEN)]
    return Item(
        serial=str(1_000_000 + number),
        title=f"{office}关于县十八届{what.format(number)}的答复",
        published=day,
        doc_number=f"示函〔{day.year}〕{number}号",
        addressee=f"{name}{'代表' if congress else '委员'}：",
        body=BODY.format(
            topic=topic, year=day.year, money=100 + number % 900, count=3 + number % 20, people=1000 + number,
            due=f"{day.year + 1}年12月", number=number,
        ),
        signature=office,
        signed=f"{day.year}年{day.month}月{day.day}日",
        contact=f"（联系人：{name}；联系电话：023-{1000 + number % 9000}0000）",
    )  # fmt: skip


class Letters(Sequence[Item]):
    """`count` letters, newest first, made when asked for, so that a hundred thousand of them cost no memory."""

    def __init__(self, count: int, place: str = "示范县", offset: int = 0) -> None:
        self._total, self._place, self._offset = count, place, offset

    def __len__(self) -> int:
        return self._total

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        """An item, or a list of them for a slice."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._total))]
        if not 0 <= index < self._total:
            raise IndexError(index)
        return letter(self._offset + self._total - index, self._place)

    def __iter__(self) -> Iterator[Item]:
        return (self[i] for i in range(self._total))


def column_letters(
    count: int, offset: int = 0, place: str = "示范县", congress: bool = True, year: int = 2025
) -> list[Item]:
    """`count` letters as a list, newest first, dates falling with them from November of `year`."""
    start = datetime.datetime(year, 11, 3, 10, 0, tzinfo=BEIJING)
    made = [letter(offset + count - i, place, congress) for i in range(count)]
    return [replace(item, published=start - datetime.timedelta(days=3 * i, minutes=i)) for i, item in enumerate(made)]
