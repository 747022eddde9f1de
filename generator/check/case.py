"""What a check looks at: one filing with its scores, indexed once for all checks."""

from __future__ import annotations

from functools import cached_property

from generator.check.sheets import FiledLine, Line, filed_leaves, lines
from generator.model import (
    TOTAL,
    Evaluation,
    Filing,
    Finding,
    Fund,
    Project,
    Row,
    Scheme,
    ScoredFiling,
    Site,
    Unit,
)
from generator.records import dataclass


@dataclass(frozen=True)
class Case:
    """What a check looks at: one filing with its scores, the site, and what was found before it."""

    scored: ScoredFiling
    site: Site
    found: tuple[Finding, ...] = ()

    @property
    def filing(self) -> Filing:
        """The tables as filed."""
        return self.scored.filing

    @cached_property
    def funds(self) -> dict[tuple[str, str], dict[str, Fund]]:
        """Rows of funds by (unit, project) and then by source."""
        found: dict[tuple[str, str], dict[str, Fund]] = {}
        for fund in self.filing.funds:
            found.setdefault((fund.unit, fund.project), {})[fund.source] = fund
        return found

    def total(self, unit: str, project: str = "") -> Fund | None:
        """The row 合计 of a unit or project, None where none is filed."""
        return self.funds.get((unit, project), {}).get(TOTAL)

    @cached_property
    def schemes(self) -> dict[tuple[str, str], Scheme]:
        """The scheme of the first evaluation of each (unit, project)."""
        found: dict[tuple[str, str], Scheme] = {}
        for scored in self.scored.evaluations:
            key = (scored.evaluation.unit, scored.evaluation.project)
            found.setdefault(key, scored.scheme)
        return found

    @cached_property
    def evaluation_by_code(self) -> dict[str, Evaluation]:
        """Evaluations by code."""
        return {evaluation.code: evaluation for evaluation in self.filing.evaluations}

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every indicator of every sheet, parents before children."""
        return tuple(lines(self.scored.evaluations))

    @cached_property
    def filed_leaves(self) -> tuple[FiledLine, ...]:
        """The indicators with none below that have a row, a score and a weight."""
        return tuple(filed_leaves(self.lines))

    def prepare(self) -> None:
        """Work out now what several checks look at, so that workers who share them need not, each."""
        for name in ("lines", "filed_leaves"):
            getattr(self, name)

    @property
    def first_unit(self) -> str:
        """The unit a finding is put down to where its row names none."""
        return self.filing.units[0].code if self.filing.units else ""

    def owner(self, row: Row) -> tuple[str, str]:
        """Unit and project that a row of any table speaks of; the first unit where it names none."""
        if isinstance(row, Unit):
            return row.code, ""
        if isinstance(row, Project):
            return row.unit, row.code
        owner = self.evaluation_by_code.get(getattr(row, "evaluation", ""), row)
        return getattr(owner, "unit", "") or self.first_unit, getattr(owner, "project", "")
