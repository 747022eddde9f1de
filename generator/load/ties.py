"""References and ties: each must point to something, and a tie must state what its relation needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.figures import Missing
from generator.load.crossing import Names, Schemes
from generator.load.faults import Faults
from generator.load.rules import input_names
from generator.model import TABLES, TABLES_BY_NAME, Column, Filing, Row, Scheme, Tie, column, take
from generator.references import UnresolvedError, resolve, split
from generator.words import N_, _

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "比率": ("right", "base"),
    "区间": ("low", "high"),
    "按规则": ("right", "rule"),
}
"""Fields that a relation needs beside the left term; any other needs the right ones (``model.Tie``)."""
_WRITTEN: Final = N_("写作 台账编号 或 表[列=值].列，列名和值与该表所填的相同")
"""How a reference is written."""
_TIES: Final = {column.field: column for column in TABLES_BY_NAME["ties"].columns}


def check_references(
    filing: Filing, incomplete: Names, changed: Names, schemes: Schemes, faults: Faults
) -> None:
    """Faults of all references in ``filing``, but for those into tables that could not be read whole.

    A reference of which neither its own table nor the one it points into is ``changed`` is sound.
    """
    for table in TABLES:
        for one in table.columns:
            if one.kind == "refs":
                rows = filing.rows(table.name)
                if changed.isdisjoint((table.name, "figures")):
                    rows = take(rows, _into(column(rows, one.field), changed))
                for row in rows:
                    _point(filing, row, one, incomplete, faults)
    if "ties" in changed:
        for tie in filing.ties:
            _complete(tie, faults)
            if tie.relation == "按规则" and tie.rule and tie.right:
                _by_rule(tie, schemes, faults)


def _into(texts: Sequence[str], tables: Names) -> list[int]:
    """The places of those of ``texts`` that may point into one of the ``tables``."""
    marks = tuple(f"{name}[" for name in tables)
    return [place for place, text in enumerate(texts) if any(mark in text for mark in marks)]


def _point(filing: Filing, row: Row, column: Column, incomplete: Names, faults: Faults) -> None:
    text = getattr(row, column.field)
    references = split(text)
    if text and not references:
        faults.add(row.place(column.field), column.head, text, _("没有写引用"), _(_WRITTEN))
    for reference in references:
        try:
            resolve(filing, reference)
        except UnresolvedError as error:
            bare = reference.lstrip("-−").strip()
            table, bracket, _rest = bare.partition("[")
            if (table if bracket else "figures") not in incomplete:
                remedy = faults.near(bare, filing.figure_by_code) or _(_WRITTEN)
                faults.add(row.place(column.field), column.head, text, str(error), remedy)


def _complete(tie: Tie, faults: Faults) -> None:
    if len(split(tie.left)) > 1:
        faults.add(tie.place("left"), "左项", tie.left, _("左项只能有一项"))
    if not tie.relation:
        return  # a fault of its own
    for field in NEEDS.get(tie.relation, ("right",)):
        value = getattr(tie, field)
        if value == "" or isinstance(value, Missing):
            head = _TIES[field].head
            expected = _("关系「{relation}」须填写{head}").format(relation=tie.relation, head=head)
            faults.add(tie.place(field), head, tie.text(field), expected)


def _by_rule(tie: Tie, schemes: Schemes, faults: Faults) -> None:
    code, _slash, indicator = tie.rule.partition("/")
    place = tie.place("rule")
    if code not in schemes:
        remedy = faults.near(code, schemes) or _("写作 方案编码/指标编码")
        faults.add(place, "规则", tie.rule, _("没有这个方案"), remedy)
        return
    scheme = schemes[code]
    if scheme is None:
        return
    node = scheme.node(indicator)
    if node is None:
        faults.add(place, "规则", tie.rule, _("方案没有这个指标"), _near(indicator, scheme, faults))
    elif node.rule is None or not input_names(node.rule):
        faults.add(place, "规则", tie.rule, _("这个指标没有可计算的规则"))
    elif len(split(tie.right)) != len(names := input_names(node.rule)):
        expected = _("规则需要 {count} 项输入").format(count=len(names))
        remedy = _("依次为 {names}").format(names=_("、").join(names))
        faults.add(tie.place("right"), "右项", tie.right, expected, remedy)


def _near(indicator: str, scheme: Scheme, faults: Faults) -> str:
    return faults.near(indicator, [node.code for node in scheme.walk()])
