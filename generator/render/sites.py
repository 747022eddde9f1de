"""The pages over all regions and years, from light views; and the configuration that names the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.model import Chart
from generator.render.bundles import Made, written
from generator.render.configuration import configuration
from generator.render.page import Page
from generator.render.shared import Shared
from generator.render.site_pages import site_pages
from generator.render.views import FilingView
from generator.render.write import replace
from generator.words import _

_TASKS = 4
"""Portions of the pages over all regions and years."""


def site_tasks(
    shared: Shared,
    views: Sequence[FilingView],
    charts: Mapping[str, Chart],
) -> list[Callable[[], Made]]:
    """The work of every page that belongs to no single region and year, but for the site map.

    ``views`` may be light. Downloads and the site map come after all others.
    """
    pages = [*site_pages(shared, views), *_written_by_hand(shared.content)]
    portions = [pages[number::_TASKS] for number in range(_TASKS)]
    return [
        partial(written, shared, f"site-{number}", b"", portion, charts)
        for number, portion in enumerate(portions)
    ]


def site_map(shared: Shared, views: Sequence[FilingView], pages: Sequence[tuple[str, str]]) -> Made:
    """A page that leads to every other one; ``pages``: address and title of each."""
    by_region = [(view, [page for page in pages if page[0].startswith(f"{view.base}/")]) for view in views]
    placed = {address for _view, own in by_region for address, _title in own}
    site_wide = [page for page in pages if page[0] not in placed]
    data = [{"title": title, "address": address} for address, title in pages]
    context = {"site_wide": site_wide, "by_region": by_region}
    page = Page("sitemap", "sitemap.md", _("站点地图"), _("本站的全部页面。"), context, data)
    return written(shared, "sitemap", b"", [page], {})


def configure(shared: Shared, views: Sequence[FilingView]) -> None:
    """Write the part of MkDocs' configuration that depends on data, beside the generated folder."""
    replace(shared.content / "site.generated.yml", configuration(shared.settings, views))


def _written_by_hand(content: Path) -> list[Page]:
    made = []
    for path in sorted((content / "pages").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.removeprefix("# ").partition("\n")[0].strip()
        body = text.partition("\n")[2]
        data = {"title": title, "text": body.strip()}
        made.append(Page(path.stem, "", title, title, {"body": body}, data))
    return made
