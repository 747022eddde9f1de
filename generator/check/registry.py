"""What a check is: a function with a code, a title, a severity and a remedy, that yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.model import (
    TOTAL,
    Evaluation,
    Filing,
    Finding,
    Fund,
    Place,
    Project,
    Row,
    Scheme,
    ScoredFiling,
    Site,
    Unit,
)
from generator.words import N_

DIFFERS: Final = N_("不符")
ROUNDING: Final = N_("舍入")
NOTE: Final = N_("提示")
SEVERITIES: Final = (DIFFERS, ROUNDING, NOTE)


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


@dataclass(frozen=True, slots=True)
class Found:
    """What a check yields: a finding without what the registry and the filing already say.

    ``severity`` is blank where the check's own applies.
    """

    unit: str
    item: str
    message: str
    source: Place
    project: str = ""
    filed: str = ""
    computed: str = ""
    reconciles: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A check. ``title`` and ``remedy`` are catalogue words, translated where they are printed."""

    code: str
    severity: str
    title: str
    remedy: str
    function: Callable[[Case], Iterator[Found]]

    def __call__(self, case: Case) -> Iterator[Finding]:
        """The findings in ``case``, complete but for explanations. Never raises or prints."""
        filing = case.filing
        for found in self.function(case):
            yield Finding(
                code=self.code,
                severity=found.severity or self.severity,
                region=filing.region.code,
                year=filing.year,
                unit=found.unit,
                project=found.project,
                item=found.item,
                filed=found.filed,
                computed=found.computed,
                reconciles=found.reconciles,
                message=found.message,
                source=found.source,
            )


def finds(
    *, code: str, severity: str, title: str, remedy: str
) -> Callable[[Callable[[Case], Iterator[Found]]], Check]:
    """Make a ``Check`` of the function below it."""

    def made(function: Callable[[Case], Iterator[Found]]) -> Check:
        return Check(code, severity, title, remedy, function)

    return made
