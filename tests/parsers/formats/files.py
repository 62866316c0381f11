"""Small real files of the kinds offices enclose, made by the libraries that make such files."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
_BODY = ParagraphStyle("body", fontName="STSong-Light", fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK")
_FLUSH = ParagraphStyle("flush", parent=_BODY, firstLineIndent=0)
_TITLE = ParagraphStyle("title", parent=_FLUSH, alignment=1, fontSize=20, leading=30)
_RIGHT = ParagraphStyle("right", parent=_FLUSH, alignment=2)

TITLE = "关于区第十八届人大三次会议第18号建议的答复"
LONG = "您提出的关于进一步优化营商环境的建议收悉，经研究，现答复如下。我局高度重视企业反映的停车难问题，2023年新增泊位220个，比上年增长10.4%，覆盖12个街道。"
ROWS = [
    ["序号", "承诺事项", "完成时限", "责任单位"],
    ["1", "建成停车楼", "2023年底前", "区城市管理局"],
    ["2", "施划泊位60个", "2023年第三季度", ""],
]


def pdf_letter(*, pages: int = 1, user_password: str | None = None) -> bytes:
    """A letter with wrapped paragraphs, a ruled table with a merged cell, and page numbers at the foot."""
    out = io.BytesIO()
    table = Table(
        ROWS,
        style=[
            ("FONT", (0, 0), (-1, -1), "STSong-Light"),
            ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
            ("SPAN", (3, 1), (3, 2)),
        ],
    )
    story = [
        Paragraph(TITLE, _TITLE),
        Paragraph("尊敬的李明代表：", _FLUSH),
        Paragraph(LONG * 2, _BODY),
        Paragraph("一、下一步工作", _BODY),
        table,
    ]
    for number in range(1, pages):
        story += [PageBreak(), Paragraph(f"第{number + 1}页的正文。" + LONG, _BODY)]
    story += [Paragraph("某区城市管理局", _RIGHT), Paragraph("2023年4月27日", _RIGHT)]

    def foot(page: canvas.Canvas, _: object) -> None:
        page.setFont("STSong-Light", 10)
        page.drawCentredString(A4[0] / 2, 30, f"- {page.getPageNumber()} -")

    SimpleDocTemplate(out, pagesize=A4, encrypt=user_password).build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def picture_of_text(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> bytes:
    """A picture with printed words, as a scanner makes it."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.text((20, 20), "2023-04-27 reply 18", fill="black", font=ImageFont.load_default(48))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def pdf_scan() -> bytes:
    """A PDF whose only page is a picture."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    page.drawImage(ImageReader(io.BytesIO(picture_of_text())), 50, 400, 450, 150)
    page.showPage()
    page.save()
    return out.getvalue()


def docx_letter() -> bytes:
    """A letter whose headings are numbered by Word and whose table has cells merged across and down."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("尊敬的李 明代表：")
    numbered = document.add_paragraph("关于停车")
    _number(document, numbered, level=0)
    table = document.add_table(rows=4, cols=4)
    for row, cells in enumerate([["承诺事项列表"] * 4, *ROWS]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text if row else ""
    table.cell(0, 0).merge(table.cell(0, 3)).text = "承诺事项列表"
    table.cell(2, 3).merge(table.cell(3, 3)).text = "区城市\n管理局"
    second = document.add_paragraph("关于绿化")
    _number(document, second, level=0)
    third = document.add_paragraph("补种树木")
    _number(document, third, level=1)
    last = document.add_paragraph("2023年4月")
    last.add_run("27").bold = True
    last.add_run("日")
    _delete(last, "删去的字")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _number(document: object, paragraph: object, level: int) -> None:
    root = document.part.numbering_part.element
    if not root.findall(qn("w:abstractNum") + "[@{}='900']".format(qn("w:abstractNumId"))):
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), "900")
        for index, (form, text) in enumerate((("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"))):
            lvl = OxmlElement("w:lvl")
            lvl.set(qn("w:ilvl"), str(index))
            for name, value in (("start", "1"), ("numFmt", form), ("lvlText", text)):
                part = OxmlElement(f"w:{name}")
                part.set(qn("w:val"), value)
                lvl.append(part)
            abstract.append(lvl)
        root.insert(0, abstract)
        num = OxmlElement("w:num")
        num.set(qn("w:numId"), "900")
        link = OxmlElement("w:abstractNumId")
        link.set(qn("w:val"), "900")
        num.append(link)
        root.append(num)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = 900


def _delete(paragraph: object, text: str) -> None:
    gone, run, words = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    words.text = text
    run.append(words)
    gone.append(run)
    paragraph._p.append(gone)


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip container with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def ofd(lines: list[tuple[str, float, float]]) -> bytes:
    """An OFD of one page with text at (x, y) in millimetres, 5 mm high."""
    objects = "".join(
        f'<ofd:TextObject ID="{i}" Boundary="{x} {y} 180 8" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="{"5 " * (len(t) - 1)}">{t}</ofd:TextCode></ofd:TextObject>'
        for i, (t, x, y) in enumerate(lines, 10)
    )
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {space}><ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>',
        }
    )


def xlsx(rows: list[list[str]], merged: tuple[str, ...] = (), far: str | None = None) -> bytes:
    """A workbook of one sheet with these strings; `far` adds a cell at that address."""

    def cell(address: str, text: str) -> str:
        return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'

    body = "".join(
        f'<row r="{r}">' + "".join(cell(f"{chr(65 + c)}{r}", t) for c, t in enumerate(row) if t) + "</row>"
        for r, row in enumerate(rows, 1)
    )
    if far:
        body += f'<row r="{far.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}">{cell(far, "x")}</row>'
    spans = (
        f'<mergeCells count="{len(merged)}">' + "".join(f'<mergeCell ref="{m}"/>' for m in merged) + "</mergeCells>"
        if merged
        else ""
    )
    main, links = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="清单" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData>{spans}</worksheet>',
        }
    )
