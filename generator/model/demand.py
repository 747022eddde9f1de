"""Rows that are made when they are asked for, and what can be said of rows without them.

Of an edited filing most score sheets say what they said, and of them nothing but the printed text is looked
at; of a file that is what it was, often nothing. What takes any sequence of rows here takes a tuple too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, Generic, TypeVar, final, overload

from generator.model.rows import Heading, Origin, Row
from generator.records import dataclass

R = TypeVar("R", bound=Row)
T = TypeVar("T")
Line = tuple[int, tuple[str, ...]]
"""A row's number in its file, and its cells as printed."""


@dataclass(frozen=True, slots=True)
class Values:
    """A column: what ``read`` makes of the printed texts of one or several columns of the file."""

    read: Callable[..., object]
    texts: Sequence[Sequence[str]]

    def at(self, places: Iterable[int]) -> list[object]:
        """The values of the rows at ``places``."""
        where = list(places)
        return list(map(self.read, *([texts[place] for place in where] for texts in self.texts)))

    def every(self) -> tuple[object, ...]:
        """The values of all rows."""
        return tuple(map(self.read, *self.texts))


@dataclass(frozen=True, slots=True)
class Cells:
    """What a file holds. ``values``: its columns, in the order of the fields of the rows."""

    heading: Heading
    lines: Sequence[Line]
    values: Mapping[str, Values]


@final
class OnDemand(Sequence[R], Generic[R]):
    """The rows of one file, each made once, when first asked for, as the file is read.

    Whether rows are of this type is asked often, and ``isinstance`` takes six times as long to say so.
    """

    __slots__ = ("_all", "_cells", "_columns", "_kind", "_made", "_read")

    def __init__(self, kind: type[R], read: Callable[[], Cells]) -> None:
        """``read`` is called once, when anything is asked for; it must not fail."""
        self._kind = kind
        self._read = read
        self._cells: Cells | None = None
        self._columns: dict[str, tuple[Any, ...]] = {}
        self._made: dict[int, R] = {}
        self._all: tuple[R, ...] | None = None

    @property
    def cells(self) -> Cells:
        """What the file holds."""
        if self._cells is None:
            self._cells = self._read()
        return self._cells

    @property
    def read(self) -> bool:
        """Whether anything was asked for so far."""
        return self._cells is not None

    def __len__(self) -> int:
        return len(self.cells.lines)

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[R, ...]: ...
    def __getitem__(self, place: int | slice) -> R | tuple[R, ...]:
        places = range(len(self))[place]
        return self.take((places,))[0] if isinstance(places, int) else self.take(places)

    def __iter__(self) -> Iterator[R]:
        if self._all is None:
            self._all = self.take(range(len(self)))
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OnDemand | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """To be sent as the rows it stands for."""
        return tuple, (tuple(self),)

    @property
    def made(self) -> int:
        """How many rows were made so far."""
        return len(self._made)

    def take(self, places: Sequence[int]) -> tuple[R, ...]:
        """The rows at ``places``."""
        made, cells = self._made, self.cells
        new = [place for place in places if place not in made]
        if new:
            origins = (Origin(cells.heading, *cells.lines[place]) for place in new)
            values = (column.at(new) for column in cells.values.values())
            made.update(zip(new, map(self._kind, origins, *values), strict=True))
        return tuple([made[place] for place in places])

    def has(self, name: str) -> bool:
        """Whether the rows have a field ``name``."""
        return name in self.cells.values

    def column(self, name: str) -> tuple[Any, ...]:
        """The values of field ``name`` of all rows, worked out once."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self.cells.values[name].every()
        return found

    def texts(self, name: str) -> list[str]:
        """The printed texts of field ``name`` of all rows, blank where the file has no such column."""
        index = self.cells.heading.positions.get(name)
        return [""] * len(self) if index is None else [cells[index] for _row, cells in self.cells.lines]


def column(rows: Sequence[Row], name: str) -> tuple[Any, ...]:
    """The values of field ``name`` of all ``rows``."""
    return rows.column(name) if type(rows) is OnDemand else tuple(map(attrgetter(name), rows))


def texts(rows: Sequence[Row], name: str) -> list[str]:
    """The printed texts of field ``name`` of all ``rows``."""
    return rows.texts(name) if type(rows) is OnDemand else [row.text(name) for row in rows]


def take(rows: Sequence[T], places: Sequence[int]) -> tuple[T, ...]:
    """Those of ``rows``, or of any items, that stand at ``places``, counted from 0."""
    return rows.take(places) if type(rows) is OnDemand else tuple([rows[place] for place in places])


def numbers(rows: Sequence[Row]) -> list[int]:
    """The row numbers of all ``rows`` in their file."""
    if type(rows) is OnDemand:
        return [number for number, _cells in rows.cells.lines]
    return [row.origin.row for row in rows]


def printed(rows: Sequence[Row]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of each of ``rows`` what the heads of its file mean, and its cells."""
    if type(rows) is OnDemand:
        heads = rows.cells.heading.said
        return ((heads, cells) for _number, cells in rows.cells.lines)
    return ((row.origin.heading.said, row.origin.cells) for row in rows)


def said(rows: Sequence[Row], places: Sequence[int]) -> list[str]:
    """What those of ``rows`` at ``places`` say, all of one file: what its heads mean, and their cells."""
    if not places:
        return []
    if type(rows) is OnDemand:
        cells = [rows.cells.lines[place][1] for place in places]
        return [rows.cells.heading.said, *chain(*cells)]
    origins = [rows[place].origin for place in places]
    return [origins[0].heading.said, *chain(*(origin.cells for origin in origins))]
