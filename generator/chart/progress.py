"""A unit's cumulative execution rate at each quarter's end against the schedule."""

from __future__ import annotations

from decimal import Decimal

from generator.chart.filed import Filed
from generator.chart.picture import Datum, Picture, Sign, Words, listing, placed
from generator.chart.style import ACCENT, FAINT, LEFT
from generator.figures import known, narrow, show
from generator.model import Progress, Unit
from generator.records import dataclass
from generator.words import N_, _

_NAMES = (N_("一季度"), N_("二季度"), N_("三季度"), N_("四季度"))
_A_QUARTER = Decimal(25)
_ABOVE = 16
"""Room for a figure above the highest dot."""
_LINE = "M-1.2,-0.15h2.4v0.3h-2.4Z"
_DASHES = "M-1.2,-0.15h1v0.3h-1ZM0.2,-0.15h1v0.3h-1Z"


@dataclass(frozen=True, slots=True)
class _Quarter:
    """A quarter's rate (None where none is filed) and schedule, in percent points and as printed."""

    name: str
    rate: Decimal | None
    rate_text: str
    schedule: Decimal
    schedule_text: str


def of_unit(filed: Filed, unit: Unit) -> Picture | None:
    """The unit's own quarters; None with fewer than two filed rates."""
    own = filed.quarters.of(unit.code)
    numbered = {number: row for row in own if (number := known(row.quarter)) is not None}
    quarters = [
        _quarter(name, numbered[Decimal(number)], number)
        for number, name in enumerate(_NAMES, start=1)
        if number in numbered
    ]
    if sum(quarter.rate is not None for quarter in quarters) < 2:
        return None
    signs = [Sign(_("累计执行率（%）"), ACCENT, _LINE), Sign(_("序时进度"), FAINT, _DASHES)]
    legend = placed(signs, LEFT, _ABOVE)
    words = Words(
        _("{unit} {year} 年各季度执行进度").format(unit=unit.name, year=filed.filing.year),
        listing([_told(quarter) for quarter in quarters]),
        (_("季度"), _("累计执行率"), _("序时进度")),
        tuple((quarter.name, quarter.rate_text, quarter.schedule_text) for quarter in quarters),
    )
    datasets = _datasets(quarters) | {"legend": legend.signs}
    return Picture("lines", words, datasets, legend.labels, legend.top)


def _quarter(name: str, row: Progress, number: int) -> _Quarter:
    """A schedule that is not filed is 25 % a quarter, as rule kind 进度 counts it (DOMAIN section 2)."""
    rate, schedule = known(row.rate), known(row.schedule)
    rate_text = "" if rate is None else _percent(row.text("rate"))
    if schedule is None:
        schedule = _A_QUARTER * number
        return _Quarter(_(name), rate, rate_text, schedule, _percent(show(schedule)))
    return _Quarter(_(name), rate, rate_text, schedule, _percent(row.text("schedule")))


def _percent(text: str) -> str:
    return narrow(text).removesuffix("%") + "%"


def _told(quarter: _Quarter) -> str:
    return _("{quarter}末累计执行率 {rate}、序时进度 {schedule}").format(
        quarter=quarter.name,
        rate=quarter.rate_text or _("未载明"),
        schedule=quarter.schedule_text,
    )


def _datasets(quarters: list[_Quarter]) -> dict[str, list[Datum]]:
    """Figures of the upper line stand above it, those of the lower one below."""
    made: dict[str, list[Datum]] = {"schedule": [], "rates": [], "above": [], "below": []}
    for quarter in quarters:
        planned = {"quarter": quarter.name, "value": float(quarter.schedule)}
        made["schedule"].append(planned)
        ahead = quarter.rate is not None and quarter.rate >= quarter.schedule
        side = "below" if ahead else "above"
        made[side].append(planned | {"label": quarter.schedule_text, "colour": FAINT})
        if quarter.rate is not None:
            reached = {"quarter": quarter.name, "value": float(quarter.rate)}
            made["rates"].append(reached)
            side = "above" if ahead else "below"
            made[side].append(reached | {"label": quarter.rate_text, "colour": ACCENT})
    return made
