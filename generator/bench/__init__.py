"""Bench: what a build takes on sample data, with plain ``mkdocs build`` beside it in the same run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from generator.bench.machine import machine
from generator.bench.scenarios import Result, scenarios
from generator.bench.searching import Searched, searches
from generator.records import dataclass
from generator.words import N_

__all__ = ["Bench", "Result", "bench"]

PARTS = ("content", "theme", "mkdocs.yml")


@dataclass(frozen=True)
class Bench:
    """All that was measured on one size of sample data."""

    size: dict[str, int]
    pages: int
    results: tuple[Result, ...]
    searches: tuple[Searched, ...] = ()
    """None where no browser was at hand."""

    def plain(self, on: date) -> dict[str, Any]:
        """For JSON, to be compared with later."""
        return {
            "date": on.isoformat(),
            "machine": machine(),
            "size": self.size,
            "pages": self.pages,
            "results": [result.plain() for result in self.results],
            "searches": [search.plain() for search in self.searches],
        }


def bench(folder: Path, publisher: Path, size: dict[str, int], told: Callable[[str], None]) -> Bench:
    """Measure on the sample in ``folder``/data, with theme and content of ``publisher``.

    ``told`` is called with the name of each thing measured. The folder is left as the last build made it.
    Raises ``RuntimeError`` with a command's own words where it fails.
    """
    for part in PARTS:
        source, target = publisher / part, folder / part
        if source.is_dir():
            ignored = shutil.ignore_patterns("generated", "site.generated.yml")
            shutil.copytree(source, target, ignore=ignored)
        else:
            shutil.copy(source, target)
    results = []
    for result in scenarios(folder):
        told(result.name)
        results.append(result)
    site = folder / "site"
    told(N_("首次搜索"))
    searched = tuple(searches(site))
    return Bench(size, sum(1 for _page in site.rglob("*.html")), tuple(results), searched)
