"""The same unit or project over the years: a few filed figures and targets a year, and what changed.

A filing's digest is all that the pages of its other years need of it, so that a closed year need not be
loaded again for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from generator.figures import Missing, narrow
from generator.model import Fund, Indicator, Row, ScoredEvaluation
from generator.records import dataclass
from generator.render.engine import cell
from generator.render.slices import fingerprint
from generator.render.standing import Key, headlines
from generator.render.views import FilingView


class YearRow(NamedTuple):
    """One year of a unit or project, as filed and printed ("" where nothing was): money in 万元.

    ``targets``: indicator → target of the headline sheet.
    """

    year: int
    address: str
    score: str
    full: str
    grade: str
    budget: str
    spent: str
    rate: str
    targets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Digest:
    """One filing in brief: units by code; projects by unit code and name, as their codes may change.

    ``said``: of each unit the fingerprint of all that was filed of it and of its projects.
    """

    region: str
    year: int
    units: Mapping[str, YearRow] = field(default_factory=dict)
    projects: Mapping[Key, YearRow] = field(default_factory=dict)
    said: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Years:
    """All years of a region. ``said``: by the code of each unit the fingerprint of all that they say of it.

    ``read`` gives them; it is asked where a page shows them.
    """

    said: Mapping[str, bytes]
    read: Callable[[], Sequence[Digest]]

    @cached_property
    def digests(self) -> Sequence[Digest]:
        """What each of them says."""
        return self.read()


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator's target in one year. ``changed``: it differs from the last year that had it."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """An indicator whose target changed: its target in each year, None where it had none."""

    indicator: str
    targets: tuple[Target | None, ...]


def digest(view: FilingView, before: Digest | None = None) -> Digest:
    """What other years need of this one; ``before``: what they needed the last time."""
    filing, base = view.filing, view.base
    stands = [code for code, said in view.said.items() if before.said.get(code) == said] if before else []
    known = before if before and stands else Digest(filing.region.code, filing.year)
    same = frozenset(stands)
    sheets = headlines(sheet for sheet in view.scored.evaluations if sheet.evaluation.unit not in same)

    def row(unit: str, code: str, address: str) -> YearRow:
        sheet = sheets.get((unit, code))
        targets = _targets(sheet) if sheet else {}
        return _row(filing.year, f"{base}/{address}.html", sheet, view.total(unit, code), targets)

    return Digest(
        filing.region.code,
        filing.year,
        {
            unit.code: known.units[unit.code]
            if unit.code in same
            else row(unit.code, "", f"units/{unit.code}")
            for unit in filing.units
        },
        {key: year for key, year in known.projects.items() if key[0] in same}
        | {
            (p.unit, p.name): row(p.unit, p.code, f"projects/{p.code}")
            for p in filing.projects
            if p.unit not in same
        },
        dict(view.said),
    )


def said_of_units(digest: Digest) -> dict[str, bytes]:
    """By the code of each unit the fingerprint of all that ``digest`` says of it and its projects."""
    said: dict[str, list[object]] = {code: [row] for code, row in digest.units.items()}
    for (unit, name), row in digest.projects.items():
        said[unit] += name, row
    return {code: fingerprint(*parts) for code, parts in said.items()}


def years_of_unit(digests: Iterable[Digest], code: str) -> tuple[YearRow, ...]:
    """The years of the unit with this code, earliest first."""
    rows = (digest.units[code] for digest in digests if code in digest.units)
    return tuple(sorted(rows, key=lambda row: row.year))


def years_of_project(digests: Iterable[Digest], unit: str, name: str) -> tuple[YearRow, ...]:
    """The years of the project with this name in this unit, earliest first."""
    rows = (digest.projects[unit, name] for digest in digests if (unit, name) in digest.projects)
    return tuple(sorted(rows, key=lambda row: row.year))


def changes(rows: Sequence[YearRow]) -> tuple[Changes, ...]:
    """The indicators that stand in two years or more with different targets, in the latest's order."""
    names = dict.fromkeys(name for row in reversed(rows) for name in row.targets)
    found = (Changes(name, _over_years(name, rows)) for name in names)
    return tuple(item for item in found if any(t is not None and t.changed for t in item.targets))


def _over_years(name: str, rows: Sequence[YearRow]) -> tuple[Target | None, ...]:
    made: list[Target | None] = []
    last = None
    for row in rows:
        text = row.targets.get(name)
        if text is None:
            made.append(None)
            continue
        made.append(Target(text, changed=last is not None and narrow(last) != narrow(text)))
        last = text
    return tuple(made)


def _row(
    year: int, address: str, sheet: ScoredEvaluation | None, fund: Fund | None, targets: Mapping[str, str]
) -> YearRow:
    filed = sheet.evaluation if sheet else None
    return YearRow(
        year,
        address,
        _printed(filed, "total"),
        f"{sheet.scheme.full:f}" if sheet else "",
        filed.grade if filed else "",
        _budget(fund),
        _printed(fund, "spent"),
        _printed(fund, "rate"),
        targets,
    )


def _budget(fund: Fund | None) -> str:
    return _printed(fund, "budget") or _printed(fund, "initial")


def _printed(row: Row | None, name: str) -> str:
    if row is None or (isinstance(getattr(row, name), Missing) and not row.text(name).strip()):
        return ""
    value = getattr(row, name)
    return value.value if isinstance(value, Missing) else str(cell(row, name))


def _targets(sheet: ScoredEvaluation) -> dict[str, str]:
    """Targets by the indicator's name; an indicator named twice cannot be told apart and is left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for leaf in sheet.leaves():
        if leaf.row is None or not leaf.row.target.text.strip():
            continue
        if leaf.name in found:
            twice.add(leaf.name)
        found[leaf.name] = target(leaf.row)
    return {name: text for name, text in found.items() if name not in twice}


def target(row: Indicator) -> str:
    """The target as filed, with the operator of its own column where the text does not say it."""
    operator, text = row.operator, row.target.text
    return text if not operator or not text or operator in text else f"{operator} {text}"
