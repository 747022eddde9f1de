"""What a department states of itself in one year: counts, coverage, a ledger of figures and their ties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from typing import Final

from generator.figures import round_half_up
from generator.sample.departments import HOSPITALITY, PROJECTS, Bureau
from generator.sample.draws import between, chance
from generator.sample.money import Amounts, plus
from generator.sample.printing import PERCENT, money, percent, score, share
from generator.sample.projects import BANDS, Project
from generator.sample.tables import Line, Rows

_RATES: Final = (("执行率90%以上", 9000, PERCENT), ("执行率70%至90%", 7000, 9000), ("执行率不足70%", 0, 7000))
_LEVELS: Final = ("中央", "省级", "市级", "区级", "债券", "其他")
_HUNDRED_MILLION: Final = 1_000_000
"""One 亿元 in hundredths of 万元."""
_CORRECTED: Final = 12
"""Of a hundred departments, how many publish a correction."""


def stated_rows(rng: Random, bureau: Bureau) -> Rows:
    """Groups, coverages, figures, ties and corrections of a department, all of which hold."""
    figures, ties = _Ledger(bureau), _Ties(bureau)
    _whole(bureau, figures, ties)
    _money(bureau, figures, ties)
    corrections = []
    if chance(rng, _CORRECTED):
        code, new = figures.rows[1][0], figures.rows[1][5]
        on = f"{bureau.term.year + 1}-09-{between(rng, 1, 28):02d}"
        correction = [f"R{bureau.code}", bureau.code, "", code, f"{new}元", f"{new}万元", "计量单位误写", on]
        corrections.append(correction)
    return {
        "groups": groups_of(bureau),
        "coverages": _coverages(bureau),
        "figures": figures.rows,
        "ties": ties.rows,
        "corrections": corrections,
    }


def groups_of(bureau: Bureau) -> list[Line]:
    """Counts of the department's projects: all, by grade, by level of money, by execution rate."""
    rows = [_group(bureau, "合计", "全部项目", bureau.projects)]
    top = 100
    for grade, lower in BANDS:
        chosen = [project for project in bureau.projects if project.grade == grade]
        closed = "是" if top == 100 else "否"
        rows.append(_group(bureau, "等级", grade, chosen, (str(lower), "是", str(top), closed)))
        top = lower
    for level in _LEVELS:
        chosen = [project for project in bureau.projects if project.entry.career.level == level]
        rows.append(_group(bureau, "资金级次", level, chosen))
    for name, lower, upper in _RATES:
        chosen = [p for p in bureau.projects if lower <= p.money.execution < upper + (upper == PERCENT)]
        closed = "是" if upper == PERCENT else "否"
        bounds = (str(lower // 100), "是", str(upper // 100), closed)
        rows.append(_group(bureau, "执行率", name, chosen, bounds))
    return rows


def _group(
    bureau: Bureau,
    by: str,
    name: str,
    projects: Sequence[Project],
    bounds: tuple[str, str, str, str] = ("", "", "", ""),
) -> Line:
    _initial, budget, spent = _sum(projects)
    counted = (str(len(projects)), money(budget), money(spent))
    return [bureau.code, "绩效自评", "项目", by, name, *bounds, *counted, bureau.document]


def _sum(projects: Sequence[Project]) -> Amounts:
    total: Amounts = (0, 0, 0)
    for project in projects:
        total = plus(total, project.money.total)
    return total


def _coverages(bureau: Bureau) -> list[Line]:
    """Targets, monitoring and self-evaluation cover every project."""
    initial, budget, _spent = bureau.accounts.projects.total
    count = str(len(bureau.projects))
    stages = (("绩效目标", initial), ("绩效监控", initial), ("绩效自评", budget))
    return [
        [
            *(f"C{bureau.code}-{number}", bureau.code, stage, "项目", count, count),
            *(money(amount), money(amount), "100%", "全覆盖", bureau.document),
        ]
        for number, (stage, amount) in enumerate(stages, 1)
    ]


class _Ledger:
    """The figures of a department, numbered as they are added."""

    def __init__(self, bureau: Bureau) -> None:
        self.rows: list[Line] = []
        self._bureau = bureau

    def add(self, group: str, name: str, text: str, measure: str) -> str:
        """Add a figure; its code."""
        code = f"F{self._bureau.code}-{len(self.rows) + 1}"
        ends = (self._bureau.document, f"二（一）{len(self.rows) + 1}")
        self.rows.append([code, self._bureau.code, "", group, name, text, measure, *ends])
        return code


class _Ties:
    """The ties of a department, numbered as they are added."""

    def __init__(self, bureau: Bureau) -> None:
        self.rows: list[Line] = []
        self._bureau = bureau

    def add(self, name: str, left: str, relation: str, right: str = "", **more: str) -> None:
        """Add a tie; ``more`` are its base, low, high or rule."""
        code = f"T{self._bureau.code}-{len(self.rows) + 1}"
        rest = (more.get(field, "") for field in ("base", "low", "high", "rule", "hint"))
        self.rows.append([code, name, left, relation, right, *rest])


def _whole(bureau: Bureau, figures: _Ledger, ties: _Ties) -> None:
    """Counts: projects, units below, money evaluated."""
    count = figures.add("绩效自评覆盖", "开展自评的项目数", str(len(bureau.projects)), "个")
    ties.add("自评项目数 = 项目表行数", count, "计数", f"projects[主管部门编码={bureau.code}]")
    spent = bureau.accounts.projects.total[2]
    evaluated = figures.add("绩效自评覆盖", "自评金额", money(spent), "万元")
    groups = f"groups[单位编码={bureau.code},环节=绩效自评,分类方式=等级].执行金额"
    ties.add("自评金额 = 各等级执行金额之和", evaluated, "合计", groups)
    fund = _fund_of(bureau)
    ties.add("自评金额 = 项目支出执行数", evaluated, "相等", fund(PROJECTS, "全年执行数"))
    if bureau.department.branches:
        below = figures.add("基本情况", "下属单位数", str(len(bureau.department.branches)), "个")
        ties.add("下属单位数 = 单位表所列", below, "计数", f"units[上级单位编码={bureau.code}]")
    carried = bureau.rows["carryovers"]
    if carried:
        kept = bureau.accounts.projects.sources["上年结转资金"][1]
        total = figures.add("上年结转", "上年结转总计", money(kept), "万元")
        ties.add("上年结转总计 = 明细之和", total, "合计", f"carryovers[单位编码={bureau.code}].金额")


def _money(bureau: Bureau, figures: _Ledger, ties: _Ties) -> None:
    """Money: change of the budget, execution rate and its points, quarters, limits."""
    fund = _fund_of(bureau)
    initial, budget, spent = bureau.accounts.total
    change = Decimal(budget - initial).scaleb(-2)
    changed = figures.add("预算执行", "预算调整额", f"{change:,.2f}", "万元")
    years = (fund("合计", "全年预算数"), fund("合计", "年初预算数"))
    ties.add("预算调整额 = 全年预算 − 年初预算", changed, "差额", ";".join(years))
    execution = share(spent, budget)
    rate = figures.add("预算执行", "部门预算执行率", percent(execution).removesuffix("%"), "%")
    ties.add("执行率 = 执行数 ÷ 预算数", rate, "比率", fund("合计", "全年执行数"), base=years[0])
    ties.add("执行率在 0 与 100% 之间", rate, "区间", low="0", high="100")
    points = figures.add("预算执行", "预算执行率得分", score(round_half_up(Decimal(execution) / 1000)), "分")
    rule = "national/A"
    ties.add("执行率得分 = 执行率 × 10 分", points, "按规则", fund("合计", "执行率"), rule=rule)
    if budget >= _HUNDRED_MILLION:
        large = round_half_up(Decimal(budget) / _HUNDRED_MILLION)
        said = figures.add("预算执行", "全年预算（报告正文）", f"{large:,.2f}", "亿元")
        ties.add("正文与表格的预算一致", said, "相等", years[0])
    first, *quarters = (
        f"progress[单位编码={bureau.code},项目编码=,季度={number}].累计执行率" for number in range(1, 5)
    )
    ties.add("各季度累计执行率不下降", first, "不减", ";".join(quarters))
    limits = (fund(HOSPITALITY, "全年执行数"), fund(HOSPITALITY, "全年预算数"))
    ties.add("“三公”经费不超预算", limits[0], "不超过", limits[1])


def _fund_of(bureau: Bureau) -> Callable[[str, str], str]:
    """References to columns of the department's own rows of ``funds``."""
    return lambda source, head: f"funds[单位编码={bureau.code},项目编码=,资金来源={source}].{head}"
