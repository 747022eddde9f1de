"""What is filed of each unit as one fingerprint: what is made of that alone is what it was where this is."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from generator.model.demand import column, printed
from generator.model.results import Filing, ScoredFiling
from generator.model.rows import Row
from generator.model.tables import TABLES

OWNED: Final = tuple(table.name for table in TABLES if any(c.field == "unit" for c in table.columns))
"""Tables whose rows name their unit."""


SaidByTable = Mapping[str, Mapping[str, bytes]]
"""By name of a table, and by code of the unit whose the rows are, SHA-256 of what they say."""
_BELOW: Final = ("monitoring", "monitored_indicators")
"""The table whose rows name their unit, and the one whose rows name rows of that."""
_SHEETS: Final = ""


def said_by_table(scored: ScoredFiling, before: SaidByTable) -> SaidByTable:
    """Of each table and unit SHA-256 of every cell filed of it and of its projects, with the cell's head.

    Of a score sheet it is all that the sheet's tree is made of. Where rows stand is not in it, nor what is
    found in them. ``before``: the same of the filing as it was when its tables that are ``unchanged`` were.
    """
    filing = scored.filing
    stands = before.keys() & filing.unchanged
    said = {name: before[name] if name in stands else _own(filing, name) for name in OWNED}
    above, below = _BELOW
    said[below] = before[below] if stands.issuperset(_BELOW) else _others(filing, above, below)
    sheets: defaultdict[str, list[str]] = defaultdict(list)
    for sheet in scored.evaluations:
        sheets[sheet.evaluation.unit].append(sheet.said.hex())
    return said | {_SHEETS: _digests(sheets)}


def said_by_unit(scored: ScoredFiling, said: SaidByTable | None = None) -> dict[str, bytes]:
    """By code of the unit, SHA-256 of all that ``said_by_table`` gives of it, which is ``said``."""
    tables = said_by_table(scored, {}) if said is None else said
    empty: bytes = b""
    return {
        unit.code: hashlib.sha256(
            repr([(name, own.get(unit.code, empty)) for name, own in tables.items()]).encode()
        ).digest()
        for unit in scored.filing.units
    }


def _own(filing: Filing, name: str) -> Mapping[str, bytes]:
    rows = filing.rows(name)
    return _by_owner(rows, column(rows, "unit"))


def _others(filing: Filing, above: str, below: str) -> Mapping[str, bytes]:
    heads, rows = filing.rows(above), filing.rows(below)
    owner = dict(zip(column(heads, "code"), column(heads, "unit"), strict=True))
    return _by_owner(rows, [owner[code] for code in column(rows, "monitoring")])


def _by_owner(rows: Sequence[Row], owners: Sequence[str]) -> Mapping[str, bytes]:
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for owner, (heads, cells) in zip(owners, printed(rows), strict=True):
        own = texts[owner]
        own.append(heads)
        own += cells
    return _digests(texts)


def _digests(texts: Mapping[str, Sequence[str]]) -> Mapping[str, bytes]:
    return {
        owner: hashlib.sha256("\x1f".join(own).encode("utf-8", "surrogatepass")).digest()
        for owner, own in texts.items()
    }
