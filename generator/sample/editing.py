"""Single cells of rows, for the faults that alter them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import TypeVar

from generator.sample.tables import COLUMNS, Line, Rows, at

T = TypeVar("T")
Spoiler = Callable[[Random, T], bool]
"""A fault: alters rows in place, or returns false where there is nothing that it could alter."""


def get(table: str, line: Line, field: str) -> str:
    """The cell of ``field``."""
    return line[at(table, field)]


def put(table: str, line: Line, **cells: str) -> None:
    """Write ``cells`` by field."""
    for field, text in cells.items():
        line[at(table, field)] = text


def number(table: str, line: Line, field: str) -> Decimal:
    """The number in the cell of ``field``."""
    return Decimal(get(table, line, field).replace(",", "").removesuffix("%"))


def blank(table: str, rows: Rows) -> Line:
    """A new row of ``table``, added with every cell blank."""
    line = [""] * len(COLUMNS[table])
    rows.setdefault(table, []).append(line)
    return line
