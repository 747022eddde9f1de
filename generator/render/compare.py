"""What only the comparison asks for: first-level groups of every score sheet, and a region in figures.

One file for each region and year, a script as in ``lists``. By scheme, a column holds what all its
sheets say of one group: full score, score as filed, score recomputed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from generator.figures import known, round_half_up
from generator.model import Scheme, ScoredEvaluation
from generator.render.lists import list_name, script
from generator.render.plain import plain
from generator.render.views import FilingView


def compare_files(view: FilingView) -> Iterator[tuple[str, bytes]]:
    """The file of ``view``: address and content."""
    name = list_name(view, "groups")
    yield f"lists/{name}.js", script(name, {"region": region(view), "schemes": _schemes(view)})


def region(view: FilingView) -> dict[str, object]:
    """A region and year in figures: counts, sums over units below none, mean scores, grades.

    ``rate``: spent ÷ budget in percent, two places rounded half up, null where either is missing.
    Means are of shares of the full score, as schemes may differ: (mean, how many have a score).
    """
    budget, spent = view.money("budget"), view.money("spent")
    rate = round_half_up(spent / budget * 100) if budget and spent is not None else None
    units = [share for unit in view.filing.units if (share := _unit_share(view, unit.code)) is not None]
    projects = [
        share
        for project in view.filing.projects
        if (share := _share(view.headline(project.unit, project.code))) is not None
    ]
    return {
        "units": len(view.filing.units),
        "projects": len(view.filing.projects),
        "budget": _plain(budget),
        "spent": _plain(spent),
        "rate": _plain(rate),
        "unit_score": _mean(units),
        "project_score": _mean(projects),
        "grades": dict(view.graded()),
        "differing": sum(finding.severity == "不符" for finding in view.findings),
        "findings": len(view.findings),
    }


def _unit_share(view: FilingView, unit: str) -> Decimal | None:
    """Share of the full score, of the sheet or else of the review, as the list shows the score."""
    sheet, review = view.headline(unit), view.review(unit)
    if sheet or not review:
        return _share(sheet)
    mean = known(review.review.mean)
    return None if mean is None else mean / review.scheme.full * 100


def _share(sheet: ScoredEvaluation | None) -> Decimal | None:
    total = known(sheet.evaluation.total) if sheet else None
    return None if total is None or sheet is None else total / sheet.scheme.full * 100


def _mean(shares: Sequence[Decimal]) -> list[object]:
    mean = round_half_up(sum(shares, Decimal(0)) / len(shares)) if shares else None
    return [_plain(mean), len(shares)]


def _schemes(view: FilingView) -> list[dict[str, object]]:
    """The sheets that lists show, by scheme; a sheet whose groups have no score at all is left out."""
    sheets: dict[str, list[ScoredEvaluation]] = defaultdict(list)
    owners = [(unit.code, "") for unit in view.filing.units]
    owners += [(project.unit, project.code) for project in view.filing.projects]
    for owner in owners:
        sheet = view.headline(*owner)
        if sheet and any(first.filed is not None for first in sheet.sums.firsts):
            sheets[sheet.scheme.code].append(sheet)
    return [_scheme(own[0].scheme, own) for own in sheets.values()]


def _scheme(scheme: Scheme, sheets: Sequence[ScoredEvaluation]) -> dict[str, object]:
    return {
        "name": scheme.name,
        "full": plain(scheme.full),
        "unit": [sheet.evaluation.unit for sheet in sheets],
        "project": [sheet.evaluation.project for sheet in sheets],
        "groups": [
            {
                "name": node.name,
                "full": _same(_plain(sheet.sums.firsts[index].full) for sheet in sheets),
                "filed": [_plain(sheet.sums.firsts[index].filed) for sheet in sheets],
                "computed": [_plain(sheet.sums.firsts[index].computed) for sheet in sheets],
            }
            for index, node in enumerate(scheme.nodes)
        ],
    }


def _same(values: Iterable[object]) -> object:
    """One value where all are the same, else all."""
    held = list(values)
    return held[0] if len(set(held)) == 1 else held


def _plain(value: Decimal | None) -> object:
    return None if value is None else plain(value)
