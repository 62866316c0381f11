"""Captures replay in pywb, which lives in an environment of its own (it pins old packages).

python -m venv /somewhere && /somewhere/bin/pip install pywb
FUHAN_PYWB=/somewhere/bin pytest tests/crawler/test_replay.py
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from crawler.capture_log import capture_files
from tests.crawler.crawling import Workshop
from tests.testbed import TestBed

HOSTS = ["trs-hubei.gov.cn", "jcms-page.gov.cn", "gkmlpt.gov.cn", "vsb.gov.cn"]


@pytest.fixture
def pywb() -> Path:
    found = shutil.which("wb-manager", path=os.environ.get("FUHAN_PYWB", os.environ["PATH"]))
    if found is None:
        pytest.skip("pywb is not installed; see this file's first lines")
    return Path(found).parent


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_first_and_unchanged_captures_show_the_page(pywb: Path, tmp_path: Path):
    with TestBed() as bed:
        ids = [host.replace(".", "-") for host in HOSTS]
        shop = Workshop(tmp_path, bed.sites(HOSTS), bed.resolve_map)
        assert shop.crawl(*ids).exit == 0
        assert shop.crawl(*ids, "--full").exit == 0
        urls = [letter.url for host in HOSTS for letter in bed.expected_letters(host)]
        bodies = {url: bed.platforms[host].item(*bed.platforms[host].index[url.partition(host)[2]]).body
                  for host in HOSTS for url in urls if host in url}  # fmt: skip
    subprocess.run([pywb / "wb-manager", "init", "fuhan"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run(
        [pywb / "wb-manager", "add", "fuhan", *capture_files(shop.captures)],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    port = free_port()
    server = subprocess.Popen(
        [pywb / "wayback", "-p", str(port), "-b", "127.0.0.1"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(150):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        for url in urls:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/fuhan/2100id_/{url}") as answer:
                assert (answer.status, answer.read()) == (200, bodies[url])
    finally:
        server.terminate()
        server.wait()
