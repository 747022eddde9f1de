"""A page as Markdown: front matter, heading, and blocks of HTML between headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from generator.model import STAGES, Chart
from generator.render.engine import relative
from generator.render.lookup import grouped
from generator.render.meta import front_matter
from generator.render.page import Page
from generator.render.shared import Shared
from generator.render.views import FilingView


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
    body, *parts = "\n".join(["", *filter(None, map(str.strip, rendered.splitlines()))]).split("\n##")
    chunks = []
    for part in parts:
        line, _end, rest = part.partition("\n")
        if line.startswith((" ", "# ")):
            chunks += [_block(body), f"##{line}"]
            body = rest
        else:
            body += f"\n##{part}"
    return "\n\n".join(filter(None, [*chunks, _block(body)]))


def _block(text: str) -> str:
    """The lines of ``text`` as one block, or Markdown would look into them."""
    body = text.strip("\n").replace("</td><", "</td> <").replace("</th><", "</th> <")
    return body and f'<div class="block">\n{body}\n</div>'


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
