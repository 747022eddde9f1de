"""Printed figures: a value beside its text, and comparison at the digits printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Final

from generator.check.findings import DIFFERS, ROUNDING
from generator.figures import MONEY_UNITS, known, narrow, places, round_half_up, show
from generator.model import Column, Place, Row
from generator.records import dataclass
from generator.references import Term
from generator.words import _

HUNDRED: Final = Decimal(100)
SLIP: Final = Decimal(10000)
"""How far 元, 万元 and 亿元 stand apart: the slip that reconciles most misprinted units."""
_NEIGHBOURS: Final = {"元": ("万元",), "万元": ("元", "亿元"), "亿元": ("万元",)}
_MEASURES: Final = {"rate": "%", "score": "分"}
_SHARES: Final = ("%", "‰")
_GAP_DIGITS: Final = 2
_MEETING = re.compile(r"[\u3400-\u9fff][\w%‰+≥≤=><-]|[\w%‰)][\u3400-\u9fff]", re.ASCII)
_IN_HEAD = re.compile(r"[（(](.+)[）)]")


def display(value: Decimal, measure: str, digits: int) -> str:
    """``value`` (money in 万元) in ``measure``, rounded half up to ``digits`` places.

    >>> display(Decimal("3.5"), "元", 2), display(Decimal("97.623"), "%", 2)
    ('35,000.00 元', '97.62%')
    """
    return with_measure(show(value / MONEY_UNITS.get(measure, Decimal(1)), digits), measure)


def with_measure(text: str, measure: str) -> str:
    """``text`` with its unit behind it: a blank before words, none before a sign."""
    if measure in _SHARES:
        return text.removesuffix(measure) + measure
    return f"{text} {measure}" if measure else text


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed: ``value`` (money in 万元), its text, unit and place.

    ``text`` is blank where ``rows`` rows were added to make the figure.
    """

    value: Decimal
    text: str
    measure: str
    place: Place
    name: str = ""
    rows: int = 1

    @property
    def unit(self) -> Decimal:
        """One of the printed unit, as ``value`` is held."""
        return MONEY_UNITS.get(self.measure, Decimal(1))

    @property
    def digits(self) -> int:
        """Places printed behind the point; of a sum, as many as it has."""
        return places(self.text or f"{self.value / self.unit:f}")

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, as ``value`` is held."""
        return self.unit * Decimal(1).scaleb(-self.digits)

    @property
    def slack(self) -> Decimal:
        """What rounding may have moved this figure when it is added: a step a row, none for counts."""
        exact = not self.digits and self.measure not in MONEY_UNITS and self.measure not in _SHARES
        return Decimal(0) if exact else self.step * self.rows

    @property
    def shown(self) -> str:
        """The printed digits with thousands separated, and the unit.

        Its sign is the printed one: a term that a tie subtracts is still named as it was filed.
        """
        if not self.text:
            return self.like(self.value)
        size = abs(self.value / self.unit)
        return with_measure(show(-size if self.text.startswith("-") else size, self.digits), self.measure)

    def like(self, value: Decimal) -> str:
        """``value`` in this figure's unit and digits; from 10,000 元 on in 万元 too."""
        said = display(value, self.measure, self.digits)
        if self.measure == "元" and abs(value) >= 1:
            return _("{said}（{larger}）").format(said=said, larger=display(value, "万元", _GAP_DIGITS))
        return said

    def gap(self, value: Decimal) -> str:
        """How far ``value`` lies from this figure; of shares in percentage points.

        With two places at least where the printed digits would hide the difference.
        """
        difference = abs(self.value - value)
        digits = max(self.digits, _GAP_DIGITS) if difference % self.step else self.digits
        return display(difference, _("个百分点") if self.measure == "%" else self.measure, digits)

    def agrees(self, value: Decimal) -> bool:
        """Whether ``value``, rounded half up to the printed digits, is this figure."""
        return round_half_up(value / self.unit, self.digits) == self.value / self.unit

    def elsewise(self) -> Iterator[Printed]:
        """The same printed number in the units 10,000 times larger and smaller."""
        for measure in _NEIGHBOURS.get(self.measure, ()):
            value = self.value / self.unit * MONEY_UNITS[measure]
            yield replace(self, value=value, measure=measure)


def read(row: Row, name: str) -> Printed | None:
    """Field ``name`` of ``row``, None where it holds no number."""
    return None if known(getattr(row, name)) is None else printed(row, name)


def printed(row: Row, name: str) -> Printed:
    """Field ``name`` of ``row``, which holds a number.

    Checks look at the numbers first and ask for this only of those they have something to say about.
    """
    kind, head = _column(type(row), name)  # type: ignore[arg-type]
    measure = _measure(kind, row.origin.heading.heads.get(name, head))
    return Printed(getattr(row, name), narrow(row.text(name)), measure, row.place(name), head)


@cache
def _column(kind: type[Row], name: str) -> tuple[str, str]:
    """Kind and head of the column that field ``name`` of rows of this ``kind`` is read from."""
    column: Column = next(item for item in fields(kind) if item.name == name).metadata["column"]
    return column.kind, column.head


@cache
def _measure(kind: str, head: str) -> str:
    in_head = _IN_HEAD.search(head)
    return _MEASURES.get(kind, in_head.group(1) if in_head else "")


def of_term(term: Term) -> Printed | None:
    """What a reference stands for, None where it holds no number."""
    if term.value is None:
        return None
    return Printed(term.value, narrow(term.text), term.measure, term.place, term.name, term.count)


def say(words: str, **values: object) -> str:
    """``words`` with ``values`` in their places, a blank between Chinese and figures where they meet.

    Templates stand without those blanks: whether one is due depends on what the value begins with.

    >>> say("预算约{needed}时为{rate}", needed="3.50 万元", rate="97%")
    '预算约 3.50 万元时为 97%'
    """
    said = ""
    for literal, name, _spec, _conversion in Formatter().parse(words):
        said = _joined(said, literal)
        if name is not None:
            said = _joined(said, str(values[name]))
    return said


def verdict(left: Printed, computed: Decimal, slack: Decimal) -> str:
    """Blank where ``left`` agrees, else 舍入 within ``slack`` and 不符 beyond it (DOMAIN section 5)."""
    if left.agrees(computed):
        return ""
    return ROUNDING if abs(left.value - computed) <= slack else DIFFERS


def rounding(left: Printed, computed: Decimal, rows: int = 0) -> str:
    """The words for a difference that rounding explains, or adding ``rows`` rounded figures does."""
    words = (
        _("{rows}个数相加，相差{difference}，在舍入范围内") if rows else _("相差{difference}，在舍入范围内")
    )
    return say(words, rows=rows, difference=left.gap(computed))


def _joined(before: str, after: str) -> str:
    meet = before[-1:] + after[:1]
    return f"{before} {after}" if _MEETING.fullmatch(meet) else before + after


def listed(texts: Sequence[str]) -> str:
    """``texts`` as a Chinese list."""
    return "、".join(texts)
