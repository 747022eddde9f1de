"""The rows of one department in one year: its units, money, own evaluation, and all of its projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal
from random import Random
from typing import Final

from generator.records import dataclass
from generator.sample.careers import SOURCES, Career, Entry
from generator.sample.draws import between, chance, pick
from generator.sample.money import Amounts, Money, fund_row, plus, progress_rows, quarters_of
from generator.sample.offices import Department, Office
from generator.sample.printing import score
from generator.sample.projects import BANDS, Project, project_of
from generator.sample.sheets import REASONS
from generator.sample.tables import Line, Rows

BASIC: Final = "基本支出"
PROJECTS: Final = "项目支出"
HOSPITALITY: Final = "“三公”经费"
_PARTS: Final = (("A", "单位决策", 35, 4), ("B", "单位管理", 20, 4), ("C", "单位绩效", 45, 9))
"""Indicators of scheme wuhua-department: code, name, weight, and how many half points may be lost."""
WHOLE: Final = "wuhua-department"


@dataclass(frozen=True, slots=True)
class Term:
    """One year of a region: its name and a short form of it, the year, whether it is the latest."""

    region: str
    short: str
    year: int
    latest: bool


@dataclass(slots=True)
class Accounts:
    """Money of a unit: staff, running costs, projects by source, and the 三公 part of running costs."""

    staff: Amounts = (0, 0, 0)
    running: Amounts = (0, 0, 0)
    hospitality: Amounts = (0, 0, 0)
    projects: Money = field(default_factory=Money)

    @property
    def basic(self) -> Amounts:
        """基本支出."""
        return plus(self.staff, self.running)

    @property
    def total(self) -> Amounts:
        """合计."""
        return plus(self.basic, self.projects.total)


@dataclass(slots=True)
class Bureau:
    """A department in one year: its projects, its accounts, its own score, and the rows by table."""

    term: Term
    department: Department
    projects: list[Project]
    accounts: Accounts
    score: Decimal
    lost: list[tuple[str, str, Decimal]]
    rows: Rows

    @property
    def code(self) -> str:
        """Its code as a unit."""
        return self.department.office.code

    @property
    def document(self) -> str:
        """Code of its report."""
        return f"D{self.code}"

    @property
    def evaluation(self) -> str:
        """Code of the evaluation of the whole department."""
        return f"W{self.code}"


def bureau_of(rng: Random, term: Term, department: Department, careers: Sequence[Career]) -> Bureau:
    """A department with the rows of its units and money, and its projects; they file their own rows."""
    office = department.office
    projects = [
        project_of(rng, Entry(career, term.year, f"D{office.code}"))
        for career in careers
        if career.first <= term.year <= career.last
    ]
    made = Bureau(term, department, projects, Accounts(), Decimal(0), [], {})
    by_unit = {unit.code: _running(rng) for unit in department.carriers}
    for project in projects:
        by_unit[project.entry.career.carrier.code].projects.take(project.money)
    for accounts in by_unit.values():
        _take(made.accounts, accounts)
    made.rows = {
        "documents": [_document(rng, made)],
        "units": _units(made),
        "funds": _funds(made.document, office, made.accounts),
        "progress": progress_rows(office.code, "", _spent(rng, made.accounts), (made.document, "二（二）")),
    }
    for unit in department.branches:
        accounts = by_unit[unit.code]
        ends = (made.document, "附件1")
        made.rows["funds"] += _funds(made.document, unit, accounts)
        made.rows["progress"] += progress_rows(unit.code, "", _spent(rng, accounts), ends)
    _evaluate(rng, made)
    return made


def _running(rng: Random) -> Accounts:
    """A unit's basic spending; that of staff is spent nearly whole."""
    staff = between(rng, 8, 160) * 1800
    running = staff * between(rng, 8, 25) // 100
    hospitality = running * between(rng, 3, 15) // 100
    return Accounts(
        staff=(staff, staff * between(rng, 100, 106) // 100, staff * between(rng, 95, 100) // 100),
        running=(running, running, running * between(rng, 72, 99) // 100),
        hospitality=(hospitality, hospitality, hospitality * between(rng, 40, 95) // 100),
    )


def _take(one: Accounts, other: Accounts) -> None:
    one.staff = plus(one.staff, other.staff)
    one.running = plus(one.running, other.running)
    one.hospitality = plus(one.hospitality, other.hospitality)
    one.projects.take(other.projects)


def _spent(rng: Random, accounts: Accounts) -> Money:
    """The quarters of a unit: its basic spending evenly, its projects as they spent."""
    found = Money(total=accounts.total)
    basic, by_quarter = accounts.basic[2], accounts.projects.quarters
    even = quarters_of(rng, basic)
    first, second, third, year = (one + other for one, other in zip(even, by_quarter, strict=True))
    found.quarters = (first, second, third, year)
    return found


def _document(rng: Random, made: Bureau) -> Line:
    office, year = made.department.office, made.term.year
    day = between(rng, 1, 28)
    return [
        made.document, f"{office.name}{year}年度预算绩效自评报告", f"YS-{year}-{office.code}", office.name,
        f"{made.term.short}绩〔{year + 1}〕{between(rng, 1, 90)}号", f"{year + 1}-03-{day:02d}",
        f"{year + 1}-04-{day:02d}", "财政、金融、审计/财政", "有效",
    ]  # fmt: skip


def _units(made: Bureau) -> list[Line]:
    office, branches = made.department.office, made.department.branches
    kind = "街道、乡镇" if office.field == "street" else "预算部门"
    rows = [[office.code, office.name, "", kind, "全部", f"下属单位{len(branches)}个" if branches else ""]]
    rows += [[unit.code, unit.name, office.code, "下属单位", "全部", ""] for unit in branches]
    return [[*row, made.document, "一（一）"] for row in rows]


def _funds(document: str, unit: Office, accounts: Accounts) -> list[Line]:
    """The rows of ``funds`` of a unit: the whole, its parts, theirs, and what is stated beside them."""
    projects = accounts.projects
    named: list[tuple[str, str, Amounts]] = [
        ("合计", "", accounts.total),
        (BASIC, "合计", accounts.basic),
        ("人员经费", BASIC, accounts.staff),
        ("日常公用经费", BASIC, accounts.running),
        (PROJECTS, "合计", projects.total),
        *((source, PROJECTS, projects.sources[source]) for source in SOURCES if source in projects.sources),
        (HOSPITALITY, "", accounts.hospitality),
    ]
    return [
        fund_row((unit.code, "", source, parent), amounts, (document, "二（一）"))
        for source, parent, amounts in named
    ]


def _evaluate(rng: Random, made: Bureau) -> None:
    """The evaluation of the whole department: three judgements, of which one at least loses points."""
    lines = []
    for code, name, weight, most in _PARTS:
        lost = Decimal(between(rng, 1 if code == "C" else 0, most)) / 2
        made.score += weight - lost
        if lost:
            made.lost.append((code, name, lost))
        reason = pick(rng, REASONS) if lost else ""
        values = ("", "", "", str(weight), score(weight - lost), "", reason)
        lines.append([made.evaluation, code, name, *values, made.document, "附件1"])
    name, year = made.department.office.name, made.term.year
    grade = next(grade for grade, lower in BANDS if made.score >= lower)
    goal = f"围绕{year}年重点工作，完成{len(made.projects)}个项目的年度任务，保障单位正常运转和履职。"
    done = "整体目标基本实现" if chance(rng, 60) else "整体目标基本实现，个别项目受资金和进度影响有所推迟"
    outcome = f"{done}；详见{name}{year}年度自评报告。"
    head = [
        made.evaluation,
        "部门整体支出自评",
        made.code,
        "",
        WHOLE,
        score(made.score),
        grade,
        goal,
        outcome,
    ]
    made.rows["evaluations"] = [[*head, "单位自评", made.document, "三"]]
    made.rows["indicators"] = lines
