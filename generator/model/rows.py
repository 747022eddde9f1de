"""What a row of a table is: typed values, and beside each the printed text and its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from functools import cached_property
from typing import Any, Final, Literal, get_args

from generator.records import dataclass
from generator.text import column_letter

Kind = Literal[
    "code", "text", "money", "number", "score", "rate", "integer", "date", "choice", "value", "refs"
]
"""How a column's text is read.

code: ASCII letters, digits, ``-`` and ``_``, leading zeros kept. text: as it stands. money: a
number whose unit stands in the head, 「金额（万元）」, held in 万元. number, score: a Decimal. rate: in
percent points, the sign % optional. integer: a whole number. date: a full date. choice: one word
of a list. value: a target or actual as printed, parsed beside its text (``figures.Reading``).
refs: references to figures or rows, separated by ";" (``generator.references``).
"""
KINDS: Final = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head (Chinese, official), kind, whether it must be filled, an example.

    ``refers`` names the table (file stem) whose code the cell must hold; ``note`` explains.
    """

    field: str
    head: str
    kind: Kind
    required: bool = False
    example: str = ""
    note: str = ""
    choices: tuple[str, ...] = ()
    refers: str = ""
    unique: bool = False


def column(
    head: str,
    kind: Kind,
    *,
    required: bool = False,
    example: str = "",
    note: str = "",
    choices: tuple[str, ...] = (),
    refers: str = "",
    unique: bool = False,
) -> Any:
    """A dataclass field that is read from the column with this ``head``."""
    made = Column("", head, kind, required, example, note, choices, refers, unique)
    return field(metadata={"column": made})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file, row number and column letter as the spreadsheet shows them."""

    file: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class Heading:
    """The heads of one file: column index and printed head (with its unit) of each field."""

    file: str
    positions: Mapping[str, int]
    heads: Mapping[str, str]

    @cached_property
    def said(self) -> str:
        """What the cells below mean: each field with its column and its head."""
        return repr([(field, column, self.heads[field]) for field, column in self.positions.items()])


@dataclass(frozen=True, slots=True)
class Origin:
    """The row a value came from: its file's heading, row number, and cells as printed."""

    heading: Heading
    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. Values are parsed; ``text`` and ``place`` give print and source of each."""

    origin: Origin

    def text(self, name: str) -> str:
        """The printed text of field ``name``, blank where the file has no such column."""
        index = self.origin.heading.positions.get(name)
        return "" if index is None else self.origin.cells[index]

    def place(self, name: str = "") -> Place:
        """Where field ``name`` stands; without a name, the row."""
        index = self.origin.heading.positions.get(name)
        letter = "" if index is None else column_letter(index)
        return Place(self.origin.heading.file, self.origin.row, letter)


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of file: its stem, Chinese title, what it is for, the class of its rows."""

    name: str
    title: str
    purpose: str
    row: type[Row]
    columns: tuple[Column, ...]

    def by_head(self, head: str) -> Column | None:
        """The column with this head, without its unit; None if there is none."""
        return next((c for c in self.columns if c.head == head), None)


def table(name: str, title: str, purpose: str, row: type[Row]) -> Table:
    """The table whose columns are the fields of ``row``."""
    columns = []
    for item in fields(row):
        made: Column | None = item.metadata.get("column")
        if made is not None:
            named = {s: getattr(made, s) for s in Column.__slots__} | {"field": item.name}
            columns.append(Column(**named))
    return Table(name, title, purpose, row, tuple(columns))
