"""CSV and JSON Lines: one file per table."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive.exports.source import JSON_COLUMNS, Table, rows

# A spreadsheet runs a cell that begins like this, also in full width (OWASP, "CSV Injection").
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"\s*[+-]?\d[\d,]*(\.\d+)?%?\s*")


def neutral(value: Any) -> Any:
    """A cell that is safe to open in a spreadsheet: text that would run as a formula gets an apostrophe before it."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def write_csv(
    connection: sqlite3.Connection, table: Table, directory: Path, wrote: Callable[[int], None]
) -> list[Path]:
    """`<table>.csv`, UTF-8 with a mark so that Excel reads it; NULL is an empty cell. `wrote` is told of rows written."""
    path = directory / f"{table.name}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.names)
        for row in rows(connection, table):
            writer.writerow(map(neutral, row))
            wrote(1)
    return [path]


def write_jsonl(
    connection: sqlite3.Connection, table: Table, directory: Path, wrote: Callable[[int], None]
) -> list[Path]:
    """`<table>.jsonl`, one object per row; columns that hold JSON are lists and objects, not text."""
    path = directory / f"{table.name}.jsonl"
    as_json = {name for name in table.names if (table.name, name) in JSON_COLUMNS}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows(connection, table):
            found = dict(zip(table.names, row, strict=True))
            found.update((name, json.loads(str(found[name]))) for name in as_json if found[name] is not None)
            file.write(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n")
            wrote(1)
    return [path]
