"""Places for the names of dots."""

from __future__ import annotations

from collections.abc import Sequence

from generator.chart.picture import Label, shorten, wide
from generator.chart.style import BODY, HEIGHTS, LEFT, WIDTH

BREADTH = WIDTH - LEFT
HEIGHT = HEIGHTS["points"]
"""Size of the plot in pixels."""
_NAME_ROOM = 250
_DOT = 5.0
_AWAY = 8.0

_Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""


def named(texts: Sequence[str], places: Sequence[tuple[float, float]]) -> list[Label]:
    """Names of the dots at ``places`` (pixels), where they cover neither a dot nor another name.

    A name that finds no such place at its dot's right, left, top or bottom is left out.
    """
    taken = [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in places]
    made: list[Label] = []
    for text, (x, y) in zip(texts, places, strict=True):
        for label, box in _sides(shorten(text, _NAME_ROOM, BODY - 1), x, y):
            inside = box[0] >= -LEFT and box[2] <= BREADTH and box[1] >= 0 and box[3] <= HEIGHT
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                made.append(label)
                break
    return made


def _sides(text: str, x: float, y: float) -> list[tuple[Label, _Box]]:
    """The name of a dot at ``x`` and ``y``, with its box: at its right, left, above and below."""
    width, half = wide(text, BODY - 1), BODY / 2
    tries = [(x + _AWAY, y, "start"), (x - _AWAY, y, "end")]
    tries += [(x, y - _AWAY - half, "middle"), (x, y + _AWAY + half, "middle")]
    starts = {"start": 0.0, "end": width, "middle": width / 2}
    return [
        (
            Label(text, at, level, anchor=anchor),
            (at - starts[anchor], level - half, at - starts[anchor] + width, level + half),
        )
        for at, level, anchor in tries
    ]


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
