"""Files of a letter."""

import pytest

from crawler.attachments import MAX_FILES, find_attachments

BASE = "http://www.example.gov.cn/zwgk/jyta/202304/t20230427_1.html"
FOLDER = "http://www.example.gov.cn/zwgk/jyta/202304/"


@pytest.mark.parametrize(
    ("html", "url", "title"),
    [
        ('<a href="./W020.pdf">承诺事项</a>', FOLDER + "W020.pdf", "承诺事项"),
        ('<a href="P020.DOCX" title="附件1">x</a>', FOLDER + "P020.DOCX", "附件1"),
        ('<a href="/a.wps">附件</a>', "http://www.example.gov.cn/a.wps", "附件"),
        (
            "<script>showVsbpdfIframe(\"/__local/7/a.pdf\",'100%')</script>",
            "http://www.example.gov.cn/__local/7/a.pdf",
            "",
        ),
        ('<iframe src="/pdfjs/viewer.html?file=/files/a.pdf"></iframe>', "http://www.example.gov.cn/files/a.pdf", ""),
        ('<embed src="a.ofd">', FOLDER + "a.ofd", ""),
        ('<object data="a.pdf"></object>', FOLDER + "a.pdf", ""),
        (
            '<a href="/download.jsp?wbfileid=12">承诺事项.docx</a>',
            "http://www.example.gov.cn/download.jsp?wbfileid=12",
            "承诺事项.docx",
        ),
        (
            '<a href="javascript:void(0)" onclick="window.open(\'/f/a.zip\')">打包</a>',
            "http://www.example.gov.cn/f/a.zip",
            "打包",
        ),
    ],
)
def test_file_is_found(html, url, title):
    assert find_attachments(f"<p>{html}</p>", BASE) == [(url, title)]


@pytest.mark.parametrize(
    "html", ["", '<a href="/a.html">正文</a>', '<a href="/about.pdf.html">x</a>', '<img src="a.png">']
)
def test_pages_and_pictures_are_no_files(html):
    assert find_attachments(html, BASE) == []


def test_each_file_once_and_not_too_many():
    html = "".join(f'<a href="{n}.pdf">{n}</a><a href="{n}.pdf">again</a>' for n in range(99))
    assert len(find_attachments(html, BASE)) == MAX_FILES
