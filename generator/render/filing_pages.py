"""The pages of one region and year that are no record: overview, lists, and one page a stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from generator.model import TABLES_BY_NAME, TOTAL, Row, column, take
from generator.render import plain
from generator.render.filing_lists import Listing, Lists, on_one_page
from generator.render.page import Page
from generator.render.slices import WHOLE, facts, only
from generator.render.trail import trail
from generator.render.views import FilingView
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


_BESIDE = ("groups", "coverages", "figures", "corrections")
"""Tables of which any section page may show rows."""


def list_pages(view: FilingView) -> list[Callable[[], Listing]]:
    """The pages of ``view``'s region and year that show rows of all units, each looked at when called."""
    lists = Lists(view)
    region = Listing(f"{view.base}/index", partial(_region, view, lists), charts=("",))
    sections = (partial(_section_of, view, *section) for section in SECTIONS)
    return [
        partial(_itself, region),
        *sections,
        partial(_findings_of, view),
        lists.of_units,
        *(partial(lists.of_projects, number) for number in range(len(lists.parts))),
    ]


def _itself(listing: Listing) -> Listing:
    return listing


def rows_in(view: FilingView, address: str, tables: tuple[str, ...]) -> int:
    """How many rows a section page shows, with the groups and coverages of its stages."""
    stages = STAGES_OF.get(address, ())
    groups = sum(row.stage in stages for row in view.filing.groups)
    coverages = sum(row.stage in stages for row in view.filing.coverages)
    return sum(view.count(table) for table in tables) + groups + coverages


def _region(view: FilingView, lists: Lists) -> Page:
    filing = view.filing
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
        context={"view": view, "sections": sections, "differing": differing, "lists": lists.listed},
        data=_overview(view),
        keywords=(filing.region.name, str(filing.year)),
        trail=((_("首页"), "index.html"),),
        column=_("地区"),
    )


def _overview(view: FilingView) -> dict[str, list[plain.Line]]:
    """The rows that the page of the whole shows; all of a region and year are 20 MB for 3,000 projects."""
    filing = view.filing
    listed = on_one_page(view)
    funds = zip(column(filing.funds, "source"), column(filing.funds, "project"), strict=True)
    whole = [n for n, (source, project) in enumerate(funds) if source == TOTAL and (listed or not project)]
    sheets = [n for n, project in enumerate(column(filing.evaluations, "project")) if listed or not project]
    rows: dict[str, Sequence[Row]] = {
        "documents": filing.documents,
        "units": filing.units,
        "projects": filing.projects if listed else (),
        "funds": take(filing.funds, whole),
        "evaluations": take(filing.evaluations, sheets),
        "groups": filing.groups,
        "coverages": filing.coverages,
    }
    return {name: plain.records(name, own) for name, own in rows.items() if own}


def _section_of(view: FilingView, address: str, title: str, tables: tuple[str, ...]) -> Listing:
    make = partial(_section, view, address, title, tables)
    decide = (*tables, *_BESIDE, "projects", "reviews", *WHOLE)
    return Listing(f"{view.base}/{address}", make, facts(view.filing), ("/reviews", "/progress"), decide)


def _findings_of(view: FilingView) -> Listing:
    named = {found.project for found in view.findings}
    projects = [project for project in view.filing.projects if project.code in named]
    own = only(view, {"projects": projects}, findings=view.findings)
    return Listing(f"{view.base}/findings", partial(_findings, own), (own,))


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
