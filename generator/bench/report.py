"""What was measured, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import east_asian_width

from generator.bench import Bench
from generator.bench.machine import machine
from generator.bench.scenarios import FIRST_BUILD
from generator.words import _


def report(made: Bench, before: dict[str, Any] | None = None) -> Iterator[str]:
    """What was measured, in lines: the machine, each command with its stages, and a table of searches.

    ``before``: figures of an earlier bench, whose seconds stand beside the new ones; where that had another
    number of pages, how the time of a first build grew with them is said too.
    """
    yield " · ".join(f"{name} {value}" for name, value in machine().items() if value)
    said = _("{pages} 个页面；{size}")
    yield said.format(
        pages=made.pages, size=" ".join(f"--{name} {value}" for name, value in made.size.items())
    )
    heads = (_("做什么"), _("秒"), _("此前"), _("处理器秒"), _("内存峰值（MB）"))
    yield from aligned([heads, *_rows(made, before)])
    plain = made.results[-1].measured.seconds
    stage = next((result.stages.get("build") for result in made.results if result.stages), None)
    if stage:
        said = _("生成阶段比 mkdocs build 快 {times:.1f} 倍。")
        yield said.format(times=plain / stage)
    if before and before["pages"] != made.pages:
        yield _growth(made, before)
    yield from _searches(made)


def _growth(made: Bench, before: dict[str, Any]) -> str:
    """How a first build grew with the pages, against ``before``."""
    earlier = {item["name"]: item["seconds"] for item in before["results"]}
    first = next(result for result in made.results if result.name == FIRST_BUILD)
    said = _("页面为此前的 {pages:.2f} 倍，首次生成的用时为此前的 {times:.2f} 倍。")
    return said.format(
        pages=made.pages / before["pages"], times=first.measured.seconds / earlier[FIRST_BUILD]
    )


def _searches(made: Bench) -> Iterator[str]:
    if not made.searches:
        yield _("首次搜索没有测量：没有找到 chromium 或 Playwright（make test 会安装两者）。")
        return
    rows = [
        (f"{_(own.kind)} {own.word}", f"{own.moved / 1000:.0f}", f"{own.seconds * 1000:.0f}", f"{own.found}")
        for own in made.searches
    ]
    yield from aligned([(_("首次搜索"), "KB", _("毫秒"), _("结果")), *rows])


def _rows(made: Bench, before: dict[str, Any] | None) -> Iterator[tuple[str, ...]]:
    earlier = {item["name"]: item for item in before["results"]} if before else {}
    for result in made.results:
        figures, past = result.measured, earlier.get(result.name, {})
        memory = f"{figures.memory / 1e6:.0f}"
        seconds = f"{figures.seconds:.2f}", _shown(past.get("seconds"))
        yield _(result.name), *seconds, f"{figures.processor:.2f}", memory
        for stage, taken in result.stages.items():
            yield f"  {_(stage)}", f"{taken:.2f}", _shown(past.get("stages", {}).get(stage)), "", ""


def _shown(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.2f}"


def aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """``rows`` with the first column to the left, the others to the right; a Han character is two wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *others = (" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        cells = [row[0] + first, *(blank + cell for blank, cell in zip(others, row[1:], strict=True))]
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
