"""datapackage.json (Frictionless Data Package): what is in the files, so that a program can read them without being told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.exports.source import JSON_COLUMNS, Table

_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
_FORMATS: dict[str, dict[str, Any]] = {
    "csv": {
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "header": True},
    },
    "jsonl": {"format": "jsonl", "mediatype": "application/jsonl", "encoding": "utf-8"},
    "parquet": {"format": "parquet", "mediatype": "application/vnd.apache.parquet"},
}

# Never NULL, but empty in a letter taken out on request, and an empty cell counts as missing.
_MAY_BE_EMPTY = frozenset({("letters", "text")})


def describe(
    directory: Path,
    files: Mapping[tuple[str, str], list[Path]],
    tables: Mapping[str, Table],
    metadata: Mapping[str, Any],
) -> dict[str, Any]:
    """The package: `files` are the paths per (format, table) below `directory`; `metadata` is metadata.yml or {}.

    Names, licence and descriptions come from the metadata where there are any.
    """
    described = metadata.get("databases", {}).get("archive", {}).get("tables", {})
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "fuhan",
        "title": metadata.get("title", "Fuhan"),
        "description": metadata.get("description", ""),
        "resources": [
            _resource(directory, kind, tables, name, paths, described.get(name, {}))
            for (kind, name), paths in files.items()
            if paths
        ],
    }
    if metadata.get("license"):
        package["licenses"] = [{"title": metadata["license"], "path": metadata.get("license_url", "")}]
    return package


def write(directory: Path, package: Mapping[str, Any]) -> Path:
    """datapackage.json in `directory`."""
    path = directory / "datapackage.json"
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _resource(
    directory: Path, kind: str, tables: Mapping[str, Table], name: str, paths: list[Path], described: Mapping[str, Any]
) -> dict[str, Any]:
    table = tables[name]
    shown = [path.relative_to(directory).as_posix() for path in paths]
    resource: dict[str, Any] = {
        "profile": "tabular-data-resource" if kind == "csv" else "data-resource",
        "name": f"{table.name}-{kind}".replace("_", "-"),
        "title": described.get("title", table.name),
        "description": described.get("description", ""),
        "path": shown[0] if len(shown) == 1 else shown,
        **_FORMATS[kind],
        "bytes": sum(path.stat().st_size for path in paths),
        "schema": _schema(kind, table, tables, described.get("columns", {})),
    }
    if len(paths) == 1:
        with paths[0].open("rb") as file:
            resource["hash"] = "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
    return resource


def _schema(kind: str, table: Table, tables: Mapping[str, Table], described: Mapping[str, str]) -> dict[str, Any]:
    fields: list[dict[str, Any]] = []
    for column in table.columns:
        of_json = kind == "jsonl" and (table.name, column.name) in JSON_COLUMNS
        fields.append({"name": column.name, "type": "any" if of_json else _TYPES[column.type]})
        if described.get(column.name):
            fields[-1]["description"] = described[column.name]
        if not column.nullable and (table.name, column.name) not in _MAY_BE_EMPTY:
            fields[-1]["constraints"] = {"required": True}
    schema: dict[str, Any] = {"fields": fields, "primaryKey": list(table.primary_key), "missingValues": [""]}
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(own),
                "reference": {"resource": f"{other}-{kind}".replace("_", "-"), "fields": list(theirs)},
            }
            for own, other, theirs in table.foreign_keys
        ]
    return schema
