"""The rows of one project in one year."""

from __future__ import annotations

from random import Random
from typing import Final

from generator.records import dataclass
from generator.sample.careers import Entry
from generator.sample.draws import between, chance, pick
from generator.sample.money import Money, fund_rows, money_of, progress_rows
from generator.sample.printing import money, rate, score
from generator.sample.sheets import Sheet, sheet_of
from generator.sample.tables import Line, Rows

BANDS: Final = (("优", 90), ("良", 80), ("中", 60), ("差", 0))
"""Grades by their lower bounds, which belong to them."""
PERIOD: Final = "1—7月"
_LARGE: Final = 100_000
"""Projects from 1,000 万元 on file their spending by quarter; of others one in six does."""
_WATCHED: Final = 2
"""How many indicators of a project are monitored."""
_CAUSES: Final = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
_BEHIND: Final = 30
"""Percent of the initial budget below which monitoring states a cause."""


@dataclass(slots=True)
class Project:
    """A project of one year: what it is, its money, its score sheet, and its rows by table."""

    entry: Entry
    money: Money
    sheet: Sheet
    rows: Rows

    @property
    def grade(self) -> str:
        """The grade of its total."""
        return next(grade for grade, lower in BANDS if self.sheet.total >= lower)


def project_of(rng: Random, entry: Entry) -> Project:
    """A project with all rows that it files itself, free of faults."""
    career, ends = entry.career, (entry.document, entry.where)
    found = money_of(rng, career, entry.year)
    sheet = sheet_of(rng, entry, found.execution)
    keys = (career.unit.code, career.code)
    carrier = [career.code, career.name, career.unit.code, career.operator]
    quarterly = found.total[1] >= _LARGE or chance(rng, 16)
    made = Project(entry, found, sheet, {})
    made.rows = {
        "projects": [[*carrier, career.category, career.level, career.purpose, *ends]],
        "funds": fund_rows(entry, found),
        "evaluations": [_evaluation(made)],
        "indicators": sheet.lines,
        "inputs": sheet.inputs,
        "progress": progress_rows(*keys, found, ends) if quarterly else [],
        **_monitoring(rng, made),
    }
    return made


def _evaluation(project: Project) -> Line:
    entry, sheet = project.entry, project.sheet
    career, first = entry.career, sheet.lines[1]
    goal = f"{first[2]}{first[3]}{first[4]}；{career.effect}。"
    outcome = f"{first[2]}{first[5]}，预算执行率{sheet.lines[0][5]}"
    outcome += "；各项目标基本完成。" if project.grade == "优" else "；部分目标完成较慢，已分析原因并整改。"
    return [
        entry.evaluation, "项目支出自评", career.unit.code, career.code, career.scheme, score(sheet.total),
        project.grade, goal, outcome, career.carrier.name, entry.document, entry.where,
    ]  # fmt: skip


def _monitoring(rng: Random, project: Project) -> Rows:
    """Mid-year monitoring: money, and the first indicators with a number."""
    entry, found = project.entry, project.money
    career, code = entry.career, f"M{entry.career.code}"
    initial, budget, _spent = found.total
    spent = (found.quarters[1] + found.quarters[2]) // 2
    behind = spent * 100 < initial * _BEHIND
    row = [code, career.unit.code, career.code, PERIOD, money(initial), money(spent), rate(spent, initial)]
    cause = pick(rng, _CAUSES) if behind else ""
    said = ("资金拨付和实施进度偏慢，将加快推进。", "有可能") if behind else ("", "确定能")
    watched = [
        [
            code,
            line[2],
            f"{line[3]}{line[4]}",
            f"完成年度目标的{between(rng, 35, 75)}%",
            line[5],
            cause,
            *said,
        ]
        for line in project.sheet.lines[1 : 1 + _WATCHED]
    ]
    remark = "执行偏慢" if behind else ""
    return {
        "monitoring": [[*row, money(budget), remark, entry.document]],
        "monitored_indicators": watched,
    }
