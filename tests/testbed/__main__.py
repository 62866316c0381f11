"""Run the test bed in a process of its own: `python -m tests.testbed --letters 1000 --hosts 10 --port 8898`."""

from __future__ import annotations

import argparse
import threading

from tests.testbed import TestBed


def main() -> None:
    """Serve until interrupted; the first line printed names the port."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--letters", type=int, help="a bed of this size instead of the platforms and traps")
    options.add_argument("--hosts", type=int, default=1, help="over how many hosts the letters are shared out")
    options.add_argument("--per-page", type=int, default=20)
    asked = options.parse_args()
    with TestBed(asked.port, asked.letters, asked.hosts, asked.per_page) as bed:
        print(f"port {bed.port}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
