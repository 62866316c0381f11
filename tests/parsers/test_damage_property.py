"""A lost character never changes a value without a word: what is restored equals the clean value, or an issue marks it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resiliparse.extract.html2text import extract_plain_text

from parsers import parse
from parsers.decode import decode
from tests.parsers.cases import ALL, load
from tests.parsers.damaging import in_runs, lone_characters, text_page, without

LETTERS = [folder for folder in ALL if load(folder).expected["kind"] != "other"]
# The extractor takes the label table, where alone this letter's number stands, for no part of its main content: no lone character is lost there.
KEPT_WHOLE = [folder for folder in LETTERS if folder.name != "19-shanghai-lying-gbk"]
NAMES = [folder.name for folder in LETTERS]
MARKS = {
    "lost_character",
    "signed_on_repaired",
    "signed_on_ambiguous",
    "due_unreadable",
    "due_end_ambiguous",
    "addressee_lost",
    "issuer_inferred",
}


# 到2026年 without its 到 is a deadline too: nothing tells that it is not the one that was printed.
UNNOTICED = "到"


def places_of(source):
    return [place for place in lone_characters(source) if source[place] not in UNNOTICED]


def source_of(folder):
    case = load(folder)
    return decode(case.body, case.content_type).text


def record_of(source, url):
    return parse(source.encode(), url).to_dict()


def values(record):
    """What the grammar can restore: no text copied from the letter, of telephones the figures, of sections the levels."""
    letter = record["letter"] or {}
    return {
        "kind": record["kind"],
        **{
            name: letter.get(name)
            for name in ("doc_number", "signed_on", "published_at", "outcome", "disclosure", "reply_form")
        },
        "submissions": [{k: v for k, v in s.items() if k != "title"} for s in record["submissions"]],
        # Without its 、 a list of persons is told from one long name by nothing.
        "addressees": (
            record["addressee_count"],
            "".join(a["name"] for a in record["addressees"]),
            {a["role"] for a in record["addressees"]},
        ),
        "agencies": record["agencies"],
        "officials": [(o["role"], o["name"], re.sub(r"\D", "", o["phone"] or "")) for o in record["officials"]],
        "sections": [s["level"] for s in record["sections"]],
        "deadlines": [(c["due_kind"], c["due_start"], c["due_end"]) for c in record["commitments"]],
    }


def marks(record):
    return {(i["code"], i["detail"]) for i in record["issues"] if i["code"] in MARKS}


def silent(clean, damaged):
    """The values that differ while no issue was added."""
    if marks(damaged) - marks(clean):
        return {}
    before, after = values(clean), values(damaged)
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


def test_there_is_damage_to_test():
    assert sum(len(lone_characters(source_of(folder))) for folder in LETTERS) > 500


@pytest.mark.parametrize("folder", LETTERS, ids=NAMES)
def test_one_lost_character_is_restored_or_marked(folder):
    source, url = source_of(folder), load(folder).url
    clean = record_of(source, url)
    for place in places_of(source):
        found = silent(clean, record_of(without(source, [place]), url))
        assert not found, (source[place - 10 : place + 10], found)


@pytest.mark.parametrize("folder", LETTERS, ids=NAMES)
def test_all_lone_characters_lost_at_once_are_restored_or_marked(folder):
    source, url = source_of(folder), load(folder).url
    assert not silent(record_of(source, url), record_of(without(source, places_of(source)), url))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_of_them_lost_together_are_restored_or_marked(data):
    folder = data.draw(st.sampled_from(LETTERS))
    source, url = source_of(folder), load(folder).url
    places = places_of(source)
    lost = data.draw(st.sets(st.sampled_from(places), max_size=8)) if places else set()
    assert not silent(record_of(source, url), record_of(without(source, lost), url))


@pytest.mark.parametrize("folder", KEPT_WHOLE, ids=[folder.name for folder in KEPT_WHOLE])
def test_the_extractor_itself_damages_no_value_silently(folder):
    title, url = load(folder).expected["letter"]["title"], load(folder).url
    source = in_runs(source_of(folder))
    whole, damaged = (
        record_of(text_page(title, extract_plain_text(source, main_content=main)), url) for main in (False, True)
    )
    if damaged["kind"] == "other":
        pytest.skip("the extractor keeps nothing of the letter")
    before, after = values(whole), values(damaged)
    for name in ("doc_number", "signed_on"):
        assert after[name] == before[name] or marks(damaged) - marks(whole), name
        assert after[name] in (before[name], None) or before[name] is None, name


@pytest.mark.parametrize("folder", LETTERS, ids=NAMES)
def test_the_text_of_a_damaged_letter_is_the_clean_one_less_what_was_lost(folder):
    source, url = source_of(folder), load(folder).url
    clean, damaged = record_of(source, url), record_of(without(source, lone_characters(source)), url)
    left = iter("".join(clean["letter"]["text"].split()))
    assert all(character in left for character in "".join(damaged["letter"]["text"].split()))
