"""What the commands around archive.db have in common: where things are, the sites, errors as one sentence."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from archive.errors import ArchiveError

db_option = click.option(
    "--db", type=click.Path(path_type=Path), help="The archive (default: FUHAN_DB or ./archive.db)."
)
captures_option = click.option(
    "--captures",
    type=click.Path(path_type=Path),
    help="Folder of the WARC files (default: FUHAN_CAPTURES or ./captures).",
)
sites_option = click.option(
    "--sites", "folder", type=click.Path(path_type=Path), help="Folder of site files (default: the registry)."
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    default=max(1, (os.cpu_count() or 1) - 1),
    show_default=True,
    help="Processes that parse.",
)


def db_path(value: Path | None) -> Path:
    """`--db`, else FUHAN_DB, else ./archive.db."""
    return value or Path(os.environ.get("FUHAN_DB", "archive.db"))


def captures_path(value: Path | None) -> Path:
    """`--captures`, else FUHAN_CAPTURES, else ./captures."""
    return value or Path(os.environ.get("FUHAN_CAPTURES", "captures"))


def all_sites(folder: Path | None) -> list[dict[str, Any]]:
    """Entries of the registry (or of `folder`) as plain data, and those of the example sites that it does not have.

    Only sites that occur in the captures get rows, so it does no harm to offer all. Raises click.UsageError for a bad site file.
    """
    from crawler import registry

    try:
        loaded = (registry.load(folder) if folder else registry.load()).as_dicts()
        known = {site["id"] for site in loaded}
        examples = Path(__file__).parents[1] / "examples" / "sites"
        further = registry.load(examples).as_dicts() if examples.is_dir() else []
    except (registry.RegistryError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    return [*loaded, *(site for site in further if site["id"] not in known)]


def explained(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator: what the archive cannot do is told in one sentence, exit status 1."""

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except ArchiveError as error:
            raise click.ClickException(str(error)) from error

    return wrapper
