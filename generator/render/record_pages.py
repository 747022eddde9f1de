"""The page of a unit, and those of its projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.model import Project, Unit
from generator.render import plain
from generator.render.page import Page
from generator.render.standing import Standings, spending_rate, standings_of_projects
from generator.render.trail import trail
from generator.render.views import FilingView
from generator.render.years import Digest, YearRow, years_of_project, years_of_unit
from generator.words import _

Given = Mapping[tuple[str, str], tuple[Standings, tuple[YearRow, ...]]]
"""Of a unit and each of its projects: its place among its peers, and its years."""


def given(view: FilingView, unit: str, placed: Standings, digests: Sequence[Digest]) -> Given:
    """What the pages of ``unit`` and its projects show besides its own rows.

    ``placed``: its place among units; ``digests``: all years of the region, this one too.
    """
    found = {(unit, ""): (placed, years_of_unit(digests, unit))}
    projects = standings_of_projects(view, unit)
    for project in view.filing_projects(unit):
        years = years_of_project(digests, unit, project.name)
        found[unit, project.code] = projects[project.code], years
    return found


def record_pages(view: FilingView, unit: str, own: Given) -> Iterator[Page]:
    """The page of ``unit`` and those of its projects, from a view narrowed to it (``slices``)."""
    yield _unit(view, view.filing.unit_by_code[unit], *own[unit, ""])
    for project in view.filing_projects(unit):
        yield _project(view, project, *own[unit, project.code])


def _unit(view: FilingView, unit: Unit, placed: Standings, years: tuple[YearRow, ...]) -> Page:
    reviewed = view.review(unit.code)
    data = plain.tables(view, unit.code) | plain.sheets(view, unit.code)
    data["review_scores"] = [plain.review(reviewed)] if reviewed else []
    data["findings"] = [plain.finding(f) for f in view.findings_of(unit.code)]
    return Page(
        path=f"{view.base}/units/{unit.code}",
        template="unit.md",
        title=_("{unit} {year} 年绩效评价").format(unit=unit.name, year=view.filing.year),
        description=_("{region}{unit} {year} 年的预算、执行、得分、问题与整改，以及复算结果").format(
            region=view.filing.region.name, unit=unit.name, year=view.filing.year
        ),
        context={
            "view": view,
            "unit": unit,
            "placed": placed,
            "years": years,
        },
        data=data,
        article=True,
        document=view.document(unit),
        keywords=(unit.name, unit.code, view.filing.region.name, _("执行率"), _("绩效自评")),
        trail=trail(view, (_("单位"), "units.html")),
        column=_("单位"),
    )


def _project(view: FilingView, project: Project, placed: Standings, years: tuple[YearRow, ...]) -> Page:
    rate = spending_rate(view.total(project.unit, project.code))
    figures = view.of(view.filing.figures, project.unit, project.code)
    data = plain.tables(view, project.unit, project.code) | plain.sheets(view, project.unit, project.code)
    data["findings"] = [plain.finding(f) for f in view.findings_of(project.unit, project.code)]
    unit = view.filing.unit_by_code[project.unit].name
    above = (unit, f"{view.base}/units/{project.unit}.html")
    return Page(
        path=f"{view.base}/projects/{project.code}",
        template="project.md",
        title=project.name,
        description=_("{unit} {year} 年项目「{project}」的资金、目标、得分与检查结果").format(
            unit=unit, year=view.filing.year, project=project.name
        ),
        context={
            "view": view,
            "project": project,
            "rate": rate,
            "figures": figures,
            "placed": placed,
            "years": years,
        },
        data=data,
        article=True,
        document=view.document(project),
        keywords=(project.name, project.code, unit, view.filing.region.name),
        trail=trail(view, above),
        column=_("项目"),
    )
