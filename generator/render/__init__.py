"""Render: turn what was loaded, scored, checked and drawn into Markdown pages and files.

One region and year is rendered by itself (``filing_tasks``), with a digest of its other years; the
pages over all of them need only light views (``site_tasks``).
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.model import Chart, Finding, ScoredFiling
from generator.render.bundles import Filed, Made, filing_tasks
from generator.render.downloads import Piece, assemble, offered, pieces
from generator.render.entries import entries_of, site_entries
from generator.render.page import CheckWords
from generator.render.shared import Shared
from generator.render.site_pages import Taken
from generator.render.sites import configure, site_map, site_tasks
from generator.render.views import FilingView
from generator.render.write import put, remove_others
from generator.render.years import Digest, digest

__all__ = [
    "CheckWords", "Digest", "Filed", "FilingView", "Made", "Piece", "Shared", "assemble", "chart_files",
    "configure", "digest", "entries_of", "filing_tasks", "pieces", "put", "remove_others", "site_entries",
    "site_map", "site_tasks", "tables_of", "views_of",
]  # fmt: skip


def views_of(scored: Iterable[ScoredFiling], findings: Iterable[Finding]) -> tuple[FilingView, ...]:
    """A view of each filing, with its own of all ``findings``."""
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[f"{finding.region}/{finding.year}"].append(finding)
    return tuple(FilingView(item, tuple(grouped[item.filing.key])) for item in scored)


def tables_of(taken: Sequence[Mapping[str, Piece]]) -> list[Taken]:
    """The tables offered for download, with their rows in all of ``taken``."""
    return [
        Taken(item.name, item.title, item.purpose, sum(pieces[item.name].rows for pieces in taken))
        for item in offered()
    ]


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
