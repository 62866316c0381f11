"""On English pages every run of text says which language it is in (WCAG 2.2, 3.1.2): what letters and offices say is Chinese."""

import re
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po
from markupsafe import Markup

from archive.search.folding import HAN
from tests.web.paths import PAGES
from web import i18n
from web.i18n import LOCALE_DIR
from web.tongues import tongues

CHINESE = re.compile(f"[{HAN}]")
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
# No element can stand in these, so no part of their text can have a language of its own.
WHOLE = {"title", "option", "script", "style", "textarea", "datalist"}


class Runs(HTMLParser):
    """Every run of text of a page with the language its nearest element says it is in."""

    def __init__(self, page):
        super().__init__()
        self.open, self.runs = [("", "")], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag not in EMPTY:
            self.open.append((tag, dict(attributes).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag):
        while tag in [name for name, _ in self.open] and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and self.open[-1][0] not in WHOLE:
            self.runs.append((data.strip(), *reversed(self.open[-1])))


@pytest.fixture(scope="session")
def interface():
    """The English words of the interface, longer messages first with anything where a value stands."""
    with (LOCALE_DIR / "zh_CN" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        ids = [m.id for m in read_po(source) if m.id]
    texts = {text for message in ids for text in ([message] if isinstance(message, str) else message)}
    spoken = [text for text in texts if re.search("[A-Za-z]{3}", re.sub(r"%\(\w+\)s", "", text))]
    assert len(spoken) > 300
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    return re.compile(
        "|".join([re.sub(r"%\\\(\w+\\\)s", ".*", re.escape(text)) for text in spoken] + [rf"(\d+ )?({months}) \d+.*"])
    )


@pytest.mark.parametrize("path", PAGES)
async def test_every_run_of_text_has_the_language_it_is_in(get, ids, interface, path):
    runs = Runs((await get(path.format(**ids), "en")).text).runs
    assert len(runs) > 20
    chinese_as_english = {(text, tag) for text, lang, tag in runs if lang == "en" and CHINESE.search(text)}
    assert not chinese_as_english
    english_as_chinese = {(text, tag) for text, lang, tag in runs if lang == "zh-CN" and interface.fullmatch(text)}
    assert not english_as_chinese


async def test_both_languages_are_told_apart(get, ids, interface):
    runs = Runs((await get(f"/archive/letters/{ids['seed']}", "en")).text).runs
    assert sum(lang == "zh-CN" and bool(CHINESE.search(text)) for text, lang, _ in runs) > 30
    assert sum(lang == "en" and bool(interface.fullmatch(text)) for text, lang, _ in runs) > 30


@pytest.fixture
def english():
    i18n.use("en")
    yield
    i18n.use(i18n.DEFAULT)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Outcome class A", "Outcome class A"),
        ("office: 水利局", 'office: <span lang="zh-CN">水利局</span>'),
        (
            "Deadline 2023年底前 → 第18届",
            'Deadline <span lang="zh-CN">2023年底前</span> → <span lang="zh-CN">第18届</span>',
        ),
        ("<b>水</b>", '&lt;b&gt;<span lang="zh-CN">水</span>&lt;/b&gt;'),
        (Markup("“水” &amp; more"), '<span lang="zh-CN">“水”</span> &amp; more'),
        (Markup("<b>水</b>"), "<b>水</b>"),
        ("", ""),
        (None, "None"),
    ],
)
def test_the_chinese_of_a_text_is_marked_and_nothing_gets_through_unescaped(english, text, marked):
    assert str(tongues(text)) == marked


def test_a_chinese_page_needs_no_marks():
    assert tongues("office: 水利局") == "office: 水利局"
