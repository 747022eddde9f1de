"""Sums of smaller rules, and the mapping of all kinds to their functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import wraps
from types import MappingProxyType
from typing import Final

from generator.model import RULE_KINDS, Outcome, Part, Rule
from generator.score import rules
from generator.score.case import Case, UnknownError, added, written
from generator.words import N_, _

RuleFunction = Callable[[Rule, Case], Outcome]
_Summed = Sequence[tuple[Part, Outcome]]
WHOLE_WEIGHT: Final = N_("按全部分值计")
"""Name of the other reading of a parts rule: the ratio of one part × the whole weight."""
_PROPORTIONAL: Final = ("ratio", "rate", "share")


def parts(rule: Rule, case: Case) -> Outcome:
    """The sum of the parts, each rounded to the scheme's places, as it would be filed.

    A part is unknown where its inputs are not fed; a judged part (判断) is fed by 「分项名.得分」. With an
    unknown part the score is None, ``low`` and ``high`` bound it and ``why`` names the unknown
    parts. A part of kind gate without points of its own (分值 0) is a gate on the whole: a breach
    gives 0, and as long as it is not fed the least score is 0. Where one part alone is a ratio, the
    other reading is that ratio × the whole weight.
    """
    vetoes = {part.name: case.numbers.get(f"{part.name}.情形数") for part in rule.parts if _veto(part)}
    summed = [(part, _outcome_of(part, case)) for part in rule.parts if not _veto(part)]
    inputs = _inputs(summed, vetoes)
    breaches = sum((count for count in vetoes.values() if count is not None), Decimal(0))
    if breaches > 0:
        return Outcome(Decimal(0), f"{written(breaches)} > 0 → 0", inputs=inputs)
    unknown = [part.name for part, outcome in summed if outcome.score is None]
    unknown += [name for name, count in vetoes.items() if count is None]
    shown, readings = [item.arithmetic for _part, item in summed if item.arithmetic], _readings(rule, case)
    if unknown:
        low, high, arithmetic = _range(summed, shown, gated=None not in vetoes.values())
        why = _("没有单独填报的分项：{names}").format(names=_("、").join(unknown))
        return Outcome(None, arithmetic, low, high, why, readings, inputs)
    scores = [outcome.score for _part, outcome in summed if outcome.score is not None]
    if len(scores) > 1 or not shown:
        shown.append(added(scores))
    return Outcome(sum(scores, Decimal(0)), "; ".join(shown), readings=readings, inputs=inputs)


def _veto(part: Part) -> bool:
    return part.rule.kind == "gate" and part.weight == 0


def _inputs(summed: _Summed, vetoes: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    used = {f"{name}.情形数": count for name, count in vetoes.items() if count is not None}
    for part, outcome in summed:
        used |= {f"{part.name}.{name}": value for name, value in outcome.inputs.items()}
    return used


def _range(summed: _Summed, shown: list[str], *, gated: bool) -> tuple[Decimal, Decimal, str]:
    """Least and greatest sum, with its arithmetic where a part has some; ``gated``: no veto is open."""
    bounds = [_bounds(part, outcome) for part, outcome in summed]
    low = sum((least for least, _most in bounds), Decimal(0))
    high = sum((most for _least, most in bounds), Decimal(0))
    terms = " + ".join(_interval(*pair) for pair in bounds)
    whole = f"{terms} = {_interval(low, high)}"
    if low and not gated:
        low = Decimal(0)
        whole += f" → {_interval(low, high)}"
    return low, high, "; ".join([*shown, whole]) if shown else ""


def _outcome_of(part: Part, case: Case) -> Outcome:
    return RULES[part.rule.kind](part.rule, case.part(part.name, part.weight))


def _bounds(part: Part, outcome: Outcome) -> tuple[Decimal, Decimal]:
    if outcome.score is not None:
        return outcome.score, outcome.score
    low = Decimal(0) if outcome.low is None else outcome.low
    return low, part.weight if outcome.high is None else outcome.high


def _interval(low: Decimal, high: Decimal) -> str:
    return written(low) if low == high else f"[{written(low)}, {written(high)}]"


def _readings(rule: Rule, case: Case) -> dict[str, Decimal]:
    proportional = [part for part in rule.parts if part.rule.kind in _PROPORTIONAL]
    if case.weight is None or len(proportional) != 1:
        return {}
    (part,) = proportional
    whole = RULES[part.rule.kind](part.rule, case.part(part.name, case.weight))
    return {} if whole.score is None else {WHOLE_WEIGHT: whole.score}


def _answering(body: RuleFunction) -> RuleFunction:
    """``body`` with an ``UnknownError`` turned into an outcome that says why."""

    @wraps(body)
    def answer(rule: Rule, case: Case) -> Outcome:
        try:
            return body(rule, case)
        except UnknownError as reason:
            return Outcome(None, why=str(reason))

    return answer


_BODIES: Final[Mapping[str, RuleFunction]] = {
    "ratio": rules.ratio,
    "inverse": rules.inverse,
    "exact": rules.exact,
    "tiers": rules.tiers,
    "deduct": rules.deduct,
    "parts": parts,
    "level": rules.level,
    "share": rules.share,
    "progress": rules.progress,
    "gate": rules.gate,
    "rate": rules.rate,
    "filed": rules.filed,
}
RULES: Final[Mapping[str, RuleFunction]] = MappingProxyType(
    {name: _answering(body) for name, body in _BODIES.items()}
)
"""The pure function of each kind of rule, by the names of ``model.RULE_KINDS``. They never raise."""


def apply(rule: Rule, case: Case) -> Outcome:
    """What ``rule`` gives for ``case``. Raises ``KeyError`` for a kind that does not exist."""
    return RULES[rule.kind](rule, case)


def input_names(rule: Rule) -> tuple[str, ...]:
    """The inputs of ``rule`` in order; those of parts as 「分项名.输入项」."""
    if rule.kind != "parts":
        return RULE_KINDS[rule.kind].inputs
    return tuple(f"{part.name}.{name}" for part in rule.parts for name in input_names(part.rule))
