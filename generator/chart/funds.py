"""Spending against budget: of a region's units; of a unit's sources, sub-units and projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.chart import rates
from generator.chart.picture import THIN, Bar, Picture, Piece, Sign, Words, bars, listing
from generator.chart.style import ACCENT, QUIET
from generator.figures import known
from generator.model import TOTAL, Filing, Fund, Unit
from generator.words import _

Line = tuple[str, Fund, int]
"""A bar's label, its fund and its level."""
Section = tuple[str, Sequence[Line]]
"""A heading and the lines below it."""


def of_region(filing: Filing) -> Picture | None:
    """Each unit with 合计 funds, largest budget first, its sub-units below it."""
    totals = _totals(filing)
    tops = [unit for unit in filing.units if unit.parent not in totals]
    title = _("{region} {year} 年各单位预算与执行")
    title = title.format(region=filing.region.name, year=filing.year)
    return _picture(title, _("单位"), [("", _tree(filing, tops, totals, 0))])


def of_unit(filing: Filing, unit: Unit) -> Picture | None:
    """The unit's funds as filed by source or level, its sub-units, its projects (合计 of each)."""
    own = [fund for fund in filing.funds if fund.unit == unit.code and not fund.project]
    sources = [(fund.source, fund, int(fund.parent not in {"", TOTAL})) for fund in own]
    below = [other for other in filing.units if other.parent == unit.code]
    projects = [
        (filing.project_by_code[fund.project].name, fund, 0)
        for fund in filing.funds
        if fund.unit == unit.code and fund.project and fund.source == TOTAL
    ]
    sections: list[Section] = [
        (_("按资金来源"), sources),
        (_("下属单位"), _tree(filing, below, _totals(filing), 0)),
        (_("项目"), sorted(projects, key=lambda line: _size(line[1]), reverse=True)),
    ]
    title = _("{unit} {year} 年预算与执行").format(unit=unit.name, year=filing.year)
    return _picture(title, _("名称"), sections)


def _totals(filing: Filing) -> dict[str, Fund]:
    found = {fund.unit: fund for fund in filing.funds if not fund.project and fund.source == TOTAL}
    return {code: fund for code, fund in found.items() if _drawable(fund)}


def _tree(filing: Filing, units: Sequence[Unit], totals: Mapping[str, Fund], level: int) -> list[Line]:
    """Lines of the ``units`` with funds, largest first, each followed by the units below it."""
    lines: list[Line] = []
    present = [unit for unit in units if unit.code in totals]
    for unit in sorted(present, key=lambda unit: _size(totals[unit.code]), reverse=True):
        lines.append((unit.name, totals[unit.code], level))
        below = [other for other in filing.units if other.parent == unit.code]
        lines += _tree(filing, below, totals, level + 1)
    return lines


def _picture(title: str, head: str, sections: Sequence[Section]) -> Picture | None:
    filled = [(name, [line for line in lines if _drawable(line[1])]) for name, lines in sections]
    filled = [(name, lines) for name, lines in filled if lines]
    if not filled:
        return None
    found: list[Bar] = []
    for name, lines in filled:
        if len(filled) > 1:
            found.append(Bar(name))
        found += [_bar(line) for line in lines]
    everything = [line for _name, lines in filled for line in lines]
    heads = (head, _("预算数（万元）"), _("执行数（万元）"), _("填报执行率"), _("计算执行率"))
    told = listing([_told(line) for line in everything])
    words = Words(title, told, heads, tuple(_row(line) for line in everything))
    signs = [Sign(_("预算数"), QUIET), Sign(_("执行数（万元，旁注执行率）"), ACCENT, THIN)]
    return bars("amounts", words, found, signs, Decimal(0))


def _bar(line: Line) -> Bar:
    label, fund, level = line
    budget, spent = known(getattr(fund, rates.denominator(fund))), known(fund.spent)
    note = " · ".join(filter(None, (rates.money(fund, "spent"), rates.told(fund))))
    return Bar(
        label, note, min(level, 1),
        () if budget is None else (Piece(Decimal(0), budget, QUIET),),
        () if spent is None else (Piece(Decimal(0), spent, ACCENT),),
    )  # fmt: skip


def _told(line: Line) -> str:
    label, fund, _level = line
    blank = _("未填报")
    return _("{name}：预算 {budget} 万元、执行 {spent} 万元、执行率 {rate}").format(
        name=label,
        budget=rates.money(fund, rates.denominator(fund)) or blank,
        spent=rates.money(fund, "spent") or blank,
        rate=rates.told(fund) or blank,
    )


def _row(line: Line) -> tuple[str, ...]:
    label, fund, _level = line
    budget = rates.money(fund, rates.denominator(fund))
    return label, budget, rates.money(fund, "spent"), rates.filed(fund), rates.calculated(fund)


def _drawable(fund: Fund) -> bool:
    return known(getattr(fund, rates.denominator(fund))) is not None or known(fund.spent) is not None


def _size(fund: Fund) -> Decimal:
    return known(getattr(fund, rates.denominator(fund))) or Decimal(0)
