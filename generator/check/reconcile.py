"""What would reconcile two figures: another unit, another denominator, a row more or less, n ± k."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Final

from generator.check.printed import HUNDRED, SLIP, Printed, display, say
from generator.figures import round_half_up, show
from generator.model import Outcome, Rule, Tier
from generator.words import _

_FINER: Final = 5
"""How many numbers of places are tried until a needed figure, rounded, still reconciles."""
Formula = Callable[[Sequence[Decimal]], Decimal]


def by_unit(left: Printed, parts: Sequence[Printed], formula: Formula) -> str:
    """Every single figure that, read in a unit 10,000 times larger or smaller, makes both sides agree.

    A part that would become too small to matter is passed over: that is leaving it out, not a unit.
    So is a ``left`` of 0, with which anything small enough agrees.
    """
    if not left.value:
        return ""
    values = [part.value for part in parts]
    found = [(left.name, other) for other in left.elsewise() if other.agrees(formula(values))]
    for index, part in enumerate(parts):
        for other in part.elsewise():
            read, lesser = (
                [*values[:index], v, *values[index + 1 :]] for v in (other.value, other.value / SLIP)
            )
            if left.agrees(formula(read)) and not left.agrees(formula(lesser)):
                found.append((part.name, other))
    if not found:
        return ""
    words = _("「{name}」按{figure}")
    said = [say(words, name=name, figure=other.shown) for name, other in found]
    return say(_("{figures}计时相符"), figures=_("，或").join(said))


def by_row(left: Printed, parts: Sequence[Printed], computed: Decimal) -> str:
    """The first part whose leaving out, or adding once more, makes the sum agree; of money only.

    Among counts such a coincidence is too common to mean anything.
    """
    for part in (part for part in parts if part.value and part.slack):
        if left.agrees(computed - part.value):
            return say(_("不计「{name}」{figure}时相符"), name=part.name, figure=part.shown)
        if left.agrees(computed + part.value):
            return say(_("再计一次「{name}」{figure}时相符"), name=part.name, figure=part.shown)
    return ""


def by_ratio(left: Printed, above: Printed, below: Printed, scale: Decimal) -> str:
    """The numerator or denominator that gives the ratio ``left``; whole numbers for counts."""
    wanted = left.value / scale
    if not wanted or not above.value:
        return ""
    numerator = _needed(
        _("分子"), above, wanted * below.value, lambda n: left.agrees(n / below.value * scale)
    )
    denominator = _needed(
        _("分母"), below, above.value / wanted, lambda n: left.agrees(above.value / n * scale)
    )
    found = [words for words in (numerator, denominator) if words]
    if not found:
        return ""
    return say(_("{figures}时为{ratio}"), figures=_("，或").join(found), ratio=left.shown)


def by_reading(filed: Printed, outcome: Outcome, weight: Decimal) -> str:
    """Another reading of the rule's words that gives the filed score, rounded or cut at its digits.

    A rate × the whole weight is written out: 「按全部分值计，24.48% × 2 = 0.49」.
    """
    for name, value in outcome.readings.items():
        if not _prints_as(filed, value):
            continue
        for fed in outcome.inputs.values():
            if round_half_up(fed / HUNDRED * weight) == value:
                words = _("{reading}，{rate}% × {weight} = {value}")
                return say(words, reading=_(name), rate=show(fed), weight=show(weight), value=show(value))
        return say(_("{reading}为{value}分"), reading=_(name), value=show(value))
    return ""


def by_input(filed: Printed, outcome: Outcome, rule: Rule | None, weight: Decimal) -> str:
    """The input that would give the filed score; a whole number where all inputs are whole.

    A rate is no count, even where it happens to be whole.
    """
    line = None if rule is None else _line(rule, outcome, weight)
    if rule is None or line is None:
        return ""
    name, start, slope = line
    needed = (filed.value - start) / slope if slope else Decimal(-1)
    if needed < 0:
        return ""
    words = _("{name}{figure}时为{score}")
    if rule.kind != "rate" and all(value == value.to_integral_value() for value in outcome.inputs.values()):
        whole = round_half_up(needed, 0)
        if filed.agrees(start + slope * whole):
            figure = say(_("为{figure}"), figure=f"{show(whole)}{_by(whole - outcome.inputs[name])}")
            return say(words, name=name, figure=figure, score=filed.shown)
    sign = "%" if rule.kind == "rate" else ""
    about = say(_("约{figure}"), figure=f"{show(round_half_up(needed))}{sign}")
    return say(words, name=name, figure=about, score=filed.shown)


def by_tier(filed: Printed, rule: Rule | None) -> str:
    """The tiers whose points are the filed score: 「2 分为 80%–90% 档」."""
    tiers = () if rule is None else rule.tiers
    sign = "%" if rule is not None and "%" in rule.words else ""
    found = [_span(tier, sign) for tier in tiers if tier.points == filed.value]
    if not found:
        return ""
    return say(_("{score}为{tiers}档"), score=filed.shown, tiers=_("、").join(found))


def _line(rule: Rule, outcome: Outcome, weight: Decimal) -> tuple[str, Decimal, Decimal] | None:
    """Name, start and slope of the input on which the score of a computed outcome depends linearly."""
    zero, inputs = Decimal(0), outcome.inputs
    target = inputs.get("目标", zero) or inputs.get("计划", zero)
    if rule.kind in {"ratio", "exact", "share"} and target:
        return "已完成" if rule.kind == "share" else "实际", zero, weight / target
    if rule.kind == "inverse" and target:
        return "实际", 2 * weight, -weight / target
    if rule.kind == "rate":
        return "比率", zero, weight / HUNDRED
    if rule.kind == "deduct":
        each = rule.numbers["每项扣分"]
        return "扣分数", weight + each * rule.numbers.get("免扣", zero), -each
    return None


def _prints_as(filed: Printed, value: Decimal) -> bool:
    cut = value.quantize(Decimal(1).scaleb(-filed.digits), rounding=ROUND_DOWN)
    return filed.agrees(value) or cut == filed.value


def about(part: Printed, needed: Decimal, fits: Callable[[Decimal], bool]) -> str:
    """``needed`` in the unit of ``part``, with as few places beyond its own as still fit (four at most)."""
    figure = needed / part.unit
    for digits in range(part.digits, part.digits + _FINER):
        rounded = round_half_up(figure, digits) * part.unit
        if rounded and fits(rounded):
            break
    return display(needed, part.measure, digits)


def _needed(name: str, part: Printed, needed: Decimal, fits: Callable[[Decimal], bool]) -> str:
    if part.slack:
        return say(_("{name}约{figure}"), name=name, figure=about(part, needed, fits))
    whole = round_half_up(needed, 0)
    if not whole or not fits(whole):
        return ""
    return say(_("{name}为{figure}"), name=name, figure=f"{part.like(whole)}{_by(whole - part.value)}")


def _by(change: Decimal) -> str:
    words = _("（多{count}）") if change > 0 else _("（少{count}）")
    return say(words, count=show(abs(change)))


def _span(tier: Tier, sign: str) -> str:
    lower, upper = (None if end is None else f"{show(end)}{sign}" for end in (tier.lower, tier.upper))
    if lower is None or upper is None:
        words = _("{end}以下") if lower is None else _("{end}以上")
        return say(words, end=upper if lower is None else lower)
    return f"{lower}–{upper}"
