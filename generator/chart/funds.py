"""Spending against budget: of a region's units; of a unit's sources, sub-units and projects."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.chart import rates
from generator.chart.filed import Filed
from generator.chart.picture import THIN, Bar, Picture, Piece, Sign, Words, bars, listing
from generator.chart.style import ACCENT, QUIET
from generator.figures import known, show
from generator.model import TOTAL, Fund, Unit
from generator.words import _

Line = tuple[str, Fund, int]
"""A bar's label, its fund and its level."""
Section = tuple[str, Sequence[Line]]
"""A heading and the lines below it."""
_FULL = Decimal(100)
_MARK = "*"
"""Beside a rate that is not filed but computed; the legend says so."""


def of_region(filed: Filed) -> Picture | None:
    """Each unit with 合计 funds, largest budget first, its sub-units below it."""
    filing = filed.filing
    tops = [unit for unit in filing.units if _total(filed, unit.parent) is None]
    title = _("{region} {year} 年各单位预算与执行")
    title = title.format(region=filing.region.name, year=filing.year)
    return _picture(title, _("单位"), [("", _tree(filed, tops, 0))])


def of_unit(filed: Filed, unit: Unit) -> Picture | None:
    """The unit's funds as filed by source or level, its sub-units, its projects (合计 of each)."""
    sources = filed.sources.of(unit.code)
    projects = sorted(filed.projects.of(unit.code), key=_size, reverse=True)
    sections: list[Section] = [
        (_("按资金来源"), [(fund.source, fund, int(fund.parent not in {"", TOTAL})) for fund in sources]),
        (_("下属单位"), _tree(filed, filed.below.get(unit.code, []), 0)),
        (_("项目"), [(filed.name(fund.unit, fund.project), fund, 0) for fund in projects]),
    ]
    title = _("{unit} {year} 年预算与执行").format(unit=unit.name, year=filed.filing.year)
    return _picture(title, _("名称"), sections)


def _total(filed: Filed, unit: str) -> Fund | None:
    fund = filed.totals.last((unit, ""))
    return fund if fund is not None and _drawable(fund) else None


def _tree(filed: Filed, units: Sequence[Unit], level: int) -> list[Line]:
    """Lines of the ``units`` with funds, largest first, each followed by the units below it."""
    found = [(unit, fund) for unit in units if (fund := _total(filed, unit.code)) is not None]
    lines: list[Line] = []
    for unit, fund in sorted(found, key=lambda pair: _size(pair[1]), reverse=True):
        lines.append((unit.name, fund, level))
        lines += _tree(filed, filed.below.get(unit.code, []), level + 1)
    return lines


def _picture(title: str, head: str, sections: Sequence[Section]) -> Picture | None:
    """A picture of the sections that hold something.

    A single one stands over an axis. Several have a width of their own each, said beside the heading:
    on one axis the whole would leave nothing to see of its projects.
    """
    filled = [(name, [line for line in lines if _drawable(line[1])]) for name, lines in sections]
    filled = [(name, lines) for name, lines in filled if lines]
    if not filled:
        return None
    everything = [line for _name, lines in filled for line in lines]
    heads = (head, _("预算数（万元）"), _("执行数（万元）"), _("填报执行率"), _("计算执行率"))
    told = listing([_told(line) for line in everything])
    words = Words(title, told, heads, tuple(_row(line) for line in everything))
    signs = [Sign(_("预算数"), QUIET), Sign(_spent(everything), ACCENT, THIN)]
    if len(filled) == 1:
        return bars("amounts", words, [_bar(line, Decimal(1)) for line in everything], signs, Decimal(0))
    found: list[Bar] = []
    for name, lines in filled:
        width = max(_length(fund) for _label, fund, _level in lines) or Decimal(1)
        found.append(Bar(name, _("满宽 {amount} 万元").format(amount=show(width))))
        found += [_bar(line, _FULL / width) for line in lines]
    return bars("shares", words, found, signs, _FULL)


def _spent(lines: Sequence[Line]) -> str:
    marked = any(rates.calculated(fund) and not rates.filed(fund) for _label, fund, _level in lines)
    return _("执行数（万元）与执行率（* 为计算）") if marked else _("执行数（万元）与执行率")


def _bar(line: Line, scale: Decimal) -> Bar:
    label, fund, level = line
    budget, spent = rates.budget(fund), known(fund.spent)
    rate = rates.told(fund)
    if rate and not rates.filed(fund):
        rate = rates.calculated(fund) + _MARK
    note = " · ".join(filter(None, (rates.money(fund, "spent"), rate)))
    return Bar(
        label, note, min(level, 1),
        () if budget is None else (Piece(Decimal(0), budget * scale, QUIET),),
        () if spent is None else (Piece(Decimal(0), spent * scale, ACCENT),),
    )  # fmt: skip


def _told(line: Line) -> str:
    label, fund, _level = line
    blank = _("未载明")
    return _("{name}：预算 {budget} 万元、执行 {spent} 万元、执行率 {rate}").format(
        name=label,
        budget=rates.money(fund, rates.denominator(fund)) or blank,
        spent=rates.money(fund, "spent") or blank,
        rate=rates.told(fund) or blank,
    )


def _row(line: Line) -> tuple[str, ...]:
    label, fund, _level = line
    budget = rates.money(fund, rates.denominator(fund))
    stated = rates.filed(fund) or fund.text("rate")
    return label, budget, rates.money(fund, "spent"), stated, rates.calculated(fund)


def _drawable(fund: Fund) -> bool:
    return rates.budget(fund) is not None or known(fund.spent) is not None


def _size(fund: Fund) -> Decimal:
    return rates.budget(fund) or Decimal(0)


def _length(fund: Fund) -> Decimal:
    """The longer of the two bars."""
    return max(_size(fund), known(fund.spent) or Decimal(0))
