"""The Altair specification of each kind of chart, built once; data is attached by ``drawing``.

A specification holds no words and no figures, so that one serves every page and language. Nothing in
it depends on how wide a text is drawn (no automatic size, legend or label placing), for that would
differ with the fonts of the building machine. Names, notes and legends have fixed places and are
written by ``drawing``, which gives the finished drawing its font, too.

Importing this module imports Altair (0.5 s): only ``drawing`` does so, when something must be drawn.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import altair as alt

from generator.chart.style import (
    ACCENT,
    BAR_OFFSET,
    BODY,
    FAINT,
    GRID,
    HEIGHTS,
    LEFT,
    STEP,
    WIDTH,
    Kind,
)  # fmt: skip

Specification = dict[str, Any]


@cache
def specification(kind: Kind) -> Specification:
    """The specification of ``kind`` as a dictionary without data; not to be altered."""
    layers = {"amounts": _amounts, "shares": _shares, "points": _points, "lines": _lines}[kind]()
    return _framed([*layers, _legend()], kind)


def _framed(layers: list[alt.Chart], kind: Kind) -> Specification:
    axis = alt.AxisConfig(
        domain=False, ticks=False, gridColor=GRID, labelColor=FAINT, labelFontSize=BODY - 1,
        labelOverlap=False, labelBound=False, labelPadding=5,
    )  # fmt: skip
    made = alt.layer(*layers).properties(
        width=WIDTH - (LEFT if kind in HEIGHTS else 0),
        height=HEIGHTS.get(kind, alt.Step(STEP)),
        autosize="none",
        background="transparent",
    )
    configured = made.configure(aria=False, axis=axis, view=alt.ViewConfig(stroke=None))
    found: Specification = configured.to_dict()
    return found


def _named(dataset: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=dataset))


def _fixed(field: str) -> alt.ExprRef:
    """A mark's place in pixels, straight from its datum."""
    return alt.ExprRef(f"datum.{field}")


def _colour() -> alt.Color:
    return alt.Color("colour:N", scale=None)


def _shape() -> alt.Shape:
    return alt.Shape("shape:N", scale=None)


def _amounts() -> list[alt.Chart]:
    axis = alt.Axis(title=None, tickCount=4, labelFlush=True, format=",~f", orient="bottom")
    return _bars(axis, nice=True)


def _shares() -> list[alt.Chart]:
    return _bars(None, nice=False)


def _bars(axis: alt.Axis | None, *, nice: bool) -> list[alt.Chart]:
    """Broad bars, thin bars upon them and dots."""
    x = alt.X("start:Q", axis=axis, scale=alt.Scale(zero=True, nice=nice))
    y = alt.Y("key:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))

    def band(dataset: str, height: int) -> alt.Chart:
        mark = _named(dataset).mark_bar(height=height, yOffset=BAR_OFFSET, strokeWidth=1)
        made: alt.Chart = mark.encode(
            x=x,
            x2="end:Q",
            y=y,
            fill=alt.Fill("colour:N", scale=None),
            stroke=alt.Stroke("edge:N", scale=None),
        )
        return made

    dots = _named("dots").mark_point(
        filled=True, opacity=1, size=58, stroke="#fff", strokeWidth=1, yOffset=_fixed("dy")
    )
    return [
        _named("frame").mark_point(opacity=0, size=0).encode(x=x, y=y),
        band("backs", 16),
        band("fronts", 7),
        dots.encode(x=x, y=y, shape=_shape(), color=_colour()),
    ]


def _points() -> list[alt.Chart]:
    """Dots over two axes of figures."""
    scale = alt.Scale(zero=False, nice=False)
    axis = alt.Axis(title=None, tickCount=5, format=",~f")
    x, y = alt.X("x:Q", scale=scale, axis=axis), alt.Y("y:Q", scale=scale, axis=axis)
    dots = _named("dots").mark_point(filled=True, color=ACCENT, opacity=0.75, stroke="#fff", strokeWidth=1)
    return [
        _named("frame").mark_point(opacity=0, size=0).encode(x=x, y=y),
        dots.encode(x=x, y=y, size=alt.Size("size:Q", scale=None), shape=_shape()),
    ]


def _lines() -> list[alt.Chart]:
    """The rate at each quarter's end as a line, the schedule dashed."""
    x = alt.X("quarter:O", sort=None, axis=alt.Axis(title=None, labelAngle=0, grid=False))
    y = alt.Y("value:Q", scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(title=None, tickCount=5))
    dashed = _named("schedule").mark_line(color=FAINT, strokeWidth=2, strokeDash=[5, 4])
    solid = _named("rates").mark_line(color=ACCENT, strokeWidth=2.5)
    dots = _named("rates").mark_point(filled=True, opacity=1, color=ACCENT, size=60)
    layers = [dashed.encode(x=x, y=y), solid.encode(x=x, y=y), dots.encode(x=x, y=y)]
    # Both lines rise: figures above stand to the left of their dot, those below to its right.
    sides: list[tuple[str, Literal["left", "right"], int, int]]
    sides = [("above", "right", 10, -14), ("below", "left", -10, 15)]
    for side, align, dx, dy in sides:
        figures = _named(side).mark_text(
            baseline="middle", align=align, dx=dx, dy=dy, fontSize=BODY - 1, color=_fixed("colour")
        )
        layers.append(figures.encode(x=x, y=y, text="label:N"))
    return layers


def _legend() -> alt.Chart:
    """Signs at places in pixels above the plot."""
    signs = _named("legend").mark_point(filled=True, opacity=1, size=100, x=_fixed("px"), y=_fixed("py"))
    made: alt.Chart = signs.encode(shape=_shape(), color=_colour())
    return made
