"""What was measured, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import east_asian_width

from generator.bench import Bench
from generator.bench.machine import machine
from generator.words import _


def report(made: Bench, before: dict[str, Any] | None = None) -> Iterator[str]:
    """The table in lines: what the machine is, then each command, and below it each of its stages.

    ``before``: figures of an earlier bench, whose seconds stand beside the new ones.
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
