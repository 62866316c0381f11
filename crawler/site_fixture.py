"""Saved list pages of a site and what was read from them: one folder per column, in tests/crawler/sites/<site>/<column>/.

`meta.json` says which file answers which request, `expected.json` what the crawler must read, and whether a person compared that
with the page. Letters are never saved: they name people.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.columns import ColumnLook, Get, Visit, look_at_list
from crawler.listings.base import Ask
from crawler.outcomes import Outcome
from crawler.site import Column, Site

_READ = ("platform", "strategy", "pages", "first", "declared_items", "declared_pages", "children", "faults")


@dataclass
class Recorder:
    """Wraps a `get` and keeps the list pages it brought."""

    get: Get
    visits: list[tuple[Ask, Visit]] = field(default_factory=list)

    async def __call__(self, ask: Ask | str, **kwargs: Any) -> Visit:
        """Fetches, and keeps what came unless it is a letter."""
        visit = await self.get(ask, **kwargs)
        if visit.came and kwargs.get("kind", "list") == "list":
            self.visits.append((Ask(ask) if isinstance(ask, str) else ask, visit))
        return visit


def save(folder: Path, site: Site, column: Column, recorder: Recorder, look: ColumnLook) -> list[Path]:
    """Writes a fixture, not yet reviewed; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    answers, files = [], []
    for number, (ask, visit) in enumerate(recorder.visits, 1):
        suffix = "json" if "json" in visit.content_type else "html"
        path = folder / f"page-{number}.{suffix}"
        path.write_bytes(visit.body)
        files.append(path)
        answers.append(
            {"asked": ask.url, "method": ask.method, "form": ask.body.decode("latin-1"), "url": visit.url, "file": path.name,
             "content_type": visit.content_type}
        )  # fmt: skip
    entry = column.model_dump(mode="json", exclude_defaults=True)
    meta = {"column": entry, "platform": site.platform, "encoding": site.encoding, "answers": answers}
    expected = {"reviewed": False, **{key: value for key, value in look.as_dict().items() if key in _READ}}
    for name, data in (("meta.json", meta), ("expected.json", expected)):
        (folder / name).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        files.append(folder / name)
    return files


async def read(folder: Path) -> dict[str, Any]:
    """What the crawler reads from a fixture today, in the form of expected.json without `reviewed`."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    column = Column.model_validate(meta["column"])
    site = Site(
        id="fixture", name_zh="样本", name_en="Fixture", division="100000", level="national", platform=meta["platform"],
        encoding=meta["encoding"], columns=[column],
    )  # fmt: skip
    answers = {(a["asked"].partition("#")[0], a["method"], a["form"]): a for a in meta["answers"]}

    async def replay(ask: Ask | str, **kwargs: Any) -> Visit:
        ask = Ask(ask) if isinstance(ask, str) else ask
        answer = answers.get((ask.url.partition("#")[0], ask.method, ask.body.decode("latin-1")))
        if answer is None:
            return Visit(ask.url, Outcome.GONE, 404)
        return Visit(answer["url"], Outcome.OK, 200, (folder / answer["file"]).read_bytes(), answer["content_type"])

    look = await look_at_list(replay, site, column, ColumnLook(column.id, column.url))
    return {key: value for key, value in look.as_dict().items() if key in _READ}
