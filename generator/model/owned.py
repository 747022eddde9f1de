"""What is filed of each unit as one fingerprint: what is made of that alone is what it was where this is."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from operator import attrgetter
from typing import Final

from generator.model.results import ScoredFiling
from generator.model.tables import TABLES

OWNED: Final = tuple(table.name for table in TABLES if any(c.field == "unit" for c in table.columns))
"""Tables whose rows name their unit."""


def said_by_unit(scored: ScoredFiling) -> dict[str, bytes]:
    """By code of the unit, SHA-256 of every cell filed of it and of its projects, with the cell's head.

    Of a score sheet it is all that the sheet's tree is made of. Where rows stand is not in it, nor what is
    found in them.
    """
    filing = scored.filing
    texts: defaultdict[str, list[str]] = defaultdict(list)
    owner = {sheet.code: sheet.unit for sheet in filing.monitoring}
    unit_of = attrgetter("unit")
    rows = [(name, unit_of(row), row.origin) for name in OWNED for row in filing.rows(name)]
    rows += [("", owner[row.monitoring], row.origin) for row in filing.monitored_indicators]
    for name, unit, origin in rows:
        own = texts[unit]
        own += name, origin.heading.said
        own += origin.cells
    for sheet in scored.evaluations:
        texts[sheet.evaluation.unit].append(sheet.said.hex())
    return {
        unit.code: hashlib.sha256("\x1f".join(texts[unit.code]).encode("utf-8", "surrogatepass")).digest()
        for unit in filing.units
    }
