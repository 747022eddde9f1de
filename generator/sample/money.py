"""A project's or unit's money of one year, in hundredths of 万元: budget, spending, quarters, rows."""

from __future__ import annotations

from dataclasses import field
from random import Random
from typing import Final

from generator.records import dataclass
from generator.sample.careers import CARRIED, SOURCES, Career, Entry
from generator.sample.draws import between, chance
from generator.sample.printing import PERCENT, money, rate, share
from generator.sample.tables import Line

Amounts = tuple[int, int, int]
"""年初预算数, 全年预算数, 全年执行数."""
LEAST: Final = 100
"""No budget is smaller: 1.00 万元."""


@dataclass(slots=True)
class Money:
    """Money by source (a project's) or by the rows of a unit; ``total`` is the sum of what was added."""

    sources: dict[str, Amounts] = field(default_factory=dict)
    total: Amounts = (0, 0, 0)
    quarters: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Cumulative spending by the end of each quarter."""

    @property
    def execution(self) -> int:
        """Spent of the full-year budget, in hundredths of a percent."""
        return share(self.total[2], self.total[1])

    def add(self, source: str, amounts: Amounts) -> None:
        """Add ``amounts`` to ``source`` and to the total."""
        self.sources[source] = plus(self.sources.get(source, (0, 0, 0)), amounts)
        self.total = plus(self.total, amounts)

    def take(self, other: Money) -> None:
        """Add the sources and quarters of ``other``."""
        for source, amounts in other.sources.items():
            self.add(source, amounts)
        one, two = self.quarters, other.quarters
        self.quarters = (one[0] + two[0], one[1] + two[1], one[2] + two[2], one[3] + two[3])


def plus(one: Amounts, other: Amounts) -> Amounts:
    """The sum, column by column."""
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def money_of(rng: Random, career: Career, year: int) -> Money:
    """The money of ``career`` in ``year``: no source spends more than its budget."""
    found, done = Money(), _execution(rng)
    left = max(LEAST, career.size * between(rng, 85, 115) // 100)
    for index, source in enumerate(career.sources):
        last = index == len(career.sources) - 1
        part = left if last else left * between(rng, 55, 90) // 100
        left -= part
        initial = max(LEAST, part)
        budget = max(LEAST, initial * _change(rng) // 100)
        late = source in _FROM_ABOVE and chance(rng, 25)
        found.add(source, (0 if late else initial, budget, budget * done // PERCENT))
    if year > career.first and chance(rng, 12):
        kept = max(LEAST, career.size * between(rng, 2, 20) // 100)
        found.add(CARRIED, (kept, kept, kept * done // PERCENT))
    found.quarters = quarters_of(rng, found.total[2])
    return found


_FROM_ABOVE: Final = ("中央财政资金", "省级财政资金", "市级财政资金")
"""Transfers that may arrive after the budget: then nothing stands in the initial one."""


def quarters_of(rng: Random, spent: int) -> tuple[int, int, int, int]:
    """Cumulative spending by quarter up to ``spent``; it never falls."""
    first, second, third = between(rng, 4, 26), between(rng, 28, 55), between(rng, 57, 88)
    return spent * first // 100, spent * second // 100, spent * third // 100, spent


def fund_rows(entry: Entry, found: Money) -> list[Line]:
    """The rows of ``funds`` of a project: the whole, and the sources it is made of."""
    career = entry.career
    named = [("合计", "", found.total)]
    named += [(source, "合计", found.sources[source]) for source in SOURCES if source in found.sources]
    return [
        fund_row((career.unit.code, career.code, source, parent), amounts, (entry.document, entry.where))
        for source, parent, amounts in named
    ]


def fund_row(keys: tuple[str, str, str, str], amounts: Amounts, ends: tuple[str, str]) -> Line:
    """A row of ``funds``: unit, project, source and its parent; amounts; document and place."""
    initial, budget, spent = amounts
    return [*keys, money(initial), money(budget), money(spent), rate(spent, budget), *ends]


def progress_rows(unit: str, project: str, found: Money, ends: tuple[str, str]) -> list[Line]:
    """Four rows of ``progress``; the last is the year."""
    return [
        [unit, project, str(number), f"{25 * number}%", money(spent), rate(spent, found.total[1]), *ends]
        for number, spent in enumerate(found.quarters, 1)
    ]


def _execution(rng: Random) -> int:
    """An execution rate in hundredths of a percent: most are high, some are whole, few are low."""
    draw = rng.random()
    if draw < 0.22:
        return PERCENT
    if draw < 0.80:
        return between(rng, 8500, 9999)
    if draw < 0.94:
        return between(rng, 5000, 8499)
    return between(rng, 800, 4999) if draw < 0.992 else 0


def _change(rng: Random) -> int:
    """The full-year budget in percent of the initial one."""
    draw = rng.random()
    if draw < 0.6:
        return 100
    return between(rng, 101, 140) if draw < 0.8 else between(rng, 70, 99)
