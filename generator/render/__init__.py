"""Render: turn what was loaded, scored, checked and drawn into Markdown pages and files.

Everything is made in memory first and written only when all of it is there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from generator.model import (
    STAGES,
    Chart,
    Figure,
    Finding,
    ScoredFiling,
    Settings,
    Site,
)
from generator.render import plain
from generator.render.configuration import configuration
from generator.render.downloads import downloads, files
from generator.render.engine import blank, environment, relative
from generator.render.filing_pages import filing_pages
from generator.render.form import form
from generator.render.meta import front_matter
from generator.render.page import CheckWords, Page
from generator.render.receipt import receipt
from generator.render.site_pages import site_pages
from generator.render.stages import lifecycle
from generator.render.standing import WIDTH
from generator.render.terms import terms
from generator.render.views import FilingView
from generator.render.write import replace, sync
from generator.render.years import Digest, changes, digest, target
from generator.words import _

__all__ = ["CheckWords", "render"]

_HEADING = re.compile(r"#{2,3} ")


def render(
    site: Site,
    scored: Sequence[ScoredFiling],
    findings: Iterable[Finding],
    charts: Mapping[str, Chart],
    checks: Iterable[CheckWords],
    content: Path,
    progress: Callable[[Sequence[Page]], Iterable[Page]] = iter,
) -> int:
    """Write all pages and files below ``content/generated``; return how many files changed.

    ``content`` holds the pages written by hand (``pages/*.md``) and ``glossary.yml``. ``progress``
    wraps the pages while they are rendered.
    """
    views = _views(scored, findings)
    by_code = {check.code: check for check in checks}
    kept: dict[str, list[Digest]] = defaultdict(list)
    for view in views:
        kept[view.filing.region.code].append(digest(view))
    made = downloads(site, scored, chain.from_iterable(view.findings for view in views))
    pages = [
        *site_pages(site, views, by_code, made, content),
        *chain.from_iterable(filing_pages(view, kept[view.filing.region.code]) for view in views),
        *_written_by_hand(content),
    ]
    pages.append(_sitemap(pages, views))
    engine = environment()
    engine.globals |= {"charts": charts, "checks": by_code, "settings": site.settings, "lifecycle": lifecycle}
    engine.globals |= {"receipt": receipt, "blank": blank, "target": target, "changes": changes, "form": form}
    engine.globals |= {"strip_width": WIDTH, "terms": terms(content)}
    out: dict[str, bytes] = {}
    for page in progress(pages):
        out[f"{page.path}.md"] = _markdown(engine, page, views, site.settings)
        out[f"{page.path}.json"] = plain.to_json(page.data)
    out |= files(made, site.settings) | _chart_files(charts)
    changed = sync(content / "generated", out)
    replace(content / "site.generated.yml", configuration(site.settings, views))
    return changed


def _views(scored: Sequence[ScoredFiling], findings: Iterable[Finding]) -> tuple[FilingView, ...]:
    grouped: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[finding.region, finding.year].append(finding)
    return tuple(
        FilingView(
            item,
            tuple(grouped[item.filing.region.code, item.filing.year]),
        )
        for item in scored
    )


def _sitemap(pages: Sequence[Page], views: Sequence[FilingView]) -> Page:
    """A page that leads to every other one."""
    by_region = [(view, [p for p in pages if p.path.startswith(f"{view.base}/")]) for view in views]
    placed = {page.path for _view, own in by_region for page in own}
    site_wide = [page for page in pages if page.path not in placed]
    title = _("站点地图")
    data = [{"title": page.title, "address": page.html} for page in pages]
    context = {"site_wide": site_wide, "by_region": by_region}
    return Page("sitemap", "sitemap.md", title, _("本站的全部页面。"), context, data)


def _written_by_hand(content: Path) -> Iterable[Page]:
    for path in sorted((content / "pages").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.removeprefix("# ").partition("\n")[0].strip()
        body = text.partition("\n")[2]
        yield Page(path.stem, "", title, title, {"body": body}, {"title": title, "text": body.strip()})


def _markdown(engine: Environment, page: Page, views: Sequence[FilingView], settings: Settings) -> bytes:
    if page.template:
        context = dict(page.context)
        view = context.get("view")
        extra = _asked(engine, view, page) if isinstance(view, FilingView) else {}
        shared = {"page": page, "url": relative(page.html), "views": views}
        body = _blocks(engine.get_template(page.template).render(shared | extra | context))
    else:
        body = str(page.context["body"])
    heading = f"# {engine.filters['md'](page.title)}\n\n"
    return (front_matter(page, settings) + "\n" + heading + body.strip() + "\n").encode()


def _blocks(rendered: str) -> str:
    """One HTML block between headings: no blank line inside, one around each heading.

    A blank between two cells keeps their words apart for whoever takes the text without the tags.
    """
    lines: list[str] = []
    for line in rendered.splitlines():
        stripped = line.strip()
        if stripped.startswith("##") and _HEADING.match(stripped):
            lines += ["", stripped, ""]
        elif stripped:
            lines.append(stripped)
    return _wrapped("\n".join(lines).replace("</td><", "</td> <").replace("</th><", "</th> <"))


def _wrapped(body: str) -> str:
    """Each run of HTML between headings in a div of its own, so that Markdown leaves it alone."""
    parts = re.split(r"(?m)^(#{2,3} .+)$", body)
    chunks = [
        part.strip() if _HEADING.match(part.strip()) else f'<div class="block">\n{part.strip()}\n</div>'
        for part in parts
        if part.strip()
    ]
    return "\n\n".join(chunks)


def _asked(engine: Environment, view: FilingView, page: Page) -> dict[str, object]:
    """What templates of a region and year ask for by function."""
    filing = view.filing

    def ledger(stages: Sequence[str]) -> Markup:
        groups: dict[str, list[Figure]] = defaultdict(list)
        for figure in filing.figures:
            if _stage(figure.group) in stages:
                groups[figure.group].append(figure)
        return _piece("ledger.html", groups=tuple(groups.items()), filing=filing)

    def corrections(unit: str | None, project: str | None) -> Markup:
        rows = filing.corrections if unit is None else view.of(filing.corrections, unit, project)
        return _piece("corrections.html", rows=rows)

    def _piece(template: str, **context: object) -> Markup:
        return Markup(engine.get_template(template).render(context | {"url": relative(page.html)}))  # noqa: S704 - rendered with autoescape

    return {
        "ties_of": view.ties,
        "ledger": ledger,
        "corrections": corrections,
        "broken": view.broken,
        "narratives": lambda unit: view.narratives.get(unit, ()),
    }


def _stage(group: str) -> str:
    return next((stage for stage in (*STAGES, "公开") if group.startswith(stage)), "")


def _chart_files(charts: Mapping[str, Chart]) -> dict[str, bytes]:
    import csv
    import io

    out: dict[str, bytes] = {}
    for name, chart in charts.items():
        text = io.StringIO()
        csv.writer(text).writerows([chart.heads, *chart.rows])
        out[f"assets/charts/{name}.svg"] = chart.svg.encode()
        out[f"assets/charts/{name}.csv"] = b"\xef\xbb\xbf" + text.getvalue().encode()
    return out
