"""Which rule an indicator is scored by, and what it is fed: ``inputs.csv`` first, then its own row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from typing import Final

from generator.figures import MONEY_UNITS, Reading, missing, narrow
from generator.model import RULE_BY_TITLE, RULE_KINDS, Filing, Indicator, Input, Node, Rule
from generator.records import dataclass
from generator.references import UnresolvedError, resolve, total
from generator.words import _

BY_OPERATOR: Final = {
    sign: Rule(kind) for kind, signs in (("ratio", "≥>"), ("inverse", "≤<"), ("exact", "=")) for sign in signs
}
"""The rule that a filed operator stands for; direction is never guessed otherwise."""
_PERCENT: Final = frozenset({"%", "百分比"})
"""Units in which a single reading is a rate; 百分比 is how forms with a unit column write %."""
JUDGEMENT: Final = Rule("filed")
_OWN: Final = frozenset({"目标", "实际", "值", "比率"})
"""Inputs that a number in the row itself can be."""


def rule_of(node: Node, row: Indicator | None, *, self_filled: bool) -> Rule:
    """The rule an indicator is scored by.

    A fixed indicator has the scheme's rule, else the kind its row names in 计分规则. For a ``self_filled``
    one the row's kind comes first (with the scheme's parameters where the scheme's rule is of that
    kind), and where neither states one, its operator does. Else it is a judgement.
    """
    if row is None or (node.rule is not None and not self_filled):
        return node.rule or JUDGEMENT
    if row.rule:
        kind = RULE_BY_TITLE[row.rule].name
        return node.rule if node.rule is not None and node.rule.kind == kind else Rule(kind)
    if node.rule is not None or not self_filled:
        return node.rule or JUDGEMENT
    stated = row.target.number is not None
    return BY_OPERATOR.get(row.target.operator, JUDGEMENT) if stated else JUDGEMENT


def fed_from(filing: Filing, rows: Sequence[Input]) -> Inputs:
    """What the ``rows`` of ``inputs.csv`` feed one indicator; they point into ``filing``."""
    found = Inputs()
    for row in rows:
        _feed(found, filing, row)
    return found


def inputs_of(fed: Inputs | None, row: Indicator | None, rule: Rule) -> Inputs:
    """The inputs of one indicator.

    What is not ``fed`` comes from its own ``row``: 目标 and 实际 (money units brought to one unit where they
    differ), 值 and 比率 from the actual, 程度 from its text. Every input without a number has a reason.
    """
    found = Inputs(dict(fed.numbers), dict(fed.words), dict(fed.reasons)) if fed else Inputs()
    if row is not None:
        _from_row(found, row, RULE_KINDS[rule.kind].inputs)
    return found


@dataclass(slots=True)
class Inputs:
    """What was found for one indicator: numbers, words, and why an input has no number, by name."""

    numbers: dict[str, Decimal] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def open(self, name: str) -> bool:
        """Whether nothing was fed under this name."""
        return name not in self.numbers and name not in self.words and name not in self.reasons


def _feed(found: Inputs, filing: Filing, item: Input) -> None:
    try:
        terms = resolve(filing, item.reference)
    except UnresolvedError as reason:
        found.reasons[item.name] = str(reason)
        return
    value = total(terms)
    if value is not None:
        found.numbers[item.name] = value
        return
    found.reasons[item.name] = _("输入项「{name}」的引用没有数字").format(name=item.name)
    if len(terms) == 1 and missing(terms[0].text) is None:
        found.words[item.name] = narrow(terms[0].text)


def _from_row(found: Inputs, row: Indicator, names: Sequence[str]) -> None:
    wanted: dict[str, Reading] = {}
    for name in names:
        if not found.open(name):
            continue
        if name == "程度" and missing(row.actual.text) is None:
            found.words[name] = narrow(row.actual.text)
        elif name in _OWN:
            wanted[name] = row.target if name == "目标" else row.actual
            _read(found, name, wanted[name])
    if "目标" in found.numbers and "实际" in found.numbers:
        _one_unit(found, wanted)


def _read(found: Inputs, name: str, reading: Reading) -> None:
    """Take the number of ``reading``, or say why not; 「超过 10%」 names no single value for a tier."""
    title = _("年度指标值") if name == "目标" else _("实际完成值")
    if reading.number is None or (name == "值" and reading.operator not in {"", "="}):
        blank, unread = _("没有填报{title}"), _("{title}「{text}」不是单个数字")
        message = unread if missing(reading.text) is None else blank
        found.reasons[name] = message.format(title=title, text=reading.text)
    elif name == "比率" and reading.unit not in _PERCENT:
        message = _("{title}「{text}」不是百分率")
        found.reasons[name] = message.format(title=title, text=reading.text)
    else:
        found.numbers[name] = reading.number


def _one_unit(found: Inputs, wanted: Mapping[str, Reading]) -> None:
    """Bring target and actual to one unit; what was fed is in 万元 where it is money."""
    units = {name: wanted[name].unit for name in ("目标", "实际") if name in wanted}
    stated = {unit for unit in units.values() if unit}
    if len(units) == 2 and (len(stated) < 2 or "" in units.values() or stated <= _PERCENT):
        return
    if stated <= MONEY_UNITS.keys():
        for name, unit in units.items():
            found.numbers[name] *= MONEY_UNITS.get(unit, Decimal(1))
        return
    if len(units) == 2:
        found.numbers.pop("实际")
        message = _("目标的单位「{target}」与实际的单位「{actual}」不同，无法比较")
        found.reasons["实际"] = message.format(target=units["目标"], actual=units["实际"])
