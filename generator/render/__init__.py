"""Render: turn what was loaded, scored, checked and drawn into Markdown pages and files.

One region and year is rendered by itself (``filing_tasks``), with a digest of its other years; the
pages over all of them need only light views (``site_tasks``).
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.model import Chart, Finding, ScoredFiling, said_by_table, said_by_unit
from generator.render.bundles import Filed, Made, filing_tasks, unit_tasks
from generator.render.downloads import offered, offers
from generator.render.downloads_page import Taken, downloads_page
from generator.render.entries import NO_ENTRIES, Entries, entries_of, site_entries
from generator.render.feeds import MADE_OF as FED_BY
from generator.render.feeds import feeds
from generator.render.page import CheckWords
from generator.render.shared import Shared
from generator.render.sites import configure, site_map, site_tasks
from generator.render.views import FilingView
from generator.render.write import put, put_file, put_parts, remove_others
from generator.render.years import Digest, Years, digest, said_of_units

__all__ = [
    "FED_BY", "NO_ENTRIES", "CheckWords", "Digest", "Entries", "Filed", "FilingView", "Made", "Shared",
    "Taken", "Years", "chart_files", "configure", "digest", "downloads_page", "entries_of", "feeds",
    "filing_tasks", "offered", "offers", "put", "put_file", "put_parts", "remove_others", "said_of_units",
    "site_entries", "site_map", "site_tasks", "unit_tasks", "views_of",
]  # fmt: skip


def views_of(scored: Iterable[ScoredFiling], findings: Iterable[Finding]) -> tuple[FilingView, ...]:
    """A view of each filing, with its own of all ``findings``."""
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[f"{finding.region}/{finding.year}"].append(finding)
    told = ((item, said_by_table(item, {})) for item in scored)
    return tuple(
        FilingView(item, tuple(grouped[item.filing.key]), said=said_by_unit(item, said), told=said)
        for item, said in told
    )


def chart_files(charts: Mapping[str, Chart], target: Path) -> Iterator[tuple[str, bytes, bool]]:
    """Write each chart's picture and figures; gives each file with its SHA-256, and whether it changed."""
    for name, chart in charts.items():
        text = io.StringIO()
        csv.writer(text).writerows([chart.heads, *chart.rows])
        figures = b"\xef\xbb\xbf" + text.getvalue().encode()
        for address, data in (
            (f"assets/charts/{name}.svg", chart.svg.encode()),
            (f"assets/charts/{name}.csv", figures),
        ):
            yield address, *put(target / address, data)
