"""What the subcommands of `fuhan sites` share: the registry's folders, and how they visit."""

from __future__ import annotations

import functools
import os
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from crawler import registry
from crawler.addresses import AddressMap
from crawler.columns import Get
from crawler.settings import ContactMissingError
from fuhan.example_site import example_hosts

T = TypeVar("T")
FOLDERS = click.option(
    "--sites", "folders", multiple=True, type=click.Path(path_type=Path), envvar="FUHAN_SITES", metavar="DIR",
    help="Folder of site files instead of crawler/sites; may be given more than once.",
)  # fmt: skip


def load(folders: tuple[Path, ...]) -> registry.Registry:
    """The registry of these folders (default crawler/sites); a mistake in a site file ends the command."""
    try:
        return registry.load(folders or registry.SITES)
    except registry.RegistryError as error:
        raise click.ClickException(f"site files need mending:\n{error}") from error
    except FileNotFoundError as error:
        raise click.UsageError(f"{error}; give --sites a folder that exists") from error


def write_site(path: Path, text: str) -> None:
    """Write a site file that is known to load; one that would not ends the command with nothing written."""
    try:
        registry.write(path, text)
    except registry.RegistryError as error:
        raise click.ClickException(f"nothing written, the file would not load:\n{error}\n\n{text}") from error


def pick(sites: registry.Registry, names: tuple[str, ...]) -> list[registry.Site]:
    """The sites of these ids, hosts or addresses. Raises UsageError for one that is not in the registry."""
    picked = []
    for name in names:
        try:
            picked.append(sites.find(name))
        except KeyError as error:
            raise click.UsageError(str(error.args[0])) from error
    return picked


@dataclass(frozen=True)
class Network:
    """How to visit: the hosts that are served on this machine, and the pause between requests to them."""

    addresses: AddressMap
    delay: float | None
    demo: bool = False

    def run(self, job: Callable[[Get], Awaitable[T]], hosts: Iterable[str], legacy: Iterable[str] = ()) -> T:
        """Runs a job of polite requests; `legacy` hosts in old TLS. User errors end the command with one sentence."""
        from crawler.visits import run

        try:
            return run(
                job,
                hosts,
                contact=os.environ.get("FUHAN_CONTACT", ""),
                addresses=self.addresses,
                delay=self.delay,
                legacy=legacy,
            )
        except ContactMissingError as error:
            raise click.UsageError(str(error)) from error


def network(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --resolve-map, --demo and --delay to a command, and hands it a Network as `network`. The innermost decorator."""

    @click.option("--resolve-map", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                  help="YAML file `host: 127.0.0.1:PORT`: hosts served on this machine.")  # fmt: skip
    @click.option("--demo", is_flag=True, help="The hosts that `fuhan demo` serves on this machine.")
    @click.option("--delay", type=click.FloatRange(0), help="Seconds between requests, for hosts on this machine only.")
    @functools.wraps(command)
    def wrapped(*args: Any, resolve_map: Path | None, demo: bool, delay: float | None, **kwargs: Any) -> Any:
        try:
            addresses = AddressMap.read(resolve_map) if resolve_map else AddressMap()
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        if demo:
            addresses, delay = AddressMap(example_hosts()), 0.05 if delay is None else delay
        return command(*args, network=Network(addresses, delay, demo), **kwargs)

    return wrapped
