"""Score sheets line by line: each indicator with its evaluation, and what stands above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from generator.check.printed import Printed, printed, with_measure
from generator.figures import show
from generator.model import Indicator, Place, Scored, ScoredEvaluation
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of a filed sheet; ``above`` are the codes of the indicators it stands under."""

    sheet: ScoredEvaluation
    scored: Scored
    above: tuple[str, ...]

    @property
    def unit(self) -> str:
        """Code of the unit evaluated."""
        return self.sheet.evaluation.unit

    @property
    def project(self) -> str:
        """Code of the project evaluated, blank for a unit."""
        return self.sheet.evaluation.project

    @property
    def key(self) -> str:
        """The finding's item: 「E1/C21」."""
        return f"{self.sheet.evaluation.code}/{self.scored.code}"

    @property
    def kind(self) -> str:
        """The kind of rule that scores it, blank without one."""
        return "" if self.scored.node.rule is None else self.scored.node.rule.kind

    def place(self, name: str) -> Place:
        """Where field ``name`` of its row stands, else where its evaluation does."""
        row = self.scored.row
        return self.sheet.evaluation.place() if row is None else row.place(name)


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A line with a filed row, score and weight: what most checks of scores look at."""

    line: Line
    row: Indicator
    score: Decimal
    weight: Decimal

    @property
    def filed(self) -> Printed:
        """The score as printed."""
        return printed(self.row, "score")

    @property
    def lost(self) -> Decimal:
        """Points lost against the full score."""
        return self.weight - self.score


def lines(sheets: Iterable[ScoredEvaluation]) -> Iterator[Line]:
    """Every indicator of every sheet, parents before children."""
    for sheet in sheets:
        yield from _below(sheet, sheet.tree, ())


def filed_leaves(found: Iterable[Line]) -> Iterator[FiledLine]:
    """The lines with none below that have a row, a score and a weight."""
    for line in found:
        scored = line.scored
        row, score, weight = scored.row, scored.filed, scored.weight
        if not scored.children and row is not None and score is not None and weight is not None:
            yield FiledLine(line, row, score, weight)


def points(value: Decimal) -> str:
    """``value`` as points, with as many places as it needs.

    >>> points(Decimal("4.98")), points(Decimal("6.00"))
    ('4.98 分', '6 分')
    """
    return with_measure(show(value), "分")


def _below(sheet: ScoredEvaluation, tree: Sequence[Scored], above: tuple[str, ...]) -> Iterator[Line]:
    for scored in tree:
        yield Line(sheet, scored, above)
        if scored.children:
            yield from _below(sheet, scored.children, (*above, scored.code))
