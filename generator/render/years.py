"""The same unit or project over the years: a few filed figures and targets a year, and what changed.

A filing's digest is all that the pages of its other years need of it, so that a closed year need not be
loaded again for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.figures import Missing, narrow
from generator.model import Fund, Indicator, Row, ScoredEvaluation
from generator.render.engine import cell
from generator.render.slices import fingerprint
from generator.render.standing import Key, headlines
from generator.render.views import FilingView


@dataclass(frozen=True, slots=True)
class YearRow:
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

    ``said``: by unit code and project name ("" for the unit itself) the fingerprint of the sheet whose
    targets these are, b"" where there is none.
    """

    region: str
    year: int
    units: Mapping[str, YearRow]
    projects: Mapping[Key, YearRow]
    said: Mapping[Key, bytes]

    def row(self, unit: str, project: str) -> YearRow | None:
        """That of a unit (``project`` "") or of a project, by its name."""
        return self.projects.get((unit, project)) if project else self.units.get(unit)


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
    sheets = headlines(view.scored.evaluations)
    said: dict[Key, bytes] = {}

    def row(unit: str, code: str, name: str, address: str) -> YearRow:
        sheet = sheets.get((unit, code))
        said[unit, name] = sheet.said if sheet else b""
        known = None
        if before and sheet and before.said.get((unit, name)) == sheet.said:
            known = before.row(unit, name)
        targets = known.targets if known else _targets(sheet) if sheet else {}
        return _row(filing.year, f"{base}/{address}.html", sheet, view.total(unit, code), targets)

    return Digest(
        filing.region.code,
        filing.year,
        {u.code: row(u.code, "", "", f"units/{u.code}") for u in filing.units},
        {(p.unit, p.name): row(p.unit, p.code, p.name, f"projects/{p.code}") for p in filing.projects},
        said,
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
