"""Bench: what a build takes on sample data, with plain ``mkdocs build`` beside it in the same run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from generator.bench.machine import machine
from generator.bench.scenarios import Result, scenarios
from generator.records import dataclass

__all__ = ["Bench", "Result", "bench"]

PARTS = ("content", "theme", "mkdocs.yml")


@dataclass(frozen=True)
class Bench:
    """All that was measured on one size of sample data."""

    size: dict[str, int]
    pages: int
    results: tuple[Result, ...]

    def plain(self, on: date) -> dict[str, Any]:
        """For JSON, to be compared with later."""
        return {
            "date": on.isoformat(),
            "machine": machine(),
            "size": self.size,
            "pages": self.pages,
            "results": [result.plain() for result in self.results],
        }


def bench(folder: Path, publisher: Path, size: dict[str, int], told: Callable[[Result], None]) -> Bench:
    """Measure on the sample in ``folder``/data, with theme and content of ``publisher``.

    ``told`` is called with each result as it comes. The folder is left as the last build made it.
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
        told(result)
        results.append(result)
    return Bench(size, sum(1 for _page in (folder / "site").rglob("*.html")), tuple(results))
