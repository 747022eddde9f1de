"""The lists of units and of projects of a region and year, the latter in parts where it is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from generator.model import Unit
from generator.records import dataclass
from generator.render import plain
from generator.render.lists import counted
from generator.render.page import Page
from generator.render.slices import common, only
from generator.render.trail import trail
from generator.render.views import FilingView
from generator.words import _

_MOST_LISTED = 400
"""Projects on one page of the list: some 300 KB of HTML."""
_LISTED = ("projects", "funds", "figures", "evaluations")
"""Tables of which lists of units and projects show rows."""
_Part = tuple[str, str, str]
"""Of a part of the list of projects its address, first and last unit."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that shows rows of all units, at ``path``.

    ``make`` makes it, of ``made_of``, whole ``tables`` and charts alone; the first two are empty where it is
    made of too much to be looked through. ``charts``: ends of the names of those it shows.
    """

    path: str
    make: Callable[[], Page]
    made_of: tuple[object, ...] = ()
    charts: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


def on_one_page(view: FilingView) -> bool:
    """Whether all projects are listed on one page."""
    return len(view.filing.projects) <= _MOST_LISTED


class Lists:
    """The lists of units and of projects, and what each is made of: heads of sheets, no tree.

    ``parts``: the units of each page of projects; ``listed``: how these pages are listed on each of them.
    """

    def __init__(self, view: FilingView) -> None:
        self.view = view
        self.parts = _parts(view)
        self.listed = _list_parts(view, self.parts)
        self._counts = counted(view.findings)
        self._common = common(view)

    def of_units(self) -> Listing:
        """That of all units."""
        codes = [unit.code for unit in self.view.filing.units]
        make = partial(_units, self.view)
        return Listing(f"{self.view.base}/units", make, self._made_of(codes))

    def of_projects(self, number: int) -> Listing:
        """A part of that of all projects, counted from 0."""
        units = self.parts[number]
        more = number, self.listed, len(self.view.filing.projects)
        path = list_address(self.view, number).removesuffix(".html")
        made_of = (*self._made_of([unit.code for unit in units]), *more)
        return Listing(path, partial(_project_list, self.view, units, *more), made_of)

    def _made_of(self, codes: Sequence[str]) -> tuple[object, ...]:
        """What is filed of units, of all that is said of them only what a list may show, and its counts."""
        told = [self.view.told[name].get(code) for name in _LISTED for code in codes]
        counts = {owner: count for owner, count in self._counts.items() if owner[0] in codes}
        return self._common, codes, told, counts


def _units(whole: FilingView) -> Page:
    codes = [unit.code for unit in whole.filing.units]
    sheets = [sheet.head() for code in codes for sheet in whole.evaluations(code)]
    funds = [row for code in codes for row in whole.funds(code)]
    view = only(whole, {"funds": funds}, sheets, whole.findings)
    title = _("{region} {year} 年单位一览").format(region=view.filing.region.name, year=view.filing.year)
    return Page(
        path=f"{view.base}/units",
        template="units.md",
        title=title,
        description=_("{title}：预算、执行、得分与检查结果").format(title=title),
        context={"view": view},
        data=plain.records("units", view.filing.units),
        keywords=(view.filing.region.name, _("单位")),
        trail=trail(view, (_("单位"), "units.html")),
        column=_("单位"),
    )


def _parts(view: FilingView) -> list[list[Unit]]:
    """Units with projects, so that no page lists many more than ``_MOST_LISTED`` of them."""
    parts: list[list[Unit]] = [[]]
    listed = 0
    for unit in view.filing.units:
        count = len(view.filing_projects(unit.code))
        if listed and listed + count > _MOST_LISTED:
            parts.append([])
            listed = 0
        if count:
            parts[-1].append(unit)
            listed += count
    return parts


def _project_list(
    whole: FilingView, units: Sequence[Unit], number: int, parts: Sequence[_Part], count: int
) -> Page:
    rows = {
        name: [row for unit in units for row in whole.of(whole.filing.rows(name), unit.code)]
        for name in ("projects", "funds", "figures")
    }
    sheets = [sheet.head() for unit in units for sheet in whole.sheets.of(unit.code)]
    view = only(whole, rows, sheets, [found for unit in units for found in whole.findings_of(unit.code)])
    filing = view.filing
    title = _("{region} {year} 年项目一览").format(region=filing.region.name, year=filing.year)
    if len(parts) > 1:
        title += _("（{number}/{count}）").format(number=number + 1, count=len(parts))
    others = [(*part, index == number) for index, part in enumerate(parts) if len(parts) > 1]
    return Page(
        path=list_address(view, number).removesuffix(".html"),
        template="projects.md",
        title=title,
        description=_("{title}：预算、执行、得分与检查结果").format(title=title),
        context={"view": view, "units": units, "others": others, "count": count},
        data=plain.records("projects", rows["projects"]),
        keywords=(filing.region.name, _("项目")),
        trail=trail(view, (_("项目"), "projects.html")),
        column=_("项目"),
    )


def _list_parts(view: FilingView, parts: Sequence[Sequence[Unit]]) -> list[_Part]:
    """How the ``parts`` of the list of projects are listed on each of them; one without units is not."""
    named = enumerate(filter(None, parts))
    return [(list_address(view, index), part[0].name, part[-1].name) for index, part in named]


def list_address(view: FilingView, number: int) -> str:
    """Where a part of the list of projects stands, counted from 0."""
    return f"{view.base}/projects{f'-{number + 1}' if number else ''}.html"
