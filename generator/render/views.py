"""What templates ask of a filing: rows looked up once and handed out by unit and project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from generator.figures import known
from generator.model import (
    TOTAL,
    Document,
    Figure,
    Filing,
    Finding,
    Fund,
    Project,
    Row,
    ScoredEvaluation,
    ScoredFiling,
    ScoredReview,
    Unit,
)

R = TypeVar("R", bound=Row)
WHOLE = "部门整体支出自评"


@dataclass(frozen=True)
class FilingView:
    """One region and year, ready to be looked up."""

    scored: ScoredFiling
    findings: tuple[Finding, ...]

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
