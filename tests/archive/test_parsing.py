"""A captured file becomes its masked text and tables."""

import io
import json

import docx

from archive.captures import Captured
from archive.parsing import parse


def table_in_word(*rows):
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, said in enumerate(row):
            table.cell(r, c).text = said
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def parsed(body):
    url, at = "http://www.example.gov.cn/a.docx", "2026-01-01T00:00:00Z"
    return parse(Captured("f", 0, "i", "response", url, at, kind="attachment", body=body), {}).file


def test_cells_of_an_enclosed_file_are_covered_by_their_header():
    file = parsed(table_in_word(["姓名", "联系电话", "家庭住址"], ["孙建国", "6660000", "几江街道滨江路0号"]))
    assert file["text"] == "姓名\t联系电话\t家庭住址\n孙建国\t*******\t*********"
    assert json.loads(file["tables"])[0]["rows"] == [["孙建国", "*******", "*********"]]


def test_cells_of_an_enclosed_file_are_covered_by_the_label_left_of_them():
    file = parsed(table_in_word(["联系人", "王一"], ["联系电话", "6660000"]))
    assert file["text"] == "联系人\t王一\n联系电话\t*******"
