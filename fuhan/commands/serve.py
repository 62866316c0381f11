"""`fuhan serve`: the site on this machine, with the settings that suit a public archive."""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import uvicorn
import yaml

from archive.errors import ArchiveError
from archive.schema import read_archive
from fuhan.example_site import is_example

# See docs/operations.md for the measurements behind these.
SETTINGS = {
    "sql_time_limit_ms": 3_000,
    "facet_time_limit_ms": 1_500,
    "default_page_size": 20,
    "max_returned_rows": 1_000,
    "truncate_cells_html": 200,
    "suggest_facets": False,
    "allow_download": True,
    "max_csv_mb": 50,
    "default_cache_ttl": 60,
    "num_sql_threads": 3,
}


@click.command()
@click.option("--db", type=click.Path(path_type=Path), help="The archive (default: FUHAN_DB or ./archive.db).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option(
    "--port", type=click.IntRange(1, 65535), envvar="PORT", default=8001, show_default=True, help="Port; also PORT."
)
@click.option(
    "--metadata", type=click.Path(path_type=Path), help="Titles and ready-made queries (default: ./metadata.yml)."
)
@click.option(
    "--captures",
    type=click.Path(path_type=Path),
    help="Captures, to show pages as they were (default: FUHAN_CAPTURES).",
)
@click.option("-i", "--immutable", is_flag=True, help="The file never changes while it is served: a published copy.")
def command(
    db: Path | None, host: str, port: int, metadata: Path | None, captures: Path | None, immutable: bool
) -> None:
    """Serve the archive as a web site until interrupted.

    The file may be written to by `fuhan ingest` meanwhile; readers see the new letters at once.

    \b
    Example:
      fuhan serve                      # http://127.0.0.1:8001
      fuhan serve --db published/current/archive.db --immutable --host 0.0.0.0 --port 8080
    """
    path = db or Path(os.environ.get("FUHAN_DB", "archive.db"))
    try:
        read_archive(path).conn.close()
    except (ArchiveError, sqlite3.Error) as error:
        raise click.ClickException(str(error)) from error
    titles = _metadata(metadata)
    listener = _listen(host, port)
    if captures or (not os.environ.get("FUHAN_CAPTURES") and is_example(Path("captures"))):
        os.environ["FUHAN_CAPTURES"] = str(captures or "captures")

    # Loaded here: it takes a second, and a wrong file name should be told at once.
    from datasette.app import Datasette
    from datasette.database import Database

    datasette = Datasette(metadata=titles, settings=SETTINGS)
    # A dated copy is called `archive` too, so that addresses and the titles of the metadata file stay the same.
    datasette.remove_database("_memory")
    datasette.add_database(Database(datasette, str(path), is_mutable=not immutable), name="archive")
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    click.echo(f"Serving {path} on http://{f'[{shown}]' if ':' in shown else shown}:{port} (Ctrl+C to stop)")
    config = uvicorn.Config(datasette.app(), log_level="warning", access_log=False, lifespan="on", proxy_headers=True)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _metadata(path: Path | None) -> dict[str, Any]:
    """The metadata file; one that was not asked for may be missing."""
    chosen = path or Path("metadata.yml")
    if not path and not chosen.exists():
        return {}
    try:
        loaded = yaml.safe_load(chosen.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        why = " ".join(str(error).split())
        raise click.ClickException(f"{chosen} cannot be read ({why}); give the right file with --metadata.") from error
    return loaded if isinstance(loaded, dict) else {}


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address; a ClickException with one sentence when that is not possible."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise click.ClickException(
                f"Port {port} is in use; stop what runs there or choose another with --port."
            ) from error
        if error.errno == errno.EACCES:
            raise click.ClickException(f"Port {port} needs more rights; choose one above 1024 with --port.") from error
        raise click.ClickException(f"Cannot listen on {host}:{port} ({error.strerror or error}).") from error
    listener.listen(128)
    return listener
