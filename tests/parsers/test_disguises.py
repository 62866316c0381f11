import re

import pytest

from parsers import parse
from parsers.decode import decode
from tests.parsers.cases import ALL, load
from tests.parsers.disguises import DISGUISES

PAGES = ALL[::3]
_CHARSET = re.compile(r"(<meta[^>]*charset\s*=\s*[\"']?)[\w-]+", re.I)


def record(source, url):
    """The record of a source served as UTF-8 that says so."""
    return parse(_CHARSET.sub(r"\1utf-8", source).encode("utf-8", "replace"), url, "text/html").to_dict()


@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.__name__)
def test_other_markup_gives_the_same_record(disguise):
    changed = []
    for folder in PAGES:
        case = load(folder)
        source = decode(case.body, case.content_type).text
        plain, other = record(source, case.url), record(disguise(source), case.url)
        changed += [(folder.name, field) for field, value in plain.items() if other[field] != value]
    # A breadcrumb whose words stand in a table of links and are parted letter by letter is given up.
    if disguise.__name__ == "words_parted_by_spans":
        changed = [(name, field) for name, field in changed if field != "page"]
    assert changed == []


@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.__name__)
def test_a_disguise_changes_most_pages(disguise):
    sources = [decode(load(folder).body, load(folder).content_type).text for folder in PAGES]
    assert sum(disguise(source) != source for source in sources) > len(sources) / 4
