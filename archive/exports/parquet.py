"""Parquet: one folder per table; what belongs to letters is cut by province and year (`province=500000/year=2023/`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from archive.exports.source import Table, rows

_TYPES = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
_ROWS = 5_000  # held per file before they are written
_NULL = "__HIVE_DEFAULT_PARTITION__"  # how DuckDB, Arrow and Spark write an unknown province or year in a path
_FILE = "part-0.parquet"
_IN_PATH = "year"  # the folder's name says it; a column of that name would be there twice

Row = tuple[str | int | float | None, ...]


class _File:
    """One Parquet file, written in pieces."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._schema = schema
        self._writer = pq.ParquetWriter(path, schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= _ROWS:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            columns = zip(*self._rows, strict=True)
            arrays = [pa.array(values, field.type) for values, field in zip(columns, self._schema, strict=True)]
            self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
            self._rows = []


def write_parquet(
    connection: sqlite3.Connection, table: Table, directory: Path, wrote: Callable[[int], None]
) -> list[Path]:
    """The files of one table below `directory`/<table>. Every value stands in the file but the year, which is in the path."""
    folder = directory / table.name
    if table.letter_column is None:
        schema = _schema(table, table.names)
        file = _File(folder / _FILE, schema)
        for row in rows(connection, table):
            file.add(row)
            wrote(1)
        file.close()
        return [file.path]
    names = [name for name in table.names if name != _IN_PATH]
    schema = _schema(table, names)
    paths: list[Path] = []
    for (province,) in connection.execute("SELECT DISTINCT province_code FROM letters ORDER BY 1").fetchall():
        files: dict[int | None, _File] = {}
        with ExitStack() as closing:
            for year, row in _of_province(connection, table, names, province):
                if year not in files:
                    path = folder / f"province={province or _NULL}" / f"year={year or _NULL}" / _FILE
                    files[year] = _File(path, schema)
                    closing.callback(files[year].close)
                files[year].add(row)
                wrote(1)
        paths += [file.path for file in files.values()]
    if not paths:  # a table without a row has a file all the same, so that it can be read
        nothing = _File(folder / f"province={_NULL}" / f"year={_NULL}" / _FILE, schema)
        nothing.close()
        paths = [nothing.path]
    return sorted(paths)


def _schema(table: Table, names: list[str]) -> pa.Schema:
    return pa.schema([pa.field(c.name, _TYPES[c.type], c.nullable) for c in table.columns if c.name in names])


def _of_province(
    connection: sqlite3.Connection, table: Table, names: list[str], province: str | None
) -> Iterator[tuple[int | None, Row]]:
    columns = ", ".join(f't."{name}"' for name in names)
    order = ", ".join(f't."{name}"' for name in table.primary_key)
    joined = (
        "letters t" if table.name == "letters" else f'letters l JOIN "{table.name}" t ON t.{table.letter_column} = l.id'
    )
    letters = "t" if table.name == "letters" else "l"
    sql = f"SELECT {letters}.year, {columns} FROM {joined} WHERE {letters}.province_code IS ? ORDER BY {order}"
    for year, *row in connection.execute(sql, [province]):
        yield year, tuple(row)
