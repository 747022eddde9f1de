"""Where a unit or project stands among its peers: rank, ties, median, and a strip to draw.

Each field of peers is sorted once a filing; a place in it is found by bisection, so that thousands of
pages cost n log n in all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from generator.figures import known, round_half_up
from generator.model import Fund, Scheme, ScoredEvaluation, Unit
from generator.records import dataclass
from generator.render.views import WHOLE, FilingView

WIDTH = 240
"""Width of a strip's drawing; values that fall on the same of its points are one mark."""
_EDGE = 4  # the outermost marks stay whole
_FAR = 3  # Tukey's outer fence: three times the middle half's spread beyond it


@dataclass(frozen=True, slots=True)
class Standing:
    """One place among peers. ``rank``: 1 is the highest; equal values share the better rank.

    ``tied``: how many others have the same value. ``shares``: values are percent of the full score,
    because the peers were scored by different schemes. ``at`` and ``middle``: the points of ``WIDTH``
    where this one and the median stand; ``path``: all peers' marks as SVG path data; ``edge``: some lie
    so far out that they are drawn at the edge.
    """

    value: Decimal
    rank: int
    count: int
    tied: int
    median: Decimal
    low: Decimal
    high: Decimal
    shares: bool
    at: int
    middle: int
    path: str
    edge: bool


class Field:
    """The values of all peers, sorted once; ``place`` finds one among them."""

    def __init__(self, values: Iterable[Decimal], *, shares: bool = False) -> None:
        self.values = sorted(values)
        self.shares = shares
        if self.values:
            self._bounds = _fences(self.values)
            self._points = {value: self._at(value) for value in set(self.values)}
            self._path = "".join(f"M{point} 6v12" for point in sorted(set(self._points.values())))
            self._median = median(self.values)
            self._middle = self._at(self._median)

    def place(self, value: Decimal) -> Standing | None:
        """Where ``value``, one of the field's own, stands; None where it has no peers."""
        values = self.values
        if len(values) < 2:
            return None
        first, after = bisect_left(values, value), bisect_right(values, value)
        low, high = self._bounds
        return Standing(
            value=value,
            rank=len(values) - after + 1,
            count=len(values),
            tied=after - first - 1,
            median=self._median,
            low=values[0],
            high=values[-1],
            shares=self.shares,
            at=self._points[value],
            middle=self._middle,
            path=self._path,
            edge=(low, high) != (values[0], values[-1]),
        )

    def _at(self, value: Decimal) -> int:
        low, high = self._bounds
        if low == high:
            return WIDTH // 2
        share = (min(max(value, low), high) - low) / (high - low)
        return int(round_half_up(_EDGE + share * (WIDTH - 2 * _EDGE), 0))


def median(values: list[Decimal]) -> Decimal:
    """The middle of sorted ``values``, the mean of the two middle ones where their number is even."""
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _fences(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    """The ends of the scale: the extremes, unless they lie beyond the outer fences."""
    half = (len(values) + 1) // 2
    lower, upper = median(values[:half]), median(values[-half:])
    reach = (upper - lower) * _FAR
    if not reach:
        return values[0], values[-1]
    inside = values[bisect_left(values, lower - reach) : bisect_right(values, upper + reach)]
    return inside[0], inside[-1]


@dataclass(frozen=True, slots=True)
class Standings:
    """The places of one unit or project, each None where there is nothing to compare."""

    score: Standing | None = None
    review: Standing | None = None
    rate: Standing | None = None


Key = tuple[str, str]
"""Codes of a unit and, or "", of a project."""


def standings_of_units(view: FilingView) -> Mapping[str, Standings]:
    """The place of every unit, by code, among units of its level."""
    sheets = [sheet for sheet in view.scored.evaluations if not sheet.evaluation.project]
    reviews = {
        (r.review.unit, ""): (mean, r.scheme)
        for r in view.scored.reviews
        if (mean := r.mean if known(r.review.mean) is None else known(r.review.mean)) is not None
    }
    units: Sequence[Unit] = view.filing.units
    found: dict[Key, Standings] = {}
    for below in (False, True):
        level = [(unit.code, "") for unit in units if bool(unit.parent) == below]
        found |= _placed(view, level, sheets, reviews)
    return {unit: placed for (unit, _none), placed in found.items()}


def standings_of_projects(view: FilingView, unit: str) -> Mapping[str, Standings]:
    """The place of every project of ``unit``, by code, among all of them: from what is filed of it alone."""
    sheets = [sheet for sheet in view.scored.evaluations if sheet.evaluation.unit == unit]
    found = _placed(view, [(unit, project.code) for project in view.filing_projects(unit)], sheets, {})
    return {project: placed for (_unit, project), placed in found.items()}


def _placed(
    view: FilingView,
    keys: Sequence[Key],
    evaluations: Iterable[ScoredEvaluation],
    reviews: Mapping[Key, tuple[Decimal, Scheme]],
) -> dict[Key, Standings]:
    """The places of ``keys`` among each other."""
    sheets = _totals(evaluations)
    scores = _scores({key: sheets[key] for key in keys if key in sheets})
    reviewed = _scores({key: reviews[key] for key in keys if key in reviews})
    rates = {key: rate for key in keys if (rate := spending_rate(view.total(*key))) is not None}
    field = Field(rates.values())
    placed = {key: field.place(rate) for key, rate in rates.items()}
    return {key: Standings(scores.get(key), reviewed.get(key), placed.get(key)) for key in keys}


def spending_rate(fund: Fund | None) -> Decimal | None:
    """The execution rate in percent: as filed, else spent of the year's budget; None without both."""
    if fund is None:
        return None
    filed, spent, budget = known(fund.rate), known(fund.spent), known(fund.budget)
    if filed is not None or spent is None or not budget:
        return filed
    return round_half_up(spent / budget * 100)


def headlines(evaluations: Iterable[ScoredEvaluation]) -> dict[Key, ScoredEvaluation]:
    """The sheet to show first of each unit and project, chosen as ``FilingView.headline`` does."""
    chosen: dict[Key, ScoredEvaluation] = {}
    for sheet in evaluations:
        filed = sheet.evaluation
        if known(filed.total) is None:
            continue
        held = chosen.get((filed.unit, filed.project))
        if held is None or (filed.kind == WHOLE != held.evaluation.kind):
            chosen[filed.unit, filed.project] = sheet
    return chosen


def _totals(evaluations: Iterable[ScoredEvaluation]) -> dict[Key, tuple[Decimal, Scheme]]:
    chosen = headlines(evaluations)
    totals = {key: known(sheet.evaluation.total) for key, sheet in chosen.items()}
    return {key: (total, chosen[key].scheme) for key, total in totals.items() if total is not None}


def _scores(scored: Mapping[Key, tuple[Decimal, Scheme]]) -> dict[Key, Standing | None]:
    """Places by score; by share of the full score where schemes differ."""
    shares = len({scheme.code for _score, scheme in scored.values()}) > 1
    values = {
        key: round_half_up(score / scheme.full * 100) if shares else score
        for key, (score, scheme) in scored.items()
    }
    field = Field(values.values(), shares=shares)
    return {key: field.place(value) for key, value in values.items()}
