"""Rows against their scheme: indicators, what rules are fed, problems, reviews."""

from __future__ import annotations

from generator.load.crossing import Names, Schemes
from generator.load.faults import Faults
from generator.load.rules import fed_names
from generator.model import (
    REVIEW_DOCUMENTS,
    RULE_BY_TITLE,
    Filing,
    Input,
    Node,
    Row,
    Rule,
    Scheme,
    column,
)
from generator.words import _


def check_measured(filing: Filing, changed: Names, schemes: Schemes, faults: Faults) -> None:
    """Faults of rows whose evaluation's scheme has no such indicator, or whose rule no such input.

    What no table in ``changed`` has to do with is sound.
    """
    lookup = _Lookup(filing, schemes)
    if not changed.isdisjoint(("indicators", "evaluations")):
        _indicators(filing, lookup, faults)
    if not changed.isdisjoint(("problems", "evaluations")):
        for problem in filing.problems:
            lookup.node(problem, problem.evaluation, problem.indicator, "indicator", faults)
    if not changed.isdisjoint(("inputs", "indicators", "evaluations")):
        _inputs(filing, lookup, faults)
    if "reviews" in changed:
        _reviews(filing, schemes, faults)


def _indicators(filing: Filing, lookup: _Lookup, faults: Faults) -> None:
    rows = filing.indicators
    for place, key in enumerate(zip(column(rows, "evaluation"), column(rows, "code"), strict=True)):
        if lookup.lacking(*key):
            lookup.node(rows[place], *key, "code", faults)


def _inputs(filing: Filing, lookup: _Lookup, faults: Faults) -> None:
    rows = filing.indicators
    keys = zip(column(rows, "evaluation"), column(rows, "code"), strict=True)
    rules = zip(keys, column(rows, "rule"), strict=True)
    stated = {key: RULE_BY_TITLE[title] for key, title in rules if title}
    for fed in filing.inputs:
        node = lookup.node(fed, fed.evaluation, fed.indicator, "indicator", faults)
        kind = stated.get((fed.evaluation, fed.indicator))
        if kind is not None:
            _feeds(fed, Rule(kind.name), faults)
        elif node is not None:
            _feeds(fed, node.rule, faults)


class _Lookup:
    """The node of an indicator's code in the scheme of its evaluation, found once for each."""

    def __init__(self, filing: Filing, schemes: Schemes) -> None:
        self._schemes: dict[str, Scheme | None] = {
            row.code: schemes.get(row.scheme) for row in filing.evaluations
        }
        self._nodes: dict[tuple[str, str], Node | None] = {}

    def lacking(self, evaluation: str, code: str) -> bool:
        """Whether the scheme is known and has no such node."""
        scheme = self._schemes.get(evaluation)
        return scheme is not None and bool(code) and self._found(scheme, code) is None

    def node(self, row: Row, evaluation: str, code: str, field: str, faults: Faults) -> Node | None:
        """The node, or None: a fault where the scheme is known and has none, silent where it is not."""
        scheme = self._schemes.get(evaluation)
        if scheme is None or not code:
            return None
        node = self._found(scheme, code)
        if node is None:
            expected = _("不在方案 {scheme} 的指标之内").format(scheme=scheme.code)
            known = [node.code for node in scheme.walk()]
            faults.add(row.place(field), "指标编码", code, expected, faults.near(code, known))
        return node

    def _found(self, scheme: Scheme, code: str) -> Node | None:
        key = (scheme.code, code)
        if key not in self._nodes:
            self._nodes[key] = scheme.node(code)
        return self._nodes[key]


def _feeds(row: Input, rule: Rule | None, faults: Faults) -> None:
    names = fed_names(rule) if rule is not None else ()
    if row.name and row.name not in names:
        expected = _("不是这个指标的规则的输入项") if names else _("这个指标没有需要输入项的规则")
        remedy = _("可用：{names}").format(names=_("、").join(names)) if names else ""
        faults.add(row.place("name"), "输入项", row.name, expected, remedy)


def _reviews(filing: Filing, schemes: Schemes, faults: Faults) -> None:
    for review in filing.reviews:
        scheme = schemes.get(review.scheme)
        if scheme is None:
            continue
        documents = {node.name for node in scheme.nodes}
        if scheme.aggregate != "平均" or documents != set(REVIEW_DOCUMENTS):
            expected = _("不是复核的方案")
            remedy = _("复核的方案以 平均 汇总，指标为 {names}").format(names=_("、").join(REVIEW_DOCUMENTS))
            faults.add(review.place("scheme"), "评分方案", review.scheme, expected, remedy)
