"""Checks on weights (分值): they add up at every level, and are those of the scheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from generator.check.printed import printed, say
from generator.check.registry import DIFFERS, NOTE, Case, Found, finds
from generator.check.sheets import points
from generator.figures import known
from generator.model import Indicator, Place, Scored, ScoredEvaluation
from generator.records import dataclass
from generator.words import N_, _

_ENOUGH: Final = 3
"""Fewer indicators than this may well weigh the same."""


@dataclass(frozen=True, slots=True)
class _Level:
    """The indicators directly below one indicator, or below the whole sheet (no ``code``)."""

    sheet: ScoredEvaluation
    parts: Sequence[Scored]
    whole: Decimal
    name: str
    place: Place
    code: str = ""


@finds(
    code="weights-differ",
    severity=DIFFERS,
    title=N_("分值合计或分值与方案不符"),
    remedy=N_("核对各级分值：下级之和应等于上级，一级之和应等于满分，固定指标的分值应与方案一致。"),
)
def weights_differ(case: Case) -> Iterator[Found]:
    """Weights add to the level above and to the scheme's full score; fixed ones are the scheme's."""
    for sheet in case.scored.evaluations:
        if sheet.scheme.aggregate == "相加":
            place = sheet.evaluation.place()
            yield from _sum_differs(_Level(sheet, sheet.tree, sheet.scheme.full, _("满分"), place))
    for line in case.lines:
        scored = line.scored
        if scored.children and scored.weight is not None:
            parts, place = scored.children, line.place("weight")
            yield from _sum_differs(_Level(line.sheet, parts, scored.weight, scored.name, place, scored.code))
        yield from _not_the_schemes(line.sheet, scored)


@finds(
    code="equal-weights",
    severity=NOTE,
    title=N_("自填指标的分值全部相同"),
    remedy=N_("分值应反映各指标的重要程度；确属同等重要的，可在情况说明中写明。"),
)
def equal_weights(case: Case) -> Iterator[Found]:
    """Three or more indicators whose weights the filer chose all weigh the same."""
    for sheet in case.scored.evaluations:
        own = [row for leaf in sheet.leaves() if (row := _own_row(leaf)) is not None]
        weights = {row.weight for row in own}
        if len(own) >= _ENOUGH and len(weights) == 1:
            weight = own[0].text("weight")
            words = _("{count}项自填指标的分值都是{weight}分")
            yield Found(
                unit=sheet.evaluation.unit,
                project=sheet.evaluation.project,
                item=sheet.evaluation.code,
                filed=f"{len(own)} × {weight}",
                message=say(words, count=len(own), weight=weight),
                source=own[0].place("weight"),
            )


def _sum_differs(level: _Level) -> Iterator[Found]:
    used = [part for part in level.parts if part.row is not None or part.children or not part.node.open]
    total = _added(used)
    if total is None or total == level.whole:
        return
    words = _("「{name}」{whole}，所含{count}项分值相加为{total}，相差{difference}")
    evaluation = level.sheet.evaluation
    yield Found(
        unit=evaluation.unit,
        project=evaluation.project,
        item=f"{evaluation.code}/{level.code}" if level.code else evaluation.code,
        filed=points(level.whole),
        computed=points(total),
        message=say(
            words,
            name=level.name,
            whole=points(level.whole),
            count=len(used),
            total=points(total),
            difference=points(abs(level.whole - total)),
        ),
        source=level.place,
    )


def _not_the_schemes(sheet: ScoredEvaluation, scored: Scored) -> Iterator[Found]:
    row, fixed = scored.row, scored.node.weight
    if row is None or fixed is None or known(row.weight) in {None, fixed}:
        return
    filed = printed(row, "weight")
    words = _("「{name}」填报的分值为{filed}，方案规定为{fixed}")
    yield Found(
        unit=sheet.evaluation.unit,
        project=sheet.evaluation.project,
        item=f"{sheet.evaluation.code}/{scored.code}",
        filed=filed.shown,
        computed=points(fixed),
        message=say(words, name=scored.name, filed=filed.shown, fixed=points(fixed)),
        source=filed.place,
    )


def _added(parts: Sequence[Scored]) -> Decimal | None:
    """Sum of the weights, None where one is not stated; a level without one weighs what stands below."""
    weights = [part.weight if part.weight is not None else _added(part.children) for part in parts]
    if not weights or any(weight is None for weight in weights):
        return None
    return sum((weight for weight in weights if weight is not None), Decimal(0))


def _own_row(leaf: Scored) -> Indicator | None:
    """The row of an indicator whose weight its filer chose, None for any other."""
    chosen = leaf.row is not None and leaf.node.weight is None and known(leaf.row.weight) is not None
    return leaf.row if chosen else None
