"""Lists as files: CSV that a spreadsheet opens without running it, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from datasette.utils.asgi import Response

from archive.exports.text_files import neutral

# The most rows one file holds; more than this is the whole database, which is published as a file of its own.
MOST_ROWS = 10_000
MOST_TEXTS = 2_000


def csv_file(name: dict[str, str], columns: Sequence[str], listed: Iterable[Mapping[str, Any]]) -> Response:
    """A CSV file with a header row, marked as UTF-8 for Excel; cells that would run as formulas are made text.

    `name` is the header of web.file_names.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([neutral(row.get(column)) for column in columns] for row in listed)
    headers = {**name, "cache-control": "no-cache"}
    return Response(out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def json_file(data: Any, name: dict[str, str] | None = None) -> Response:
    """`data` as JSON with Chinese readable as it stands; open to other sites, as all data here is public."""
    body = json.dumps(data, ensure_ascii=False, default=str)
    headers = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin", **(name or {})}
    return Response(body, content_type="application/json; charset=utf-8", headers=headers)
