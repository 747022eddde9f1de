"""The page of downloads: every table in every format with its size, and what holds all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.records import dataclass
from generator.render.bundles import Made, written
from generator.render.page import Page
from generator.render.shared import Shared
from generator.words import _

_STEP = 1000
"""Of kilobyte, megabyte: as browsers and shops count."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A table offered to take away: title and purpose as a reader is told, length in bytes of each file."""

    name: str
    title: str
    purpose: str
    rows: int
    sizes: Mapping[str, int]


def downloads_page(shared: Shared, tables: Sequence[Taken], whole: Mapping[str, int]) -> Made:
    """Write the page; ``whole``: lengths of the files that hold all tables, by address."""
    data = [{"table": item.name, "title": item.title, "rows": item.rows, **item.sizes} for item in tables]
    words = _("全部数据表：CSV、XLSX、JSON、SQLite 与数据包")
    context = {"downloads": tables, "whole": whole, "size": size}
    page = Page("downloads", "downloads.md", _("下载"), words, context, data)
    return written(shared, "downloads", b"", [page], {})


def size(length: int) -> str:
    """``length`` bytes in kB or MB with a figure or two: 「0.8 kB」, 「35 kB」, 「1.2 MB」."""
    number, unit = (length / _STEP, "kB") if length < _STEP**2 else (length / _STEP**2, "MB")
    return f"{number:.1f} {unit}" if number < 10 else f"{number:,.0f} {unit}"
