"""What must never be in a committed file: places of one machine, persons' numbers, unfinished thoughts."""

import re

import pytest

from tests import sources

# Spelt in pieces, or this file would be the first to break its rules.
FORBIDDEN = {
    "a place on somebody's machine": r"/(?:ho" r"me|Us" r"ers)/\w|/wo" r"rk/|/ro" r"ot/|(?<![\w.])/tm" r"p/",
    "a package index": r"py"
    r"pi\.org|pythonhosted\.org|conda\.anaconda|--(?:extra-)?index-url|mirrors\.\w+\.(?:com|edu)",
    "an unfinished thought": r"(?:#|//|--|\*)\s*(?:TO" r"DO|FIX" r"ME|XX" r"X)\b",
}
MOBILE = re.compile(r"(?<![\d./_-])1[3-9]\d{9}(?!\d)")
LANDLINE = re.compile(r"(?<![\d./_-])0\d{2,3}[-－—]\d{7,8}(?!\d)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# RFC 2606 and the like: names that belong to nobody. git@ is an address of a program.
NOBODY = re.compile(
    r"@(?:[\w-]+\.)*(?:example(?:\.(?:com|org|net|cn|gov\.cn))?|test|invalid|localhost|example\.[\w.]+)$|^git@"
)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what):
    pattern = re.compile(FORBIDDEN[what])
    found = [f"{path}: {match.group()}" for path, text in sources.texts() for match in pattern.finditer(text)]
    assert found == []


def test_telephone_numbers_are_invented():
    """Invented ones end in 0000, as in every case and example, or in 0001 and on where one text needs several."""
    found = [
        f"{path}: {match.group()}"
        for path, text in sources.texts()
        for pattern in (MOBILE, LANDLINE)
        for match in pattern.finditer(text)
        if not re.search(r"000\d$", match.group())
    ]
    assert found == []


def test_mail_addresses_are_nobodys():
    found = [
        f"{path}: {match.group()}"
        for path, text in sources.texts()
        for match in EMAIL.finditer(text)
        if not NOBODY.search(match.group())
    ]
    assert found == []


def test_there_is_a_licence():
    assert (sources.ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
