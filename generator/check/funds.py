"""Checks on money: rates, overspending, units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from generator.check.printed import HUNDRED, SLIP, Printed, display, printed, read, rounding, say, verdict
from generator.check.reconcile import about, by_unit
from generator.check.registry import DIFFERS, NOTE, Case, Found, finds
from generator.figures import known
from generator.model import Fund, Monitoring
from generator.records import dataclass
from generator.words import N_, _

_BUDGETS: Final = {"全年预算数": "budget", "年初预算数": "initial"}
_RATE_DIGITS: Final = 2
"""A computed rate is shown with two places at least, however few the filed one has."""


@dataclass(frozen=True, slots=True)
class _Rate:
    """A filed rate that does not agree, with what it divides; ``others``: the denominators not chosen."""

    row: Fund | Monitoring
    item: str
    rate: Printed
    spent: Printed
    base: Printed
    others: tuple[Printed, ...]

    @property
    def computed(self) -> Decimal:
        return self.spent.value / self.base.value * HUNDRED


@finds(
    code="rate-differs",
    severity=DIFFERS,
    title=N_("执行率与执行数、预算数不符"),
    remedy=N_("核对执行数、预算数和计量单位；分母不是全年预算数的，在 执行率口径 一列写明。"),
)
def rate_differs(case: Case) -> Iterator[Found]:
    """Rate = spent / denominator at the digits printed; one unit of the last digit is rounding."""
    for item in _rates(case):
        severity = verdict(item.rate, item.computed, item.rate.step)
        computed = _percent(item.computed, item.rate.digits)
        words = _("「{item}」执行率填报为{filed}；按执行数{spent} ÷ {base} {budget}计算为{computed}")
        yield Found(
            unit=item.row.unit,
            project=item.row.project,
            item=item.item,
            filed=item.rate.shown,
            computed=computed,
            reconciles=_rate_reconciles(item) if severity == DIFFERS else rounding(item.rate, item.computed),
            message=say(
                words,
                item=item.item,
                filed=item.rate.shown,
                spent=item.spent.shown,
                base=item.base.name,
                budget=item.base.shown,
                computed=computed,
            ),
            source=item.rate.place,
            severity=severity,
        )


@finds(
    code="over-budget",
    severity=DIFFERS,
    title=N_("执行数超过预算数"),
    remedy=N_("核对两数的口径和计量单位；年中追加的，把追加后的数填入 全年预算数。"),
)
def over_budget(case: Case) -> Iterator[Found]:
    """Spent above the full-year budget; above the initial budget alone it is a note."""
    for fund in case.filing.funds:
        filed = _spent_of(fund)
        if filed is None or filed[0] <= filed[1]:
            continue
        spent, base = printed(fund, "spent"), printed(fund, filed[2])
        share = _percent(spent.value / base.value * HUNDRED) if base.value else ""
        words = _("「{source}」执行数{spent}大于{name} {budget}，超出{excess}")
        message = say(
            words,
            source=fund.source,
            spent=spent.shown,
            name=base.name,
            budget=base.shown,
            excess=spent.like(spent.value - base.value),
        )
        yield Found(
            unit=fund.unit,
            project=fund.project,
            item=fund.source,
            filed=spent.shown,
            computed=share,
            message=message + (say(_("，为预算的{share}"), share=share) if share else ""),
            source=spent.place,
            severity=DIFFERS if known(fund.budget) is not None else NOTE,
        )


@finds(
    code="unit-slip",
    severity=DIFFERS,
    title=N_("两数相差约一万倍"),
    remedy=N_("核对两数的计量单位是 元 还是 万元。"),
)
def unit_slip(case: Case) -> Iterator[Found]:
    """Spent and budget that only fit when one is read in a unit 10,000 times larger."""
    for fund in case.filing.funds:
        filed = _spent_of(fund)
        rate = None if filed is None else _slipped_rate(filed[0], filed[1])
        if filed is None or rate is None:
            continue
        spent, base = printed(fund, "spent"), printed(fund, filed[2])
        small, large = sorted((spent, base), key=lambda figure: figure.value)
        times = small.like(small.value * SLIP)
        words = _("「{source}」{large_name} {large}约为{small_name} {small}的一万倍")
        reconciled = _("{name}为{figure}时执行率为{rate}")
        yield Found(
            unit=fund.unit,
            project=fund.project,
            item=fund.source,
            filed=small.shown,
            computed=times,
            reconciles=say(reconciled, name=small.name, figure=times, rate=_percent(rate)),
            message=say(
                words,
                source=fund.source,
                large_name=large.name,
                large=large.shown,
                small_name=small.name,
                small=small.shown,
            ),
            source=small.place,
            severity=DIFFERS if small is base else NOTE,
        )


def _spent_of(fund: Fund) -> tuple[Decimal, Decimal, str] | None:
    """What was spent, of which budget, and that budget's field; None where either is not filed."""
    spent, budget, initial = known(fund.spent), known(fund.budget), known(fund.initial)
    base, field = (initial, "initial") if budget is None else (budget, "budget")
    return None if spent is None or base is None else (spent, base, field)


def _rates(case: Case) -> Iterator[_Rate]:
    for fund in case.filing.funds:
        yield from _rated(fund, fund.source, _bases(case, fund))
    for row in case.filing.monitoring:
        yield from _rated(row, row.code, ["initial"])


def _rated(row: Fund | Monitoring, item: str, fields: Sequence[str]) -> Iterator[_Rate]:
    """The rate of ``row`` where it is not what was spent of its denominator, rounded as it is printed.

    The denominator is the first of ``fields`` with a number that is not zero.
    """
    rate, amount = read(row, "rate"), known(row.spent)
    filed = [field for field in fields if known(getattr(row, field))]
    if rate is None or amount is None or not filed:
        return
    if rate.agrees(amount / getattr(row, filed[0]) * HUNDRED):
        return
    base, *others = (printed(row, field) for field in filed)
    yield _Rate(row, item, rate, printed(row, "spent"), base, tuple(others))


def _bases(case: Case, fund: Fund) -> list[str]:
    """Fields of the denominators, first the one the row states, else the scheme's, else 全年预算数."""
    scheme = case.schemes.get((fund.unit, fund.project))
    stated = fund.basis or (scheme.denominator if scheme is not None else "")
    return [_BUDGETS[head] for head in sorted(_BUDGETS, key=lambda head: head != stated)]


def _rate_reconciles(item: _Rate) -> str:
    filed = item.rate.shown
    for other in item.others:
        if item.rate.agrees(item.spent.value / other.value * HUNDRED):
            words = _("以{name} {figure}为分母时为{rate}")
            return say(words, name=other.name, figure=other.shown, rate=filed)
    slip = by_unit(item.rate, (item.spent, item.base), _share)
    if slip:
        return slip
    if not item.rate.value or not item.spent.value:
        return ""
    needed = about(
        item.base,
        item.spent.value / item.rate.value * HUNDRED,
        lambda base: item.rate.agrees(item.spent.value / base * HUNDRED),
    )
    return say(_("预算约{needed}时为{rate}"), needed=needed, rate=filed)


def _share(values: Sequence[Decimal]) -> Decimal:
    return values[0] / values[1] * HUNDRED


def _slipped_rate(spent: Decimal, base: Decimal) -> Decimal | None:
    """The rate after one factor of 10,000, where only that makes the two plausible (1 % to 120 %).

    Spending so far below its budget may be true; it is doubted only where 50 % to 120 % results.
    None where either is not above zero.
    """
    if spent <= 0 or base <= 0:
        return None
    rate = spent / base * HUNDRED
    if 1 <= rate / SLIP <= 120:
        return rate / SLIP
    return rate * SLIP if 50 <= rate * SLIP <= 120 else None


def _percent(value: Decimal, digits: int = 0) -> str:
    return display(value, "%", max(digits, _RATE_DIGITS))
