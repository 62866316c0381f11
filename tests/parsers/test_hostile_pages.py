"""Pages made to exhaust a parser cost it no more than two seconds of processor time and 500 MB.

The limit on time is the operating system's: a page that runs away is stopped, not waited for.
"""

import json
import subprocess
import sys

import pytest

from tests.parsers.cases import TESTS
from tests.parsers.hostile import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_answered_within_bounds(name):
    command = [sys.executable, "-m", "tests.parsers.hostile", name]
    done = subprocess.run(command, cwd=TESTS.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:] or f"stopped by signal {-done.returncode}"
    cost = json.loads(done.stdout)
    assert cost["kind"] in ("reply", "other")
    assert cost["megabytes"] < 500
