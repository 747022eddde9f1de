"""The figures of a tie (勾稽关系): its sides with their signs, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from generator.check.printed import Printed, listed, of_term, say
from generator.check.registry import Case, Found
from generator.model import Outcome, Tie
from generator.records import dataclass
from generator.references import Term, UnresolvedError, resolve, total
from generator.words import _

_WITHOUT_RIGHT: Final = ("区间", "按规则")
_LEFT_ALONE: Final = ("计数", "按规则")
"""Relations whose right side need not be numbers."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A tie whose figures are numbers. ``right`` and ``base`` carry signs; ``count``: rows of right."""

    tie: Tie
    unit: str
    project: str
    left: Printed
    right: tuple[Printed, ...]
    base: tuple[Printed, ...]
    count: int

    def found(
        self, computed: str, message: str, *, reconciles: str = "", severity: str = "", filed: str = ""
    ) -> Found:
        """The finding about this tie."""
        return Found(
            unit=self.unit,
            project=self.project,
            item=self.tie.code,
            filed=filed or self.left.shown,
            computed=computed,
            reconciles=reconciles,
            message=message,
            source=self.left.place,
            severity=severity,
        )


def sides_of(case: Case, relation: str) -> Iterator[Sides]:
    """The ties of one relation that can be computed."""
    for tie in case.filing.ties:
        resolved = _resolved(case, tie) if tie.relation == relation else ""
        if not isinstance(resolved, str):
            left, right, base = (tuple(filter(None, map(_signed, side))) for side in resolved)
            count = sum(term.sign * term.count for term in resolved[1])
            yield Sides(tie, *owner_of(case, tie), left[0], right, base, count)


def owner_of(case: Case, tie: Tie) -> tuple[str, str]:
    """Unit and project of the row that the left side names; the first unit where it names none."""
    try:
        left = resolve(case.filing, tie.left)
    except UnresolvedError:
        left = ()
    if not left:
        return case.first_unit, ""
    figure = case.filing.figure_by_code.get(left[0].reference)
    if figure is not None:
        return case.owner(figure)
    rows = case.filing.rows(left[0].reference.partition("[")[0])
    return case.owner(next(row for row in rows if row.origin.row == left[0].place.row))


def _resolved(case: Case, tie: Tie) -> tuple[tuple[Term, ...], ...] | str:
    """The terms of left, right and base; in words why there is nothing to compare."""
    try:
        sides = tuple(resolve(case.filing, side) for side in (tie.left, tie.right, tie.base))
    except UnresolvedError as reason:
        return str(reason)
    left, right, base = sides
    if not left or (not right and tie.relation not in _WITHOUT_RIGHT):
        return _("左项或右项没有填写")
    numbers = left if tie.relation in _LEFT_ALONE else (*left, *right, *base)
    lacking = [term.reference for term in numbers if term.value is None]
    if lacking:
        return say(_("引用「{reference}」没有数字"), reference=listed(lacking))
    if tie.relation == "比率" and not total(base):
        return _("分母没有填写或为零")
    return sides


def why_not(case: Case, tie: Tie) -> str:
    """Why a tie cannot be computed, blank where it can."""
    resolved = _resolved(case, tie)
    if isinstance(resolved, str):
        return resolved
    outcome = case.scored.ties.get(tie.code, Outcome(None))
    if tie.relation == "按规则" and outcome.score is None:
        return outcome.why or _("规则没有给出得分")
    return ""


def _signed(term: Term) -> Printed | None:
    printed = of_term(term)
    return printed if printed is None or term.sign > 0 else replace(printed, value=-printed.value)


def added(parts: Sequence[Printed]) -> Printed:
    """The sum of ``parts`` as one figure in the unit of the first."""
    if len(parts) == 1:
        return parts[0]
    value = sum((part.value for part in parts), Decimal(0))
    return replace(parts[0], value=value, text="", rows=sum(part.rows for part in parts))
