"""Jinja templates of the platforms, and the styles in which content systems print a paragraph."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from examples.markup import LINK, Block

TEMPLATES = Path(__file__).parent / "templates"
RUNS = re.compile(r"[\x21-\x7e]+|[^\x21-\x7e]+")
HAN_RUN = "font-family:方正仿宋_GBK;font-size:16pt;"
LATIN_RUN = "font-family:'Times New Roman';font-size:16pt;"
SONGTI = "font-family:宋体, SimSun;font-size:18px;"
WORD_ALIGN = {
    "left": "text-align:justify;text-indent:32pt;",
    "flush": "text-align:justify;",
    "right": "text-align:right;",
    "center": "text-align:center;",
}
SONGTI_ALIGN = {"left": "text-indent:2em;", "flush": "", "right": "text-align:right;", "center": "text-align:center;"}
PLAIN_ALIGN = {"right": ' style="text-align: right;"', "center": ' style="text-align: center;"'}


@cache
def environment() -> Environment:
    """The Jinja environment of examples/templates; an unknown name in a template is an error."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def page(template: str, **values: Any) -> bytes:
    """Render `templates/<template>` to UTF-8."""
    return environment().get_template(template).render(**values).encode()


def body(blocks: list[Block], style: str, files: dict[str, str]) -> Markup:
    """All blocks of a letter as HTML; `files` maps the file names in links to their addresses."""
    return Markup("\n").join(_block(block, style, files) for block in blocks)


def _block(block: Block, style: str, files: dict[str, str]) -> Markup:
    if block.kind == "html":
        return Markup(block.text)  # noqa: S704 - hostile pages are the point of this block
    return table(block, style) if block.kind == "table" else paragraph(block, style, files)


def paragraph(block: Block, style: str, files: dict[str, str] | None = None) -> Markup:
    """One paragraph. `word` is pasted from Word (digits in runs of their own), `songti` from an editor, `plain` typed."""
    text = _inline(block.text, style, files or {})
    if style == "word":
        indent = WORD_ALIGN[block.align]
        return Markup('<p class="MsoNormal" style="{}line-height:28pt;mso-pagination:none;">{}</p>').format(
            indent, text
        )
    if style == "songti":
        start = Markup('<p style="{}line-height:2em;"><span style="{}">{}</span></p>')
        return start.format(SONGTI_ALIGN[block.align], SONGTI, text)
    indent = "　　" if block.align == "left" else ""
    return Markup("<p{}>{}{}</p>").format(Markup(PLAIN_ALIGN.get(block.align, "")), indent, text)  # noqa: S704


def _inline(text: str, style: str, files: dict[str, str]) -> Markup:
    parts: list[Markup] = []
    end = 0
    for link in LINK.finditer(text):
        parts += [_runs(text[end : link.start()], style)]
        parts += [Markup('<a href="{}" target="_blank">{}</a>').format(files.get(link[2], link[2]), link[1])]
        end = link.end()
    return Markup("").join([*parts, _runs(text[end:], style)])


def _runs(text: str, style: str) -> Markup:
    if style != "word":
        return escape(text)
    han, latin = Markup('<span style="{}">{}</span>'), Markup('<span lang="EN-US" style="{}">{}</span>')
    return Markup("").join(
        latin.format(LATIN_RUN, run) if "!" <= run[0] <= "~" else han.format(HAN_RUN, run) for run in RUNS.findall(text)
    )


def table(block: Block, style: str) -> Markup:
    """A table with its merged cells; Word's cells hold a centred paragraph each."""
    rows: list[Markup] = []
    for row in block.rows:
        cells = [_cell(cell.text, cell.rowspan, cell.colspan, style) for cell in row]
        rows.append(Markup("<tr>{}</tr>").format(Markup("").join(cells)))
    opening = '<table border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse;width:100%;"><tbody>'
    return Markup("{}\n{}\n</tbody></table>").format(Markup(opening), Markup("\n").join(rows))  # noqa: S704


def _cell(text: str, rowspan: int, colspan: int, style: str) -> Markup:
    spans = (f' rowspan="{rowspan}"' if rowspan > 1 else "") + (f' colspan="{colspan}"' if colspan > 1 else "")
    inner = _inline(text, style, {})
    if style == "word":
        inner = Markup('<p class="MsoNormal" align="center" style="text-align:center;">{}</p>').format(inner)
    return Markup("<td{}>{}</td>").format(Markup(spans), inner)  # noqa: S704
