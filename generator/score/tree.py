"""The indicators of one evaluation, along the scheme's tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from generator.figures import known
from generator.model import Indicator, Node, Outcome, Rule, Scheme, Scored
from generator.records import dataclass
from generator.score.case import added, case_in
from generator.score.inputs import Inputs, inputs_of, rule_of
from generator.score.parts import apply
from generator.words import _


def tree_of(scheme: Scheme, indicators: Sequence[Indicator], fed: Mapping[str, Inputs]) -> tuple[Scored, ...]:
    """The scored indicators of one evaluation.

    ``indicators`` are its rows, ``fed`` is what ``inputs.csv`` feeds each of them, by code. The tree follows
    the scheme: nodes without a row stand too, so that missing rows show; 「B1-1」 hangs below the
    open node B1. Where only an inner indicator has a row, it is a leaf. The node of an indicator
    carries the rule it was scored by. Loading has seen to it that every row has a place in the
    scheme and no code comes twice.
    """
    codes = {node.code for node in scheme.walk()}
    own: dict[str, Indicator] = {}
    below: dict[str, list[Indicator]] = {}
    for row in indicators:
        if row.code in codes:
            own[row.code] = row
        else:
            below.setdefault(row.code.rpartition("-")[0], []).append(row)
    sheet = _Sheet(scheme, own, below, fed)
    return tuple(_scored(sheet, node) for node in scheme.nodes)


@dataclass(frozen=True, slots=True)
class _Sheet:
    scheme: Scheme
    own: Mapping[str, Indicator]
    below: Mapping[str, Sequence[Indicator]]
    fed: Mapping[str, Inputs]


def _scored(sheet: _Sheet, node: Node) -> Scored:
    row = sheet.own.get(node.code)
    children = [_scored(sheet, child) for child in node.children]
    children += [_self_filled(sheet, node, item) for item in sheet.below.get(node.code, ())]
    if not children or (row is not None and not any(map(_filed, children))):
        return _leaf(sheet, node, row, rule_of(node, row, self_filled=node.open))
    weight, filed = _numbers(node, row)
    name = row.name if row is not None and row.name else node.name
    return Scored(node, row, name, node.code, weight, filed, _sum(children), tuple(children))


def _self_filled(sheet: _Sheet, parent: Node, row: Indicator) -> Scored:
    rule = rule_of(parent, row, self_filled=True)
    node = Node(row.code, row.name or parent.name, None, rule, level=parent.level + 1)
    return _leaf(sheet, node, row, rule)


def _leaf(sheet: _Sheet, node: Node, row: Indicator | None, rule: Rule) -> Scored:
    weight, filed = _numbers(node, row)
    fed = sheet.fed.get(node.code)
    if row is None and fed is None:
        outcome = Outcome(None, why=_("本指标没有填报"))
    else:
        found = inputs_of(fed, row, rule)
        outcome = apply(rule, case_in(sheet.scheme, weight, found.numbers, found.words, found.reasons))
    name = row.name if row is not None and row.name else node.name
    applied = node if node.rule is rule else replace(node, rule=rule)
    return Scored(applied, row, name, node.code, weight, filed, outcome)


def _numbers(node: Node, row: Indicator | None) -> tuple[Decimal | None, Decimal | None]:
    """Full score (of the row, else of the scheme) and filed score."""
    if row is None:
        return node.weight, None
    weight = known(row.weight)
    return node.weight if weight is None else weight, known(row.score)


def _filed(scored: Scored) -> bool:
    return scored.row is not None or any(map(_filed, scored.children))


def _sum(children: Sequence[Scored]) -> Outcome:
    """Sum of the children's filed scores; of a child that files none, the sum below it.

    An open indicator below which nothing was filed is left out: a project need not use it.
    """
    counted = [item for item in children if item.children or item.row is not None or not item.node.open]
    scores = [_score(item) for item in counted]
    known_scores = [score for score in scores if score is not None]
    if not scores or len(known_scores) < len(scores):
        return Outcome(None, why=_("下级指标没有全部填报得分"))
    return Outcome(sum(known_scores, Decimal(0)), added(known_scores))


def _score(scored: Scored) -> Decimal | None:
    return scored.outcome.score if scored.filed is None and scored.children else scored.filed
