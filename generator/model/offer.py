"""A table offered to take away: its heads, what stands below them, and what it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal

from generator.records import dataclass

Plain = str | int | float | None
"""A cell as it is given away: a number as a number, 无 and its like as printed, a blank as None."""

Record = Sequence[Plain]
"""The cells of a row in the order of the heads."""

Type = Literal["string", "number", "integer", "date"]
"""What the cells below a head are, as the Data Package standard names it; a date is a text in ISO 8601."""


ROWS = 400
"""Of a portion: few enough that an edit costs little, enough to compress well."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows of a table that follow each other, made when asked for.

    ``said``: fingerprint of all they are made of, b"" where that is not known before they are made.
    """

    said: bytes
    rows: Callable[[], Iterable[Record]]


def portions(rows: Iterable[Record]) -> Iterator[Portion]:
    """``rows`` of which nothing is known, ``ROWS`` at a time."""
    given = iter(rows)
    while part := list(islice(given, ROWS)):
        yield Portion(b"", lambda part=part: part)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class OfferedHead:
    """A column. ``name`` is the head as filed, money with 「（万元）」.

    ``note`` says what it is, as a reader is told; ``unit``: %, 万元, 分 or "".
    ``required``: no cell is blank. ``choices``: what a cell may say, where that is a list. ``refers``: name
    of the table, and its head, in which a row of the same region and year says the same.
    """

    name: str
    type: Type = "string"
    note: str = ""
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A table over all regions and years; ``name`` is the stem of its files.

    ``title`` and ``purpose`` as a reader is told. ``key``: heads that together name a row, () where nothing
    does.
    """

    name: str
    title: str
    purpose: str
    heads: tuple[OfferedHead, ...]
    key: tuple[str, ...] = ()
