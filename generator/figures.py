"""Numbers, money, rates and dates: printed text in, Decimal out, and back to print.

All arithmetic is decimal; rounding is half up (DOMAIN section 2: of the 20 means of a published
review all 20 reproduce so, while half-even and binary floats break some). Money is held in 万元.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Final

from generator.records import dataclass


class Missing(Enum):
    """Why a cell holds no value. The four are different things, and none of them is zero."""

    BLANK = ""
    NONE = "无"
    DASH = "—"
    SLASH = "/"


Number = Decimal | Missing

MONEY_UNITS: Final = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "亿元": Decimal(10000),
}
_MISSING: Final = {
    "": Missing.BLANK,
    "无": Missing.NONE,
    "/": Missing.SLASH,
    **dict.fromkeys(("—", "——", "-", "--", "–", "―"), Missing.DASH),
}
_PLAIN = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_NARROW: Final = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
_MOST_DIGITS: Final = 25  # no sum of money has more; decimal's 28 digits hold it and its sums exactly
_WIDE = Context(prec=100)


@lru_cache(maxsize=100_000)
def narrow(text: str) -> str:
    """``text`` with full-width digits, signs and letters made half-width, outer blanks removed.

    Nothing else is changed: Unicode's own compatibility forms would read "5²" as 52 and "②" as 2.

    >>> narrow(" １２．５％ ")
    '12.5%'
    """
    return text.strip() if text.isascii() else text.translate(_NARROW).strip()


def missing(text: str) -> Missing | None:
    """Which kind of missing ``text`` is, or None if it holds something.

    >>> missing("无"), missing("0")
    (<Missing.NONE: '无'>, None)
    """
    return _MISSING.get(narrow(text))


def parse_number(text: str) -> Decimal:
    """The Decimal that ``text`` prints: digits, one point, thousands separators in groups of three.

    Raises ``ValueError`` for anything else, also for "1,23", "1e5", "NaN" and more than 25 digits.

    >>> parse_number("571,010.03")
    Decimal('571010.03')
    """
    plain = narrow(text)
    if not _PLAIN.fullmatch(plain):
        raise ValueError(text)
    number = Decimal(plain.replace(",", ""))
    if len(plain) > _MOST_DIGITS and len(number.as_tuple().digits) > _MOST_DIGITS:
        raise ValueError(text)
    return number


def parse_money(text: str, unit: str) -> Decimal:
    """``text`` in ``unit`` (元, 千元, 万元 or 亿元) as 万元.

    >>> parse_money("35927.13", "元")
    Decimal('3.592713')
    """
    return parse_number(text) * MONEY_UNITS[unit]


def parse_rate(text: str) -> Decimal:
    """A rate in percent points; the sign % may follow.

    >>> parse_rate("97.62%")
    Decimal('97.62')
    """
    return parse_number(narrow(text).removesuffix("%"))


def parse_date(text: str) -> date:
    """A full date: 2024-12-31, 2024/12/31, 2024.12.31 or 2024年12月31日.

    Raises ``ValueError`` for anything else, also for a date that does not exist.
    """
    match = _DATE.fullmatch(narrow(text))
    if not match:
        raise ValueError(text)
    year, month, day = map(int, match.groups())
    return date(year, month, day)


def known(value: Number | None) -> Decimal | None:
    """The number, or None where it is missing."""
    return value if isinstance(value, Decimal) else None


def round_half_up(value: Decimal, digits: int = 2) -> Decimal:
    """``value`` with ``digits`` places, half away from zero.

    >>> round_half_up(Decimal("94.775"))
    Decimal('94.78')
    """
    return value.quantize(_step(digits), rounding=ROUND_HALF_UP, context=_WIDE)


@cache
def _step(digits: int) -> Decimal:
    """One unit of the last of ``digits`` places."""
    return Decimal(1).scaleb(-digits)


@lru_cache(maxsize=100_000)
def places(text: str) -> int:
    """Number of digits printed behind the point.

    >>> places("87.62%"), places("85")
    (2, 0)
    """
    match = re.search(r"\.(\d+)", narrow(text))
    return len(match.group(1)) if match else 0


@lru_cache(maxsize=50_000)
def show(value: Number | int | None, digits: int | None = None) -> str:
    """``value`` for print: thousands separated, ``digits`` places, or as many as it has.

    >>> show(Decimal("571010.03")), show(Decimal("5.2714"), 2), show(Missing.NONE)
    ('571,010.03', '5.27', '无')
    """
    if value is None:
        return ""
    if isinstance(value, Missing):
        return value.value
    number = Decimal(value) if digits is None else round_half_up(Decimal(value), digits)
    printed = f"{number or abs(number):,f}"  # never "-0.00"
    return trim(printed) if digits is None else printed


def trim(printed: str) -> str:
    """``printed`` without zeros at the end of its fraction.

    >>> trim("12.50"), trim("100")
    ('12.5', '100')
    """
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


@dataclass(frozen=True, slots=True)
class Reading:
    """A target or actual as filed: the printed text, and what of it could be parsed.

    ``operator`` is one of "≥ ≤ = > <" or "" where none was printed; ``number`` is None where the
    text holds none or several; ``unit`` is what follows the number.
    """

    text: str
    operator: str = ""
    number: Decimal | None = None
    unit: str = ""


_OPERATORS: Final = {
    "≥": "≥", "≧": "≥", "⩾": "≥", ">=": "≥", "不少于": "≥", "不低于": "≥", "大于等于": "≥",
    "≤": "≤", "≦": "≤", "⩽": "≤", "<=": "≤", "不超过": "≤", "不高于": "≤", "小于等于": "≤",
    "=": "=", "═": "=", "等于": "=",
    ">": ">", "大于": ">", "超过": ">",
    "<": "<", "小于": "<", "低于": "<",
}  # fmt: skip
_READING = re.compile(
    r"(?P<op>" + "|".join(sorted(map(re.escape, _OPERATORS), key=len, reverse=True)) + r")?\s*"
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*"
    r"(?P<unit>[^\d,.≥≤=<>]*)",
    re.ASCII,
)
_SUFFIXES: Final = {"及以上": "≥", "及以下": "≤", "以上": "≥", "以下": "≤", "以内": "≤"}
"""What may stand behind a number in place of an operator before it; the longer ones first."""


def parse_reading(text: str, operator: str = "") -> Reading:
    """Parse an indicator's target or actual beside its printed text; never guess.

    An ``operator`` filed in a column of its own (指标性质) wins over one in the text. Text with no
    number, several numbers, or a date (2021年底) keeps ``number`` None.

    >>> parse_reading("≥100百分比").number, parse_reading("95以上").operator
    (Decimal('100'), '≥')
    """
    plain = narrow(text)
    stated = _OPERATORS.get(narrow(operator), "")
    match = _READING.fullmatch(plain)
    if not match or match["unit"].startswith(("年", "月", "日")) or match["unit"][:1].isdigit():
        return Reading(text, stated)  # a date, or "10²"
    try:
        number = parse_number(match["number"])
    except ValueError:
        return Reading(text, stated)
    unit, found = match["unit"].strip(), _OPERATORS.get(match["op"] or "", "")
    if unit.endswith(("以上", "以下", "以内")):
        suffix = next(suffix for suffix in _SUFFIXES if unit.endswith(suffix))
        unit, found = unit.removesuffix(suffix), found or _SUFFIXES[suffix]
    return Reading(text, stated or found, number, unit)
