"""How a page is quoted, followed and shown elsewhere: citation, feed, embedded chart."""

from __future__ import annotations

from datetime import date

from generator.model import Chart, Project, Settings, Unit
from generator.render.engine import size
from generator.render.feeds import unit_feed
from generator.render.page import Page
from generator.render.views import FilingView


def citation(settings: Settings, page: Page) -> str:
    """The page as a reference by GB/T 7714-2015, with its permanent address.

    The day is the document's, else the one on which the site's data stands. A reader adds the day of
    quoting in the brackets.
    """
    document = page.document
    day = document.published if document and isinstance(document.published, date) else settings.as_of
    title = settings.title if page.kind == "home" else f"{page.title}：{settings.title}"
    address = settings.address + page.html
    return f"{settings.publisher}. {title}[DB/OL]. ({day.isoformat()})[    -  -  ]. {address}"


def feed_of(page: Page) -> str:
    """Address of the feed that tells what is new of a page: its unit's, its region's or the site's."""
    view = page.context.get("view")
    if not isinstance(view, FilingView):
        return "feed.xml"
    region = view.filing.region.code
    project, unit = page.context.get("project"), page.context.get("unit")
    if isinstance(project, Project):
        return unit_feed(region, project.unit)
    return unit_feed(region, unit.code) if isinstance(unit, Unit) else f"{region}/feed.xml"


def embedding(settings: Settings, name: str, chart: Chart) -> str:
    """The element that shows a chart in another page, as it stands here at any time."""
    width, height = size(chart)
    address = f"{settings.address}assets/charts/{name}.svg"
    title = chart.title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<iframe src="{address}" title="{title}" width="{width}" height="{height}" loading="lazy"'
        ' style="border:0;max-width:100%"></iframe>'
    )
