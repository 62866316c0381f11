"""The steps that make archive.db what it is. A new step is a new numbered .sql file here; published ones never change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources

from sqlite_utils import Database, Migrations

migrations = Migrations("fuhan")


def statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script, so that they can run inside one transaction (executescript commits)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def _register(name: str, script: str) -> None:
    def step(db: Database) -> None:
        for statement in statements(script):
            db.conn.execute(statement)

    migrations(name=name)(step)


def names() -> list[str]:
    """Names of all steps in the order they are applied."""
    files = (f.name for f in resources.files(__name__).iterdir())
    return sorted(name.removesuffix(".sql") for name in files if name.endswith(".sql"))


for _name in names():
    _register(_name, (resources.files(__name__) / f"{_name}.sql").read_text(encoding="utf-8"))
