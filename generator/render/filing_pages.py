"""The pages of one region and year: overview, units, projects, and one page a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.model import TABLES_BY_NAME, Project, Row, Unit, column
from generator.render import plain
from generator.render.lists import counted
from generator.render.page import Page
from generator.render.slices import WHOLE, fingerprint, only
from generator.render.standing import Standings, spending_rate, standings_of_projects
from generator.render.views import FilingView
from generator.render.years import Digest, YearRow, years_of_project, years_of_unit
from generator.words import N_, _

SECTIONS = (
    ("exante", N_("事前评估"), ("exante",)),
    ("monitoring", N_("绩效监控"), ("monitoring", "monitored_indicators", "progress")),
    ("reviews", N_("复核排名"), ("reviews",)),
    ("key-evaluations", N_("重点评价"), ("key_evaluations",)),
    ("rectification", N_("问题整改与结果应用"), ("problems", "results")),
    ("disclosures", N_("公开进度"), ("disclosures", "corrections")),
)
"""Pages of a filing beside units and projects: address, title, tables they show."""
STAGES_OF = {
    "exante": ("事前评估",),
    "monitoring": ("绩效监控", "绩效目标", "绩效自评"),
    "reviews": ("复核",),
    "key-evaluations": ("重点评价",),
}


Given = Mapping[tuple[str, str], tuple[Standings, tuple[YearRow, ...]]]
"""Of a unit and each of its projects: its place among its peers, and its years."""


_LISTED = ("projects", "funds", "figures", "evaluations")
"""Tables of which lists of units and projects show rows."""
_BESIDE = ("groups", "coverages", "figures", "corrections")
"""Tables of which any section page may show rows."""


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


def list_pages(view: FilingView) -> list[Callable[[], Listing]]:
    """The pages of ``view``'s region and year that show rows of all units, each looked at when called."""
    region = Listing(f"{view.base}/index", partial(_region, view), charts=("",))
    sections = (partial(_section_of, view, *section) for section in SECTIONS)
    lists = _Lists(view)
    return [
        partial(_itself, region),
        *sections,
        partial(_findings_of, view),
        lists.of_units,
        *(partial(lists.of_projects, number) for number in range(len(lists.parts))),
    ]


def _itself(listing: Listing) -> Listing:
    return listing


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


_MOST_LISTED = 400
"""Projects on one page of the list: some 300 KB of HTML."""


def rows_in(view: FilingView, address: str, tables: tuple[str, ...]) -> int:
    """How many rows a section page shows, with the groups and coverages of its stages."""
    stages = STAGES_OF.get(address, ())
    groups = sum(row.stage in stages for row in view.filing.groups)
    coverages = sum(row.stage in stages for row in view.filing.coverages)
    return sum(view.count(table) for table in tables) + groups + coverages


def trail(view: FilingView, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The pages above one of this region and year, home first."""
    return ((_("首页"), "index.html"), (name(view), f"{view.base}/index.html"), *more)


def name(view: FilingView) -> str:
    """「五华区 2024」."""
    return f"{view.filing.region.name} {view.filing.year}"


def _region(view: FilingView) -> Page:
    filing = view.filing
    lists = _list_parts(view, _parts(view))
    sections = []
    for address, title, tables in SECTIONS:
        count = rows_in(view, address, tables)
        state = _("{count} 条").format(count=count) if count else _("源文件未包含")
        sections.append((f"{view.base}/{address}.html", title, state))
    differing = sum(f.severity == "不符" for f in view.findings)
    sections.append(
        (f"{view.base}/findings.html", N_("检查结果"), _("{count} 条").format(count=len(view.findings)))
    )
    return Page(
        path=f"{view.base}/index",
        template="region.md",
        title=_("{region} {year} 年预算绩效").format(region=filing.region.name, year=filing.year),
        description=filing.title,
        context={"view": view, "sections": sections, "differing": differing, "lists": lists},
        data=_overview(view),
        keywords=(filing.region.name, str(filing.year)),
        trail=((_("首页"), "index.html"),),
        column=_("地区"),
    )


def _overview(view: FilingView) -> dict[str, list[plain.Line]]:
    """The rows that the page of the whole shows; all of a region and year are 20 MB for 3,000 projects."""
    filing = view.filing
    listed = len(filing.projects) <= _MOST_LISTED
    rows: dict[str, Sequence[Row]] = {
        "documents": filing.documents,
        "units": filing.units,
        "projects": filing.projects if listed else (),
        "funds": [fund for fund in filing.totals if listed or not fund.project],
        "evaluations": [row for row in filing.evaluations if listed or not row.project],
        "groups": filing.groups,
        "coverages": filing.coverages,
    }
    return {name: plain.records(name, own) for name, own in rows.items() if own}


def _section_of(view: FilingView, address: str, title: str, tables: tuple[str, ...]) -> Listing:
    filing = view.filing
    facts = filing.region, filing.year, filing.title, filing.source, filing.empty
    make = partial(_section, view, address, title, tables)
    decide = (*tables, *_BESIDE, "projects", "reviews", *WHOLE)
    return Listing(f"{view.base}/{address}", make, facts, ("/reviews", "/progress"), decide)


def _findings_of(view: FilingView) -> Listing:
    named = {found.project for found in view.findings}
    projects = [project for project in view.filing.projects if project.code in named]
    own = only(view, {"projects": projects}, findings=view.findings)
    return Listing(f"{view.base}/findings", partial(_findings, own), (own,))


class _Lists:
    """The lists of units and of projects, and what each is made of: heads of sheets, no tree."""

    def __init__(self, view: FilingView) -> None:
        filing = view.filing
        self.view = view
        self.parts = _parts(view)
        self._listed = _list_parts(view, self.parts)
        self._counts = counted(view.findings)
        facts = filing.region, filing.year, filing.title, filing.source, filing.empty
        self._common = fingerprint(facts, filing.documents, filing.units, view.scored.reviews)

    def of_units(self) -> Listing:
        """That of all units."""
        codes = [unit.code for unit in self.view.filing.units]
        make = partial(_units, self.view)
        return Listing(f"{self.view.base}/units", make, self._made_of(codes))

    def of_projects(self, number: int) -> Listing:
        """A part of that of all projects, counted from 0."""
        units = self.parts[number]
        more = number, self._listed, len(self.view.filing.projects)
        path = list_address(self.view, number).removesuffix(".html")
        made_of = (*self._made_of([unit.code for unit in units]), *more)
        return Listing(path, partial(_project_list, self.view, units, *more), made_of)

    def _made_of(self, codes: Sequence[str]) -> tuple[object, ...]:
        """What is filed of units, of all that is said of them only what a list may show, and its counts."""
        told = [self.view.told[name].get(code) for name in _LISTED for code in codes]
        counts = {owner: count for owner, count in self._counts.items() if owner[0] in codes}
        return self._common, codes, told, counts


def _section(whole: FilingView, address: str, title: str, tables: tuple[str, ...]) -> Page:
    view = _of_section(whole, tables)
    said = _("{region} {year} 年{title}").format(
        region=view.filing.region.name, year=view.filing.year, title=_(title)
    )
    rows = {table: plain.records(table, view.filing.rows(table)) for table in tables}
    return Page(
        path=f"{view.base}/{address}",
        template=f"{address}.md",
        title=said,
        description=f"{view.filing.title} · {_(title)}",
        context={"view": view},
        data=rows,
        keywords=(view.filing.region.name, _(title)),
        trail=trail(view, (_(title), f"{address}.html")),
        column=_("全过程"),
    )


def _of_section(view: FilingView, tables: tuple[str, ...]) -> FilingView:
    """``view`` with ``tables``, what stands beside them, and the projects that are named there."""
    rows: dict[str, Sequence[Row]] = {name: view.filing.rows(name) for name in (*tables, *_BESIDE)}
    told = (own for name, own in rows.items() if hasattr(TABLES_BY_NAME[name].row, "project"))
    named = {code for own in told for code in column(own, "project")}
    rows["projects"] = [project for project in view.filing.projects if project.code in named]
    return only(view, rows)


def _findings(view: FilingView) -> Page:
    return Page(
        path=f"{view.base}/findings",
        template="region-findings.md",
        title=_("{region} {year} 年检查结果").format(region=view.filing.region.name, year=view.filing.year),
        description=_("{title}：填报数与复算数不同之处").format(title=view.filing.title),
        context={"view": view},
        data=[plain.finding(f) for f in view.findings],
        keywords=(view.filing.region.name, _("检查结果")),
        trail=trail(view, (_("检查结果"), "findings.html")),
        column=_("检查结果"),
    )


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


_Part = tuple[str, str, str]
"""Of a part of the list of projects its address, first and last unit."""


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
