"""The score receipt: every indicator a line, with what was lost and what does not add up told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.model import Scored, ScoredEvaluation
from generator.records import dataclass

_DIFFERS = Decimal("0.005")
"""From here on two scores printed with two places differ."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a score receipt. ``lost``: points below the full ones, 0 for a line above others.

    ``kept``: filed points in percent of the full ones, None where either is missing. ``off``: filed
    less recomputed where they differ, else None.
    """

    depth: int
    scored: Scored
    lost: Decimal
    kept: Decimal | None
    off: Decimal | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sheet's lines, parents before children, and what a glance must show.

    ``costing``: lines that lose points, the greatest loss first. ``differing``: lines whose filed and
    recomputed points differ. ``unused``: names of open groups in which nothing was filed; they count
    for nothing and have no line.
    """

    lines: tuple[Line, ...]
    costing: tuple[Line, ...]
    differing: tuple[Line, ...]
    unused: tuple[str, ...]

    @property
    def lost(self) -> Decimal:
        """All points lost."""
        return sum((line.lost for line in self.costing), Decimal(0))


def receipt(sheet: ScoredEvaluation) -> Receipt:
    """The receipt of a score sheet."""
    lines = tuple(_line(depth, scored) for depth, scored in _walk(sheet.tree, 0))
    costing = sorted((line for line in lines if line.lost > 0), key=lambda line: -line.lost)
    return Receipt(
        tuple(line for line in lines if not _unused(line.scored)),
        tuple(costing),
        tuple(line for line in lines if line.off is not None),
        tuple(line.scored.name for line in lines if _unused(line.scored)),
    )


def _walk(tree: Sequence[Scored], depth: int) -> Iterator[tuple[int, Scored]]:
    for scored in tree:
        yield depth, scored
        yield from _walk(scored.children, depth + 1)


def _unused(scored: Scored) -> bool:
    return scored.leaf and scored.node.open and scored.row is None


def _line(depth: int, scored: Scored) -> Line:
    filed, weight, gap = scored.filed, scored.weight, scored.difference
    off = gap if gap is not None and abs(gap) >= _DIFFERS else None
    if not scored.leaf or filed is None or not weight:
        return Line(depth, scored, Decimal(0), None, off)
    kept = min(max(filed / weight * 100, Decimal(0)), Decimal(100))
    return Line(depth, scored, max(weight - filed, Decimal(0)), kept, off)
