"""Personal data in free text: identity numbers, mobile numbers, bank cards (DOMAIN section 4).

Only what carries its own proof is reported: a check digit, or the form of a mobile number; and
never a part of a longer number or of one with a fraction.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from generator.figures import narrow
from generator.words import N_, _

_START = r"(?<!\d)(?<!\d\.)"
_END = r"(?!\d|\.\d)"
CANDIDATE = re.compile(r"\d\d(?:[ \-　－]?\d){9}")
"""At least eleven digits. Text without a match holds none of the three; full-width digits count."""
_RUN = re.compile(r"[0-9０-９ \-　－]{11}")
_WIDE: Final = "０１２３４５６７８９　－"
_KINDS: Final = bytes(0 if chr(byte) in "0123456789 -" else 1 for byte in range(256))
_IDENTITY = re.compile(_START + r"\d{6}([ -]?)\d{8}\1\d{3}[\dXx]" + _END, re.ASCII)
_MOBILE = re.compile(_START + r"(?:86[ -]?)?1[3-9]\d([ -]?)\d{4}\1\d{4}" + _END, re.ASCII)
_CARD = re.compile(_START + r"(?:\d{16,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?)" + _END, re.ASCII)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def personal(text: str) -> tuple[tuple[str, str], ...]:
    """What personal data ``text`` holds: pairs of its sort, in words, and the value masked.

    >>> personal("联系 13800138000")
    (('手机号码', '138****00'),)
    """
    if not CANDIDATE.search(text):
        return ()
    plain = narrow(text)
    found: list[tuple[str, str]] = []
    for label, pattern, proof in _SORTS:
        for match in pattern.finditer(plain):
            value = match.group()
            if proof(value.replace(" ", "").replace("-", "")):
                found.append((_(label), mask(value)))
                plain = plain.replace(value, "*" * len(value))  # one value is one sort of data
    return tuple(found)


def suspect(text: str) -> bool:
    """Whether a ``CANDIDATE`` may be in ``text``, told in less than half of the time that looking takes.

    It has at least eleven digits, spaces and hyphens in a row, one byte each unless they are full-width.

    >>> suspect("13800138000"), suspect("2024-2025 年")
    (True, False)
    """
    if any(sign in text for sign in _WIDE):
        return _RUN.search(text) is not None
    return bytes(11) in text.encode("utf-8", "surrogatepass").translate(_KINDS)


def mask(value: str) -> str:
    """The first three characters, four stars, the last two.

    >>> mask("13800138000")
    '138****00'
    """
    return f"{value[:3]}****{value[-2:]}"


def identity_number(digits: str) -> bool:
    """Whether the last of 18 characters is the check character of the others (GB 11643-1999)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    return "10X98765432"[total % 11] == digits[17].upper()


def luhn(digits: str) -> bool:
    """Whether ``digits`` end in their check digit by the Luhn rule (ISO/IEC 7812-1), not all zeros."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and any(digit != "0" for digit in digits)


def _always(_digits: str) -> bool:
    return True


_SORTS: Final[tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...]] = (
    (N_("身份证件号码"), _IDENTITY, identity_number),
    (N_("银行卡号"), _CARD, luhn),
    (N_("手机号码"), _MOBILE, _always),
)
