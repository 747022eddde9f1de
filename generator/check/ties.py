"""Checks of ties (勾稽关系): one code for each relation, all compared at the digits the left side prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from generator.check.printed import HUNDRED, Printed, display, listed, rounding, say, verdict, with_measure
from generator.check.reconcile import Formula, by_ratio, by_unit
from generator.check.registry import DIFFERS, NOTE, Case, Found, finds
from generator.check.scores import score_reconciles, score_verdict
from generator.check.sheets import points
from generator.check.sides import Sides, added, owner_of, sides_of, why_not
from generator.check.sums import sum_reconciles
from generator.figures import show
from generator.model import Outcome
from generator.words import N_, _

_SCALES: Final = {"%": HUNDRED, "‰": Decimal(1000)}
_SHARE_DIGITS: Final = 2
_FEW: Final = 5


@finds(
    code="tie-sum",
    severity=DIFFERS,
    title=N_("勾稽：合计不符"),
    remedy=N_("核对合计与各项的数字和计量单位。"),
)
def tie_sum(case: Case) -> Iterator[Found]:
    """合计: left = sum of right, each with its sign."""
    for sides in sides_of(case, "合计"):
        yield from _sums(sides)


@finds(
    code="tie-difference",
    severity=DIFFERS,
    title=N_("勾稽：差额不符"),
    remedy=N_("核对差额与相减各项的数字和计量单位。"),
)
def tie_difference(case: Case) -> Iterator[Found]:
    """差额: left = first of right less the rest."""
    for sides in sides_of(case, "差额"):
        first, *rest = sides.right
        yield from _sums(replace(sides, right=(first, *(replace(part, value=-part.value) for part in rest))))


@finds(
    code="tie-ratio",
    severity=DIFFERS,
    title=N_("勾稽：比率不符"),
    remedy=N_("核对比率与其分子、分母的数字和口径。"),
)
def tie_ratio(case: Case) -> Iterator[Found]:
    """比率: left = sum of right ÷ sum of base, × 100 where left is in %."""
    for sides in sides_of(case, "比率"):
        above, below = added(sides.right), added(sides.base)
        left, scale = sides.left, _SCALES.get(sides.left.measure, Decimal(1))
        computed = above.value / below.value * scale
        severity = verdict(left, computed, left.step)
        if not severity:
            continue
        shown = display(computed, left.measure, max(left.digits, _SHARE_DIGITS))
        words = _("{name}：填报为{filed}；{above} ÷ {below} = {computed}")
        message = say(
            words,
            name=sides.tie.name,
            filed=left.shown,
            above=above.shown,
            below=below.shown,
            computed=shown,
        )
        reconciles = rounding(left, computed)
        if severity == DIFFERS:
            slip = by_unit(left, (above, below), _ratio(scale))
            reconciles = slip or by_ratio(left, above, below, scale)
        yield sides.found(shown, message, reconciles=reconciles, severity=severity)


@finds(
    code="tie-count",
    severity=DIFFERS,
    title=N_("勾稽：个数不符"),
    remedy=N_("核对个数与所列各行。"),
)
def tie_count(case: Case) -> Iterator[Found]:
    """计数: left = number of rows that right selects."""
    for sides in sides_of(case, "计数"):
        if sides.left.value != sides.count:
            words = _("{name}：填报为{filed}；所列共{count}行，相差{difference}")
            message = say(
                words,
                name=sides.tie.name,
                filed=sides.left.shown,
                count=sides.count,
                difference=show(abs(sides.left.value - sides.count)),
            )
            yield sides.found(sides.left.like(Decimal(sides.count)), message)


@finds(
    code="tie-equal",
    severity=DIFFERS,
    title=N_("勾稽：同一数字有不同说法"),
    remedy=N_("核对各处的数字；口径不同的，请分别写明。"),
)
def tie_equal(case: Case) -> Iterator[Found]:
    """相等: left = each of right, at the fewer digits of the two."""
    for sides in sides_of(case, "相等"):
        left = sides.left
        others = [part for part in sides.right if not (left.agrees(part.value) or part.agrees(left.value))]
        if others:
            shown = listed([part.shown for part in others])
            words = _("{name}：一处为{filed}，另一处为{computed}")
            message = say(words, name=sides.tie.name, filed=left.shown, computed=shown)
            reconciles = by_unit(left, others[:1], lambda values: values[0])
            yield sides.found(shown, message, reconciles=reconciles)


@finds(
    code="tie-rule",
    severity=DIFFERS,
    title=N_("勾稽：与计分规则不符"),
    remedy=N_("按方案的计分规则重新计算，或更正所依据的数字。"),
)
def tie_rule(case: Case) -> Iterator[Found]:
    """按规则: left = the score that the scheme's rule gives for right."""
    for sides in sides_of(case, "按规则"):
        code, _slash, indicator = sides.tie.rule.partition("/")
        scheme = case.site.schemes.get(code)
        outcome = case.scored.ties.get(sides.tie.code, Outcome(None))
        node = None if scheme is None else scheme.node(indicator)
        if scheme is None or node is None or outcome.score is None:
            continue
        severity = score_verdict(sides.left, outcome.score, scheme.digits)
        if severity:
            words = _("{name}：填报为{filed}；按规则计算为{computed}（{arithmetic}）")
            shown, weight = points(outcome.score), node.weight or Decimal(0)
            message = say(
                words,
                name=sides.tie.name,
                filed=sides.left.shown,
                computed=shown,
                arithmetic=outcome.arithmetic,
            )
            reconciles = score_reconciles(sides.left, outcome, node.rule, weight, severity)
            yield sides.found(shown, message, reconciles=reconciles, severity=severity)


@finds(
    code="tie-not-computable",
    severity=NOTE,
    title=N_("勾稽关系无法计算"),
    remedy=N_("核对引用、分母和所引用的单元格；没有数字的，写明原因。"),
)
def tie_not_computable(case: Case) -> Iterator[Found]:
    """A reference to nothing, a cell without a number, a zero denominator, a rule without a score."""
    for tie in case.filing.ties:
        why = why_not(case, tie)
        if why:
            unit, project = owner_of(case, tie)
            yield Found(
                unit=unit,
                project=project,
                item=tie.code,
                message=say(_("{name}：{why}"), name=tie.name, why=why),
                source=tie.place("left"),
            )


def _sums(sides: Sides) -> Iterator[Found]:
    left, right = sides.left, sides.right
    computed = sum((part.value for part in right), Decimal(0))
    severity = verdict(left, computed, sum((part.slack for part in right), Decimal(0)))
    if not severity:
        return
    words = _("{name}：填报为{filed}；{arithmetic}计算为{computed}，相差{difference}")
    message = say(
        words,
        name=sides.tie.name,
        filed=left.shown,
        arithmetic=_arithmetic(right),
        computed=left.like(computed),
        difference=left.gap(computed),
    )
    reconciles = sum_reconciles(left, right, severity)
    yield sides.found(left.like(computed), message, reconciles=reconciles, severity=severity)


def _arithmetic(parts: Sequence[Printed]) -> str:
    """「367.14 − 302.34 + 11.94 万元，」 where the parts are few, printed one by one and in one unit.

    A part's sign is that of its value: what is subtracted and was filed below zero is added.
    """
    one_by_one = all(part.text for part in parts) and len({part.measure for part in parts}) == 1
    if not one_by_one or not 1 < len(parts) <= _FEW:
        return ""
    measure = parts[0].measure
    sign = measure if measure in _SCALES else ""
    signed = [
        ("− " if part.value < 0 else "+ ") + show(abs(part.value / part.unit), part.digits) + sign
        for part in parts
    ]
    first = signed[0].removeprefix("+ ").replace("− ", "−")
    return with_measure(" ".join([first, *signed[1:]]), measure) + _("，")


def _ratio(scale: Decimal) -> Formula:
    return lambda values: values[0] / values[1] * scale
