"""Whole crawls for tests: the command in a process of its own, against a server on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


@dataclass
class Run:
    """What `fuhan crawl` came to."""

    exit: int
    out: str
    err: str

    @property
    def ledger(self) -> dict[str, Any]:
        """The ledger it printed; an error if it printed none."""
        assert self.out.startswith("{"), self.err
        value: dict[str, Any] = json.loads(self.out)
        return value

    def site(self, name: str) -> dict[str, Any]:
        """The ledger's entry of a site, by id or host name."""
        wanted = name.replace(".", "-")
        return next(site for site in self.ledger["sites"] if site["site"] == wanted)


class Workshop:
    """A folder with site files, an address map and captures."""

    def __init__(self, folder: Path, entries: list[dict[str, Any]], resolve_map: dict[str, str]) -> None:
        self.folder, self.captures = folder, folder / "captures"
        (folder / "sites").mkdir()
        for entry in entries:
            self.write(dict(entry))
        (folder / "map.yml").write_text(yaml.safe_dump(resolve_map))

    def write(self, entry: dict[str, Any]) -> None:
        """A site file, new or changed."""
        path = self.folder / "sites" / f"{entry.pop('id')}.yml"
        path.write_text(yaml.safe_dump(entry, allow_unicode=True), "utf-8")

    def command(self, *arguments: str, delay: str | None = "0") -> list[str]:
        """The command line of a crawl, by default without politeness delay; Crawl-delay and Retry-After are kept all the same."""
        return [
            sys.executable, "-m", "fuhan.cli", "crawl", "--sites", str(self.folder / "sites"), "--captures", str(self.captures),
            "--resolve-map", str(self.folder / "map.yml"), *(("--delay", delay) if delay else ()), *(arguments or ("--all",)),
        ]  # fmt: skip

    def crawl(self, *arguments: str, delay: str | None = "0", **environment: str) -> Run:
        """Runs it to its end."""
        done = subprocess.run(
            self.command(*arguments, delay=delay), cwd=ROOT, capture_output=True, text=True, timeout=300,
            env={**os.environ, "FUHAN_CONTACT": "", **environment}, check=False,
        )  # fmt: skip
        return Run(done.returncode, done.stdout, done.stderr)
