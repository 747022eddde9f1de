"""All tables as one SQLite file, which Datasette and every statistics program open."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from generator.model import Offer, Plain
from generator.records import dataclass
from generator.take.pieces import Block

_TYPES = {"string": "TEXT", "number": "REAL", "integer": "INTEGER", "date": "TEXT"}
_ABOUT_TABLES = "CREATE TABLE tables (name TEXT PRIMARY KEY, title TEXT, purpose TEXT, rows INTEGER)"
_ABOUT_HEADS = (
    'CREATE TABLE heads ("table" TEXT, position INTEGER, head TEXT, type TEXT, unit TEXT, note TEXT,'
    ' required INTEGER, PRIMARY KEY ("table", position))'
)


Layout = Mapping[str, Sequence[tuple[bytes, int]]]
"""Of each table by name its blocks in order: SHA-256 of what each says, and how many rows it has."""


@dataclass(frozen=True)
class Part:
    """Rows that follow each other in one table: so many ``rows`` that say ``said``, read where needed."""

    said: bytes
    rows: int
    read: Callable[[], Block]


@dataclass(frozen=True)
class Before:
    """A database made earlier of the same offers, and what it holds."""

    path: Path
    layout: Layout


Parts = Callable[[Offer], Iterable[Part]]
"""What there is of each table."""


@dataclass(frozen=True)
class Content:
    """What a database is to hold: in each table first what is ``closed``, then the ``rest``.

    ``snapshot``: where the file with what is closed alone is kept. Who finds one there takes it for that, and
    who does not makes it; None: it is not kept.
    """

    closed: Parts
    rest: Parts
    snapshot: Path | None = None


def database(path: Path, offers: Iterable[Offer], content: Content, before: Before | None) -> None:
    """Make the file at ``path``, where none may stand: a table for each offer, and two about them.

    What ``content`` keeps of what is closed is copied, and of the rest the parts that ``before`` holds, which
    is quicker. Equal content gives equal bytes with the same version of SQLite, copied or not.
    """
    every, snapshot = list(offers), content.snapshot
    if snapshot and snapshot.exists():
        shutil.copyfile(snapshot, path)
    else:
        with _opened(path, before) as made:
            _create(made, every)
            for offer in every:
                _fill(made, offer, content.closed(offer), before)
        if snapshot:
            beside = snapshot.with_suffix(".new")
            shutil.copyfile(path, beside)
            beside.replace(snapshot)
    with _opened(path, before) as made:
        for offer in every:
            _fill(made, offer, content.rest(offer), before)
            rows = sum(part.rows for own in (content.closed, content.rest) for part in own(offer))
            made.execute(
                "INSERT INTO tables VALUES (?, ?, ?, ?)", (offer.name, offer.title, offer.purpose, rows)
            )


@contextmanager
def _opened(path: Path, before: Before | None) -> Iterator[sqlite3.Connection]:
    """The file at ``path`` in one transaction, with ``before`` beside it."""
    with closing(sqlite3.connect(path, isolation_level=None, uri=True)) as made:
        made.execute("PRAGMA journal_mode=OFF")  # it is made anew or not at all
        made.execute("PRAGMA synchronous=OFF")
        if before:
            address = f"{before.path.resolve().as_uri()}?immutable=1"
            made.execute("ATTACH ? AS before", [address])
        made.execute("BEGIN")
        yield made
        made.execute("COMMIT")


def _create(made: sqlite3.Connection, offers: Iterable[Offer]) -> None:
    """All tables, with what is said of their heads, and an index of each column that others refer to."""
    made.execute(_ABOUT_TABLES)
    made.execute(_ABOUT_HEADS)
    for offer in offers:
        name = _quoted(offer.name)
        columns = [f"{_quoted(head.name)} {_TYPES[head.type]}" for head in offer.heads]
        key = [f"PRIMARY KEY ({', '.join(map(_quoted, offer.key))})"] if offer.key else []
        made.execute(f"CREATE TABLE {name} ({', '.join([*columns, *key])})")
        made.executemany("INSERT INTO heads VALUES (?, ?, ?, ?, ?, ?, ?)", _heads(offer))
        for head in offer.heads:
            if head.refers or (head is offer.heads[0] and not offer.key):
                index = _quoted(f"{offer.name}：{head.name}")
                made.execute(f"CREATE INDEX {index} ON {name} ({_quoted(head.name)})")


_Places = Mapping[bytes, tuple[int, int]]
"""First and last row of each part in the database before."""


def _places(parts: Iterable[tuple[bytes, int]]) -> _Places:
    found, last = {}, 0
    for said, rows in parts:
        found[said] = last + 1, last + rows
        last += rows
    return found


def _fill(made: sqlite3.Connection, offer: Offer, parts: Iterable[Part], before: Before | None) -> None:
    """Put ``parts`` into the table of ``offer``, from ``before`` where it holds them."""
    name, marks = _quoted(offer.name), ", ".join("?" * len(offer.heads))
    held = _places(before.layout.get(offer.name, ())) if before else {}
    for stretch in _stretches(parts, held):
        if isinstance(stretch, Part):
            made.executemany(f"INSERT INTO {name} VALUES ({marks})", _rows(stretch.read()))  # noqa: S608 - names are ours
        else:
            copied = f"SELECT * FROM before.{name} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"  # noqa: S608 - as above
            made.execute(f"INSERT INTO {name} {copied}", stretch)


def _stretches(parts: Iterable[Part], held: _Places) -> Iterator[Part | tuple[int, int]]:
    """``parts``, those that follow each other where they are ``held`` as their first and last row there."""
    first, last = 0, -1
    for part in parts:
        place = held.get(part.said)
        if place and place[0] == last + 1:
            last = place[1]
            continue
        if first:
            yield first, last
        first, last = place or (0, -1)
        if not place:
            yield part
    if first:
        yield first, last


def _rows(block: Block) -> Iterator[tuple[Plain, ...]]:
    for record in json.loads(b"[" + block.json.text() + b"]"):
        yield tuple(record.values())


def _heads(offer: Offer) -> Iterator[tuple[Plain, ...]]:
    for number, head in enumerate(offer.heads, 1):
        yield offer.name, number, head.name, head.type, head.unit, head.note, int(head.required)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
