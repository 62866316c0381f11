"""Spreadsheets: xlsx, xls, et, ods."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from parsers.formats import grid, zipped
from parsers.formats.draft import Draft, UnreadableError

_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_AREA = 5_000_000


def read(body: bytes, draft: Draft) -> None:
    """Each visible sheet is a table; its name is a line when there are several."""
    if body.startswith(b"PK"):
        zipped.check(body, draft.limits)
        _check_area(body)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    except PasswordError:
        raise UnreadableError("attachment_encrypted", "locked with a password") from None
    except CalamineError as error:
        raise UnreadableError("attachment_broken", f"no readable workbook ({error})") from None
    shown = [m.name for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
    for name in shown:
        if draft.full():
            return
        sheet = book.get_sheet_by_name(name)
        if not sheet.height or not sheet.width:
            continue
        if len(shown) > 1:
            draft.line(name)
        budget = max(1, draft.limits.cells // max(1, sheet.width))
        if sheet.height > budget:
            draft.say("attachment_truncated", f"sheet {name} has {sheet.height} rows; {budget} are read")
        values = sheet.to_python(skip_empty_area=False, nrows=budget)
        cells = [[grid.Spot(grid.squeeze(_shown(v))) for v in row] for row in values]
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
            for r in range(top, min(bottom + 1, len(cells))):
                for c in range(left, min(right + 1, len(cells[r]))):
                    if (r, c) != (top, left):
                        cells[r][c] = grid.Spot(cells[top][left].text, first=False)
        used = [c for c in range(max(map(len, cells))) if any(c < len(r) and r[c].text for r in cells)]
        draft.table(*grid.build([[row[c] for c in used if c < len(row)] for row in cells]))


def _check_area(body: bytes) -> None:
    """A cell at XFD1048576 makes the reader allocate the whole rectangle, so its corners are looked at first."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for info in archive.infolist():
            if info.filename.lower().startswith("xl/worksheets/") and info.filename.endswith(".xml"):
                corners = _REFERENCE.findall(archive.read(info))
                rows = max((int(r) for _, r in corners), default=0)
                columns = max((_column(c) for c, _ in corners), default=0)
                if rows * columns > _AREA:
                    raise UnreadableError("attachment_too_large", f"a sheet of {rows} rows by {columns} columns")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _shown(value: object) -> str:
    """A value as a sheet would show it in the plainest format."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return "" if value is None else str(value)
