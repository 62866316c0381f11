"""What a crawl says of a site, in the reader's words."""

import re
from pathlib import Path

import pytest

from crawler.outcomes import Outcome
from web import i18n, troubles
from web.queries.health import ORDER

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def chinese():
    i18n.use("zh-CN")


def test_every_outcome_and_every_status_has_its_sentence():
    assert {str(outcome) for outcome in Outcome} == troubles.OUTCOMES.keys()
    assert set(ORDER) == troubles.STATUSES.keys()


def test_every_fault_and_note_of_the_crawler_has_its_word():
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "crawler").rglob("*.py"))
    called = r'(?:\.(?:fault|failure|note)\((?:[\w.]+, )?|notes\.append\(|notes ?= ?\[|\[)f?"(?:column \{[\w.]+\}: )?([a-z_-]+): '
    given = set(re.findall(called, sources)) | set(re.findall(r'notes=\["(\w+)"\]', sources))
    assert len(given) > 15
    assert given - troubles.known() - {"column"} == set()


@pytest.mark.parametrize(
    ("text", "word", "detail", "column", "code"),
    [
        (
            "column congress: challenge: http://www.nhc.gov.cn/list.shtml",
            "验证页面",
            "http://www.nhc.gov.cn/list.shtml",
            "congress",
            "challenge",
        ),
        ("challenge: 1 list", "验证页面", "1 个列表页", "", "challenge"),
        (
            "column cppcc http://x.gov.cn/2023/: capped: pages 3 to 5 of 5 are not there",
            "列表不全",
            "第 3 至 5 页不存在",
            "cppcc",
            "capped",
        ),
        ("list_timeout: page 4", "超时无响应", "第 4 页", "", "list_timeout"),
        (
            "below_expected: 3 letters listed, 10 to 60 expected",
            "少于预期",
            "列出 3 封，预期 10 至 60 封",
            "",
            "below_expected",
        ),
    ],
)
def test_a_note_is_told_in_words_and_keeps_its_code(text, word, detail, column, code):
    note = troubles.note(text)
    assert (note.text, note.detail, note.column, note.code) == (word, detail, column, code)
    assert note.meaning.endswith("。")


def test_a_note_nobody_has_words_for_is_shown_as_it_stands():
    assert troubles.note("column rd: something else entirely") == troubles.Note("something else entirely", column="rd")


async def test_the_health_page_says_what_its_words_mean(get):
    page = (await get("/health")).text
    meanings = page[page.index('class="meanings"') :].partition("</dl>")[0]
    shown = set(re.findall(r'<span class="badge health-([\w-]+)"', page))
    assert shown
    assert {code.replace("-", " ") for code in shown} <= set(re.findall(r'<code class="code">([^<]+)</code>', meanings))
