"""The registry: a folder tree of site files, read strictly. A mistake names its file, line, key and cure.

`load()` reads crawler/sites/<province>/<site>.yml; another folder (examples/sites) goes by argument.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pydantic import ValidationError

from crawler.paging import Paging
from crawler.site import Column, Politeness, Schedule, Site, json_schema
from crawler.strict_yaml import Lines, YamlError, read

__all__ = ["Column", "Paging", "Politeness", "Registry", "RegistryError", "Schedule", "Site", "json_schema", "load"]

SITES = Path(__file__).parent / "sites"

_CURES = {
    "extra_forbidden": "no such key; see the spelling in `fuhan sites schema`, or take it out",
    "missing": "is missing; add it",
}
_SHAPES = {
    "url": "must be a whole address with a path, as in the browser: https://www.example.gov.cn/zwgk/jytabl/",
    "division": 'must be six digits in quotes: "420300"',
    "id": "must be small letters, digits and hyphens",
    "template": "must hold {n}, the page number",
}


class RegistryError(ValueError):
    """Site files that cannot be used. `problems` holds one sentence per mistake, over all files."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Registry:
    """All sites by id, and the file each came from."""

    sites: dict[str, Site] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Site]:
        return iter(self.sites.values())

    def __len__(self) -> int:
        return len(self.sites)

    def __getitem__(self, site_id: str) -> Site:
        """The site of that id. Raises KeyError with the names that come near."""
        if site_id not in self.sites:
            near = self._near(site_id)
            hint = f"; did you mean {', '.join(near)}?" if near else "; `fuhan sites` lists them"
            raise KeyError(f"no site {site_id!r} in the registry{hint}")
        return self.sites[site_id]

    def find(self, name: str) -> Site:
        """The site of an id, a host name, or any address on its hosts. Raises KeyError with the ids that come near."""
        if name in self.sites:
            return self.sites[name]
        return self.by_host(name) or self[name]

    def _near(self, name: str) -> list[str]:
        """Ids that come near a name: by their own letters or by those of their hosts; at most five."""
        host = _bare_host(name)
        inside = [site_id for site_id in self.sites if name in site_id or site_id in name]
        known = {h.removeprefix("www."): site.id for site in self for h in site.all_hosts}
        by_host = [known[near] for near in get_close_matches(host, known, 5, 0.8)]
        by_id = get_close_matches(host.removesuffix(".gov.cn").replace(".", "-"), self.sites, 5, 0.7)
        return list(dict.fromkeys([*inside, *by_id, *by_host]))[:5]

    def province(self, site_id: str) -> str:
        """Name of the folder the site's file is in: its province in pinyin, or national."""
        return self.paths[site_id].parent.name

    def by_host(self, host_or_url: str) -> Site | None:
        """The site that owns this host name (or this URL's), www. or not; None if no file claims it."""
        bare = _bare_host(host_or_url)
        return next((s for s in self if bare in {h.removeprefix("www.") for h in s.own_hosts}), None)

    def as_dicts(self) -> list[dict[str, Any]]:
        """Every site as plain JSON values, in order of id: what the archive is handed."""
        return [self.sites[site_id].as_dict() for site_id in sorted(self.sites)]


def _bare_host(name: str) -> str:
    """The host of a name or an address, lower case and without www.; what is neither comes back as it is."""
    try:
        host = urlsplit(name if "//" in name else f"http://{name}").hostname
    except ValueError:
        host = None
    return (host or name).lower().removeprefix("www.")


def load(folders: Path | str | Iterable[Path | str] = SITES) -> Registry:
    """Reads every *.yml below a folder (or several).

    Raises RegistryError, which lists the problems of all files at once, and FileNotFoundError for a missing folder.
    """
    roots = [Path(folders)] if isinstance(folders, str | Path) else [Path(f) for f in folders]
    registry, problems = Registry(), []
    owners: dict[str, Path] = {}
    for root in roots:
        if not root.is_dir():
            raise FileNotFoundError(f"no folder of site files at {root}")
        for path in sorted(root.rglob("*.yml")):
            try:
                site = load_file(path)
            except RegistryError as error:
                problems += error.problems
                continue
            if site.id in registry.sites:
                problems.append(f"{path}: id {site.id} is taken by {registry.paths[site.id]}; rename one of the files")
                continue
            for host in site.own_hosts:
                owner = owners.setdefault(host.removeprefix("www."), path)
                if owner != path:
                    problems.append(f"{path}: host {host} belongs to {owner}; put the columns into one file")
            registry.sites[site.id], registry.paths[site.id] = site, path
    if problems:
        raise RegistryError(problems)
    return registry


def load_file(path: Path) -> Site:
    """Reads one site file; the id is the file's name. Raises RegistryError."""
    try:
        data, lines = read(path.read_text(encoding="utf-8"))
    except (YamlError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise RegistryError([f"{path}: {_one_line(error)}"]) from error
    if not isinstance(data, dict):
        raise RegistryError([f"{path}: holds no keys; start from `fuhan sites new URL`"])
    if data.setdefault("id", path.stem) != path.stem:
        raise RegistryError([f"{path}:{lines.line(('id',))}: id: {data['id']!r} is not the file's name; take id out"])
    try:
        return Site.model_validate(data)
    except ValidationError as error:
        problems = [f"{path}{_where(e, lines)}: {_what(e, lines)}" for e in error.errors()]
        raise RegistryError(problems) from error


def write(path: Path, text: str) -> None:
    """Writes a site file that is known to load, and beside its folder the schema its first line names, if that is not there.

    Raises RegistryError when the file would not load; then nothing is written.
    """
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_text(text, encoding="utf-8")
        load_file(trial)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    schema = path.parent.parent / "site.schema.json"
    if not schema.exists():
        schema.write_text(schema_text(), encoding="utf-8")


def schema_text() -> str:
    """The JSON Schema of site files as it stands in a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _where(error: Any, lines: Lines) -> str:
    line = lines.line(error["loc"])
    return f":{line}" if line else ""


def _what(error: Any, lines: Lines) -> str:
    """One sentence: the key as a path, what is wrong, what to write."""
    key = ".".join(str(part) for part in error["loc"]) or "file"
    raw = lines.raw(error["loc"])
    if error["type"] == "string_type" and raw is not None and raw.lstrip("-").isdigit():
        return f'{key}: {raw} is read as a number (and 010100 as octal); put it in quotes: {key}: "{raw}"'
    message = _CURES.get(error["type"]) or error["msg"].removeprefix("Value error, ").replace("Input should", "must")
    if error["type"] == "string_pattern_mismatch":
        message = _SHAPES.get(str(error["loc"][-1]), message)
    shown = f" (it says {raw!r})" if raw is not None and error["type"] not in _CURES else ""
    return f"{key}: {message}{shown}"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
