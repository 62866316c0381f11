"""Reads examples/content into sites, as a given edition shows them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from examples.model import BEIJING, Attachment, Column, Item, Site
from examples.schema import ColumnEntry, LetterFile, SiteFile

CONTENT = Path(__file__).parent / "content"
M = TypeVar("M", bound=BaseModel)


class ContentError(ValueError):
    """A content file is wrong; the message says which and why."""


def folders(root: Path = CONTENT) -> list[Path]:
    """Folders of the publishers, by host name."""
    return sorted(file.parent for file in root.glob("*/site.yml"))


def load(edition: int = 1, root: Path = CONTENT) -> list[Site]:
    """All publishers with what `edition` shows of them. Raises ContentError."""
    return [load_site(folder, edition) for folder in folders(root)]


def load_site(folder: Path, edition: int = 1) -> Site:
    """The publisher in a folder. Raises ContentError."""
    entry = _read(folder / "site.yml", SiteFile)
    site = Site(
        host=folder.name,
        platform=entry.platform,
        name=entry.name,
        columns=[_column(column) for column in entry.columns],
        site_code=entry.site_code,
        scheme=entry.scheme,
        per_page=entry.per_page,
        robots=entry.robots,
        files={file.name: file.read_bytes() for file in sorted((folder / "files").glob("*"))},
        options=entry.options,
    )
    targets = {f"{parent}{column.id}": column for parent, column in _named(site)}
    letters = {file.stem: (file, _read(file, LetterFile)) for file in sorted((folder / "letters").glob("*.yml"))}
    for serial, (file, letter) in letters.items():
        if letter.column not in targets:
            raise ContentError(f"{file}: no column {letter.column!r}; site.yml has {', '.join(targets)}")
        shown = letter.at(edition)
        if shown is None:
            continue
        targets[shown.column].items.append(_item(folder, serial, shown, letters, edition))
    for column in targets.values():
        column.items.sort(key=lambda item: (item.published, item.serial), reverse=True)
    return site


def _read(file: Path, model: type[M]) -> M:
    try:
        return model.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise ContentError(f"{file}: not valid YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise ContentError(f"{file}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _column(entry: ColumnEntry) -> Column:
    children = [_column(child) for child in entry.children]
    return Column(entry.id, entry.path, entry.name, entry.kind, children=children, options=entry.options)


def _named(site: Site) -> list[tuple[str, Column]]:
    """Columns that hold letters, with the prefix that names them in a letter's file."""
    return [
        (f"{column.id}/" if column.children else "", leaf)
        for column in site.columns
        for leaf in (column.children or [column])
    ]


def _item(
    folder: Path, serial: str, letter: LetterFile, letters: dict[str, tuple[Path, LetterFile]], edition: int
) -> Item:
    if letter.twin_of:
        original = letters[letter.twin_of][1].at(edition) if letter.twin_of in letters else None
        if original is None:
            raise ContentError(
                f"{folder / 'letters' / serial}.yml: twin_of {letter.twin_of} names no letter shown here"
            )
        twin = _item(folder, letter.twin_of, original, letters, edition)
        return Item(**{**vars(twin), "suffix": letter.suffix})
    values: dict[str, Any] = letter.model_dump(
        exclude={"column", "note", "twin_of", "since", "until", "changes", "page", "attachments"}
    )
    values["published"] = _beijing(letter.published)
    values["modified"] = _beijing(letter.modified) if letter.modified else None
    values["page"] = (folder / "pages" / letter.page).read_bytes() if letter.page else None
    values["attachments"] = tuple(Attachment(file.title, file.file) for file in letter.attachments)
    for file in letter.attachments:
        if not (folder / "files" / file.file).is_file():
            raise ContentError(f"{folder / 'letters' / serial}.yml: no file files/{file.file}")
    return Item(serial=serial, **values)


def _beijing(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(tzinfo=BEIJING)
