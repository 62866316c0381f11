"""Commands run as a person runs them: a process of their own."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.conftest import places


def fuhan(*arguments, cwd, timeout=120, **environment):
    """Run `fuhan` in folder `cwd`, with captures and archive there; gives the finished process with its output as text."""
    command = [sys.executable, "-m", "fuhan.cli", *map(str, arguments)]
    surroundings = {**os.environ, **places(cwd), "COLUMNS": "120", **environment}
    return subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, text=True, timeout=timeout)


def free_port():
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(command, port, cwd):
    """A server's process until the block ends; gives a function from path to the page's text."""
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        deadline = time.monotonic() + 120
        while not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                raise AssertionError(f"no server on port {port}:\n{process.communicate()[0]}")
            time.sleep(0.1)
        yield lambda path: _get(port, path)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def answers(port):
    """True if somebody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _get(port, path):
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            return answer.read().decode("utf-8")
    except HTTPError as error:
        raise AssertionError(f"{path}: {error.code}\n{error.read()[:2000].decode('utf-8', 'replace')}") from error
