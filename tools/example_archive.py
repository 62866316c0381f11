"""The example site from recording to archive: `python -m tools.example_archive` crawls both its editions and ingests them.

Done again, it only does what is left to do. Folders as for every command: FUHAN_CAPTURES and FUHAN_DB.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from examples.demo import LATEST, Demo
from examples.hosts import PORT_VARIABLE
from fuhan.example_site import is_example

ROOT = Path(__file__).resolve().parents[1]
STAMP = "example-visited.stamp"
# One of the example's publishers answers with a challenge, as some real ones do: a crawl of it ends with status 1, "needs a look".
FINE = (0, 1)


def fuhan(*arguments: str, **environment: str) -> int:
    """Run a `fuhan` command as a person would, and return its exit status."""
    return subprocess.run(_command(arguments), env={**os.environ, **environment}, check=False).returncode


def _command(arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "fuhan.cli", *arguments]


def crawl(captures: Path, port: int, *, full: bool) -> int:
    """Crawl the example site at `port` once, tell in a line or two what came of it, and return the exit status."""
    command = _command(("crawl", "--demo", "--captures", str(captures), *(["--full"] if full else [])))
    done = subprocess.run(
        command, env={**os.environ, PORT_VARIABLE: str(port)}, capture_output=True, text=True, check=False
    )
    if done.returncode not in FINE:
        print(done.stdout + done.stderr, file=sys.stderr, end="")
        return done.returncode
    for line in told(json.loads(done.stdout)):
        print(f"  {line}", file=sys.stderr, flush=True)
    if done.returncode:
        print("  (as it should be: that publisher plays a site that turns visitors away)", file=sys.stderr, flush=True)
    return 0


def told(ledger: dict[str, Any]) -> list[str]:
    """A run's ledger for people: what was found, and one line per site that needs a look."""
    sites = ledger["sites"]
    count = {
        key: sum(site[key] for site in sites) for key in ("pages", "letters_new", "letters_changed", "letters_missing")
    }
    lines = [
        f"{len(sites)} publishers, {count['pages']} pages: {count['letters_new']} letters new, {count['letters_changed']} changed,"
        f" {count['letters_missing']} gone"
    ]
    return lines + [
        f"{site['site']} {site['status']}: {'; '.join(site['notes'])}" for site in sites if site["status"] != "ok"
    ]


def content_hash(folder: Path = ROOT / "examples") -> str:
    """Of everything the example site says and where the crawler looks for it."""
    digest = hashlib.sha256()
    for path in sorted(
        path for name in ("content", "sites", "templates") for path in (folder / name).rglob("*") if path.is_file()
    ):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def visit(captures: Path) -> int:
    """Crawl every edition of the example site into `captures`; returns an exit status, 0 when there was nothing to do.

    A later edition is walked in full, so that changed and vanished letters are seen.
    """
    if captures.is_dir() and any(captures.glob("*.warc.gz*")) and not is_example(captures):
        print(f"{captures} holds captures of real sites: the example site is left out.", file=sys.stderr)
        return 0
    stamp = captures / STAMP
    wanted = content_hash()
    before = stamp.read_text("utf-8") if stamp.is_file() else None
    if before == wanted:
        return 0
    with Demo(port=0) as demo:
        for edition in range(1 if before is None else LATEST, LATEST + 1):
            demo.edition = edition
            print(f"Crawling the example site, edition {edition} of {LATEST}.", file=sys.stderr, flush=True)
            if status := crawl(captures, demo.port, full=edition > 1):
                return status
    stamp.write_text(wanted, encoding="utf-8")
    return 0


def main() -> int:
    """Exit status of the first step that failed, else 0."""
    return visit(Path(os.environ.get("FUHAN_CAPTURES", "captures"))) or fuhan("ingest")


if __name__ == "__main__":
    sys.exit(main())
