"""One pure function for each kind of rule, but for sums of parts (``generator.score.parts``).

Each takes the scheme's rule and a ``Case`` and returns an ``Outcome`` with its arithmetic; the
wording of the rules is that of DOMAIN section 2. A function raises ``UnknownError`` where the score
cannot be computed; ``generator.score.parts.RULES`` holds them with that turned into words.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from generator.figures import round_half_up
from generator.model import Outcome, Rule, Tier
from generator.score.case import HUNDRED, Case, UnknownError, written
from generator.words import N_, _

AIM: Final = ("目标", "实际")
QUARTERS: Final = ("一季度", "二季度", "三季度", "四季度")
PROGRESS_FULL: Final = Decimal(6)
AVERAGE_OF_CAPPED: Final = N_("全年平均按封顶后的比值计")
"""Name of the other reading of a progress rule."""
LEVELS: Final = (
    Tier(Decimal(0), Decimal(80), HUNDRED, upper_closed=True, label="达成"),
    Tier(Decimal(0), Decimal(60), Decimal(80), label="部分达成"),
    Tier(Decimal(0), Decimal(0), Decimal(60), label="未达成"),
)
"""Degrees of a qualitative target, in percent of the full score, where a scheme states none."""


def ratio(rule: Rule, case: Case) -> Outcome:
    """Full where actual ≥ target, else weight × actual ÷ target; a negative actual gives 0.

    A zero target follows the rule's 目标为零 (满分, 零分); by default (不计分) nothing is computed. Where
    the scheme deducts for over-completion, an actual above ``over_from`` percent of the target gives
    weight × (1 − (actual ÷ target − that percent)), not below 0.
    """
    target, _actual = case.take(*AIM)
    return _zero_target(rule, case) if target == 0 else _proportion(case, AIM, over_from=case.over_from)


def inverse(rule: Rule, case: Case) -> Outcome:
    """Full where actual ≤ target, else weight × (1 − (actual − target) ÷ target), 0 from twice the target.

    「≤ 0」 is met by 0; an actual above a zero target follows the rule's 目标为零, by default nothing is
    computed. An actual above a negative target has no proportion, so nothing is computed.
    """
    target, actual = case.take(*AIM)
    if actual <= target:
        return case.given(f"{written(actual)} ≤ {written(target)}", case.full, AIM)
    if target == 0:
        return _zero_target(rule, case)
    if target < 0:
        raise UnknownError(_("目标为负，方案没有规定如何计分"))
    excess = f"({written(actual)} − {written(target)}) ÷ {written(target)}"
    exact = case.full - case.full * (actual - target) / target  # multiplied first: halves stay exact
    return case.computed(f"(1 − {excess}) × {written(case.full)}", exact, AIM)


def exact(rule: Rule, case: Case) -> Outcome:
    """As ``ratio``, also above the target: there the score is capped at full. Target 0: full only at 0."""
    target, actual = case.take(*AIM)
    if target:
        return ratio(rule, case)
    met = actual == 0
    return case.given(f"{written(actual)} {'=' if met else '≠'} 0", case.full if met else Decimal(0), AIM)


def tiers(rule: Rule, case: Case) -> Outcome:
    """The points of the first tier that holds the value; each end belongs or not as its tier states."""
    (value,) = case.take("值")
    for tier in rule.tiers:
        if _within(tier, value):
            return case.given(_condition(tier, value), tier.points, ("值",))
    raise UnknownError(_("{value} 不在任何一档之内").format(value=written(value)))


def deduct(rule: Rule, case: Case) -> Outcome:
    """Full less 每项扣分 for each finding (扣分数) beyond the allowance (免扣), not below 0."""
    (found,) = case.take("扣分数")
    each, allowance = rule.numbers["每项扣分"], rule.numbers.get("免扣", Decimal(0))
    counted = max(Decimal(0), found - allowance)
    shown = f"({written(found)} − {written(allowance)})" if allowance and counted else written(counted)
    formula = f"{written(case.full)} − {written(each)} × {shown}"
    return case.computed(formula, case.full - each * counted, ("扣分数",))


def level(rule: Rule, case: Case) -> Outcome:
    """The range that the degree filed (程度) allows: the filed score is checked, never computed.

    ``low`` and ``high`` are the least and the greatest score that belong: where the upper end is
    open, ``high`` stands one unit of the last place below it. A degree that is not filed, or that
    the scheme does not list, allows every score.
    """
    label = case.words.get("程度", "")
    tier = next((tier for tier in rule.tiers or LEVELS if tier.label == label), None)
    if tier is None:
        unlisted = _("程度「{label}」不在方案所列之内").format(label=label)
        why = unlisted if label else case.reasons.get("程度") or _("没有填报达成程度")
        return Outcome(None, low=Decimal(0), high=case.full, why=why)
    low, high = (end * case.full / HUNDRED for end in _ends(tier))
    left, right = "[" if tier.lower_closed else "(", "]" if tier.upper_closed else ")"
    shares, points = (
        f"{left}{written(a)}{sign}, {written(b)}{sign}{right}"
        for a, b, sign in ((*_ends(tier), "%"), (low, high, ""))
    )
    step = Decimal(1).scaleb(-case.digits)
    low = low if tier.lower_closed else min(low + step, high)
    high = high if tier.upper_closed else max(high - step, low)
    why = _("定性指标：得分须在区间内，不作计算")
    return Outcome(None, f"{shares} × {written(case.full)} = {points}", low, high, why)


def share(_rule: Rule, case: Case) -> Outcome:
    """Done (已完成) ÷ planned (计划) × weight, full from there on; nothing planned cannot be computed."""
    planned, _done = case.take("计划", "已完成")
    if planned == 0:
        raise UnknownError(_("计划为零，无法计算占比"))
    return _proportion(case, ("计划", "已完成"))


def progress(_rule: Rule, case: Case) -> Outcome:
    """Six points for even spending: one a quarter, and two for the year's average.

    Each quarter gives its cumulative rate ÷ 25, 50, 75, 100 %, held in [0, 1]; the year gives 2 ×
    the mean of the four cumulative rates as they are. The other reading takes that mean over the
    four capped ratios.
    """
    if case.weight not in {None, PROGRESS_FULL}:
        raise UnknownError(_("进度规则以 6 分为满分"))
    rates = case.take(*QUARTERS)
    ratios = [min(max(rate / (25 * n), Decimal(0)), Decimal(1)) for n, rate in enumerate(rates, 1)]
    points, mean = sum(ratios, Decimal(0)), sum(rates, Decimal(0)) / 4
    quarters = " + ".join(written(round_half_up(item, 4)) for item in ratios)
    formula = f"({quarters}) + {written(round_half_up(mean))}% × 2"
    outcome = case.computed(formula, points + mean / HUNDRED * 2, QUARTERS, PROGRESS_FULL)
    other = round_half_up(points + points / 4 * 2, case.digits)
    return Outcome(
        outcome.score, outcome.arithmetic, readings={AVERAGE_OF_CAPPED: other}, inputs=outcome.inputs
    )


def gate(_rule: Rule, case: Case) -> Outcome:
    """Zero where a listed breach occurred (情形数 above 0), else full."""
    (breaches,) = case.take("情形数")
    if breaches > 0:
        return case.given(f"{written(breaches)} > 0", Decimal(0), ("情形数",))
    return case.given(f"{written(breaches)} = 0", case.full, ("情形数",))


def rate(rule: Rule, case: Case) -> Outcome:
    """Rate × weight, a negative rate 0; above 100 % by the rule's 超过100%: 零分, or 封顶 (the default)."""
    (value,) = case.take("比率")
    if value > HUNDRED:
        score = Decimal(0) if rule.choices.get("超过100%") == "零分" else case.full
        return case.given(f"{written(value)}% > 100%", score, ("比率",))
    formula = f"{written(value)}% × {written(case.full)}"
    return case.computed(formula, value / HUNDRED * case.full, ("比率",))


def filed(_rule: Rule, case: Case) -> Outcome:
    """A judgement: nothing is computed, any score in [0, weight] is valid.

    Where it is fed as 得分 (a part whose points the document states), that is the score.
    """
    given = case.numbers.get("得分")
    bounds = (Decimal(0), case.full)
    if given is None:
        return Outcome(None, "", *bounds, why=_("由评价者判断，不作计算"))
    if not bounds[0] <= given <= bounds[1]:
        outside = _("得分 {score} 不在 0 与分值 {weight} 之间")
        why = outside.format(score=written(given), weight=written(case.full))
        return Outcome(None, "", *bounds, why=why)
    return Outcome(given, inputs={"得分": given})


def _proportion(case: Case, names: tuple[str, str], over_from: Decimal | None = None) -> Outcome:
    """Full from the target on, else actual ÷ target × weight; above ``over_from`` percent it deducts."""
    target, actual = case.take(*names)
    fraction, full = f"{written(actual)} ÷ {written(target)}", written(case.full)
    if over_from is not None and target > 0 and actual / target * HUNDRED > over_from:
        kept = case.full * (1 + over_from / HUNDRED) - case.full * actual / target
        return case.computed(f"(1 − ({fraction} − {written(over_from)}%)) × {full}", kept, names)
    if actual >= target:
        return case.given(f"{written(actual)} ≥ {written(target)}", case.full, names)
    if actual < 0:
        return case.given(f"{written(actual)} < 0", Decimal(0), names)
    return case.computed(f"{fraction} × {full}", case.full * actual / target, names)


def _zero_target(rule: Rule, case: Case) -> Outcome:
    choice = rule.choices.get("目标为零", "不计分")
    if choice == "不计分":
        raise UnknownError(_("目标为零，方案没有规定如何计分"))
    score = case.full if choice == "满分" else Decimal(0)
    return case.given(f"{written(case.numbers['实际'])} ÷ 0", score, AIM)


def _within(tier: Tier, value: Decimal) -> bool:
    above = tier.lower is None or value > tier.lower or (tier.lower_closed and value == tier.lower)
    below = tier.upper is None or value < tier.upper or (tier.upper_closed and value == tier.upper)
    return above and below


def _condition(tier: Tier, value: Decimal) -> str:
    shown = written(value)
    lower = "" if tier.lower is None else f"{written(tier.lower)} {'≤' if tier.lower_closed else '<'} "
    upper = "" if tier.upper is None else f" {'≤' if tier.upper_closed else '<'} {written(tier.upper)}"
    return f"{lower}{shown}{upper}"


def _ends(tier: Tier) -> tuple[Decimal, Decimal]:
    """Both ends in percent of the full score; an end left open stands at 0 or 100."""
    lower = Decimal(0) if tier.lower is None else tier.lower
    return lower, HUNDRED if tier.upper is None else tier.upper
