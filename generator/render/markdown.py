"""A page as Markdown: front matter, heading, and blocks of HTML between headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from generator.model import STAGES, Chart
from generator.render.engine import relative
from generator.render.lookup import grouped
from generator.render.meta import front_matter
from generator.render.page import Page
from generator.render.shared import Shared
from generator.render.views import FilingView

_HEADING = re.compile(r"#{2,3} ")


def markdown(shared: Shared, page: Page, charts: Mapping[str, Chart]) -> bytes:
    """The file of ``page``; ``charts`` are those its template may show."""
    engine = shared.environment
    if page.template:
        context = dict(page.context)
        view = context.get("view")
        asked = _asked(shared, view, page) if isinstance(view, FilingView) else {}
        own = {"page": page, "url": relative(page.html), "charts": charts}
        body = _blocks(engine.get_template(page.template).render(own | asked | context))
    else:
        body = str(page.context["body"])
    heading = (
        f"# {engine.filters['md'](page.title)} {{#title}}\n\n"  # or an English title may take a part's id
    )
    return (front_matter(page, shared.settings) + "\n" + heading + body.strip() + "\n").encode()


def _blocks(rendered: str) -> str:
    """One HTML block between headings: no blank line inside, one around each heading.

    A blank between two cells keeps their words apart for whoever takes the text without the tags.
    """
    lines = list(filter(None, map(str.strip, rendered.splitlines())))
    headings = [number for number, line in enumerate(lines) if line.startswith("##") and _HEADING.match(line)]
    chunks, begun = [], 0
    for number in [*headings, len(lines)]:
        if begun < number:
            body = "\n".join(lines[begun:number])
            body = body.replace("</td><", "</td> <").replace("</th><", "</th> <")
            chunks.append(f'<div class="block">\n{body}\n</div>')  # or Markdown would look into it
        chunks += lines[number : number + 1]
        begun = number + 1
    return "\n\n".join(chunks)


def _asked(shared: Shared, view: FilingView, page: Page) -> dict[str, object]:
    """What templates of a region and year ask for by function."""
    filing = view.filing

    def ledger(stages: Sequence[str]) -> Markup:
        chosen = [figure for figure in filing.figures if _stage(figure.group) in stages]
        groups = tuple(grouped(chosen, lambda figure: figure.group).items())
        return _piece("ledger.html", groups=groups, filing=filing)

    def corrections(unit: str | None, project: str | None) -> Markup:
        rows = filing.corrections if unit is None else view.of(filing.corrections, unit, project)
        return _piece("corrections.html", rows=rows)

    def _piece(template: str, **context: object) -> Markup:
        made = shared.environment.get_template(template).render(context | {"url": relative(page.html)})
        return Markup(made)  # noqa: S704 - rendered with autoescape

    return {
        "ties_of": view.ties,
        "ledger": ledger,
        "corrections": corrections,
        "broken": view.broken,
        "narratives": lambda unit: view.narratives.get(unit, ()),
    }


def _stage(group: str) -> str:
    return next((stage for stage in (*STAGES, "公开") if group.startswith(stage)), "")
