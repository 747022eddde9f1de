"""What no cell shows alone: codes that must exist, must differ, must not run in circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.figures import Missing
from generator.load.faults import Faults
from generator.load.settings import unsafe
from generator.load.yamlfile import Scalar
from generator.model import (
    REVIEW_DOCUMENTS,
    TABLES,
    TABLES_BY_NAME,
    Column,
    Filing,
    Row,
    Scheme,
    Table,
)
from generator.words import N_, _

Schemes = Mapping[str, Scheme | None]
"""The schemes by code; None for one whose file is at fault, about which nothing more is said."""

TOGETHER: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "funds": (("unit", "project", "source"), N_("同一单位或项目的资金来源重复，见第 {row} 行")),
    "indicators": (("evaluation", "code"), N_("同一评价的指标重复，见第 {row} 行")),
    "inputs": (("evaluation", "indicator", "name"), N_("同一指标的输入项重复，见第 {row} 行")),
    "progress": (("unit", "project", "quarter"), N_("同一单位或项目的季度重复，见第 {row} 行")),
}
"""Fields that together tell the rows of a table apart, and what is said of two that agree in them."""
ALONE: Final = N_("编码重复，见第 {row} 行")


def check_codes(filing: Filing, incomplete: frozenset[str], schemes: Schemes, faults: Faults) -> None:
    """Faults of ``filing``'s codes. Of the tables named ``incomplete`` not all rows could be read."""
    for table in TABLES:
        rows = filing.rows(table.name)
        for column in table.columns:
            if column.unique:
                _differ(rows, (column,), ALONE, faults)
            if column.refers and column.refers not in incomplete:
                _exist(rows, column, _codes(filing, column.refers, schemes), faults)
        if table.name in TOGETHER:
            fields, message = TOGETHER[table.name]
            _differ(rows, tuple(_column(table, name) for name in fields), message, faults)
    _parents(filing, incomplete, faults)
    _quarters(filing, faults)
    _indicators(filing, schemes, faults)
    _reviews(filing, schemes, faults)
    for document in filing.documents:
        if unsafe(document.address):
            remedy = _("应为本站路径，或以 https:// 开头")
            faults.add(
                document.place("address"), "原文地址", document.address, _("不是可用的地址"), remedy
            )


def _column(table: Table, field: str) -> Column:
    return next(column for column in table.columns if column.field == field)


def _codes(filing: Filing, table: str, schemes: Schemes) -> dict[str, None]:
    if table == "schemes":
        return dict.fromkeys(schemes)
    field = next(column.field for column in TABLES_BY_NAME[table].columns if column.unique)
    return dict.fromkeys(getattr(row, field) for row in filing.rows(table))


def _differ(rows: tuple[Row, ...], columns: tuple[Column, ...], message: str, faults: Faults) -> None:
    seen: dict[tuple[object, ...], int] = {}
    fields = [column.field for column in columns]
    needed = [index for index, column in enumerate(columns) if column.required]
    last = columns[-1]
    for row in rows:
        key = tuple([getattr(row, field) for field in fields])
        if any(key[index] in {"", Missing.BLANK} for index in needed):
            continue  # a fault of its own
        first = seen.setdefault(key, row.origin.row)
        if first != row.origin.row:
            faults.add(row.place(last.field), last.head, row.text(last.field), _(message).format(row=first))


def _exist(rows: tuple[Row, ...], column: Column, codes: Mapping[str, None], faults: Faults) -> None:
    for row in rows:
        code = getattr(row, column.field)
        if code and code not in codes:
            target = "schemes/" if column.refers == "schemes" else f"{column.refers}.csv"
            expected = _("{target} 中没有这个编码").format(target=target)
            faults.add(row.place(column.field), column.head, code, expected, faults.near(code, codes))


def _parents(filing: Filing, incomplete: frozenset[str], faults: Faults) -> None:
    """Units below units, and sources of funds below sources: each chain must come to an end."""
    above = {unit.code: unit.parent for unit in filing.units}
    for code, chain in _circles(above):
        unit = filing.unit_by_code[code]
        faults.add(unit.place("parent"), "上级单位编码", unit.parent, _circle(chain))
    funds = {(fund.unit, fund.project, fund.source): fund for fund in filing.funds}
    for key, chain in _circles({key: (*key[:2], fund.parent) for key, fund in funds.items()}):
        fund = funds[key]
        faults.add(fund.place("parent"), "上级来源", fund.parent, _circle([source for *_owner, source in chain]))
    for (unit, project, _source), fund in funds.items():
        if fund.parent and "funds" not in incomplete and (unit, project, fund.parent) not in funds:
            known = [source for *owner, source in funds if owner == [unit, project]]
            expected = _("同一单位或项目没有这一资金来源")
            faults.add(fund.place("parent"), "上级来源", fund.parent, expected, faults.near(fund.parent, known))
