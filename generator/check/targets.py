"""Checks of targets, actuals and reasons of single indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.check.printed import HUNDRED, display, say
from generator.check.registry import NOTE, Case, Found, finds
from generator.check.sheets import FiledLine, points
from generator.figures import missing, narrow
from generator.words import N_, _

_DIRECTIONS: Final = {"ratio": "≥", "inverse": "≤", "exact": "="}
"""Direction of a target that prints no operator, by the kind of rule; never by its unit or name."""


@finds(
    code="reason-missing",
    severity=NOTE,
    title=N_("有扣分而没有偏差原因"),
    remedy=N_("填报 偏差原因分析及改进措施。"),
)
def reason_missing(case: Case) -> Iterator[Found]:
    """Points lost, with no reason in the row and no problem stated for it or for the indicators above."""
    explained = _explained(case)
    for filed_line in case.filed_leaves:
        if filed_line.lost <= 0 or narrow(filed_line.row.reason):
            continue
        line = filed_line.line
        code = line.sheet.evaluation.code
        places = ("", line.scored.code, *line.above)
        if not any((code, place) in explained for place in places):
            words = _("「{name}」{weight}得{filed}，没有填报偏差原因")
            message = say(
                words,
                name=line.scored.name,
                weight=points(filed_line.weight),
                filed=filed_line.filed.shown,
            )
            yield _found(filed_line, message, "reason", filed_line.filed.shown)


@finds(
    code="actual-missing",
    severity=NOTE,
    title=N_("有目标而没有实际完成值"),
    remedy=N_("填报 实际完成值。"),
)
def actual_missing(case: Case) -> Iterator[Found]:
    """A target and a score are filed, and the actual is blank, 无 or a dash."""
    for filed_line in case.filed_leaves:
        target, actual = filed_line.row.target, filed_line.row.actual
        if actual.number is None and missing(target.text) is None and missing(actual.text) is not None:
            words = _("「{name}」目标为{target}，得{filed}，没有填报实际完成值")
            message = say(
                words,
                name=filed_line.line.scored.name,
                target=_target(filed_line),
                filed=filed_line.filed.shown,
            )
            yield _found(filed_line, message, "actual", actual.text, target.text)


@finds(
    code="target-repeated",
    severity=NOTE,
    title=N_("实际完成值与目标值写法相同"),
    remedy=N_("填报实际完成的数，不带 ≥、≤ 等符号。"),
)
def target_repeated(case: Case) -> Iterator[Found]:
    """The actual is the target's text with its operator: 「≥266米」 for 「≥266米」."""
    for filed_line in case.filed_leaves:
        target, actual = filed_line.row.target, filed_line.row.actual
        if actual.operator and actual.number is not None and narrow(actual.text) == narrow(target.text):
            words = _("「{name}」目标和实际完成值都填为「{text}」")
            message = say(words, name=filed_line.line.scored.name, text=actual.text)
            yield _found(filed_line, message, "actual", actual.text)


@finds(
    code="missed-full",
    severity=NOTE,
    title=N_("未达目标而得满分"),
    remedy=N_("核对实际完成值与得分。"),
)
def missed_full(case: Case) -> Iterator[Found]:
    """A target missed, with full marks, where the rule itself computes no score."""
    for filed_line in case.filed_leaves:
        if filed_line.line.scored.outcome.score is None and not filed_line.lost and _met(filed_line) is False:
            yield _against_target(filed_line, _("「{name}」目标{target}，实际{actual}，得满分{filed}"))


@finds(
    code="met-deducted",
    severity=NOTE,
    title=N_("达到目标而扣分"),
    remedy=N_("核对实际完成值与得分，或写明扣分的原因。"),
)
def met_deducted(case: Case) -> Iterator[Found]:
    """A target met, with points off, where the rule itself computes no score."""
    for filed_line in case.filed_leaves:
        if filed_line.line.scored.outcome.score is None and filed_line.lost > 0 and _met(filed_line):
            yield _against_target(filed_line, _("「{name}」目标{target}，实际{actual}，得{filed}"))


@finds(
    code="over-completion",
    severity=NOTE,
    title=N_("超额完成较多而没有说明"),
    remedy=N_("在 偏差原因分析及改进措施 中说明超额完成的原因。"),
)
def over_completion(case: Case) -> Iterator[Found]:
    """Actual at or beyond the scheme's ``over_from`` percent of the target, without a reason."""
    for filed_line in case.filed_leaves:
        scheme = filed_line.line.sheet.scheme
        if scheme.over_completion != "须说明" or scheme.over_from is None or narrow(filed_line.row.reason):
            continue
        share = _share(filed_line)
        if share is not None and share >= scheme.over_from:
            computed = display(share, "%", 2)
            words = _("「{name}」目标{target}，实际{actual}，为目标的{share}，没有说明原因")
            message = say(
                words,
                name=filed_line.line.scored.name,
                target=_target(filed_line),
                actual=filed_line.row.actual.text,
                share=computed,
            )
            yield _found(filed_line, message, "actual", filed_line.row.actual.text, computed)


def _found(filed_line: FiledLine, message: str, field: str, filed: str, computed: str = "") -> Found:
    line = filed_line.line
    return Found(
        unit=line.unit,
        project=line.project,
        item=line.key,
        filed=filed,
        computed=computed,
        message=message,
        source=filed_line.row.place(field),
    )


def _against_target(filed_line: FiledLine, words: str) -> Found:
    row = filed_line.row
    message = say(
        words,
        name=filed_line.line.scored.name,
        target=_target(filed_line),
        actual=row.actual.text,
        filed=filed_line.filed.shown,
    )
    return _found(filed_line, message, "score", filed_line.filed.shown)


def _explained(case: Case) -> set[tuple[str, str]]:
    """(evaluation, indicator) of every problem stated with words of its own."""
    return {
        (problem.evaluation, problem.indicator)
        for problem in case.filing.problems
        if missing(problem.problem) is None
    }


def _target(filed_line: FiledLine) -> str:
    """The target as printed, behind its operator where that has a column of its own."""
    row = filed_line.row
    apart = "" if row.target.text.startswith(row.operator) else row.operator
    return f"{apart}{row.target.text}"


def _direction(filed_line: FiledLine) -> str:
    return filed_line.row.target.operator or _DIRECTIONS.get(filed_line.line.kind, "")


def _pair(filed_line: FiledLine) -> tuple[Decimal, Decimal] | None:
    """Target and actual where both are numbers of one unit, or one of them prints none."""
    target, actual = filed_line.row.target, filed_line.row.actual
    units = {narrow(reading.unit) for reading in (target, actual)} - {""}
    if target.number is None or actual.number is None or len(units) > 1:
        return None
    return target.number, actual.number


def _met(filed_line: FiledLine) -> bool | None:
    """Whether the target is met; None where it cannot be told."""
    pair = _pair(filed_line)
    if pair is None or filed_line.row.actual.operator not in {"", "="}:
        return None
    target, actual = pair
    met = {
        "≥": actual >= target,
        "≤": actual <= target,
        "=": actual == target,
        ">": actual > target,
        "<": actual < target,
    }
    return met.get(_direction(filed_line))


def _share(filed_line: FiledLine) -> Decimal | None:
    """Actual in percent of the target, where more is better or just enough."""
    pair = _pair(filed_line)
    if pair is None or pair[0] <= 0 or _direction(filed_line) not in {"≥", ">", "="}:
        return None
    return pair[1] / pair[0] * HUNDRED
