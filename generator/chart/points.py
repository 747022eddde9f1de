"""Execution rate against score: one dot for each evaluation that has both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from generator.chart import rates
from generator.chart.filed import Filed
from generator.chart.picture import TOLD, Datum, Picture, Sign, Words, listing, placed
from generator.chart.placing import BREADTH, HEIGHT, named
from generator.chart.style import ACCENT, LEFT
from generator.figures import known, round_half_up, show
from generator.model import ScoredEvaluation
from generator.records import dataclass
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
class Point:
    """An evaluation by rate and score. ``name``: of its unit or project."""

    name: str
    region: str
    year: int
    kind: str
    rate: Decimal
    score: Decimal
    rate_text: str
    score_text: str


@dataclass(frozen=True, slots=True)
class Points:
    """The evaluations of a region and year that have both, or of several.

    ``ends``: the first of the lowest rate, the last of the highest, and the same by score. ``every``: all of
    them, where there are at most ``MAX_DOTS``; ``near``: how many are nearest to which steps of rate and
    score, where there are more.
    """

    count: int = 0
    ends: tuple[Point, ...] = ()
    every: tuple[Point, ...] = ()
    near: Mapping[tuple[Decimal, Decimal], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Dot:
    """Where ``count`` evaluations are drawn; ``label`` is their name in the picture."""

    rate: Decimal
    score: Decimal
    label: str = ""
    count: int = 1

    @property
    def x(self) -> Decimal:
        """Where it is drawn: one rate of 1,000 % would press all others into a line."""
        return min(self.rate, EDGE)


def points_of(filed: Filed) -> Points:
    """Those of one region and year."""
    made = (_point(filed, item) for item in filed.scored.evaluations)
    return _points([point for point in made if point is not None])


def together(parts: Sequence[Points]) -> Points:
    """Those of all ``parts``."""
    count = sum(part.count for part in parts)
    rated, scored = ([end for part in parts for end in part.ends[two]] for two in (slice(2), slice(2, 4)))
    ends = _ends(rated, scored)
    if count <= MAX_DOTS:
        return Points(count, ends, tuple(point for part in parts for point in part.every))
    near: Counter[tuple[Decimal, Decimal]] = Counter()
    for part in parts:
        near.update(part.near or _near(part.every))
    return Points(count, ends, near=dict(near))


def of_site(parts: Sequence[Points]) -> Picture | None:
    """All evaluations of all regions and years; None with fewer than two."""
    return _picture(_("执行率与得分"), together(parts), everywhere=True)


def of_region(filed: Filed, own: Points) -> Picture | None:
    """The evaluations of one region and year, its ``own``; None with fewer than two."""
    filing = filed.filing
    title = _("{region} {year} 年执行率与得分").format(region=filing.region.name, year=filing.year)
    return _picture(title, own, everywhere=False)


def _point(filed: Filed, item: ScoredEvaluation) -> Point | None:
    """Where an evaluation stands: its unit's or project's rate, its total as percent of the full score."""
    filing, sheet = filed.filing, item.evaluation
    fund, total = filed.totals.last((sheet.unit, sheet.project)), known(sheet.total)
    rate = None if fund is None else rates.rate(fund)
    if fund is None or rate is None or total is None or not item.scheme.full:
        return None
    name, region, score = filed.name(sheet.unit, sheet.project), filing.region.name, total / item.scheme.full
    told = rates.told(fund), sheet.text("total")
    return Point(name, region, filing.year, _(sheet.kind), rate, score * _FULL, *told)


def _points(found: Sequence[Point]) -> Points:
    count, ends = len(found), _ends(found, found)
    if count <= MAX_DOTS:
        return Points(count, ends, tuple(found))
    return Points(count, ends, near=dict(_near(found)))


def _ends(rated: Sequence[Point], scored: Sequence[Point]) -> tuple[Point, ...]:
    """Those of ``Points``, by rate among ``rated``, by score among ``scored``."""
    if not rated:
        return ()
    rated, scored = sorted(rated, key=lambda p: p.rate), sorted(scored, key=lambda p: p.score)
    return rated[0], rated[-1], scored[0], scored[-1]


def _near(found: Sequence[Point]) -> Counter[tuple[Decimal, Decimal]]:
    return Counter((_nearest(p.rate, _RATE_STEP), _nearest(p.score, _SCORE_STEP)) for p in found)


def _nearest(value: Decimal, step: Decimal) -> Decimal:
    return round_half_up(value / step, 0) * step


def _picture(title: str, found: Points, *, everywhere: bool) -> Picture | None:
    """``everywhere``: of several regions and years, which the names say."""
    if found.count < 2:
        return None
    if found.count > MAX_DOTS:
        return _many(title, found)
    names = [_name(point, everywhere=everywhere) for point in found.every]
    told = [_told(name, point) for name, point in zip(names, found.every, strict=True)]
    words = Words(
        title,
        listing(told) if found.count <= TOLD else _summary(found),
        (_("名称"), _("评价"), _("执行率"), _("得分")),
        tuple((n, p.kind, p.rate_text, p.score_text) for n, p in zip(names, found.every, strict=True)),
    )
    labels = _labels(found.every, everywhere=everywhere)
    dots = [_Dot(p.rate, p.score, label) for p, label in zip(found.every, labels, strict=True)]
    return _drawn(words, dots, _("每点一份评价；横轴执行率（%），纵轴得分（百分制）"))


def _many(title: str, found: Points) -> Picture:
    """One dot for all that are nearest to the same steps of rate and score, with their number."""
    dots = [_Dot(rate, score, count=count) for (rate, score), count in sorted(found.near.items())]
    words = Words(
        title,
        _summary(found),
        (_("执行率（取最近的 5%）"), _("得分（取最近的 2 分）"), _("评价数")),
        tuple((f"{show(dot.rate)}%", show(dot.score), str(dot.count)) for dot in dots),
    )
    return _drawn(words, dots, _("点越大评价越多；横轴执行率（%），纵轴得分（百分制）"))


def _drawn(words: Words, points: Sequence[_Dot], sign: str) -> Picture:
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
    names = named([point.label for point in points], places) if len(points) <= NAMED else []
    return Picture("points", words, datasets, (*names, *legend.labels), legend.top)


def _name(point: Point, *, everywhere: bool) -> str:
    return f"{point.region} {point.year} {point.name}" if everywhere else point.name


def _labels(found: Sequence[Point], *, everywhere: bool) -> list[str]:
    """The name in the picture; with the kind of evaluation where two have the same."""
    labels = [
        f"{p.region} {p.name}" if everywhere and p.region not in p.name else p.name for p in found
    ]  # fmt: skip
    times = Counter(labels)
    return [
        f"{label}·{p.kind}" if times[label] > 1 else label for p, label in zip(found, labels, strict=True)
    ]


def _told(name: str, point: Point) -> str:
    return _("{name}（{kind}）：执行率 {rate}、得分 {score}").format(
        name=name, kind=point.kind, rate=point.rate_text, score=point.score_text
    )


def _summary(found: Points) -> str:
    """How many dots there are and between what they lie, as printed."""
    low, high, least, most = found.ends
    return _(
        "共 {count} 份评价，执行率在 {low} 与 {high} 之间，得分在 {least} 与 {most} 之间。"
    ).format(
        count=found.count,
        low=low.rate_text, high=high.rate_text, least=least.score_text, most=most.score_text,
    )  # fmt: skip


def _dots(points: Sequence[_Dot]) -> list[Datum]:
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
