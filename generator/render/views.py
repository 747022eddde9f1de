"""What templates ask of a filing: rows looked up once and handed out by unit and project."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from functools import cached_property
from itertools import repeat
from typing import Any, TypeVar

from generator.figures import known
from generator.model import (
    TABLES_BY_NAME,
    TOTAL,
    Document,
    Figure,
    Filing,
    Finding,
    Fund,
    MonitoredIndicator,
    Narrative,
    OnDemand,
    Project,
    Row,
    SaidByTable,
    ScoredEvaluation,
    ScoredFiling,
    ScoredReview,
    Tie,
    Unit,
    column,
    take,
)
from generator.records import dataclass
from generator.render.lookup import Owned, grouped

R = TypeVar("R", bound=Row | Finding)
WHOLE = "部门整体支出自评"
LIGHT = ("documents", "units", "projects", "funds", "disclosures", "groups", "coverages", "corrections")
"""Tables of which pages over all regions and years show more than a count: of projects those that a finding
or a correction speaks of, of funds the 合计 of units that stand below no other."""


@dataclass(frozen=True)
class FilingView:
    """One region and year, ready to be looked up."""

    scored: ScoredFiling
    findings: tuple[Finding, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    """Rows of each table, where this is a light view, or of those where they are known."""
    said: Mapping[str, bytes] = field(default_factory=dict)
    """What ``said_by_unit`` gives, where pages of units are made of this."""
    told: SaidByTable = field(default_factory=dict)
    """What ``said_by_table`` gives, where lists are made of this."""
    grades: Mapping[str, int] = field(default_factory=dict)
    """What ``graded`` gives, where this is a light view."""

    @property
    def filing(self) -> Filing:
        """The tables as filed."""
        return self.scored.filing

    @property
    def base(self) -> str:
        """Address of the region and year, without a slash at the end."""
        return self.filing.key

    def of(self, rows: Sequence[R], unit: str, project: str | None = None) -> tuple[R, ...]:
        """The ``rows`` of ``unit``; with ``project`` ("" for the unit's own) only those of it.

        ``rows`` is one of the tables of this filing, or its findings.
        """
        owned = self._owned.get(id(rows))
        if owned is None:
            owned = self._owned[id(rows)] = Owned(rows, _owners(rows))
        return owned.of(unit, project)

    @cached_property
    def _owned(self) -> dict[int, Owned[Any]]:
        """Tables asked for so far, by identity: the filing keeps them alive."""
        return {}

    def funds(self, unit: str, project: str = "") -> tuple[Fund, ...]:
        """Funds of a unit or project in filed order."""
        return self.of(self.filing.funds, unit, project)

    def total(self, unit: str, project: str = "") -> Fund | None:
        """The row of funds that stands for the whole."""
        place = self._totals.get((unit, project))
        return None if place is None else take(self.filing.funds, (place,))[0]

    @cached_property
    def _totals(self) -> Mapping[tuple[str, str], int]:
        """Where they stand, by unit and project: most are not asked for after an edit."""
        unit, project, source = (column(self.filing.funds, name) for name in ("unit", "project", "source"))
        owners = enumerate(zip(unit, project, strict=True))
        return {owner: place for place, owner in owners if source[place] == TOTAL}

    def evaluations(self, unit: str, project: str = "") -> tuple[ScoredEvaluation, ...]:
        """The score sheets of a unit itself or of a project."""
        return self.sheets.of(unit, project)

    @cached_property
    def sheets(self) -> Owned[ScoredEvaluation]:
        """All score sheets, to be asked for by unit and project."""
        sheets = self.scored.evaluations
        return Owned(sheets, [_owner(scored.evaluation) for scored in sheets])

    def headline(self, unit: str, project: str = "") -> ScoredEvaluation | None:
        """The score sheet to show first: of the whole department, else the first with a total."""
        sheets = [e for e in self.evaluations(unit, project) if known(e.evaluation.total) is not None]
        whole = [e for e in sheets if e.evaluation.kind == WHOLE]
        return next(iter(whole or sheets), None)

    def review(self, unit: str) -> ScoredReview | None:
        """The unit's review, if it was reviewed."""
        return next(iter(self._reviews.get(unit, ())), None)

    @cached_property
    def _reviews(self) -> Mapping[str, tuple[ScoredReview, ...]]:
        return grouped(self.scored.reviews, lambda scored: scored.review.unit)

    @cached_property
    def top_units(self) -> tuple[Unit, ...]:
        """Units that stand below no other."""
        return tuple(unit for unit in self.filing.units if not unit.parent)

    def below(self, unit: str) -> tuple[Unit, ...]:
        """Units directly below (下属单位)."""
        return self._below.get(unit, ())

    def filing_projects(self, unit: str) -> tuple[Project, ...]:
        """Projects a unit answers for."""
        return self.of(self.filing.projects, unit)

    def count(self, table: str) -> int:
        """How many rows the table of this name has, in a light view too."""
        known = self.counts.get(table)
        return len(self.filing.rows(table)) if known is None else known

    def graded(self) -> Mapping[str, int]:
        """How many evaluations and reviews have each grade, in a light view too."""
        if self.grades:
            return self.grades
        sheets, reviews = column(self.filing.evaluations, "grade"), self.scored.reviews
        return Counter(filter(None, [*sheets, *(review.grade for review in reviews)]))

    def light(self) -> FilingView:
        """What the pages over all regions and years need of this one: small, to be kept and sent.

        Without what is scored, and without the rows that no such page shows; they are counted.
        """
        filing = self.filing
        kept: dict[str, Any] = {name: filing.rows(name) if name in LIGHT else () for name in TABLES_BY_NAME}
        kept["funds"] = tuple(filter(None, (self.total(unit.code) for unit in self.top_units)))
        spoken = {finding.project for finding in self.findings} | {row.project for row in filing.corrections}
        codes = enumerate(column(filing.projects, "code"))
        kept["projects"] = take(filing.projects, [place for place, code in codes if code in spoken])
        counts = {name: self.count(name) for name in TABLES_BY_NAME}
        light = replace(filing, narratives=(), unchanged=frozenset(), **kept)
        return FilingView(ScoredFiling(light, (), (), {}), self.findings, counts, grades=self.graded())

    @cached_property
    def _below(self) -> Mapping[str, tuple[Unit, ...]]:
        return grouped(self.filing.units, lambda unit: unit.parent)

    def projects(self, unit: str) -> tuple[Project, ...]:
        """Projects a unit answers for or carries out."""
        return self._projects.get(unit, ())

    @cached_property
    def _projects(self) -> Mapping[str, tuple[Project, ...]]:
        found: dict[str, list[Project]] = defaultdict(list)
        for project in self.filing.projects:
            for unit in {project.unit, project.operator}:
                found[unit].append(project)
        return {unit: tuple(projects) for unit, projects in found.items()}

    def findings_of(self, unit: str, project: str | None = None) -> tuple[Finding, ...]:
        """Findings of a unit with its projects, or of one project."""
        return self.of(self.findings, unit, project)

    def differing(self, unit: str, project: str | None = None) -> int:
        """How many of those say that figures do not agree."""
        return sum(f.severity == "不符" for f in self.findings_of(unit, project))

    def figures(self, unit: str, project: str = "") -> tuple[tuple[str, tuple[Figure, ...]], ...]:
        """Ledger figures of a unit or project by heading, in filed order."""
        figures = self.of(self.filing.figures, unit, project)
        return tuple(grouped(figures, lambda figure: figure.group).items())

    def ties(self, unit: str, project: str = "") -> tuple[Tie, ...]:
        """Ties that speak of a unit or project."""
        return self._ties.of(unit, project)

    def ties_of_unit(self, unit: str) -> tuple[Tie, ...]:
        """Ties that speak of a unit or of its projects."""
        return self._ties.of(unit)

    @cached_property
    def _ties(self) -> Owned[Tie]:
        return Owned(self.filing.ties, [owner_of(self.filing, tie) for tie in self.filing.ties])

    @cached_property
    def broken(self) -> Mapping[str, Finding]:
        """Findings about ties, by the tie's code."""
        return {finding.item: finding for finding in self.findings if finding.code.startswith("tie-")}

    @cached_property
    def narratives(self) -> Mapping[str, tuple[Narrative, ...]]:
        """Narratives by unit."""
        return grouped(self.filing.narratives, lambda narrative: narrative.unit)

    def monitored(self, unit: str, project: str = "") -> tuple[MonitoredIndicator, ...]:
        """Indicators monitored in mid-year of a unit or project."""
        sheets = self.of(self.filing.monitoring, unit, project)
        return tuple(row for sheet in sheets for row in self._monitored.of(sheet.code))

    @cached_property
    def _monitored(self) -> Owned[MonitoredIndicator]:
        """By the code of the sheet, which is no unit's but is asked for as one is."""
        rows = self.filing.monitored_indicators
        return Owned(rows, [(code, "") for code in column(rows, "monitoring")])

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


def owner_of(filing: Filing, tie: Tie) -> tuple[str, str]:
    """The unit and project that a tie speaks of: those of its left figure, else the first unit."""
    figure = filing.figure_by_code.get(tie.left.strip())
    if figure is not None:
        return figure.unit, figure.project
    match = re.search(r"单位编码=([^,\]]+)", tie.left)
    project = re.search(r"项目编码=([^,\]]+)", tie.left)
    unit = match.group(1).strip() if match else filing.units[0].code
    return unit, project.group(1).strip() if project else ""


def _owners(rows: Sequence[Any]) -> Iterable[tuple[str, str]]:
    """The owner of each of ``rows``, none of which is made for it."""
    if type(rows) is not OnDemand:
        return map(_owner, rows)
    columns = (rows.column(name) if rows.has(name) else repeat("", len(rows)) for name in ("unit", "project"))
    return zip(*columns, strict=True)


def _owner(row: object) -> tuple[str, str]:
    return getattr(row, "unit", ""), getattr(row, "project", "")
