"""`fuhan reparse`: what another version of the parser changes."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import click

from fuhan.archive_options import (
    all_sites,
    captures_option,
    captures_path,
    db_option,
    db_path,
    explained,
    sites_option,
    workers_option,
)

_SHOWN = 60


@click.command()
@click.option(
    "--diff", "mode", flag_value="diff", default=True, help="Show what would change, change nothing (the default)."
)
@click.option("--accept", "mode", flag_value="accept", help="Make the changes.")
@click.option("--json", "as_json", is_flag=True, help="Show each changed page as one line of JSON.")
@click.option("--examples", type=click.IntRange(0), default=3, show_default=True, help="Examples shown per field.")
@db_option
@captures_option
@sites_option
@workers_option
@explained
def command(
    mode: str,
    as_json: bool,
    examples: int,
    db: Path | None,
    captures: Path | None,
    folder: Path | None,
    workers: int,
) -> None:
    """Parse every stored page again and tell, by field, what would change.

    Exit status 1 if something would change (with --diff) or a page could not be read; with --accept such a page stays as it is.

    \b
    Example:
      fuhan reparse --diff
      fuhan reparse --accept
    """
    from archive import reparse, schema
    from archive.errors import explained as sqlite_explained
    from archive.lock import writing

    path, directory, sites = db_path(db), captures_path(captures), all_sites(folder)
    if mode == "accept":
        failed: list[reparse.Change] = []
        with writing(path), sqlite_explained(path):
            db_open = schema.open_archive(path)
            changed = reparse.accept(db_open, directory, sites, workers=workers, on_error=failed.append)
        click.echo(f"{path}: {changed:,} pages changed")
        if failed:
            raise click.ClickException(
                f"{len(failed):,} pages could not be read and stay as they were, first {failed[0].page_id}: {failed[0].error}; "
                "put the captures back (--captures) or see `fuhan reparse --diff`, then do it again."
            )
        return
    with sqlite_explained(path):
        found = reparse.changes(schema.read_archive(path), directory, sites, workers=workers)
        differing = _as_lines(found) if as_json else _by_field(found, examples)
    if differing:
        raise click.exceptions.Exit(1)


def _as_lines(changes: Any) -> int:
    count = 0
    for change in changes:
        count += 1
        fields = {path: list(values) for path, values in change.fields.items()}
        line = {"page": change.page_id, "url": change.url, "fields": fields, "error": change.error}
        click.echo(json.dumps(line, ensure_ascii=False))
    return count


def _by_field(changes: Any, examples: int) -> int:
    counts: Counter[str] = Counter()
    shown: dict[str, list[str]] = {}
    pages = 0
    for change in changes:
        pages += 1
        if change.error:
            counts["(not parsed)"] += 1
            shown.setdefault("(not parsed)", []).append(f"{change.page_id}: {change.error}")
        for path, (before, after) in change.fields.items():
            name = re.sub(r"\[\d+\]", "[]", path)
            counts[name] += 1
            if len(shown.setdefault(name, [])) < examples:
                shown[name].append(f"{change.page_id} {path}: {_short(before)} -> {_short(after)}")
    for name, count in counts.most_common():
        click.echo(f"{count:>7,}  {name}")
        for example in shown[name][:examples]:
            click.echo(f"         {example}")
    click.echo(f"{pages:,} pages would change")
    return pages


def _short(value: Any) -> str:
    text = "nothing" if value is None else str(value).replace("\n", "⏎")
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
