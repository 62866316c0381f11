import io
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from parsers.attachments import read
from parsers.formats import isolated, ocr
from parsers.formats.draft import Limits
from parsers.record import Table
from tests.parsers.formats import files

DATA = Path(__file__).parent / "formats" / "data"  # made by LibreOffice 7.4
WITHOUT_OCR = pytest.mark.skipif(ocr.installed(), reason="the extra [ocr] is installed")
TABLE = Table("commitments", files.ROWS[0], [files.ROWS[1], [*files.ROWS[2][:3], "区城市管理局"]])


def codes(result):
    return [issue.code for issue in result.issues]


def test_a_pdf_letter_is_paragraphs_and_a_table_in_reading_order():
    result = read(files.pdf_letter(), "复函.pdf", "application/pdf")
    assert result.issues == []
    assert result.tables == [TABLE]
    assert result.text.split("\n") == [
        files.TITLE,
        "尊敬的李明代表：",
        files.LONG * 2,
        "一、下一步工作",
        "序号\t承诺事项\t完成时限\t责任单位",
        "1\t建成停车楼\t2023年底前\t区城市管理局",
        "2\t施划泊位60个\t2023年第三季度",
        "某区城市管理局",
        "2023年4月27日",
    ]


def test_page_numbers_at_the_foot_are_no_text():
    text = read(files.pdf_letter(pages=3), "a.pdf").text
    assert "第2页的正文" in text and "第3页的正文" in text
    assert "- 1 -" not in text and "- 3 -" not in text


def test_pages_beyond_the_limit_are_left_out_and_said_so():
    result = read(files.pdf_letter(pages=3), "a.pdf", limits=Limits(pages=1))
    assert "第2页的正文" not in result.text
    assert codes(result) == ["attachment_truncated"]


def test_a_locked_pdf_is_an_issue():
    assert codes(read(files.pdf_letter(user_password="geheim"), "a.pdf")) == ["attachment_encrypted"]


@WITHOUT_OCR
def test_a_pdf_of_pictures_needs_ocr():
    result = read(files.pdf_scan(), "扫描件.pdf")
    assert (result.text, codes(result)) == ("", ["needs_ocr"])


@WITHOUT_OCR
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_a_picture_needs_ocr(kind):
    assert codes(read(files.picture_of_text(kind), "scan")) == ["needs_ocr"]


@pytest.mark.skipif(not ocr.installed(), reason="needs the extra [ocr]")
def test_with_the_extra_a_picture_is_read_and_marked():
    for result in (read(files.pdf_scan(), "scan.pdf"), read(files.picture_of_text(), "scan.png")):
        assert "2023-04-27" in result.text.replace(" ", "")
        assert codes(result) == ["ocr_used"]


def test_a_word_letter_keeps_the_order_the_numbers_and_the_spans():
    result = read(files.docx_letter(), "复函.docx")
    assert result.issues == []
    assert result.tables == [TABLE]
    assert result.text.split("\n") == [
        files.TITLE,
        "尊敬的李 明代表：",
        "一、关于停车",
        "承诺事项列表",
        "序号\t承诺事项\t完成时限\t责任单位",
        "1\t建成停车楼\t2023年底前\t区城市管理局",
        "2\t施划泊位60个\t2023年第三季度",
        "二、关于绿化",
        "（一）补种树木",
        "2023年4月27日",
    ]


def test_a_workbook_is_a_table_with_spans_expanded():
    body = files.xlsx(
        [["承诺事项列表", "", "", ""], *files.ROWS[:2], [*files.ROWS[2][:3], ""]], merged=("A1:D1", "D3:D4")
    )
    result = read(body, "清单.xlsx")
    assert result.issues == []
    assert result.tables == [TABLE]
    assert result.text.split("\n")[0] == "承诺事项列表"
    assert result.text.split("\n")[-1] == "2\t施划泊位60个\t2023年第三季度"


@pytest.mark.parametrize("name", ["list.xls", "list.ods"])
def test_older_and_open_sheets_are_read_alike(name):
    result = read((DATA / name).read_bytes(), name)
    assert result.issues == []
    assert result.tables == [
        Table(
            "commitments",
            ["序号", "承诺事项", "完成时限"],
            [["1", "建成停车楼", "2023-12-31"], ["2", "施划泊位", "2024年"]],
        )
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_an_old_word_letter_reads_as_the_new_one_does():
    assert read((DATA / "letter.doc").read_bytes(), "复函.doc") == read(files.docx_letter(), "复函.docx")


def test_an_ofd_letter_is_joined_to_paragraphs():
    wide = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
    body = files.ofd(
        [
            ("关于第18号建议的答复", 60, 20),
            ("您好，" + wide, 30, 40),
            (wide + "这是同", 20, 50),
            ("一段。", 20, 60),
            ("另起一段落，不再相连。", 30, 70),
        ]
    )
    result = read(body, "复函.ofd")
    assert result.issues == []
    assert result.text.split("\n") == [
        "关于第18号建议的答复",
        "您好，" + wide + wide + "这是同一段。",
        "另起一段落，不再相连。",
    ]


def test_an_ofd_of_pictures_needs_ocr():
    assert codes(read(files.ofd([]), "a.ofd")) == ["needs_ocr"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_the_encodings_of_the_country(encoding):
    result = read("第一行　　答 复\r\n\r\n 第二行".encode(encoding), "a.txt")
    assert (result.text, result.issues) == ("第一行 答 复\n第二行", [])


def test_the_bytes_decide_what_a_file_is_not_its_name():
    result = read(files.docx_letter(), "复函.pdf", "application/pdf")
    assert files.TITLE in result.text
    assert codes(result) == ["attachment_misnamed"]


def test_without_an_office_suite_old_formats_say_what_is_missing(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    for body, name in ((b"{\\rtf1\\ansi hello}", "a.rtf"), ((DATA / "letter.doc").read_bytes(), "复函.wps")):
        result = read(body, name)
        assert (result.text, codes(result)) == ("", ["converter_missing"])
        assert "LibreOffice" in result.issues[0].detail


def test_an_office_suite_that_fails_is_an_issue(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho source file could not be loaded >&2\nexit 77\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    result = read(b"{\\rtf1\\ansi hello}", "a.rtf")
    assert codes(result) == ["converter_failed"]
    assert "77" in result.issues[0].detail and "could not be loaded" in result.issues[0].detail


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    body = files.zipped({"word/document.xml": "0" * 60_000_000, "[Content_Types].xml": ""})
    assert len(body) < 100_000
    assert codes(read(body, "a.docx")) == ["attachment_too_large"]


def test_a_sheet_with_a_cell_in_the_far_corner_is_refused():
    assert codes(read(files.xlsx([["a"]], far="XFD1048576"), "a.xlsx")) == ["attachment_too_large"]


def test_a_file_above_the_size_limit_is_not_read():
    assert codes(read(files.pdf_letter(), "a.pdf", limits=Limits(size=1000))) == ["attachment_too_large"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "attachment_empty"),
        (b"  \r\n", "attachment_empty"),
        (b"%PDF-1.4 and then nothing", "attachment_broken"),
        (b"PK\x03\x04 and then nothing", "attachment_broken"),
        (files.docx_letter()[:3000], "attachment_broken"),
        (files.zipped({"word/document.xml": "<w:document>"}), "attachment_broken"),
        (files.zipped({"xl/workbook.xml": "<workbook/>"}), "attachment_broken"),
        (files.zipped({"OFD.xml": "<a/>"}), "attachment_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), "attachment_broken"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "attachment_encrypted",
        ),
        (b"<!DOCTYPE html><html><body>404</body></html>", "attachment_is_page"),
        (b"Rar!\x1a\x07\x00", "attachment_unsupported"),
        (files.zipped({"a.txt": "x"}), "attachment_unsupported"),
        (bytes(range(256)) * 4, "attachment_unsupported"),
    ],
)
def test_what_cannot_be_read_is_an_issue_that_says_why(body, code):
    result = read(body, "附件")
    assert (result.text, codes(result)) == ("", [code])
    assert result.issues[0].detail.startswith("附件: ")


def test_a_locked_zip_entry_is_an_issue():
    body = bytearray(files.docx_letter())
    at = body.rfind(b"PK\x01\x02")
    body[at + 8] |= 1
    assert codes(read(bytes(body), "a.docx")) == ["attachment_encrypted"]


def test_entities_of_a_document_type_are_not_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    with zipfile.ZipFile(io.BytesIO(files.docx_letter())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = parts["word/document.xml"].decode()
    parts["word/document.xml"] = document.replace("?>", "?>" + bomb, 1).replace(files.TITLE, "&c;").encode()
    result = read(files.zipped(parts), "a.docx")
    assert "尊敬的李 明代表：" in result.text
    assert "xxxxxxxxxx" not in result.text


def test_a_reader_in_a_process_of_its_own_gives_the_same_answer():
    body = files.pdf_letter()
    assert isolated.read(body, "复函.pdf") == read(body, "复函.pdf")


def test_a_reader_that_dies_is_an_issue(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    result = isolated.read(files.pdf_letter(), "复函.pdf")
    assert (result.text, codes(result)) == ("", ["attachment_broken"])
