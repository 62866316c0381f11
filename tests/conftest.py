"""The example archive, built once per test session by the commands a person would use, and shared by all workers."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, nothing else.
settings.register_profile("fuhan", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fuhan")

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items):
    """The browser's tests last: its driver keeps an event loop running in the process, where no other test can start one."""
    items.sort(key=lambda item: (ROOT / "tests" / "browser") in item.path.parents)


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory):
    """A folder with captures/ and archive.db of the example site, both editions. Read it, do not write to it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "example-archive"
    with (shared / "example-archive.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "archive.db").exists():
            folder.mkdir(exist_ok=True)
            environment = {**os.environ, **places(folder)}
            subprocess.run([sys.executable, "-m", "tools.example_archive"], cwd=ROOT, env=environment, check=True)
    return folder


def places(folder):
    """The environment variables that tell every command to work in `folder`."""
    return {"FUHAN_CAPTURES": str(folder / "captures"), "FUHAN_DB": str(folder / "archive.db")}
