"""Work counted in lines of Python that were run: the same on a slow machine and on a fast one."""

from __future__ import annotations

import sys
from collections.abc import Callable


def steps(module: str, work: Callable[[], object]) -> int:
    """Lines of files ending in `module` that `work` runs."""
    count = 0

    def trace(frame, event, argument):  # type: ignore[no-untyped-def]
        nonlocal count
        count += event == "line"
        return trace if frame.f_code.co_filename.endswith(module) else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
