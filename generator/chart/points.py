"""Execution rate against score: one dot for each evaluation that has both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from generator.chart import rates
from generator.chart.filed import Filed
from generator.chart.picture import TOLD, Datum, Picture, Sign, Words, listing, placed
from generator.chart.placing import BREADTH, HEIGHT, named
from generator.chart.style import ACCENT, LEFT
from generator.figures import known, round_half_up, show
from generator.model import ScoredEvaluation
from generator.words import _

MAX_DOTS = 200
"""With more, those nearest to the same 5 % and 2 points are drawn as one, larger."""
NAMED = 40
"""With more, no names are written beside the dots."""
EDGE = Decimal(150)
"""Higher rates are drawn here, with a sign of their own."""
_SIZE = 60
_SMALLEST = 16
_LARGEST = 200
_BEYOND = "triangle-right"
_ABOVE = 8
"""Room for the highest figure of the upright axis."""
_STEP = Decimal(10)
_RATE_STEP = Decimal(5)
_SCORE_STEP = Decimal(2)
_FULL = Decimal(100)


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

    @property
    def x(self) -> Decimal:
        """Where it is drawn: one rate of 1,000 % would press all others into a line."""
        return min(self.rate, EDGE)


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
    fund, total = filed.totals.last((sheet.unit, sheet.project)), known(sheet.total)
    rate = None if fund is None else rates.rate(fund)
    if fund is None or rate is None or total is None or not item.scheme.full:
        return None
    label = name = filed.name(sheet.unit, sheet.project)
    if everywhere:
        name = f"{filing.region.name} {filing.year} {name}"
        label = label if filing.region.name in label else f"{filing.region.name} {label}"
    score = total / item.scheme.full * _FULL
    return _Point(name, label, _(sheet.kind), rate, score, rates.told(fund), sheet.text("total"))


def _picture(title: str, found: Sequence[_Point]) -> Picture | None:
    if len(found) < 2:
        return None
    words = Words(
        title,
        listing([_told(point) for point in found]) if len(found) <= TOLD else _summary(found),
        (_("名称"), _("评价"), _("执行率"), _("得分")),
        tuple((p.name, p.kind, p.rate_text, p.score_text) for p in found),
    )
    if len(found) <= MAX_DOTS:
        return _drawn(words, found, _("每点一份评价；横轴执行率（%），纵轴得分（百分制）"))
    shown = _gathered(found)
    heads = (_("执行率（取最近的 5%）"), _("得分（取最近的 2 分）"), _("评价数"))
    words = replace(words, heads=heads, rows=tuple((p.rate_text, p.score_text, str(p.count)) for p in shown))
    return _drawn(words, shown, _("点越大评价越多；横轴执行率（%），纵轴得分（百分制）"))


def _drawn(words: Words, points: Sequence[_Point], sign: str) -> Picture:
    across, up = _domain([p.x for p in points]), _domain([p.score for p in points])
    signs = [Sign(sign, ACCENT, "circle")]
    if any(point.rate > EDGE for point in points):
        signs.append(Sign(_("执行率高于 {edge}%，画在右缘").format(edge=EDGE), ACCENT, _BEYOND))
    legend = placed(signs, LEFT, _ABOVE)
    datasets = {
        "frame": [{"x": float(x), "y": float(y)} for x, y in zip(across, up, strict=True)],
        "dots": _dots(points),
        "legend": legend.signs,
    }
    places = [(_at(p.x, across) * BREADTH, (1 - _at(p.score, up)) * HEIGHT) for p in points]
    names = named(_names(points), places) if len(points) <= NAMED else []
    return Picture("points", words, datasets, (*names, *legend.labels), legend.top)


def _names(points: Sequence[_Point]) -> list[str]:
    times = Counter(point.label for point in points)
    return [f"{p.label}·{p.kind}" if times[p.label] > 1 else p.label for p in points]


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
    """One point for all that are nearest to the same steps of rate and score, with their number."""
    counts = Counter((_nearest(p.rate, _RATE_STEP), _nearest(p.score, _SCORE_STEP)) for p in found)
    return [
        _Point("", "", "", rate, score, f"{show(rate)}%", show(score), count)
        for (rate, score), count in sorted(counts.items())
    ]


def _nearest(value: Decimal, step: Decimal) -> Decimal:
    return round_half_up(value / step, 0) * step


def _dots(points: Sequence[_Point]) -> list[Datum]:
    most = max(point.count for point in points)
    return [
        {
            "x": float(point.x),
            "y": float(point.score),
            "size": _SIZE if most == 1 else _SMALLEST + _LARGEST * point.count / most,
            "shape": "circle" if point.rate <= EDGE else _BEYOND,
        }
        for point in points
    ]


def _domain(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The tens around ``values``."""
    low = (min(values) / _STEP).to_integral_value(ROUND_FLOOR) * _STEP
    high = (max(values) / _STEP).to_integral_value(ROUND_CEILING) * _STEP
    return (low, high) if low < high else (low - _STEP, high)


def _at(value: Decimal, domain: tuple[Decimal, Decimal]) -> float:
    low, high = domain
    return float((value - low) / (high - low))
