"""All tables as one SQLite file, which Datasette and every statistics program open."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from generator.model import Offer, Plain
from generator.take.pieces import Block

_TYPES = {"string": "TEXT", "number": "REAL", "integer": "INTEGER", "date": "TEXT"}
_ABOUT_TABLES = "CREATE TABLE tables (name TEXT PRIMARY KEY, title TEXT, purpose TEXT, rows INTEGER)"
_ABOUT_HEADS = (
    'CREATE TABLE heads ("table" TEXT, position INTEGER, head TEXT, type TEXT, unit TEXT, note TEXT,'
    ' required INTEGER, PRIMARY KEY ("table", position))'
)


def database(path: Path, offers: Iterable[Offer], blocks: Callable[[Offer], Iterable[Block]]) -> None:
    """Make the file at ``path``, where none may stand: a table for each offer, and two about them.

    Equal content gives equal bytes with the same version of SQLite.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode=OFF")  # it is made anew or not at all
        made.execute("PRAGMA synchronous=OFF")
        made.execute("BEGIN")
        made.execute(_ABOUT_TABLES)
        made.execute(_ABOUT_HEADS)
        for offer in offers:
            rows = _table(made, offer, blocks(offer))
            made.execute(
                "INSERT INTO tables VALUES (?, ?, ?, ?)", (offer.name, offer.title, offer.purpose, rows)
            )
            made.executemany("INSERT INTO heads VALUES (?, ?, ?, ?, ?, ?, ?)", _heads(offer))
        made.execute("COMMIT")


def _table(made: sqlite3.Connection, offer: Offer, blocks: Iterable[Block]) -> int:
    """Create the table of ``offer`` and fill it; gives how many rows."""
    name = _quoted(offer.name)
    columns = [f"{_quoted(head.name)} {_TYPES[head.type]}" for head in offer.heads]
    key = [f"PRIMARY KEY ({', '.join(map(_quoted, offer.key))})"] if offer.key else []
    made.execute(f"CREATE TABLE {name} ({', '.join([*columns, *key])})")
    marks = ", ".join("?" * len(offer.heads))
    before = made.total_changes
    made.executemany(f"INSERT INTO {name} VALUES ({marks})", _rows(blocks))  # noqa: S608 - names are ours
    for head in offer.heads:
        if head.refers or (head is offer.heads[0] and not offer.key):
            made.execute(
                f"CREATE INDEX {_quoted(f'{offer.name}：{head.name}')} ON {name} ({_quoted(head.name)})"
            )
    return made.total_changes - before


def _rows(blocks: Iterable[Block]) -> Iterator[tuple[Plain, ...]]:
    for block in blocks:
        for record in json.loads(b"[" + block.json.text() + b"]"):
            yield tuple(record.values())


def _heads(offer: Offer) -> Iterator[tuple[Plain, ...]]:
    for number, head in enumerate(offer.heads, 1):
        yield offer.name, number, head.name, head.type, head.unit, head.note, int(head.required)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
