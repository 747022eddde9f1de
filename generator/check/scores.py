"""Checks of single scores: in range, and what the scheme's rule gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.check.printed import Printed, printed, rounding, say
from generator.check.reconcile import by_input, by_reading, by_tier
from generator.check.registry import DIFFERS, NOTE, ROUNDING, Case, Found, finds
from generator.check.sheets import FiledLine, points
from generator.figures import round_half_up
from generator.model import Outcome, Rule
from generator.words import N_, _

_COMPUTED: Final = ("ratio", "inverse", "exact", "tiers", "deduct", "share", "progress", "rate")
"""Kinds that need a value to give a score."""


@finds(
    code="score-out-of-range",
    severity=DIFFERS,
    title=N_("得分不在 0 与分值之间"),
    remedy=N_("核对得分与分值。"),
)
def score_out_of_range(case: Case) -> Iterator[Found]:
    """A filed score lies in [0, weight], at every level."""
    for line in case.lines:
        row, score, weight = line.scored.row, line.scored.filed, line.scored.weight
        if row is None or score is None or weight is None or 0 <= score <= weight:
            continue
        filed = printed(row, "score")
        span = _span(Decimal(0), weight)
        yield Found(
            unit=line.unit,
            project=line.project,
            item=line.key,
            filed=filed.shown,
            computed=span,
            message=say(
                _("「{name}」得分{filed}，应在{span}之间"),
                name=line.scored.name,
                filed=filed.shown,
                span=span,
            ),
            source=filed.place,
        )


@finds(
    code="score-differs",
    severity=DIFFERS,
    title=N_("得分与计分规则不符"),
    remedy=N_("按方案的计分规则重新计算，或更正所依据的数字；有其他口径的，请在情况说明中写明。"),
)
def score_differs(case: Case) -> Iterator[Found]:
    """The filed score against the rule's, or against the range that a sum of parts leaves."""
    for filed_line in case.filed_leaves:
        outcome, score = filed_line.line.scored.outcome, filed_line.score
        if outcome.score is not None:
            digits = filed_line.line.sheet.scheme.digits
            if score != round_half_up(outcome.score, digits):
                severity = score_verdict(filed_line.filed, outcome.score, digits)
                yield _differs(filed_line, outcome, points(outcome.score), severity)
        elif filed_line.line.kind == "parts" and filed_line.lost >= 0 and _outside(score, outcome):
            yield _differs(filed_line, outcome, _range(outcome), DIFFERS)


@finds(
    code="score-part-unfiled",
    severity=NOTE,
    title=N_("得分只能部分复算"),
    remedy=N_("公开各分项的得分，使总得分可以复算。"),
)
def score_part_unfiled(case: Case) -> Iterator[Found]:
    """A partial score whose rule adds parts, some computed and some not filed."""
    for filed_line in case.filed_leaves:
        line, score, weight = filed_line.line, filed_line.score, filed_line.weight
        outcome = line.scored.outcome
        low, high = outcome.low, outcome.high
        if outcome.score is not None or line.kind != "parts" or low is None or high is None:
            continue
        if score in {Decimal(0), weight} or high - low >= weight or _outside(score, outcome):
            continue
        filed = filed_line.filed
        words = _("「{name}」{weight}填报{filed}；可计算的部分为{low}，其余可得{rest}（{why}）")
        yield Found(
            unit=line.unit,
            project=line.project,
            item=line.key,
            filed=filed.shown,
            computed=_range(outcome),
            reconciles=by_reading(filed, outcome, weight),
            message=say(
                words,
                name=line.scored.name,
                weight=points(weight),
                filed=filed.shown,
                low=points(low),
                rest=_span(Decimal(0), high - low),
                why=outcome.why,
            ),
            source=filed.place,
        )


@finds(
    code="score-without-actual",
    severity=NOTE,
    title=N_("有得分而没有可供计算的实际值"),
    remedy=N_("填报实际完成值或规则所需的数字；没有调查或统计的，请写明得分的依据。"),
)
def score_without_actual(case: Case) -> Iterator[Found]:
    """A score above 0 by a rule that needs a value, where no value is filed.

    Full marks by a rule that deducts for findings need none: nothing was found.
    """
    for filed_line in case.filed_leaves:
        line, outcome = filed_line.line, filed_line.line.scored.outcome
        if outcome.score is not None or line.kind not in _COMPUTED or filed_line.score <= 0:
            continue
        if line.kind == "deduct" and not filed_line.lost:
            continue
        filed = filed_line.filed
        words = _("「{name}」{weight}填报{filed}，按规则无法计算：{why}")
        yield Found(
            unit=line.unit,
            project=line.project,
            item=line.key,
            filed=filed.shown,
            reconciles=by_tier(filed, line.scored.node.rule),
            message=say(
                words,
                name=line.scored.name,
                weight=points(filed_line.weight),
                filed=filed.shown,
                why=outcome.why,
            ),
            source=filed.place,
        )


@finds(
    code="level-out-of-band",
    severity=DIFFERS,
    title=N_("定性指标的得分不在所填程度的区间内"),
    remedy=N_("核对达成程度与得分。"),
)
def level_out_of_band(case: Case) -> Iterator[Found]:
    """The score of a qualitative indicator lies in the range of the degree filed."""
    for filed_line in case.filed_leaves:
        line, outcome = filed_line.line, filed_line.line.scored.outcome
        if line.kind != "level" or not _outside(filed_line.score, outcome):
            continue
        filed = filed_line.filed
        words = _("「{name}」得分{filed}，所填程度对应{span}")
        yield Found(
            unit=line.unit,
            project=line.project,
            item=line.key,
            filed=filed.shown,
            computed=_range(outcome),
            message=say(words, name=line.scored.name, filed=filed.shown, span=_range(outcome)),
            source=filed.place,
        )


def score_verdict(filed: Printed, score: Decimal, digits: int) -> str:
    """Blank where ``filed`` is ``score`` at the scheme's ``digits``.

    舍入 where it is at the fewer digits printed, or one unit of the scheme's last digit away; else 不符.
    """
    rounded = round_half_up(score, digits)
    if filed.value == rounded:
        return ""
    close = abs(filed.value - rounded) <= Decimal(1).scaleb(-digits)
    fewer = filed.digits < digits and filed.agrees(score)
    return ROUNDING if close or fewer else DIFFERS


def score_reconciles(
    filed: Printed, outcome: Outcome, rule: Rule | None, weight: Decimal, severity: str
) -> str:
    """What makes a score agree: rounding, another reading of the rule, another input."""
    if severity == ROUNDING and outcome.score is not None:
        return rounding(filed, outcome.score)
    return by_reading(filed, outcome, weight) or by_input(filed, outcome, rule, weight)


def _differs(filed_line: FiledLine, outcome: Outcome, computed: str, severity: str) -> Found:
    line, filed = filed_line.line, filed_line.filed
    words = _("「{name}」{weight}填报{filed}；按规则计算为{computed}{arithmetic}")
    arithmetic = say(_("（{arithmetic}）"), arithmetic=outcome.arithmetic) if outcome.arithmetic else ""
    return Found(
        unit=line.unit,
        project=line.project,
        item=line.key,
        filed=filed.shown,
        computed=computed,
        reconciles=score_reconciles(filed, outcome, line.scored.node.rule, filed_line.weight, severity),
        message=say(
            words,
            name=line.scored.name,
            weight=points(filed_line.weight),
            filed=filed.shown,
            computed=computed,
            arithmetic=arithmetic,
        ),
        source=filed.place,
        severity=severity,
    )


def _outside(value: Decimal, outcome: Outcome) -> bool:
    below = outcome.low is not None and value < outcome.low
    return below or (outcome.high is not None and value > outcome.high)


def _range(outcome: Outcome) -> str:
    return _span(outcome.low or Decimal(0), outcome.high or Decimal(0))


def _span(low: Decimal, high: Decimal) -> str:
    return f"{points(low).removesuffix(' 分')}–{points(high)}"
