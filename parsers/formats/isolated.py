"""Reading a file behind a wall: in a process of its own, with its memory and time capped, for files from strangers."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict

from parsers.attachments import AttachmentText
from parsers.attachments import read as read_here
from parsers.formats.draft import Limits
from parsers.record import Issue, Table

_MEMORY = 2_000_000_000
_GRACE = 10.0


def read(body: bytes, name: str, content_type: str | None = None, limits: Limits | None = None) -> AttachmentText:
    """As `parsers.attachments.read`; a reader that hangs, crashes or eats memory costs only its own process.

    A lost process is the issue attachment_broken or attachment_truncated.
    """
    limits = limits or Limits()
    command = [sys.executable, "-m", "parsers.formats.isolated", name, content_type or "", json.dumps(asdict(limits))]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=limits.seconds + _GRACE, check=False)
    except subprocess.TimeoutExpired:
        return AttachmentText(
            "", [], [Issue("attachment_truncated", f"{name}: no end after {limits.seconds:g} s; given up")]
        )
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        reason = f"killed by signal {-done.returncode}" if done.returncode < 0 else f"status {done.returncode}"
        return AttachmentText(
            "", [], [Issue("attachment_broken", f"{name}: its reader ended without an answer ({reason})")]
        )
    return AttachmentText(
        answer["text"], [Table(**t) for t in answer["tables"]], [Issue(**i) for i in answer["issues"]]
    )


def _main() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    name, content_type, limits = sys.argv[1:4]
    answer = read_here(sys.stdin.buffer.read(), name, content_type or None, Limits(**json.loads(limits)))
    sys.stdout.write(json.dumps(asdict(answer)))


if __name__ == "__main__":
    _main()
