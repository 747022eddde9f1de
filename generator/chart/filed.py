"""A scored filing with its rows sorted once, so that a chart of each unit does not search them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from generator.model import (
    TOTAL,
    Filing,
    Fund,
    Progress,
    Row,
    ScoredEvaluation,
    ScoredFiling,
    Unit,
    column,
    take,
)
from generator.records import dataclass

T = TypeVar("T")
K = TypeVar("K")
R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Rows(Generic[K, R]):
    """Rows of one table by a key, each made when it is asked for. ``places``: where they stand, from 0."""

    rows: Sequence[R]
    places: Mapping[K, list[int]]

    def of(self, key: K) -> tuple[R, ...]:
        """Those of ``key``, in the order of the file."""
        return take(self.rows, self.places.get(key, ()))

    def last(self, key: K) -> R | None:
        """The last of them, None where there is none."""
        return next(iter(take(self.rows, self.places.get(key, ())[-1:])), None)


@dataclass(frozen=True)
class Filed:
    """What the charts of a region and year are drawn from. Rows keep the order of their files."""

    scored: ScoredFiling

    @property
    def filing(self) -> Filing:
        """The filing itself."""
        return self.scored.filing

    @cached_property
    def totals(self) -> Rows[tuple[str, str], Fund]:
        """The 合计 funds by unit and project code, the latter blank for a unit's own; the last counts."""
        last = {owner: [place] for place, owner, source in self._funds if source == TOTAL}
        return Rows(self.filing.funds, last)

    @cached_property
    def sources(self) -> Rows[str, Fund]:
        """A unit's own funds, all sources, by its code."""
        own = ((unit, place) for place, (unit, project), _source in self._funds if not project)
        return Rows(self.filing.funds, _grouped(own))

    @cached_property
    def projects(self) -> Rows[str, Fund]:
        """The 合计 funds of a unit's projects, by its code."""
        own = ((unit, place) for (unit, project), (place,) in self.totals.places.items() if project)
        return Rows(self.filing.funds, _grouped(own))

    @cached_property
    def _funds(self) -> list[tuple[int, tuple[str, str], str]]:
        """Of each row of funds its place, unit and project, and source."""
        unit, project, source = (column(self.filing.funds, name) for name in ("unit", "project", "source"))
        return list(zip(range(len(unit)), zip(unit, project, strict=True), source, strict=True))

    @cached_property
    def below(self) -> Mapping[str, list[Unit]]:
        """The units right below a unit, by its code."""
        return _grouped((unit.parent, unit) for unit in self.filing.units)

    @cached_property
    def sheets(self) -> Mapping[str, list[ScoredEvaluation]]:
        """The evaluations of a unit as a whole, by its code."""
        found = ((item.evaluation, item) for item in self.scored.evaluations)
        return _grouped((sheet.unit, item) for sheet, item in found if not sheet.project)

    @cached_property
    def quarters(self) -> Rows[str, Progress]:
        """A unit's own quarters, by its code."""
        rows = self.filing.progress
        owners = zip(column(rows, "unit"), column(rows, "project"), strict=True)
        own = ((unit, place) for place, (unit, project) in enumerate(owners) if not project)
        return Rows(rows, _grouped(own))

    def name(self, unit: str, project: str = "") -> str:
        """Name of the project, or of the unit where there is none."""
        return self._projects[project] if project else self.filing.unit_by_code[unit].name

    @cached_property
    def _projects(self) -> dict[str, str]:
        """Names of projects by code, for which no row is made."""
        projects = self.filing.projects
        return dict(zip(column(projects, "code"), column(projects, "name"), strict=True))


def _grouped(items: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for key, item in items:
        found[key].append(item)
    return dict(found)
