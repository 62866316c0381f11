"""Damaged, cut and mixed-up files are answered with an issue, never with an exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.attachments import AttachmentText, read
from parsers.formats.sniff import sniff
from tests.parsers.formats import files

WHOLE = {
    "pdf": files.pdf_letter(),
    "scan": files.pdf_scan(),
    "docx": files.docx_letter(),
    "xlsx": files.xlsx(files.ROWS),
    "ofd": files.ofd([("关于第18号建议的答复", 60, 20)]),
}
FUZZ = settings(max_examples=40, deadline=None)


def answered(body):
    result = read(body, "附件")
    assert isinstance(result, AttachmentText)
    assert result.text or result.issues
    assert "\r" not in result.text and "\n\n" not in result.text


@pytest.mark.parametrize("kind", WHOLE)
@FUZZ
@given(data=st.data())
def test_a_file_with_changed_bytes_is_answered(kind, data):
    body = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 12))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    answered(bytes(body))


@pytest.mark.parametrize("kind", WHOLE)
@FUZZ
@given(data=st.data())
def test_a_file_cut_short_is_answered(kind, data):
    answered(WHOLE[kind][: data.draw(st.integers(0, len(WHOLE[kind]) - 1))])


@FUZZ
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"BM", b"RIFF"]
    ),
)
def test_any_bytes_behind_any_magic_have_a_kind_and_an_answer(tail, magic):
    assert sniff(magic + tail)
    answered(magic + tail)


@FUZZ
@given(
    st.dictionaries(
        st.sampled_from(
            ["word/document.xml", "OFD.xml", "xl/workbook.xml", "mimetype", "[Content_Types].xml", "a/../../b"]
        ),
        st.binary(max_size=80),
    )
)
def test_containers_with_anything_inside_are_answered(parts):
    answered(files.zipped(parts))
