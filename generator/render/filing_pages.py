"""The pages of one region and year: overview, units, projects, and one page a stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Filing, Project, Unit
from generator.render import plain
from generator.render.page import Page
from generator.render.standing import Standings, spending_rate, standings
from generator.render.views import FilingView
from generator.render.years import Digest, years_of_project, years_of_unit
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


def filing_pages(view: FilingView, digests: Sequence[Digest]) -> Iterator[Page]:
    """Every page of ``view``'s region and year. ``digests``: all years of the region, this one too."""
    placed = standings(view)
    yield _region(view)
    yield from (_section(view, *section) for section in SECTIONS)
    yield _findings(view)
    yield from (_unit(view, unit, placed[unit.code, ""], digests) for unit in view.filing.units)
    yield from (
        _project(view, project, placed[project.unit, project.code], digests)
        for project in view.filing.projects
    )


def rows_in(filing: Filing, address: str, tables: tuple[str, ...]) -> int:
    """How many rows a section page shows, with the groups and coverages of its stages."""
    stages = STAGES_OF.get(address, ())
    groups = sum(row.stage in stages for row in filing.groups)
    coverages = sum(row.stage in stages for row in filing.coverages)
    return sum(len(filing.rows(table)) for table in tables) + groups + coverages


def trail(view: FilingView, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The pages above one of this region and year, home first."""
    return ((_("首页"), "index.html"), (name(view), f"{view.base}/index.html"), *more)


def name(view: FilingView) -> str:
    """「五华区 2024」."""
    return f"{view.filing.region.name} {view.filing.year}"


def _region(view: FilingView) -> Page:
    filing = view.filing
    sections = []
    for address, title, tables in SECTIONS:
        count = rows_in(filing, address, tables)
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
        context={"view": view, "sections": sections, "differing": differing},
        data=plain.tables(view) | {"findings": [plain.finding(f) for f in view.findings]},
        keywords=(filing.region.name, str(filing.year)),
        trail=((_("首页"), "index.html"),),
        column=_("地区"),
    )


def _section(view: FilingView, address: str, title: str, tables: tuple[str, ...]) -> Page:
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


def _unit(view: FilingView, unit: Unit, placed: Standings, digests: Sequence[Digest]) -> Page:
    sheets = view.evaluations(unit.code)
    reviewed = view.review(unit.code)
    data = plain.tables(view, unit.code)
    data["scores"] = [line for sheet in sheets for line in plain.evaluation(sheet)]
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
            "years": years_of_unit(digests, unit.code),
        },
        data=data,
        article=True,
        document=view.document(unit),
        keywords=(unit.name, unit.code, view.filing.region.name, _("执行率"), _("绩效自评")),
        trail=trail(view, (_("单位"), "units.html")),
        column=_("单位"),
    )


def _project(view: FilingView, project: Project, placed: Standings, digests: Sequence[Digest]) -> Page:
    rate = spending_rate(view.total(project.unit, project.code))
    figures = view.of(view.filing.figures, project.unit, project.code)
    data = plain.tables(view, project.unit, project.code)
    sheets = view.evaluations(project.unit, project.code)
    data["scores"] = [line for sheet in sheets for line in plain.evaluation(sheet)]
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
            "years": years_of_project(digests, project.unit, project.name),
        },
        data=data,
        article=True,
        document=view.document(project),
        keywords=(project.name, project.code, unit, view.filing.region.name),
        trail=trail(view, above),
        column=_("项目"),
    )
