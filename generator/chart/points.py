"""Execution rate against score: one dot for each evaluation that has both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from generator.chart import rates
from generator.chart.filed import Filed
from generator.chart.picture import TOLD, Label, Picture, Sign, Words, listing, placed, shorten, wide
from generator.chart.style import ACCENT, BODY, HEIGHTS, LEFT, WIDTH
from generator.figures import known, round_half_up, show
from generator.model import ScoredEvaluation
from generator.words import _

MAX_DOTS = 200
"""With more, dots at the same whole percent and score are drawn as one, larger."""
NAMED = 40
"""With more, no names are written beside the dots."""
_SIZE = 60
_ABOVE = 8
"""Room for the highest figure of the upright axis."""
_STEP = Decimal(10)
_NAME_ROOM = 250
_BREADTH = WIDTH - LEFT
_HEIGHT = HEIGHTS["points"]
_FULL = Decimal(100)
_DOT = 5.0
_AWAY = 8.0

_Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True, slots=True)
class _Point:
    """An evaluation, or ``count`` of them, by rate and score; ``label`` is its name in the picture."""

    name: str
    label: str
    kind: str
    rate: Decimal
    score: Decimal
    rate_text: str
    score_text: str
    count: int = 1


def of_site(filings: Sequence[Filed]) -> Picture | None:
    """All evaluations of all regions and years; None with fewer than two."""
    found = [point for filed in filings for point in _found(filed, everywhere=True)]
    return _picture(_("执行率与得分"), found)


def of_region(filed: Filed) -> Picture | None:
    """The evaluations of one region and year; None with fewer than two."""
    filing = filed.filing
    title = _("{region} {year} 年执行率与得分").format(region=filing.region.name, year=filing.year)
    return _picture(title, _found(filed, everywhere=False))


def _found(filed: Filed, *, everywhere: bool) -> list[_Point]:
    made = [_point(filed, item, everywhere=everywhere) for item in filed.scored.evaluations]
    return [point for point in made if point is not None]


def _point(filed: Filed, item: ScoredEvaluation, *, everywhere: bool) -> _Point | None:
    """Where an evaluation stands: its unit's or project's rate, its total as percent of the full score."""
    filing, sheet = filed.filing, item.evaluation
    fund, total = filed.totals.get((sheet.unit, sheet.project)), known(sheet.total)
    rate = None if fund is None else rates.rate(fund)
    if fund is None or rate is None or total is None or not item.scheme.full:
        return None
    label = name = filed.name(sheet.unit, sheet.project)
    if everywhere:
        name = f"{filing.region.name} {filing.year} {name}"
        label = label if filing.region.name in label else f"{filing.region.name} {label}"
    score = total / item.scheme.full * _FULL
    return _Point(name, label, sheet.kind, rate, score, rates.told(fund), sheet.text("total"))


def _picture(title: str, found: Sequence[_Point]) -> Picture | None:
    if len(found) < 2:
        return None
    sign = _("每点一份评价；横轴执行率（%），纵轴得分（百分制）")
    told = listing([_told(point) for point in found]) if len(found) <= TOLD else _summary(found)
    shown = list(found)
    heads: tuple[str, ...] = (_("名称"), _("评价"), _("执行率"), _("得分"))
    rows: list[tuple[str, ...]] = [(p.name, p.kind, p.rate_text, p.score_text) for p in found]
    if len(found) > MAX_DOTS:
        sign = _("点越大评价越多；横轴执行率（%），纵轴得分（百分制）")
        shown = _gathered(found)
        heads = (_("执行率（取整）"), _("得分（取整）"), _("评价数"))
        rows = [(p.rate_text, p.score_text, str(p.count)) for p in shown]
    legend = placed([Sign(sign, ACCENT, "circle")], LEFT, _ABOVE)
    words = Words(title, told, heads, tuple(rows))
    across, up = _domain([p.rate for p in shown]), _domain([p.score for p in shown])
    datasets = {
        "frame": [{"x": float(x), "y": float(y)} for x, y in zip(across, up, strict=True)],
        "dots": [{"x": float(p.rate), "y": float(p.score), "size": _SIZE * min(p.count, 8)} for p in shown],
        "legend": legend.signs,
    }
    places = [(_at(p.rate, across) * _BREADTH, (1 - _at(p.score, up)) * _HEIGHT) for p in shown]
    names = _named(shown, places) if len(shown) <= NAMED else []
    return Picture("points", words, datasets, (*names, *legend.labels), legend.top)


def _told(point: _Point) -> str:
    return _("{name}（{kind}）：执行率 {rate}、得分 {score}").format(
        name=point.name, kind=point.kind, rate=point.rate_text, score=point.score_text
    )


def _summary(found: Sequence[_Point]) -> str:
    """How many dots there are and between what they lie, as printed."""
    rated, scored = sorted(found, key=lambda p: p.rate), sorted(found, key=lambda p: p.score)
    return _(
        "共 {count} 份评价，执行率在 {low} 与 {high} 之间，得分在 {least} 与 {most} 之间。"
    ).format(
        count=len(found),
        low=rated[0].rate_text, high=rated[-1].rate_text,
        least=scored[0].score_text, most=scored[-1].score_text,
    )  # fmt: skip


def _gathered(found: Sequence[_Point]) -> list[_Point]:
    """One point for all that share a whole percent and a whole score, with their number."""
    counts = Counter((round_half_up(p.rate, 0), round_half_up(p.score, 0)) for p in found)
    return [
        _Point("", "", "", rate, score, f"{show(rate)}%", show(score), count)
        for (rate, score), count in sorted(counts.items())
    ]


def _domain(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The tens around ``values``."""
    low = (min(values) / _STEP).to_integral_value(ROUND_FLOOR) * _STEP
    high = (max(values) / _STEP).to_integral_value(ROUND_CEILING) * _STEP
    return (low, high) if low < high else (low - _STEP, high)


def _at(value: Decimal, domain: tuple[Decimal, Decimal]) -> float:
    low, high = domain
    return float((value - low) / (high - low))


def _named(points: Sequence[_Point], places: Sequence[tuple[float, float]]) -> list[Label]:
    """Names where they cover neither a dot nor another name; a name without such a place is left out."""
    taken = [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in places]
    made: list[Label] = []
    times = Counter(point.label for point in points)
    for point, (x, y) in zip(points, places, strict=True):
        text = f"{point.label}·{point.kind}" if times[point.label] > 1 else point.label
        for label, box in _sides(shorten(text, _NAME_ROOM, BODY - 1), x, y):
            inside = box[0] >= -LEFT and box[2] <= _BREADTH and box[1] >= 0 and box[3] <= _HEIGHT
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
