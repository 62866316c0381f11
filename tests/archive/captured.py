"""Makes capture files for the archive's tests with the crawler's own writer, and parses them to the gold records."""

import json
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from archive.ids import page_id
from archive.parsing import Parsed
from archive.rows import Origin, rows_of
from crawler.captures import Capture, CaptureWriter, Stored, sha1

CASES = sorted(p for p in (Path(__file__).parents[1] / "cases").iterdir() if p.is_dir())
START = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
SITES = [
    {"id": "jiangjin", "name_zh": "重庆市江津区人民政府", "name_en": "Jiangjin District", "division": "500116", "level": "county",
     "hosts": ["www.jiangjin.gov.cn"], "columns": [{"id": "rd", "url": "http://www.jiangjin.gov.cn/rd/", "kind": "congress",
                                                    "name_zh": "人大代表建议办理"}], "expect": [1, 50]},
]  # fmt: skip


def record(case):
    """The gold record of a case (name or its beginning), free to be altered."""
    path = next(c for c in CASES if c.name.startswith(case))
    return json.loads((path / "expected.json").read_text(encoding="utf-8"))


@dataclass
class Crawls:
    """Capture files in `directory`. A page's body is its record as JSON, which `parse` reads back: parsers have their own tests."""

    directory: Path
    site: str = "jiangjin"
    day: int = 0
    stored: dict = field(default_factory=dict)

    def run(self, *pages, run=None, day=None, close=True):
        """One crawl run, a day after the last; `pages` are records, or (url, outcome[, status]) for what went wrong."""
        self.day = self.day + 1 if day is None else day
        at = START + timedelta(days=self.day)
        name = run or f"run-{self.day:03d}"
        ticks = (at + timedelta(seconds=i) for i in range(100000))
        writer = CaptureWriter(self.directory, name, {}, clock=lambda: at)
        places = [writer.write(self.capture(page, next(ticks))) for page in pages]
        ledger = {"run": name, "started_at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "finish_reason": "finished", "exit_status": 0,
                  "sites": [{"site": self.site, "status": "ok", "pages": len(pages), "letters_found": len(pages),
                             "outcomes": {"ok": len(pages)}, "notes": []}]}  # fmt: skip
        writer.resource(f"urn:fuhan:run:{name}", json.dumps(ledger).encode())
        if close:
            writer.close()
        return places

    def capture(self, page, at):
        if isinstance(page, Capture):
            return page
        if isinstance(page, tuple):
            url, outcome, status = (*page, 404)[:3]
            return Capture(url, at, "letter", outcome, site=self.site, column="rd", status=status, body=b"gone")
        body = json.dumps(page, ensure_ascii=False).encode()
        earlier, digest = self.stored.get(page["url"]), sha1(body)
        found = {"found_on": "http://www.jiangjin.gov.cn/rd/", "list_title": (page["letter"] or {}).get("title") or ""}
        outcome = "unchanged" if earlier and earlier.digest == digest else "ok"
        if outcome == "ok":
            self.stored[page["url"]] = Stored(page["url"], f"{at:%Y-%m-%dT%H:%M:%SZ}", digest)
        return Capture(page["url"], at, "letter", outcome, site=self.site, column="rd", status=200,
                       headers=[("Content-Type", "application/json")], body=body, earlier=earlier, **found)  # fmt: skip


def parsed(item, divisions, following=(), version="1"):
    """What `archive.parsing.parse` gives, with the record taken from the body."""
    if item.body is None or item.outcome not in ("ok", "unchanged") or item.kind != "letter":
        return Parsed()
    try:
        data = json.loads(item.body)
    except ValueError as error:
        return Parsed(issues=[("parse_failed", str(error))])
    return Parsed(*rows_of(data, Origin(item.id, item.site, divisions.get(item.site), version)))


def parse(items, divisions):
    """For `ingest(parse=…)`."""
    future = Future()
    future.set_result([parsed(item, divisions) for item in items])
    return future


def key(case_or_url):
    """Id of the page of a case or a URL."""
    return page_id(case_or_url if urlsplit(case_or_url).scheme else record(case_or_url)["url"])
