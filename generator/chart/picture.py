"""What is to be drawn: a kind of chart with its datasets, its words and the table of its figures."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from typing import Any, Final, NamedTuple

from generator.chart.style import BAR_OFFSET, BODY, LANE, STEP, WIDTH, WORDS_OFFSET, Kind
from generator.records import dataclass
from generator.words import _

MAX_BARS: Final = 30
"""More bars than this are no picture any more; the table beside it holds them all."""
TOLD: Final = 10
"""Items that a text alternative lists one by one."""
_LEGEND_LINE: Final = 22
_GAP: Final = 14
_INDENT: Final = 14
_EMS: Final = {" ": 0.3, ".": 0.3, ",": 0.3, "·": 0.5, "%": 0.9}

Datum = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says without its picture: title, text alternative, heads and rows of its table."""

    title: str
    alternative: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart before it is drawn.

    ``top`` is the height of its legend in pixels; ``sha`` the SHA-256 of all that is drawn, worked out once,
    because it is asked for whenever the chart stands as it was.
    """

    kind: Kind
    words: Words
    datasets: Mapping[str, list[Datum]]
    labels: tuple[Label, ...]
    top: int
    sha: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out ``sha``."""
        parts = (self.order(), self.words.title, repr(self.labels))
        object.__setattr__(self, "sha", hashlib.sha256("\n".join(parts).encode()).hexdigest())

    def order(self) -> str:
        """What Vega is to draw, in one canonical text."""
        order = {"kind": self.kind, "top": self.top, "datasets": self.datasets}
        return json.dumps(order, ensure_ascii=False, sort_keys=True)


class Label(NamedTuple):
    """A text at its place: pixels from the plot's upper left corner to its middle line.

    ``anchor`` (start, middle, end) is the part of the text that stands at ``x``.
    """

    text: str
    x: float
    y: float
    size: int = BODY - 1
    anchor: str = "start"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """An entry of a legend: its words, colour and shape (a Vega shape or an SVG path)."""

    label: str
    colour: str
    shape: str = "square"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar. ``edge``: colour of its outline, None for none."""

    start: Decimal
    end: Decimal
    colour: str
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot on a bar, ``lane`` lanes below its middle (above it where negative)."""

    at: Decimal
    sign: Sign
    lane: float = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and figures above; ``level`` 1 is part of the ``level`` 0 before it.

    Without pieces it is a heading.
    """

    label: str
    note: str = ""
    level: int = 0
    backs: tuple[Piece, ...] = ()
    fronts: tuple[Piece, ...] = ()
    dots: tuple[Dot, ...] = ()

    @property
    def heading(self) -> bool:
        """True where the line is a heading of the bars below it."""
        return not (self.backs or self.fronts)


THIN: Final = "M-1,-0.42h2v0.84h-2Z"
"""Sign of a thin bar."""


def bars(kind: Kind, words: Words, found: Sequence[Bar], signs: Sequence[Sign], reach: Decimal) -> Picture:
    """A picture of ``found``; its scale reaches at least from 0 to ``reach``.

    With more than ``MAX_BARS`` bars the parts are left out, then the last ones, and the text
    alternative says so.
    """
    shown = _fewer(found)
    if len(shown) < len(found):
        count = sum(not bar.heading for bar in shown)
        left_out = _("图中只画其中 {count} 项，全部见表。").format(count=count)
        words = replace(words, alternative=words.alternative + left_out)
    legend = placed(signs)
    frame: list[Datum] = [{"key": key, "start": 0} for key in range(len(shown))]
    frame.append({"key": 0, "start": float(reach)})
    datasets = _bar_datasets(shown) | {"frame": frame, "legend": legend.signs}
    return Picture(kind, words, datasets, _bar_labels(shown) + legend.labels, legend.top)


def _fewer(found: Sequence[Bar]) -> list[Bar]:
    if len(found) <= MAX_BARS:
        return list(found)
    shown = [bar for bar in found if bar.level == 0][:MAX_BARS]
    while shown[-1].heading:
        shown.pop()
    return shown


def _bar_datasets(shown: Sequence[Bar]) -> dict[str, list[Datum]]:
    made: dict[str, list[Datum]] = {"backs": [], "fronts": [], "dots": []}
    for key, bar in enumerate(shown):
        for name, pieces in (("backs", bar.backs), ("fronts", bar.fronts)):
            made[name] += [
                {"key": key, "start": float(p.start), "end": float(p.end), "colour": p.colour, "edge": p.edge}
                for p in pieces
            ]
        made["dots"] += [_dot(key, dot) for dot in bar.dots]
    return made


def _bar_labels(shown: Sequence[Bar]) -> tuple[Label, ...]:
    """Name and figures above each bar; a heading where the bar would be."""
    made = []
    for key, bar in enumerate(shown):
        middle = STEP * (key + 0.5)
        indent = _INDENT * bar.level
        y = middle + (BAR_OFFSET if bar.heading else WORDS_OFFSET)
        note = Label(plain(bar.note), WIDTH, y, anchor="end")
        room = WIDTH - indent - wide(note.text, note.size) - _GAP
        made.append(Label(shorten(bar.label, room), indent, y, BODY, bold=bar.heading))
        made += [note] if note.text else []
    return tuple(made)


def _dot(key: int, dot: Dot) -> Datum:
    place = {"key": key, "start": float(dot.at), "dy": BAR_OFFSET + LANE * dot.lane}
    return place | {"shape": dot.sign.shape, "colour": dot.sign.colour}


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend above the plot: datums of its signs, its words, and the pixels it takes."""

    signs: list[Datum]
    labels: tuple[Label, ...]
    top: int


def placed(signs: Iterable[Sign], left: int = 0, room: int = 0) -> Legend:
    """The legend of ``signs``, in as many lines as it needs.

    It begins ``left`` pixels left of the plot and leaves ``room`` pixels between.
    """
    lines: list[list[tuple[float, Sign]]] = [[]]
    at = 0.0
    for sign in signs:
        need = _GAP + wide(plain(sign.label), BODY - 1)
        if lines[-1] and at + need > WIDTH:
            lines.append([])
            at = 0.0
        lines[-1].append((at - left, sign))
        at += need + _GAP
    datums: list[Datum] = []
    labels = []
    for line, entries in enumerate(lines, start=1):
        y = _LEGEND_LINE * (line - len(lines)) - _GAP - room
        for x, sign in entries:
            datums.append({"px": x + 5, "py": y, "shape": sign.shape, "colour": sign.colour})
            labels.append(Label(plain(sign.label), x + _GAP, y))
    return Legend(datums, tuple(labels), _LEGEND_LINE * len(lines) + 6 + room)


def wide(text: str, size: int) -> float:
    """About how many pixels ``text`` takes at ``size``: an em for a Chinese character, else mostly 0.6.

    An estimate on purpose: measuring would tie the picture to the fonts of the building machine.
    """
    return size * sum(_EMS.get(char) or _em(char) for char in text)


def _em(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.6


def plain(text: str) -> str:
    """``text`` in one line without control characters, which no SVG may hold."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def shorten(text: str, room: float, size: int = BODY) -> str:
    """``text`` in one line, cut with an ellipsis where it would be wider than ``room`` pixels.

    >>> shorten("金凤区自然资源局", 60)
    '金凤区…'
    """
    line = plain(text)
    if wide(line, size) <= room:
        return line
    while line and wide(line + "…", size) > room:
        line = line[:-1]
    return line + "…"


def listing(parts: Sequence[str]) -> str:
    """The ``parts`` in one sentence, or the first ``TOLD`` of them and how many the table adds."""
    said = _("；").join(parts[:TOLD])
    if len(parts) > TOLD:
        said += _("；其余 {count} 项见表").format(count=len(parts) - TOLD)
    return said + _("。")
