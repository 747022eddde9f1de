"""How the sample prints: money from whole hundredths of 万元, rates in percent, scores without zeros.

Whole numbers keep every sum exact; nothing is rounded but rates and scores, half up.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from generator.figures import show

PERCENT: Final = 10000
"""A whole in hundredths of a percent."""


def money(hundredths: int) -> str:
    """Money in 万元 with two places.

    >>> money(57101003)
    '571,010.03'
    """
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}.{rest:02d}"


def share(part: int, whole: int) -> int:
    """``part`` of ``whole`` in hundredths of a percent, rounded half up; ``whole`` is above 0.

    >>> share(2, 3)
    6667
    """
    return (2 * part * PERCENT + whole) // (2 * whole)


def percent(hundredths: int) -> str:
    """A rate with two places, none where it is whole.

    >>> percent(9762), percent(10000)
    ('97.62%', '100%')
    """
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}%" if rest else f"{whole}%"


def rate(part: int, whole: int) -> str:
    """``part`` of ``whole`` as a rate, — where there is no whole."""
    return percent(share(part, whole)) if whole else "—"


def amount(value: int, places: int) -> str:
    """A target or actual held in units of its last place, without zeros at the end.

    >>> amount(975, 1), amount(950, 1), amount(12000, 0)
    ('97.5', '95', '12000')
    """
    if not places:
        return str(value)
    whole, rest = divmod(value, 10**places)
    return f"{whole}.{rest:0{places}d}".rstrip("0") if rest else str(whole)


@lru_cache(maxsize=20_000)
def score(value: Decimal) -> str:
    """A score or weight as it is printed."""
    return show(value)
