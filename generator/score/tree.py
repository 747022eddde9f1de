"""The indicators of one evaluation, along the scheme's tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.figures import known
from generator.model import Filing, Indicator, Input, Node, Outcome, Scheme, Scored
from generator.score.case import added, case_in
from generator.score.inputs import case_of, rule_of
from generator.score.parts import apply
from generator.words import _


def tree_of(
    filing: Filing, scheme: Scheme, indicators: Sequence[Indicator], inputs: Mapping[str, Sequence[Input]]
) -> tuple[Scored, ...]:
    """The scored indicators of one evaluation.

    ``indicators`` are its rows, ``inputs`` its rows of ``inputs.csv`` by indicator. The tree follows
    the scheme: nodes without a row stand too, so that missing rows show; 「B1-1」 hangs below the
    open node B1. Where only an inner indicator has a row, it is a leaf. A row that has no place in
    the scheme, or a code that comes again, stands at the end as a leaf of its own. The node of an
    indicator carries the rule it was scored by.
    """
    nodes = {node.code: node for node in scheme.walk()}
    own: dict[str, Indicator] = {}
    below: dict[str, list[Indicator]] = {}
    left: list[Indicator] = []
    for row in indicators:
        parent = nodes.get(row.code.rpartition("-")[0])
        if row.code in nodes and row.code not in own:
            own[row.code] = row
        elif row.code not in nodes and parent is not None and parent.open:
            below.setdefault(parent.code, []).append(row)
        else:
            left.append(row)
    sheet = _Sheet(filing, scheme, own, below, inputs)
    stray = Node("", "", None, None, open=True, level=0)
    return (*(_scored(sheet, node) for node in scheme.nodes), *(_self_filled(sheet, stray, r) for r in left))


@dataclass(frozen=True, slots=True)
class _Sheet:
    filing: Filing
    scheme: Scheme
    own: Mapping[str, Indicator]
    below: Mapping[str, Sequence[Indicator]]
    inputs: Mapping[str, Sequence[Input]]


def _scored(sheet: _Sheet, node: Node) -> Scored:
    row = sheet.own.get(node.code)
    children = [_scored(sheet, child) for child in node.children]
    children += [_self_filled(sheet, node, item) for item in sheet.below.get(node.code, ())]
    if not children or (row is not None and not any(map(_filed, children))):
        return _leaf(sheet, node, row, self_filled=node.open)
    weight, filed = _numbers(node, row)
    name = row.name if row is not None and row.name else node.name
    return Scored(node, row, name, node.code, weight, filed, _sum(children), tuple(children))


def _self_filled(sheet: _Sheet, parent: Node, row: Indicator) -> Scored:
    node = replace(
        parent,
        code=row.code,
        name=row.name or parent.name,
        weight=None,
        children=(),
        open=False,
        level=parent.level + 1,
    )
    return _leaf(sheet, node, row, self_filled=True)


def _leaf(sheet: _Sheet, node: Node, row: Indicator | None, *, self_filled: bool) -> Scored:
    rule = rule_of(node, row, self_filled=self_filled)
    weight, filed = _numbers(node, row)
    fed = sheet.inputs.get(node.code, ())
    if row is None and not fed:
        outcome = Outcome(None, why=_("本指标没有填报"))
    else:
        case = case_of(sheet.filing, fed, row, rule, weight)
        outcome = apply(rule, case_in(sheet.scheme, case))
    name = row.name if row is not None and row.name else node.name
    return Scored(replace(node, rule=rule), row, name, node.code, weight, filed, outcome)


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
