"""A scored filing with its rows sorted once, so that a chart of each unit does not search them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from generator.model import Filing, Fund, Progress, ScoredEvaluation, ScoredFiling, Unit, where

T = TypeVar("T")


@dataclass(frozen=True)
class Filed:
    """What the charts of a region and year are drawn from. Rows keep the order of their files."""

    scored: ScoredFiling

    @property
    def filing(self) -> Filing:
        """The filing itself."""
        return self.scored.filing

    @cached_property
    def totals(self) -> Mapping[tuple[str, str], Fund]:
        """The 合计 funds by unit and project code, the latter blank for a unit's own."""
        return {(row.unit, row.project): row for row in self.filing.totals}

    @cached_property
    def sources(self) -> Mapping[str, list[Fund]]:
        """A unit's own funds, all sources, by its code."""
        return _by_unit((row.unit, row) for row in where(self.filing.funds, "project", ""))

    @cached_property
    def projects(self) -> Mapping[str, list[Fund]]:
        """The 合计 funds of a unit's projects, by its code."""
        return _by_unit((unit, row) for (unit, project), row in self.totals.items() if project)

    @cached_property
    def below(self) -> Mapping[str, list[Unit]]:
        """The units right below a unit, by its code."""
        return _by_unit((unit.parent, unit) for unit in self.filing.units)

    @cached_property
    def sheets(self) -> Mapping[str, list[ScoredEvaluation]]:
        """The evaluations of a unit as a whole, by its code."""
        found = ((item.evaluation, item) for item in self.scored.evaluations)
        return _by_unit((sheet.unit, item) for sheet, item in found if not sheet.project)

    @cached_property
    def quarters(self) -> Mapping[str, list[Progress]]:
        """A unit's own quarters, by its code."""
        return _by_unit((row.unit, row) for row in self.filing.progress if not row.project)

    def name(self, unit: str, project: str = "") -> str:
        """Name of the project, or of the unit where there is none."""
        if project:
            return self.filing.project_by_code[project].name
        return self.filing.unit_by_code[unit].name


def _by_unit(rows: Iterable[tuple[str, T]]) -> Mapping[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for unit, row in rows:
        found[unit].append(row)
    return dict(found)
