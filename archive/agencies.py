"""Agencies (承办单位): which office a printed name means, within the place of the letter. NULL rather than a guess.

An agency is known for certain when a letter is signed with its full name, when the lexicon knows one full name for a
short one, or when it is the government of a town. Its id is the place's code and a hash of its name, so it does not
depend on the order in which letters come in. `Agencies.settle` makes the whole table agree with all names seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlite_utils import Database

from archive import places
from archive.agency_names import Office, full_names, is_self, key, lexicon, locate, period
from archive.ids import short
from archive.places import NATION, Place, all_places

_SIGNED = (
    "SELECT 1 FROM letters l WHERE l.agency_name = ?",
    "SELECT 1 FROM letter_agencies t JOIN letters l ON l.id = t.letter_id WHERE t.name = ? AND t.role = 'issuer'",
)
_NAMED = (
    "SELECT 1 FROM letter_agencies t JOIN letters l ON l.id = t.letter_id WHERE t.name = ?",
    "SELECT 1 FROM commitment_agencies t JOIN letters l ON l.id = t.letter_id WHERE t.name = ?",
)


class Meaning(NamedTuple):
    """What a name means: the agency's place and key, and how that is known (agency_aliases.source)."""

    place: Place
    key: str
    core: str
    source: str

    @property
    def agency_id(self) -> str:
        """`500116-5c1f0a`: the place and a hash of what the spellings of the name have in common."""
        return f"{self.place.code}-{short(self.key, length=6)}"


@dataclass
class _Alias:
    agency_id: str | None
    source: str
    issuer: bool


class Agencies:
    """The agencies of an archive. Writes into the caller's transaction; `settle` once after the last letter of a run."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._aliases: dict[tuple[str, str], _Alias] = {
            (place, alias): _Alias(agency_id, source, bool(issuer))
            for place, alias, agency_id, source, issuer in db.conn.execute(
                "SELECT place_code, alias, agency_id, source, issuer FROM agency_aliases"
            )
        }
        self._known: dict[str, set[str]] = defaultdict(set)  # place -> keys of offices that sign with their full name
        self._rows = {agency_id for (agency_id,) in db.conn.execute("SELECT id FROM agencies")}
        self._unsettled = False
        for (place, alias), row in self._aliases.items():
            if row.issuer:
                self._establish(alias, place)

    def resolve(
        self, name: str, place_code: str | None, *, issuer: bool = False, signed_by: str | None = None
    ) -> str | None:
        """Id of the agency called `name` in a letter of `place_code`, or None.

        `issuer`: the letter is signed with this name. `signed_by`: the agency that 我局 and 本办 mean. The name is kept in
        agency_aliases, and the agency's row is there when this returns. The answer may improve when `settle` knows more.
        """
        if is_self(name):
            return signed_by
        at = place_code or NATION
        alias = self._aliases.get((at, name))
        if alias is None or (issuer and not alias.issuer):
            if issuer:
                self._establish(name, at)
            meaning = self._meaning(name, at, issuer)
            alias = _Alias(meaning and self._row(meaning), meaning.source if meaning else "unresolved", issuer)
            self._aliases[at, name] = alias
            self._save(at, name, alias)
            self._unsettled = True
        return alias.agency_id

    def assign(self, letter_ids: Iterable[str]) -> None:
        """Resolve all names in these letters and write the ids into their rows; for letters just written."""
        for letter_id in letter_ids:
            place, signed = self._db.conn.execute(
                "SELECT place_code, agency_name FROM letters WHERE id = ?", [letter_id]
            ).fetchone()
            issuer = self.resolve(signed, place, issuer=True) if signed else None
            if issuer:
                self._db.conn.execute("UPDATE letters SET agency_id = ? WHERE id = ?", [issuer, letter_id])
                self._db.conn.execute("UPDATE commitments SET agency_id = ? WHERE letter_id = ?", [issuer, letter_id])
            for table in ("letter_agencies", "commitment_agencies"):
                signs = "role = 'issuer'" if table == "letter_agencies" else "0"
                names = f"SELECT DISTINCT name, {signs} FROM {table} WHERE letter_id = ?"
                for name, signing in self._db.conn.execute(names, [letter_id]).fetchall():
                    agency_id = self.resolve(name, place, issuer=bool(signing), signed_by=issuer)
                    if agency_id:
                        self._db.conn.execute(
                            f"UPDATE {table} SET agency_id = ? WHERE letter_id = ? AND name = ?",
                            [agency_id, letter_id, name],
                        )

    def settle(self, *, forget: bool = False) -> int:
        """Resolve every name again with all that is known now; returns how many names changed their meaning.

        Ids in letters, commitments and their agencies follow; names of agencies are the fullest that letters are signed with.
        `forget`: drop names that no letter prints any more first; needed when letters were replaced or emptied.
        """
        if forget:
            self._forget()
        if not (self._unsettled or forget):
            return 0
        changed = 0
        meanings = {at: self._meaning(at[1], at[0], row.issuer) for at, row in self._aliases.items()}
        for (place, name), meaning in meanings.items():
            alias = self._aliases[place, name]
            now = _Alias(meaning and self._row(meaning), meaning.source if meaning else "unresolved", alias.issuer)
            if now != alias:
                self._aliases[place, name] = now
                self._save(place, name, now)
            if now.agency_id != alias.agency_id:
                self._move(place, name, now.agency_id)
                changed += 1
        self._name_agencies({at: meaning for at, meaning in meanings.items() if meaning})
        self._follow_self_names()
        self._unsettled = False
        return changed

    def _forget(self) -> None:
        """Drop aliases that no letter prints, and take the flag from those that no letter is signed with."""
        for (place, name), alias in list(self._aliases.items()):
            signs = self._printed(_SIGNED, name, place)
            if not signs and not self._printed(_NAMED, name, place):
                del self._aliases[place, name]
                self._db.conn.execute("DELETE FROM agency_aliases WHERE place_code = ? AND alias = ?", [place, name])
            elif signs != alias.issuer:
                alias.issuer = signs
                self._save(place, name, alias)
            else:
                continue
            self._unsettled = True
        self._known.clear()
        for (place, name), alias in self._aliases.items():
            if alias.issuer:
                self._establish(name, place)

    def _printed(self, selects: tuple[str, ...], name: str, place: str) -> bool:
        """Whether a letter of `place` prints `name`; stops at the first."""
        code = None if place == NATION else place
        for select in selects:
            sql = f"{select} AND (l.place_code = ? OR (l.place_code IS NULL AND ? IS NULL)) LIMIT 1"
            if self._db.conn.execute(sql, [name, place, code]).fetchone():
                return True
        return False

    def _establish(self, name: str, place_code: str) -> None:
        office = locate(name, place_code)
        if office:
            stands_for = full_names(office.core)
            if not stands_for or len(stands_for) == 1 or key(office.core) in map(key, stands_for):
                self._known[office.place.code].add(_full_key(office))

    def _meaning(self, name: str, place_code: str, issuer: bool) -> Meaning | None:
        office = locate(name, place_code)
        if office is None:
            return None
        core, known = office.core, self._known[office.place.code]
        stands_for = full_names(core)
        if office.place.code == NATION:
            return Meaning(office.place, key(core), core, "full" if name.endswith(core) else "lexicon")
        if len(stands_for) == 1:
            full = stands_for[0]
            return Meaning(office.place, key(full), full, "full" if key(full) == key(core) else "lexicon")
        if _full_key(office) in known or _is_town(office):
            return Meaning(office.place, key(core), core, "full")
        here = [full for full in stands_for if key(full) in known]
        if len(here) == 1:
            return Meaning(office.place, key(here[0]), here[0], "place")
        if issuer and not here:  # signs with a short name, and no full one is known
            return Meaning(office.place, key(core), core, "full")
        return None

    def _row(self, meaning: Meaning) -> str:
        """The agency's id, its row made if need be."""
        agency_id = meaning.agency_id
        if agency_id not in self._rows:
            place, core = meaning.place, meaning.core
            places.ensure(self._db, place.code)
            self._db.conn.execute(
                "INSERT INTO agencies (id, name, short_name, place_code, level, valid_from, valid_to) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [agency_id, _called(place, core), core, place.code, place.level, *period(core)],
            )
            self._rows.add(agency_id)
        return agency_id

    def _save(self, place_code: str, name: str, alias: _Alias) -> None:
        places.ensure(self._db, place_code)
        self._db.conn.execute(
            "INSERT INTO agency_aliases (place_code, alias, agency_id, source, issuer) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET agency_id = excluded.agency_id, source = excluded.source, issuer = excluded.issuer",
            [place_code, name, alias.agency_id, alias.source, int(alias.issuer)],
        )

    def _move(self, place_code: str, name: str, agency_id: str | None) -> None:
        """Give the rows that print `name` in letters of the place their new agency."""
        place = None if place_code == NATION else place_code
        for table in ("letter_agencies", "commitment_agencies"):
            self._db.conn.execute(
                f"UPDATE {table} SET agency_id = ? WHERE name = ? AND letter_id IN "
                f"(SELECT l.id FROM {table} t JOIN letters l ON l.id = t.letter_id "
                "WHERE t.name = ? AND (l.place_code = ? OR (l.place_code IS NULL AND ? IS NULL)))",
                [agency_id, name, name, place_code, place],
            )
        for table in ("letters", "commitments"):
            self._db.conn.execute(
                f"UPDATE {table} SET agency_id = ? WHERE agency_name = ? AND (place_code = ? OR (place_code IS NULL AND ? IS NULL))",
                [agency_id, name, place_code, place],
            )

    def _name_agencies(self, meanings: dict[tuple[str, str], Meaning]) -> None:
        """The fullest core a letter is signed with, else the lexicon's; agencies that no name means any more are dropped."""
        cores: dict[str, set[str]] = defaultdict(set)
        of: dict[str, Meaning] = {}
        for (place, name), meaning in meanings.items():
            # the fullest spelling, whichever came first
            of[meaning.agency_id] = max(
                of.get(meaning.agency_id, meaning), meaning, key=lambda m: (len(m.core), m.core)
            )
            office = locate(name, place)
            if self._aliases[place, name].issuer and office and meaning.source == "full":
                cores[meaning.agency_id].add(office.core)
        for agency_id, meaning in of.items():
            core = max(cores[agency_id] or {meaning.core}, key=lambda c: (len(c), c))
            called = _called(meaning.place, core)
            self._db.conn.execute(
                "UPDATE agencies SET name = ?, short_name = ? WHERE id = ? AND (name, short_name) IS NOT (?, ?)",
                [called, core, agency_id, called, core],
            )
        for agency_id in self._rows - of.keys():
            self._db.conn.execute("DELETE FROM agencies WHERE id = ?", [agency_id])
        self._rows &= of.keys()

    def _follow_self_names(self) -> None:
        names = lexicon()["self"]
        self._db.conn.execute(
            "UPDATE commitment_agencies SET agency_id = (SELECT l.agency_id FROM letters l WHERE l.id = letter_id) "
            f"WHERE name IN ({', '.join('?' * len(names))}) "
            "AND agency_id IS NOT (SELECT l.agency_id FROM letters l WHERE l.id = letter_id)",
            names,
        )


def _full_key(office: Office) -> str:
    stands_for = full_names(office.core)
    return key(stands_for[0] if len(stands_for) == 1 else office.core)


def _is_town(office: Office) -> bool:
    return key(office.core)[-1:] in ("镇", "乡") or key(office.core).endswith("街道")


def _called(place: Place, core: str) -> str:
    """The full name of an office: a district's begins with its city (重庆市江津区…, 广州市海珠区…)."""
    above = all_places().get(place.parent_code or "")
    if place.code == NATION:
        return core
    city = (
        above.name if above and above.code != NATION and place.level == "county" and place.name.endswith("区") else ""
    )
    return city + place.name + core


def resolve(agencies: Agencies, name: str, place_code: str | None) -> str | None:
    """Id of the agency called `name` in letters of `place_code`, or None: `agencies.resolve` for a name that signs nothing."""
    return agencies.resolve(name, place_code)
