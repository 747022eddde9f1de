"""Execution rates as filed and as computed, and money as printed."""

from __future__ import annotations

from decimal import Decimal

from generator.figures import known, missing, narrow, parse_rate, places, round_half_up, show, trim
from generator.model import Fund, Row
from generator.words import _

_HUNDRED = Decimal(100)


def money(row: Row, name: str) -> str:
    """Field ``name`` of ``row`` in 万元: as printed where the file's unit is 万元, else converted."""
    head = row.origin.heading.heads.get(name, "")
    return row.text(name) if "万元" in head else show(getattr(row, name))


def denominator(fund: Fund) -> str:
    """The field that the execution rate of ``fund`` divides by.

    As 执行率口径 says; where that figure is not filed, the other one.
    """
    wanted, other = ("initial", "budget") if fund.basis == "年初预算数" else ("budget", "initial")
    return wanted if known(getattr(fund, wanted)) is not None else other


def budget(fund: Fund) -> Decimal | None:
    """The figure that the rate divides by, in 万元."""
    return known(getattr(fund, denominator(fund)))


def computed(fund: Fund) -> Decimal | None:
    """Spent ÷ budget in percent points, not rounded; None without both or with a budget of 0."""
    whole, spent = budget(fund), known(fund.spent)
    return spent / whole * _HUNDRED if spent is not None and whole else None


def filed(fund: Fund) -> str:
    """The filed rate as printed, with its sign %; blank where none is filed."""
    text = narrow(fund.text("rate"))
    return text.removesuffix("%") + "%" if missing(text) is None else ""


def calculated(fund: Fund) -> str:
    """The computed rate, rounded half up to the places of the filed one, else to two."""
    rate = computed(fund)
    if rate is None:
        return ""
    stated = filed(fund)
    return (show(rate, places(stated)) if stated else trim(show(rate, 2))) + "%"


def told(fund: Fund) -> str:
    """The rate in words: as filed, the computed one beside it where it differs; blank if neither."""
    stated, result = filed(fund), calculated(fund)
    if not stated:
        return _("{rate}（计算）").format(rate=result) if result else ""
    if not result or parse_rate(stated) == parse_rate(result):
        return stated
    return _("{filed}（计算 {computed}）").format(filed=stated, computed=result)


def rate(fund: Fund) -> Decimal | None:
    """The rate by which a fund is placed: the filed one, else the computed one to two places."""
    value = known(fund.rate)
    if value is not None:
        return value
    result = computed(fund)
    return None if result is None else round_half_up(result)
