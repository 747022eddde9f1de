"""Rows against their scheme: indicators, what rules are fed, problems, reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    RuleKind,
    column,
)
from generator.words import _


def check_measured(filing: Filing, changed: Names, schemes: Schemes, faults: Faults) -> None:
    """Faults of rows whose evaluation's scheme has no such indicator, or whose rule no such input.

    What no table in ``changed`` has to do with is sound.
    """
    lookup = _Lookup(filing, schemes)
    if not changed.isdisjoint(("indicators", "evaluations")):
        lookup.check(filing.indicators, "code", faults)
    if not changed.isdisjoint(("problems", "evaluations")):
        lookup.check(filing.problems, "indicator", faults)
    if not changed.isdisjoint(("inputs", "indicators", "evaluations")):
        lookup.check(filing.inputs, "indicator", faults)
        _inputs(filing, lookup, faults)
    if "reviews" in changed:
        _reviews(filing, schemes, faults)


def _inputs(filing: Filing, lookup: _Lookup, faults: Faults) -> None:
    fed, stated = filing.inputs, _stated(filing)
    for place, (name, key) in enumerate(zip(column(fed, "name"), _keys(fed, "indicator"), strict=True)):
        node, kind = lookup.node(key), stated.get(key)
        if kind is None and node is None:
            continue
        rule = Rule(kind.name) if kind else node and node.rule
        names = fed_names(rule) if rule else ()
        if name and name not in names:
            _misfed(fed[place], names, faults)


Key = tuple[str, str]
"""Codes of an evaluation and of an indicator."""


def _keys(rows: Sequence[Row], field: str) -> list[Key]:
    """Of each of ``rows`` its evaluation, and the indicator that ``field`` names."""
    return list(zip(column(rows, "evaluation"), column(rows, field), strict=True))


def _stated(filing: Filing) -> Mapping[Key, RuleKind]:
    """The rules that indicators name themselves."""
    rows = filing.indicators
    titles = column(rows, "rule")
    if not any(titles):
        return {}
    return {
        key: RULE_BY_TITLE[title] for key, title in zip(_keys(rows, "code"), titles, strict=True) if title
    }


class _Lookup:
    """The node of an indicator's code in the scheme of its evaluation, found once for each."""

    def __init__(self, filing: Filing, schemes: Schemes) -> None:
        sheets = filing.evaluations
        named = zip(column(sheets, "code"), column(sheets, "scheme"), strict=True)
        self._schemes = {name: scheme for name, scheme in schemes.items() if scheme}
        self._named = {code: name for code, name in named if name in self._schemes}
        self._nodes: dict[Key, Node | None] = {}

    def check(self, rows: Sequence[Row], field: str, faults: Faults) -> None:
        """A fault for each of ``rows`` whose ``field`` names no indicator of its scheme.

        Where the scheme is not known that is another fault.
        """
        codes = column(rows, field)
        named = list(map(self._named.get, column(rows, "evaluation")))
        pairs = set(zip(named, codes, strict=True))
        lacking = {(name, code) for name, code in pairs if not self._has(name, code)}
        for place, (name, code) in enumerate(zip(named, codes, strict=True)) if lacking else ():
            if name and (name, code) in lacking:
                expected = _("不在方案 {scheme} 的指标之内").format(scheme=self._schemes[name].code)
                remedy = faults.near(code, [node.code for node in self._schemes[name].walk()])
                faults.add(rows[place].place(field), "指标编码", code, expected, remedy)

    def _has(self, name: str | None, code: str) -> bool:
        """Whether ``code`` is an indicator of a scheme, or nothing is said of that."""
        return not (name and code) or self._node(name, code) is not None

    def node(self, key: Key) -> Node | None:
        """The node, None where there is none, or the scheme is not known."""
        evaluation, code = key
        name = self._named.get(evaluation)
        return self._node(name, code) if name and code else None

    def _node(self, name: str, code: str) -> Node | None:
        if (name, code) not in self._nodes:
            self._nodes[name, code] = self._schemes[name].node(code)
        return self._nodes[name, code]


def _misfed(row: Input, names: Sequence[str], faults: Faults) -> None:
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
