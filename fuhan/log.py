"""Logs: one line of key=value pairs per event on stderr. A warning means that someone should act; routine is info.

Modules write `log.warning("capture_file_unreadable file=%s error=%s", name, error)`: the event first, then pairs.
FUHAN_LOG (debug, info, warning, error) sets what is shown of our own events; of other people's code, warnings and worse.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from datetime import UTC, datetime

OWN = frozenset({"parsers", "crawler", "archive", "web", "fuhan", "examples", "__main__"})
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
DEFAULT = "info"
VARIABLE = "FUHAN_LOG"

_EVENT = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?=$|[ ;])")
_CONVERSION = re.compile(r"(\w+=)?(%(?:%|[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]))")
_PLAIN = re.compile(r"[^\s\"'=]+")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


class KeyValue(logging.Formatter):
    """`time=… level=… event=… key=value …`; a value with blanks, quotes or line breaks is quoted, so one event is one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`, a traceback under it."""
        message = _message(record)
        told = (
            f"event={message}"
            if _EVENT.match(message)
            else f"event=message logger={record.name} text={quoted(message)}"
        )
        stamp = f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%SZ}"
        line = f"time={stamp} level={record.levelname.lower()} {told}"
        extra = {key: value for key, value in vars(record).items() if key not in _STANDARD}
        line += "".join(f" {key}={quoted(str(value))}" for key, value in extra.items())
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class Stderr(logging.Handler):
    """Writes the lines to whatever sys.stderr is at that moment."""

    def __init__(self, wanted: int) -> None:
        super().__init__()
        self.setFormatter(KeyValue())
        # Not the loggers' levels: libraries set those of their own loggers at will.
        self.addFilter(
            lambda record: record.levelno >= (wanted if record.name.split(".")[0] in OWN else logging.WARNING)
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; a fault in it is reported by logging itself, never raised."""
        try:
            print(self.format(record), file=sys.stderr, flush=True)
        except Exception:
            self.handleError(record)


def quoted(value: str) -> str:
    """`value` as it is, or in double quotes with \\ " and line breaks escaped."""
    if _PLAIN.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") + '"'


def setup(level: str | None = None) -> None:
    """Send the process's logs to stderr as key=value lines. `level` defaults to FUHAN_LOG, then to info."""
    name = (level or os.environ.get(VARIABLE) or DEFAULT).lower()
    wanted = LEVELS.get(name, LEVELS[DEFAULT])
    root = logging.getLogger()
    for former in [handler for handler in root.handlers if isinstance(handler, Stderr)]:
        root.removeHandler(former)
    root.addHandler(Stderr(wanted))
    root.setLevel(min(wanted, logging.WARNING))


def quiet() -> None:
    """Only warnings and worse from here on: for `--quiet`, whose output cron would mail."""
    setup("warning")


def _message(record: logging.LogRecord) -> str:
    """The message, with values put after `key=` quoted where they need it."""
    template = str(record.msg)
    if not isinstance(record.args, tuple) or not record.args:
        return record.getMessage()
    values = iter(record.args)

    def put(match: re.Match[str]) -> str:
        key, conversion = match.group(1) or "", match.group(2)
        if conversion == "%%":
            return key + "%"
        text = conversion % (next(values),)
        # %r has quoted already what it gives.
        return key + (quoted(text) if key and not conversion.endswith("r") else text)

    try:
        return _CONVERSION.sub(put, template)
    except (StopIteration, TypeError, ValueError):
        return record.getMessage()
