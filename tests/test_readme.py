"""Whatever the READMEs tell a newcomer to do is done here, in a copy of the project, in the order of the page."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests import sources
from tests.fuhan.running import answers, free_port

ROOT = sources.ROOT
READMES = ("README.md", "README.zh-CN.md")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!http)([^)#]+)[^)]*\)")


def blocks(name):
    """The shell blocks of a README, in order."""
    found = _BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
    assert {language for language, _ in found} == {"sh"}
    return [text for _, text in found]


def addresses(name):
    """The addresses on this machine a README sends its reader to."""
    return re.findall(r"<(http://127\.0\.0\.1:8001/[^>]*)>", (ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The committed files in a folder of their own, with the environment the tests run in."""
    folder = tmp_path_factory.mktemp("clone") / "fuhan"
    for path in sources.tracked():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    return folder


@pytest.fixture(scope="module")
def ports():
    return {"PORT": str(free_port()), "FUHAN_DEMO_PORT": str(free_port())}


@pytest.fixture(scope="module")
def environment(ports):
    """PYTHON=true: the environment is there already, and tests/tools/test_environment.py sees to its making."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("FUHAN_")}
    return {**kept, **ports, "MAKEFLAGS": f"PYTHON=true PORT={ports['PORT']}"}


@pytest.fixture(scope="module")
def site(copy, environment, ports):
    """`make run` in the copy, and the example site beside it as the README asks; gives the site's address."""
    started = [_start("make run", copy, environment)]
    try:
        _wait(started[0], int(ports["PORT"]))
        started.append(_start(". .venv/bin/activate; fuhan demo --edition 2", copy, environment))
        _wait(started[1], int(ports["FUHAN_DEMO_PORT"]))
        yield f"http://127.0.0.1:{ports['PORT']}"
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def test_the_first_commands_are_make_run_and_make_test():
    assert blocks("README.md")[:2] == ["make run\n", "make test\n"]


def test_make_test_runs_all_tests(copy, environment):
    done = subprocess.run(["make", "-n", "test"], cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode == 0
    assert "-m pytest" in done.stdout


@pytest.mark.parametrize("block", blocks("README.md")[2:], ids=lambda text: text.splitlines()[0][:40])
def test_the_commands_do_what_they_say(block, site, copy, environment):
    script = f"set -euo pipefail; . .venv/bin/activate; {block}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=copy, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout


@pytest.mark.parametrize("address", addresses("README.md"))
def test_the_addresses_answer(address, site):
    with urlopen(quote(address.replace("http://127.0.0.1:8001", site), safe=":/?=&"), timeout=60) as answer:
        assert answer.status == 200
        assert answer.read()


def test_both_languages_say_the_same():
    """Commands, addresses, links and pictures are the same; comments in commands are in the page's language."""
    commands = [[re.sub(r"\s+#.*", "", block) for block in blocks(name)] for name in READMES]
    assert commands[0] == commands[1]
    assert addresses(READMES[0]) == addresses(READMES[1])
    links = [
        [link for link in _LINK.findall((ROOT / name).read_text(encoding="utf-8")) if link not in READMES]
        for name in READMES
    ]
    assert links[0] == links[1]


@pytest.mark.parametrize(
    "document", sorted(path.relative_to(ROOT).as_posix() for path in sources.tracked() if path.suffix == ".md")
)
def test_links_lead_somewhere(document):
    links = _LINK.findall(re.sub(r"`[^`\n]*`", "", _BLOCK.sub("", (ROOT / document).read_text(encoding="utf-8"))))
    assert [link for link in links if not (ROOT / document).parent.joinpath(link).exists()] == []


def test_every_document_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    assert [
        path.name for path in (ROOT / "docs").glob("*.md") if path.name != "README.md" and f"({path.name})" not in index
    ] == []


def test_pictures_are_small():
    pictures = list((ROOT / "docs" / "screenshots").iterdir())
    assert pictures
    assert {path.name: path.stat().st_size for path in pictures if path.stat().st_size > 150_000} == {}


def _start(command, folder, environment):
    log = (Path(folder) / f"{command.split()[-1]}.log").open("w")
    return subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
    )


def _wait(process, port):
    deadline = time.monotonic() + 300
    while not answers(port):
        assert process.poll() is None, f"ended with status {process.returncode} before it answered on port {port}"
        assert time.monotonic() < deadline, f"no answer on port {port}"
        time.sleep(0.2)
