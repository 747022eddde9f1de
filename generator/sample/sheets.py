"""A project's score sheet of one year: targets, actuals, and the scores that its scheme's rules give.

The arithmetic is the sample's own and simple (DOMAIN section 2): full where the target is met, else
weight × actual ÷ target, or weight × (2 − actual ÷ target) where less is better; half up, two places.
"""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from random import Random
from typing import Final, NamedTuple

from generator.figures import round_half_up
from generator.records import dataclass
from generator.sample.careers import Entry
from generator.sample.draws import between, chance, pick
from generator.sample.indicators import DATE, DEGREE, Measure, Spec
from generator.sample.printing import PERCENT, amount, percent, score
from generator.sample.tables import Line

_MISSED: Final = 11
"""Of a hundred targets, how many are missed."""
_BEYOND: Final = 3
"""Of a hundred targets that are met, how many are met so far beyond that it must be explained."""
_EXPLAINED_FROM: Final = 130
"""Percent of the target from which the schemes want an explanation."""
_EXECUTION: Final = Decimal(10)
REASONS: Final = (
    "项目实施进度滞后，已督促施工单位加快进度。",
    "上级资金下达较晚，结转下年继续使用。",
    "受天气和征地影响，部分任务顺延至下年完成。",
    "年初目标测算不够精准，今后合理设定指标值。",
    "财政资金紧张，部分款项未能支付；将加强与财政部门沟通。",
    "申报人数少于预期，据实发放；下一步加大政策宣传。",
    "招标程序耗时较长，合同签订推迟。",
    "部分群众对政策不了解，将改进服务方式，扩大宣传面。",
    "质保金按合同约定暂未支付。",
    "人员变动，工作衔接不及时；已明确责任分工。",
)
"""Why points were lost, and what is done about it."""
_PLENTY: Final = (
    "年中追加资金，实施范围扩大，超额完成。", "政策宣传力度大，实际需求高于预期；下年适当提高目标值。",
)  # fmt: skip
_FEED: Final = 30
"""Of a hundred projects, how many feed the execution rate by reference."""
_PATTERNS: Final = {
    "≥": ("≥{}", "{}", "≥{}", "不少于{}", "{}以上", "≧{}"),
    "≤": ("≤{}", "{}", "≤{}", "不超过{}", "{}以内", "≦{}"),
    "=": ("={}", "{}", "={}", "等于{}", "={}", "═{}"),
}
"""How the six styles of offices write a target; the second has its operator in a column of its own."""
_APART: Final = 1
_BARE: Final = 2
"""Style that files the actual without its unit."""


@dataclass(slots=True)
class Sheet:
    """The rows of one sheet, its total, and the code and score lost of each indicator that lost any."""

    lines: list[Line] = field(default_factory=list)
    inputs: list[Line] = field(default_factory=list)
    total: Decimal = Decimal(0)
    lost: list[tuple[str, str, Decimal]] = field(default_factory=list)


def sheet_of(rng: Random, entry: Entry, execution: int) -> Sheet:
    """The sheet of a project in one year; ``execution`` is its rate in hundredths of a percent.

    At least one indicator loses points.
    """
    sheet, ends = Sheet(), (entry.document, entry.where)
    _execution(rng, sheet, entry, execution)
    specs = entry.career.specs
    last = len(specs) - 1 if not sheet.lost else -1
    for index, spec in enumerate(specs):
        if spec.measure.sign in _PATTERNS:
            made = _number(rng, spec, entry, missed=index == last or chance(rng, _MISSED))
        else:
            made = _words(rng, spec, entry.year)
        points = spec.weight if made.points is None else made.points
        reason = made.reason
        if points < spec.weight:
            sheet.lost.append((spec.code, spec.measure.name, spec.weight - points))
            reason = reason or pick(rng, REASONS)
        sheet.total += points
        named = (entry.evaluation, spec.code, spec.measure.name)
        scores = (score(spec.weight), score(points))
        sheet.lines.append(
            [*named, made.operator, made.target, made.actual, *scores, made.rule, reason, *ends]
        )
    return sheet


def _execution(rng: Random, sheet: Sheet, entry: Entry, execution: int) -> None:
    """The first indicator: ten points × the execution rate; some feed it by reference to the funds."""
    points = min(_EXECUTION, round_half_up(_EXECUTION * execution / PERCENT))
    reason = ""
    if points < _EXECUTION:
        sheet.lost.append(("A", "预算执行率", _EXECUTION - points))
        reason = pick(rng, REASONS)
    sheet.total += points
    values = ("", "100%", percent(execution), "10", score(points))
    named, ends = (entry.evaluation, "A", "预算执行率"), (entry.document, entry.where)
    sheet.lines.append([*named, *values, "", reason, *ends])
    if chance(rng, _FEED):
        career = entry.career
        fed = f"funds[单位编码={career.unit.code},项目编码={career.code},资金来源=合计].执行率"
        sheet.inputs.append([entry.evaluation, "A", "比率", fed])


class _Made(NamedTuple):
    """What is filed of an indicator; ``points`` None: full marks."""

    operator: str
    target: str
    actual: str
    rule: str
    reason: str
    points: Decimal | None


def _number(rng: Random, spec: Spec, entry: Entry, *, missed: bool) -> _Made:
    """An indicator with a number."""
    measure, style = spec.measure, entry.career.style
    target = measure.base
    if not measure.places:
        target += target * (entry.year - entry.career.first) * 3 // 100
    actual = _missed(rng, measure, target) if missed else _met(rng, measure, target)
    text = _PATTERNS[measure.sign][style].format(amount(target, measure.places) + measure.unit)
    done = amount(actual, measure.places) + ("" if style == _BARE else measure.unit)
    beyond = measure.sign == "≥" and actual * 100 >= target * _EXPLAINED_FROM
    reason = pick(rng, _PLENTY) if beyond else ""
    operator = measure.sign if style == _APART else ""
    return _Made(operator, text, done, "", reason, points_of(spec, target, actual) if missed else None)


def points_of(spec: Spec, target: int, actual: int) -> Decimal:
    """The score of an ``actual`` that misses its ``target``."""
    if not target:
        return Decimal(0)
    part = 2 * target - actual if spec.measure.sign == "≤" else actual
    return round_half_up(spec.weight * max(part, 0) / target)


def _met(rng: Random, measure: Measure, target: int) -> int:
    if measure.sign == "=" or chance(rng, 45):
        return target
    if measure.unit == "%":
        return target + between(rng, 0, 1000 - target)
    if measure.sign == "≤":
        return target - target * between(rng, 1, 20) // 100
    return (
        target
        + target * (between(rng, 140, 220) - 100 if chance(rng, _BEYOND) else between(rng, 1, 25)) // 100
    )


def _missed(rng: Random, measure: Measure, target: int) -> int:
    if not target:
        return between(rng, 1, 2)
    if measure.sign == "≤":
        return target + max(1, target * between(rng, 2, 30) // 100)
    return min(target - 1, target * between(rng, 70, 98) // 100)


def _words(rng: Random, spec: Spec, year: int) -> _Made:
    """An indicator in words: a degree, a date or a state."""
    measure, lost = spec.measure, chance(rng, _MISSED)
    points = round_half_up(spec.weight * 7 / 10) if lost else None
    target, actual = measure.words
    if measure.sign == DEGREE:
        return _Made("", target, "部分达成" if lost else "达成", "定性", "", points)
    if measure.sign == DATE:
        done = f"{year + 1}年{between(rng, 1, 3)}月" if lost else f"{year}年{between(rng, 6, 12)}月"
        return _Made("", f"{year}年12月底前", done, "", "", points)
    return _Made("", target, actual, "", "", points)
