"""Coverage-guided fuzzing of the parsers with atheris (libFuzzer).

python -m tests.parsers.fuzz.fuzz_parse TARGET [libFuzzer options] [folders: the first takes what is new, the others are read]
for example: python -m tests.parsers.fuzz.fuzz_parse parse -runs=100000 -dict=tests/parsers/fuzz/words.dict new tests/parsers/fuzz/corpus/parse
"""

import sys
from datetime import date

import atheris

with atheris.instrument_imports(include=["parsers"]):
    import parsers
    from parsers import deadlines, decode, page, titles

from tests.parsers.letters import OPENING, URL, html, paragraphs
from tests.parsers.validity import check

DAY = date(2023, 4, 27)


def fuzz_decode(data):
    """Any bytes have a text without NULs that can be written again."""
    found = decode.decode(
        data[1:], "text/html; charset=" + ("utf-8", "gb2312", "big5", "")[data[0] % 4] if data else None
    )
    assert "\x00" not in found.text
    found.text.encode()


def fuzz_page(data):
    """Any source is a page, of which every line stands on one line."""
    found = page.read(data.decode("utf-8", "replace"), URL)
    assert not any("\n" in getattr(item, "text", "") for item in found.body)


def fuzz_titles(data):
    """The values of any title stand in it."""
    title = "".join(data.decode("utf-8", "replace").split())
    found = titles.parse_title(title)
    titles.is_reply_title(title)
    for value, start, end in [
        *found.numbers,
        *found.issuers,
        *(one for one in (found.category, found.suggestion) if one),
    ]:
        assert title[start:end] == value


def fuzz_deadlines(data):
    """Any words have a kind, and dates in order; phrases found in them stand where they are said to."""
    text = data.decode("utf-8", "replace")
    found = deadlines.interpret(text, DAY)
    assert not (found.start and found.end) or found.kind == "by" or found.start <= found.end
    assert all(text[start:end] == phrase for start, end, phrase in deadlines.find_time_phrases(text, DAY))


def fuzz_parse(data):
    """Any page, and any inside of a letter, is a valid record."""
    check(parsers.parse(data, URL))
    inside = paragraphs("胡付忠代表：", OPENING) + data.decode("utf-8", "replace")
    check(parsers.parse(html(inside).encode(), URL))


TARGETS = {
    "decode": fuzz_decode,
    "page": fuzz_page,
    "titles": fuzz_titles,
    "deadlines": fuzz_deadlines,
    "parse": fuzz_parse,
}


def main():
    """Run the target named first with the remaining arguments."""
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
