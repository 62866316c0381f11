from xml.etree import ElementTree

from icalendar import Calendar

from archive.feeds import EPOCH, Entry, atom, ical

ATOM = "{http://www.w3.org/2005/Atom}"


def test_an_entry_has_what_a_reader_needs():
    feed = ElementTree.fromstring(
        atom("新", "https://x/f", "https://x/", [Entry("https://x/1", "题", "2023-04-27", "正文", "某局")])
    )
    entry = feed.find(f"{ATOM}entry")
    assert {child.tag.removeprefix(ATOM): child.text for child in entry if child.text} == {
        "id": "https://x/1", "title": "题", "updated": "2023-04-27T00:00:00+08:00", "summary": "正文",
    }  # fmt: skip
    assert feed.findtext(f"{ATOM}updated") == "2023-04-27T00:00:00+08:00"


def test_an_empty_feed_is_a_feed():
    assert ElementTree.fromstring(atom("t", "a", "p", [])).findtext(f"{ATOM}updated") == EPOCH


def test_characters_xml_does_not_have_are_left_out():
    body = atom("a\x00b", "a", "p", [Entry("https://x/\x1f", "\ufffe<script>", None, "\ud800")])
    entry = ElementTree.fromstring(body).find(f"{ATOM}entry")
    assert (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) == ("<script>", "")


COMMITMENT = {
    "letter_id": "abc", "position": 0, "content": "建成；\n泵站" * 20, "responsible": None, "agency_name": "区水利局", "title": "关于泵站的答复",
    "due_text": "年底前", "due_end": "2023-12-31", "made_on": "2023-04-27",
}  # fmt: skip


def test_a_commitment_is_an_entry_on_its_last_day():
    (event,) = Calendar.from_ical(ical("承诺", [COMMITMENT], lambda c: "https://x/" + c["letter_id"])).walk("VEVENT")
    assert event["dtstart"].dt.isoformat() == "2023-12-31"
    assert event["url"] == "https://x/abc"
    assert event["uid"] == "abc-0@fuhan"
    assert str(event["summary"]).startswith("区水利局: 建成；")
    assert COMMITMENT["content"] in str(event["description"])


def test_a_commitment_without_a_day_is_left_out():
    calendar = Calendar.from_ical(
        ical("承诺", [COMMITMENT | {"due_end": None}, COMMITMENT | {"due_end": "2023-12"}], lambda c: "")
    )
    assert calendar.walk("VEVENT") == []


def test_control_characters_do_not_reach_a_calendar():
    body = ical("承\x1f诺", [COMMITMENT | {"content": "甲\x0b乙\x01\n丙\r丁\x7f"}], lambda c: "https://x/").decode()
    assert not set(body.replace("\r\n", "")) & set(map(chr, [*range(32), 127]))
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["description"]).splitlines()[:2] == ["甲乙", "丙丁"]


def test_a_calendar_without_entries_has_a_component():
    (zone,) = Calendar.from_ical(ical("承诺", [], lambda c: "")).subcomponents
    assert zone["tzid"] == "Asia/Shanghai"
