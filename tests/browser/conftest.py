"""The example archive, made as `make run` makes it, served by `fuhan serve`, and a real browser before it."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from archive.ids import page_id
from tools import chromium
from tools.demo_check import SEED

ROOT = Path(__file__).parents[2]
SCREENSHOTS = Path(__file__).parent / "screenshots"

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium before playwright's; without either the tests fail, they are never left out."""
    found = chromium.find()
    if found is None:
        pytest.fail("no Chromium: run `make chromium`, or name one in FUHAN_CHROMIUM")
    return {**browser_type_launch_args, "executable_path": str(found), "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "zh-CN", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def archive_path(tmp_path_factory):
    directory = tmp_path_factory.mktemp("example")
    folders = {"FUHAN_CAPTURES": str(directory / "captures"), "FUHAN_DB": str(directory / "archive.db")}
    subprocess.run([sys.executable, "-m", "tools.example_archive"], cwd=ROOT, env={**os.environ, **folders}, check=True)
    return directory / "archive.db"


@pytest.fixture(scope="session")
def base_url(archive_path):
    """Where `fuhan serve` answers; pytest-playwright opens paths there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "fuhan.cli", "serve", "--db", str(archive_path), "--port", str(port)]
    command += ["--captures", str(archive_path.parent / "captures")]
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    for _ in range(150):
        if server.poll() is not None:
            pytest.fail(f"fuhan serve ended: {server.stderr.read()}")
        try:
            urllib.request.urlopen(f"{address}/robots.txt", timeout=5).close()
            break
        except OSError:
            time.sleep(0.2)
    yield address
    server.terminate()
    server.wait(30)


@pytest.fixture
def page(page, base_url):
    """A page that fails the test when the browser complains, or asks any other host for anything."""
    troubles = []
    page.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((base_url, "data:")) else troubles.append(asked.url))
    yield page
    assert troubles == []


@pytest.fixture
def shot(page):
    """Keep a picture of the page for people to look at."""

    def take(name, full=False):
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=full)

    return take


@pytest.fixture(scope="session")
def letters(archive_path):
    """Addresses of the letters the tests speak of."""
    conn = sqlite3.connect(f"file:{archive_path}?mode=ro", uri=True)
    edited = conn.execute("select id from letters where version_count > 1 and url like '%jiangjin%'").fetchone()[0]
    hostile = conn.execute("select id from letters where title like '%<script>%'").fetchone()[0]
    conn.close()
    return {
        "seed": f"/archive/letters/{page_id(SEED)}",
        "edited": f"/archive/letters/{edited}",
        "hostile": f"/archive/letters/{hostile}",
    }
