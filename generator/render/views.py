"""What templates ask of a filing: rows looked up once and handed out by unit and project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from generator.figures import known
from generator.model import (
    STAGES,
    TOTAL,
    Document,
    Figure,
    Filing,
    Finding,
    Fund,
    Project,
    Row,
    Scored,
    ScoredEvaluation,
    ScoredFiling,
    ScoredReview,
    Unit,
)

R = TypeVar("R", bound=Row)
WHOLE = "部门整体支出自评"


@dataclass(frozen=True)
class FilingView:
    """One region and year, ready to be looked up. ``others``: addresses of its other years."""

    scored: ScoredFiling
    findings: tuple[Finding, ...]
    others: tuple[Filing, ...] = ()

    @property
    def filing(self) -> Filing:
        """The tables as filed."""
        return self.scored.filing

    @property
    def base(self) -> str:
        """Address of the region and year, without a slash at the end."""
        return self.filing.key

    def of(self, rows: Iterable[R], unit: str, project: str | None = None) -> tuple[R, ...]:
        """The rows of ``unit``; with ``project`` ("" for the unit's own) only those of it."""
        return tuple(
            row
            for row in rows
            if getattr(row, "unit", "") == unit
            and (project is None or getattr(row, "project", "") == project)
        )

    @cached_property
    def _funds(self) -> Mapping[tuple[str, str], tuple[Fund, ...]]:
        grouped: dict[tuple[str, str], list[Fund]] = defaultdict(list)
        for fund in self.filing.funds:
            grouped[fund.unit, fund.project].append(fund)
        return {key: tuple(rows) for key, rows in grouped.items()}

    def funds(self, unit: str, project: str = "") -> tuple[Fund, ...]:
        """Funds of a unit or project in filed order."""
        return self._funds.get((unit, project), ())

    def total(self, unit: str, project: str = "") -> Fund | None:
        """The row of funds that stands for the whole."""
        return next((fund for fund in self.funds(unit, project) if fund.source == TOTAL), None)

    def evaluations(self, unit: str, project: str = "") -> tuple[ScoredEvaluation, ...]:
        """The score sheets of a unit itself or of a project."""
        return tuple(
            scored
            for scored in self.scored.evaluations
            if (scored.evaluation.unit, scored.evaluation.project) == (unit, project)
        )

    def headline(self, unit: str, project: str = "") -> ScoredEvaluation | None:
        """The score sheet to show first: of the whole department, else the first with a total."""
        sheets = [e for e in self.evaluations(unit, project) if known(e.evaluation.total) is not None]
        whole = [e for e in sheets if e.evaluation.kind == WHOLE]
        return next(iter(whole or sheets), None)

    def review(self, unit: str) -> ScoredReview | None:
        """The unit's review, if it was reviewed."""
        return next((r for r in self.scored.reviews if r.review.unit == unit), None)

    @cached_property
    def top_units(self) -> tuple[Unit, ...]:
        """Units that stand below no other."""
        return tuple(unit for unit in self.filing.units if not unit.parent)

    def below(self, unit: str) -> tuple[Unit, ...]:
        """Units directly below (下属单位)."""
        return tuple(other for other in self.filing.units if other.parent == unit)

    def projects(self, unit: str) -> tuple[Project, ...]:
        """Projects a unit answers for or carries out."""
        return tuple(p for p in self.filing.projects if unit in (p.unit, p.operator))

    def findings_of(self, unit: str, project: str | None = None) -> tuple[Finding, ...]:
        """Findings of a unit with its projects, or of one project."""
        return tuple(f for f in self.findings if f.unit == unit and (project is None or f.project == project))

    def differing(self, unit: str, project: str | None = None) -> int:
        """How many of those say that figures do not agree."""
        return sum(f.severity == "不符" for f in self.findings_of(unit, project))

    def figures(self, unit: str, project: str = "") -> tuple[tuple[str, tuple[Figure, ...]], ...]:
        """Ledger figures of a unit or project by heading, in filed order."""
        grouped: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.of(self.filing.figures, unit, project):
            grouped[figure.group].append(figure)
        return tuple((group, tuple(rows)) for group, rows in grouped.items())

    def document(self, *rows: Row | None) -> Document | None:
        """The document of the first row that names one, else the filing's first."""
        for row in rows:
            code = getattr(row, "document", "")
            if code in self.filing.document_by_code:
                return self.filing.document_by_code[code]
        return self.filing.documents[0] if self.filing.documents else None

    def money(self, field: str) -> Decimal | None:
        """Sum over top units' 合计 of ``field`` (budget or spent) in 万元, None where none is filed."""
        values: list[Decimal] = []
        for unit in self.top_units:
            fund = self.total(unit.code)
            value = known(getattr(fund, field)) if fund else None
            if value is not None:
                values.append(value)
        return sum(values, Decimal(0)) if values else None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the lifecycle (DOMAIN section 1): is anything published of it, and where."""

    name: str
    state: str
    note: str
    address: str


def lifecycle(view: FilingView, unit: str, project: str) -> tuple[Stage, ...]:
    """The seven stages of a project, or of a unit (``project`` ""), in order.

    ``state``: done where something of this very unit or project is published, partial where only
    something of the whole unit or list is, none otherwise.
    """
    filing = view.filing
    own = {
        "事前评估": view.of(filing.exante, unit, project),
        "绩效目标": [e for e in view.evaluations(unit, project) if e.evaluation.goal or _targets(e)],
        "绩效监控": view.of(filing.monitoring, unit, project) + view.of(filing.progress, unit, project),
        "绩效自评": [e for e in view.evaluations(unit, project) if e.evaluation.kind.endswith("自评")],
        "复核": [r for r in view.scored.reviews if r.review.unit == unit and not project],
        "重点评价": view.of(filing.key_evaluations, unit, project),
        "结果应用": view.of(filing.results, unit, project),
    }
    summed = (*view.of(filing.groups, unit), *view.of(filing.coverages, unit))
    whole = {stage: any(_stage_of(row) == stage for row in summed) for stage in STAGES}
    whole["绩效自评"] |= bool(project and view.evaluations(unit))
    whole["复核"] |= bool(project and view.review(unit))
    return tuple(_stage(stage, view.base, len(own[stage]), partly=whole[stage]) for stage in STAGES)


SECTION = {
    "事前评估": "exante.html",
    "绩效监控": "monitoring.html",
    "复核": "reviews.html",
    "重点评价": "key-evaluations.html",
    "结果应用": "rectification.html",
}


def _stage_of(row: Row) -> str:
    return str(getattr(row, "stage", ""))


def _stage(name: str, base: str, rows: int, *, partly: bool) -> Stage:
    address = f"{base}/{SECTION[name]}" if name in SECTION else ""
    if rows:
        return Stage(name, "done", "", address)
    return Stage(name, "partial" if partly else "none", "", address if partly else "")


def _targets(sheet: ScoredEvaluation) -> bool:
    return any(leaf.row is not None and leaf.row.target.text for leaf in sheet.leaves())


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a score receipt."""

    depth: int
    scored: Scored


def receipt(tree: Sequence[Scored], depth: int = 0) -> tuple[Line, ...]:
    """The score tree as lines, parents before children."""
    lines: list[Line] = []
    for scored in tree:
        lines.append(Line(depth, scored))
        lines.extend(receipt(scored.children, depth + 1))
    return tuple(lines)
