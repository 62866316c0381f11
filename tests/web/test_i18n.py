"""Which language a reader gets, and that every message has its Chinese."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from web import i18n

WEB = Path(i18n.__file__).parent
HOW = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {"**/templates/**.html": {"silent": "false", "trimmed": "true"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}


def messages():
    found = extract_from_dir(WEB, method_map=HOW, options_map=OPTIONS, keywords=KEYWORDS)
    return {message for _, _, message, _, _ in found}


def translations():
    with (i18n.LOCALE_DIR / "zh_CN" / "LC_MESSAGES" / "messages.po").open("rb") as po:
        return {message.id: message for message in read_po(po) if message.id}


def test_every_message_has_its_chinese():
    translated = translations()
    assert len(messages()) > 300
    missing = [message for message in messages() if message not in translated or not all(translated[message].string)]
    assert missing == [], "add these to web/locale/zh_CN/LC_MESSAGES/messages.po"


def test_no_chinese_is_kept_for_a_message_nobody_uses():
    assert sorted(map(str, translations().keys() - messages())) == []


def test_a_translation_keeps_the_places_to_fill():
    for message in translations().values():
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        targets = message.string if isinstance(message.string, tuple) else (message.string,)
        for target in targets:
            assert set(re.findall(r"%\(\w+\)s", target)) <= set(re.findall(r"%\(\w+\)s", sources[-1])), target


def test_no_template_holds_words_of_its_own():
    allowed = re.compile(
        r"[A-Z]{2,5}\b|(?:select|from|limit|sqlite|version|db)\b|Datasette|iCalendar|Atom|BibTeX|Plain|docs/|GB/T|\w+\.html"
    )
    for template in (WEB / "templates").glob("*.html"):
        text = re.sub(
            r"{% block body_class %}.*?{% endblock %}|{% trans.*?endtrans %}|{#.*?#}|{{.*?}}|{%.*?%}|<[^>]*>",
            "\n",
            template.read_text(encoding="utf-8"),
            flags=re.S,
        )
        words = [w for w in re.findall(r"[A-Za-z]{2,}", re.sub(r"&\w+;", "", text)) if not allowed.match(w)]
        assert not words or template.name == "feeds.html", (template.name, words)


@pytest.mark.parametrize(
    ("query", "cookie", "accepted", "expected"),
    [
        ("", None, None, "zh-CN"),
        ("", None, "zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("", None, "en-GB,en;q=0.9", "en"),
        ("", None, "fr,de;q=0.9", "en"),
        ("", None, "fr,en;q=0.2,zh;q=0.5", "zh-CN"),
        ("", None, "*;q=x,,;;", "en"),
        ("", "en", "zh", "en"),
        ("lang=zh-CN", "en", "en", "zh-CN"),
        ("lang=xx", "en", "zh", "en"),
        ("lang=en&lang=zh", None, None, "zh-CN"),
    ],
)
def test_the_language_is_the_links_then_the_cookies_then_the_browsers(query, cookie, accepted, expected):
    assert i18n.choose(query, cookie, accepted) == expected


async def test_a_choice_by_link_is_remembered(site):
    response = await site.client.get("/about?lang=en", headers={"accept-language": "zh"})
    assert '<html lang="en">' in response.text
    cookie = response.headers["set-cookie"].split(";")[0]
    assert cookie == "fuhan_lang=en"
    again = await site.client.get("/", headers={"accept-language": "zh", "cookie": cookie})
    assert '<html lang="en">' in again.text


async def test_every_page_leads_to_itself_in_the_other_language(get):
    text = (await get("/search?q=%E6%B0%B4&year=2023")).text
    link = re.search(r'class="lang-switch" href="([^"]*)"', text)[1].replace("&amp;", "&")
    assert '<html lang="en">' in (await get(link)).text
    assert 'value="水"' in (await get(link)).text


async def test_names_of_places_are_in_the_readers_language_too(get):
    assert ">Chongqing<" in (await get("/search", "en")).text.replace("<span>", ">").replace("</span>", "<")
    assert "重庆市" in (await get("/search")).text
