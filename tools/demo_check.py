"""`make run` without staying: build the example archive in a folder of its own, serve it, ask for what must be there, stop.

python -m tools.demo_check
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from archive.ids import page_id
from tools import example_archive

SEED = "http://www.jiangjin.gov.cn/bm/qzwfwb/zwgk_84210/zfxxgkml/jytabl/rddbjybl/202304/t20230427_11910011.html"


def expectations(seed: str) -> list[tuple[str, list[str], list[str]]]:
    """(path, what the page must hold, what it must not), for the letter with id `seed`."""
    row = f"/archive/letters/{seed}"
    return [
        ("/", ["复函"], []),
        (row, ["津政务函〔2023〕11号", "一是", "四是", "长期坚持", "2023年底前", "2023-12-31"], []),
        (f"/archive/letters?_search={quote('融资')}", [row], []),
        (f"/archive/letters?_search={quote('利息补贴')}", [row], []),
        (f"/archive/letters?_search={quote('资融')}", [], [row]),
    ]


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """`fuhan serve` on a free port, until the block ends; gives its address. Raises RuntimeError when it does not answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "fuhan.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            if process.poll() is not None:
                raise RuntimeError(f"`fuhan serve` ended with status {process.returncode} before it answered.")
            try:
                page(address + "/")
                break
            except (URLError, HTTPException, OSError):
                time.sleep(0.1)
        else:
            raise RuntimeError(f"`fuhan serve` does not answer on {address}.")
        yield address
    finally:
        process.terminate()
        process.wait(30)


def page(url: str) -> str:
    """The text of a page. Raises URLError when there is none or the answer is no 200."""
    with urlopen(Request(url, headers={"Accept-Language": "zh-CN"}), timeout=30) as answer:  # noqa: S310 - loopback
        return str(answer.read().decode("utf-8"))


def faults(address: str) -> list[str]:
    """What the served site lacks, one sentence each."""
    found = []
    for path, wanted, unwanted in expectations(page_id(SEED)):
        try:
            text = page(address + path)
        except URLError as error:
            found.append(f"{path}: {error}")
            continue
        found += [f"{path} does not show {word}" for word in wanted if word not in text]
        found += [f"{path} shows {word}" for word in unwanted if word in text]
    return found


def main() -> int:
    """Exit status 0 when the whole chain works."""
    with tempfile.TemporaryDirectory(prefix="fuhan-") as folder:
        environment = {"FUHAN_CAPTURES": str(Path(folder) / "captures"), "FUHAN_DB": str(Path(folder) / "archive.db")}
        os.environ.update(environment)
        if status := example_archive.main():
            return status
        with served(environment) as address:
            found = faults(address)
    for fault in found:
        print(fault, file=sys.stderr)
    print("demo-check: " + (f"{len(found)} faults" if found else "crawled, ingested, served, found: all well"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
