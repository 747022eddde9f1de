"""Measures, colours and kinds that the specifications share with the code that places words."""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["amounts", "shares", "points", "lines"]
"""amounts: bars over an axis of figures. shares: bars of 0–100 %. points: rate against score.
lines: quarters."""

WIDTH: Final = 400
"""Width of the plot; with ``MARGIN`` at both sides the picture is 420 wide, legible at 360."""
MARGIN: Final = 10
STEP: Final = 46
"""Height of one bar with the line of words above it."""
HEIGHTS: Final = {"points": 300, "lines": 240}
LEFT: Final = 32
"""Room for the figures of an upright axis."""
FONT: Final = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
ACCENT: Final = "#0b5a60"
QUIET: Final = "#c3d9d7"
INK: Final = "#333"
FAINT: Final = "#5f6b76"
GRID: Final = "#e3e8ec"
BODY: Final = 14
"""Size of names; figures, axes and legends are one smaller."""
BAR_OFFSET: Final = 5
"""How far below the middle of its step a bar lies."""
WORDS_OFFSET: Final = -14
"""How far below (above, since negative) the middle of its step the words of a bar lie."""
LANE: Final = 3.6
"""Distance between the lanes of dots on one bar, so that equal scores do not hide each other."""
ROOM: Final = {"amounts": 28, "shares": 6, "points": 28, "lines": 28}
"""Pixels below the plot: the figures of its axis, where it has one."""


def left(kind: Kind) -> int:
    """Pixels to the left of the plot."""
    return MARGIN + (LEFT if kind in HEIGHTS else 0)
