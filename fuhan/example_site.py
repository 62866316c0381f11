"""What crawling the example site needs: that it runs, and that its invented letters never share captures with real ones."""

from __future__ import annotations

import socket
from pathlib import Path

import click

MARK = "example-site.txt"
_TEXT = "The captures in this folder are of the example site (`fuhan demo`): its letters are invented.\n"


class NotServedError(click.ClickException):
    """The example site does not run: exit status 2, as for any run that could not be made."""

    exit_code = 2


def running(address: str) -> bool:
    """True if something answers on `address`, a "127.0.0.1:port"."""
    host, _, port = address.rpartition(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def example_hosts() -> dict[str, str]:
    """Host name -> "127.0.0.1:port" of the example site; raises click.ClickException where it is not being served."""
    from examples.hosts import resolve_map

    mapping = resolve_map()
    address = next(iter(mapping.values()))
    if not running(address):
        raise NotServedError(
            f"nothing answers on {address}; start the example site first, in another terminal: fuhan demo"
        )
    return mapping


def is_example(directory: Path) -> bool:
    """True if `directory` holds captures of the example site."""
    return (directory / MARK).is_file()


def keep_apart(directory: Path, *, example: bool) -> None:
    """Mark a new folder as the example site's; raises click.UsageError when a crawl would mix invented letters with real ones."""
    if is_example(directory):
        if not example:
            raise click.UsageError(
                f"{directory} holds the example site, whose letters are invented; give another folder with --captures,"
                " or remove this one (`make clean`)."
            )
        return
    if not example:
        return
    if directory.is_dir() and any(directory.glob("*.warc.gz*")):
        raise click.UsageError(
            f"{directory} holds captures of real sites; give the example site its own folder with --captures."
        )
    directory.mkdir(parents=True, exist_ok=True)
    (directory / MARK).write_text(_TEXT, encoding="utf-8")
