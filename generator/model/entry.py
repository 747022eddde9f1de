"""What can be found of a page: the words it is found by, and the figures a result shows."""

from __future__ import annotations

from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the index.

    ``kind``: home, region, unit, project, list or text, as the theme styles pages. ``unit``: name of the
    unit, "" where there is none; ``level`` and ``grade`` as filed. ``differing``: findings that do not
    agree. ``score``, ``budget``, ``spent`` (万元) and ``rate`` as printed, "" where nothing was filed.
    ``names``, ``heads`` and ``texts`` are searched; what stands in the first ranks above the others.
    """

    address: str
    title: str
    kind: str
    unit: str = ""
    level: str = ""
    grade: str = ""
    differing: int = 0
    score: str = ""
    budget: str = ""
    spent: str = ""
    rate: str = ""
    names: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
