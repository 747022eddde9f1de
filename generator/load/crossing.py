"""Codes within a region and year: those that must exist, and those that must differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from generator.figures import Missing
from generator.load.faults import Faults
from generator.load.settings import unsafe
from generator.model import TABLES, TABLES_BY_NAME, Column, Filing, Row, Scheme, Table, column
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
Names = frozenset[str]
"""Names of tables."""
ALONE: Final = N_("编码重复，见第 {row} 行")


def check_codes(filing: Filing, incomplete: Names, changed: Names, schemes: Schemes, faults: Faults) -> None:
    """Faults of ``filing``'s codes. Of the tables named ``incomplete`` not all rows could be read.

    What no table in ``changed`` has to do with is sound.
    """
    for table in TABLES:
        for one in table.columns:
            touched = not changed.isdisjoint((table.name, one.refers))
            if one.refers and one.refers not in incomplete and touched:
                _exist(filing.rows(table.name), one, codes(filing, one.refers, schemes), faults)
        if table.name in changed:
            _different(filing.rows(table.name), table, faults)
    for step in filing.progress if "progress" in changed else ():
        if isinstance(step.quarter, Decimal) and not 1 <= step.quarter <= 4:
            faults.add(step.place("quarter"), "季度", step.text("quarter"), _("应为 1、2、3 或 4"))
    for document in filing.documents if "documents" in changed else ():
        if unsafe(document.address):
            place, remedy = document.place("address"), _("应为本站路径，或以 https:// 开头")
            faults.add(place, "原文地址", document.address, _("不是可用的地址"), remedy)


def _different(rows: Sequence[Row], table: Table, faults: Faults) -> None:
    for one in table.columns:
        if one.unique:
            differ(rows, (one,), ALONE, faults)
    if table.name in TOGETHER:
        fields, message = TOGETHER[table.name]
        differ(rows, tuple(_column(table, name) for name in fields), message, faults)


def codes(filing: Filing, table: str, schemes: Schemes) -> dict[str, None]:
    """The codes of ``table`` (a table of the filing, or "schemes"), in order."""
    if table == "schemes":
        return dict.fromkeys(schemes)
    field = next(one.field for one in TABLES_BY_NAME[table].columns if one.unique)
    return dict.fromkeys(column(filing.rows(table), field))


def differ(rows: Sequence[Row], columns: tuple[Column, ...], message: str, faults: Faults) -> None:
    """A fault for each row that agrees with an earlier one in all ``columns``; ``message`` names its row."""
    keys = list(zip(*(column(rows, one.field) for one in columns), strict=True))
    if len(set(keys)) == len(keys):
        return
    seen: dict[tuple[object, ...], int] = {}
    needed = [index for index, one in enumerate(columns) if one.required]
    last = columns[-1]
    for row, key in zip(rows, keys, strict=True):
        first = seen.setdefault(key, row.origin.row)
        blank = first != row.origin.row and any(key[index] in {"", Missing.BLANK} for index in needed)
        if first != row.origin.row and not blank:  # a blank is a fault of its own
            faults.add(row.place(last.field), last.head, row.text(last.field), _(message).format(row=first))


def _column(table: Table, field: str) -> Column:
    return next(one for one in table.columns if one.field == field)


def _exist(rows: Sequence[Row], pointer: Column, known: Mapping[str, None], faults: Faults) -> None:
    named = column(rows, pointer.field)
    if known.keys() >= set(named) - {""}:
        return
    for place, code in enumerate(named):
        if code and code not in known:
            row = rows[place]
            target = "schemes/" if pointer.refers == "schemes" else f"{pointer.refers}.csv"
            expected = _("不在 {target} 的编码之内").format(target=target)
            remedy = faults.mend_code(code, known, target)
            faults.add(row.place(pointer.field), pointer.head, code, expected, remedy)
