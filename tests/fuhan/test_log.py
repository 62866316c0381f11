"""fuhan.log: one event, one line of pairs."""

import logging
import sys

import pytest

from fuhan import log


@pytest.fixture
def lines(capsys):
    """Sets the logs up, and gives a function that takes what was written to stderr, a line each."""
    root = logging.getLogger()
    before = root.level

    def taken(level=None):
        log.setup(level)
        return lambda: capsys.readouterr().err.splitlines()

    yield taken
    root.handlers = [handler for handler in root.handlers if not isinstance(handler, log.Stderr)]
    root.setLevel(before)


def test_an_event_becomes_pairs(lines):
    take = lines()
    logging.getLogger("crawler.run").info("capture_salvaged file=%s bytes=%d", "a.warc.gz", 12)
    (line,) = take()
    assert line.startswith("time=2")
    assert line.endswith("Z level=info event=capture_salvaged file=a.warc.gz bytes=12")


def test_a_value_with_blanks_is_quoted_and_stays_on_its_line(lines):
    take = lines()
    logging.getLogger("archive.ingest").warning("file_spoilt error=%s", 'bad "gzip"\nmember')
    (line,) = take()
    assert line.endswith('event=file_spoilt error="bad \\"gzip\\"\\nmember"')


def test_extra_fields_become_pairs(lines):
    take = lines()
    logging.getLogger("crawler.run").warning("site_silent", extra={"site": "www-jiangjin-gov-cn", "runs": 3})
    (line,) = take()
    assert line.endswith("level=warning event=site_silent site=www-jiangjin-gov-cn runs=3")


def test_a_sentence_of_other_code_is_an_event_with_its_text(lines):
    take = lines()
    logging.getLogger("somebody.else").warning("Something went %s", "wrong")
    (line,) = take()
    assert line.endswith('event=message logger=somebody.else text="Something went wrong"')


def test_other_code_is_heard_from_warnings_on_even_if_it_sets_its_own_level(lines):
    take = lines("debug")
    other = logging.getLogger("scrapy.core")
    other.setLevel(logging.DEBUG)
    other.info("chatter")
    logging.getLogger("crawler.run").debug("column_walked")
    assert [line.split("event=")[1] for line in take()] == ["column_walked"]


def test_quiet_keeps_warnings(lines):
    take = lines()
    log.quiet()
    logging.getLogger("crawler.run").info("routine")
    logging.getLogger("crawler.run").warning("act")
    assert [line.split("event=")[1] for line in take()] == ["act"]


def test_the_level_comes_from_the_environment(lines, monkeypatch):
    monkeypatch.setenv("FUHAN_LOG", "ERROR")
    take = lines()
    logging.getLogger("crawler.run").warning("act")
    assert take() == []


def test_a_traceback_follows_its_line(lines):
    take = lines()
    try:
        raise ValueError("no")
    except ValueError:
        logging.getLogger("web.errors").error("page_failed path=%s", "/x", exc_info=sys.exc_info())
    line, *trace = take()
    assert line.endswith("event=page_failed path=/x")
    assert trace[-1] == "ValueError: no"


def test_a_message_with_too_few_values_is_still_told(lines):
    take = lines()
    logging.getLogger("crawler.run").warning("odd key=%s", "a b")
    assert take()[0].endswith('event=odd key="a b"')
