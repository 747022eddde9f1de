"""The first row of a table: which field stands in which column, and the unit of its money."""

from __future__ import annotations

import re
from typing import Final

from generator.figures import MONEY_UNITS, narrow
from generator.load.faults import Faults, visible
from generator.model import Column, Heading, Place, Table
from generator.records import dataclass
from generator.text import column_letter
from generator.words import _

PERSONAL_HEADS: Final = frozenset(("填报人", "填表人", "联系人", "联系电话", "电话", "手机"))
"""Columns of the forms that name the filler. Their cells are dropped before anything reads them."""
DEFAULT_UNIT: Final = "万元"
_WITH_UNIT = re.compile(r"(?P<head>[^()]+)\((?P<unit>[^()]*)\)")


@dataclass(frozen=True, slots=True)
class Heads:
    """``heading`` of the known columns, ``unit`` of the money; columns dropped, and those without a head."""

    heading: Heading
    unit: str
    dropped: tuple[int, ...]
    nameless: tuple[int, ...]


def read_heads(cells: list[str], file: str, table: Table, faults: Faults) -> Heads:
    """The heads of ``table`` found in ``cells``, the first row; everything wrong goes to ``faults``.

    A head must be the table's own; money is 「head（unit）」, one unit a file. Where no unit is right,
    万元 stands in, so that the cells below can be looked at too.
    """
    positions: dict[str, int] = {}
    units: dict[str, tuple[int, str]] = {}
    dropped, nameless = [], []
    for index, printed in enumerate(cells):
        if narrow(printed) in PERSONAL_HEADS:
            dropped.append(index)
            continue
        if not narrow(printed):
            nameless.append(index)
            continue
        place = Place(file, 1, column_letter(index))
        column, unit = _match(printed, table)
        if column is None:
            _unknown(printed, table, place, faults)
        elif column.field in positions:
            first = column_letter(positions[column.field])
            faults.add(place, column.head, "", _("与 {column} 列重复").format(column=first))
        else:
            positions[column.field] = index
            if column.kind == "money" and _known_unit(column, unit, place, faults):
                units.setdefault(unit or "", (index, column.head))
    for column in table.columns:
        if column.required and column.field not in positions:
            remedy = _("请在表头加上「{head}」").format(head=_full_head(column))
            faults.add(Place(file, 1), column.head, "", _("缺少必填列"), remedy)
    _one_unit(units, file, faults)
    heading = Heading(file, positions, {field: cells[index] for field, index in positions.items()})
    return Heads(heading, next(iter(units), DEFAULT_UNIT), tuple(dropped), tuple(nameless))


def _match(printed: str, table: Table) -> tuple[Column | None, str | None]:
    """The column with this head and the unit behind it, None where none is printed."""
    plain = narrow(printed)
    column = _by_head(plain, table)
    if column is not None:
        return column, None
    parts = _WITH_UNIT.fullmatch(plain)
    column = _by_head(narrow(parts["head"]), table) if parts else None
    if parts is None or column is None or column.kind != "money":
        return None, None
    return column, parts["unit"].strip()


def _by_head(plain: str, table: Table) -> Column | None:
    return next((column for column in table.columns if narrow(column.head) == plain), None)


def _known_unit(column: Column, unit: str | None, place: Place, faults: Faults) -> bool:
    if unit in MONEY_UNITS:
        return True
    remedy = _("应写作「{head}（单位）」，单位为 {units}").format(
        head=column.head, units=_("、").join(MONEY_UNITS)
    )
    expected = _("金额列的表头没有单位") if unit is None else _("金额单位不能识别")
    faults.add(place, column.head, unit or "", expected, remedy)
    return False


def _one_unit(units: dict[str, tuple[int, str]], file: str, faults: Faults) -> None:
    first, *others = units or ("",)
    for unit in others:
        index, head = units[unit]
        expected = _("与 {column} 列的金额单位「{unit}」不同").format(
            column=column_letter(units[first][0]), unit=first
        )
        faults.add(Place(file, 1, column_letter(index)), head, unit, expected, _("同一文件只用一个金额单位"))


def _unknown(printed: str, table: Table, place: Place, faults: Faults) -> None:
    base = printed.replace("（", "(").partition("(")[0].strip()
    remedy = faults.near(base, [column.head for column in table.columns])
    shown = _("表 {table} 没有这一列").format(table=table.name)
    faults.add(place, "", visible(printed), shown, remedy)


def _full_head(column: Column) -> str:
    return f"{column.head}（{DEFAULT_UNIT}）" if column.kind == "money" else column.head
