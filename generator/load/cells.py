"""Cells: printed text in, value out, one parser for each kind of column (``model.rows.Kind``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, NoReturn

from generator.figures import (
    MONEY_UNITS,
    Missing,
    Number,
    Reading,
    missing,
    narrow,
    parse_date,
    parse_money,
    parse_number,
    parse_rate,
    parse_reading,
)
from generator.model import Column
from generator.words import _

Parser = Callable[[str], object]

_CODE = re.compile(r"[A-Za-z0-9_-]+")
_FULL_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", re.ASCII)


class CellError(ValueError):
    """A cell that its column cannot hold: what is wrong with it, and what would be right."""

    def __init__(self, expected: str, remedy: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.remedy = remedy


class Parsed(dict[str, object]):
    """Values of a column by printed text, each parsed once. Raises ``CellError`` for a bad text."""

    def __init__(self, parse: Parser) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, text: str) -> object:
        value = self[text] = self._parse(text)
        return value


def parser(column: Column, unit: str = "万元") -> Parser:
    """The parser of ``column``; money is read in ``unit`` and comes out in 万元.

    It raises ``CellError`` for a text the column cannot hold, also for a blank where one is required.
    """
    if column.kind in {"text", "refs"}:
        parse: Parser = str.strip
    else:
        parse = partial(_PARSERS[column.kind], column, unit)
    return partial(_filled, parse) if column.required else parse


def empty(column: Column) -> object:
    """What a field holds where its file has no such column."""
    if column.kind in {"code", "text", "choice", "refs"}:
        return ""
    return Reading("") if column.kind == "value" else Missing.BLANK


def _filled(parse: Parser, text: str) -> object:
    if not narrow(text):
        raise CellError(_("不能为空"))
    return parse(text)


def _code(_column: Column, _unit: str, text: str) -> str:
    plain = narrow(text)
    if plain and not _CODE.fullmatch(plain):
        raise CellError(_("不是有效编码"), _("只用英文字母、数字、- 和 _；没有的留空"))
    return plain


def _money(_column: Column, unit: str, text: str) -> Number:
    absent = missing(text)
    if absent is not None:
        return absent
    try:
        return parse_money(text, unit)
    except ValueError:
        _no_money(narrow(text), unit)


def _no_money(plain: str, unit: str) -> NoReturn:
    remedy = _("应为如 1234.56 的数字（{unit}）").format(unit=unit)
    if plain.endswith("%") and _is_number(plain.removesuffix("%")):
        raise CellError(_("是比率，不是金额"), remedy)
    if plain.endswith("分") and _is_number(plain.removesuffix("分")):
        raise CellError(_("是得分，不是金额"), remedy)
    if any(plain.endswith(name) and _is_number(plain.removesuffix(name)) for name in MONEY_UNITS):
        raise CellError(_("金额带有单位"), _("单位写在表头，单元格只写数字（{unit}）").format(unit=unit))
    raise CellError(_("不是有效金额"), remedy)


def _number(column: Column, _unit: str, text: str) -> Number:
    absent = missing(text)
    if absent is not None:
        return absent
    plain = narrow(text)
    try:
        return parse_number(plain)
    except ValueError:
        remedy = _("应为如 {example} 的数字").format(example=column.example or "9.5")
        if plain.endswith("%") and _is_number(plain.removesuffix("%")):
            expected = _("是比率，不是{head}").format(head=column.head)
            raise CellError(expected, remedy) from None
        raise CellError(_("不是数字"), remedy) from None


def _score(column: Column, unit: str, text: str) -> Number:
    try:
        return _number(column, unit, text)
    except CellError as error:
        if column.head == "分值" and error.expected == _("不是数字"):
            raise CellError(_("分值不是数字"), error.remedy) from None
        raise


def _rate(_column: Column, _unit: str, text: str) -> Number:
    absent = missing(text)
    if absent is not None:
        return absent
    try:
        return parse_rate(text)
    except ValueError:
        raise CellError(_("不是比率"), _("应为如 97.62% 的数字，% 可省略")) from None


def _integer(_column: Column, _unit: str, text: str) -> Number:
    absent = missing(text)
    if absent is not None:
        return absent
    number = parse_number(text) if _is_number(text) else None
    if number is None or number != number.to_integral_value():
        raise CellError(_("不是整数"), _("应为如 12 的整数"))
    return number.to_integral_value()


def _date(_column: Column, _unit: str, text: str) -> object:
    absent = missing(text)
    if absent is not None:
        return absent
    try:
        return parse_date(text)
    except ValueError:
        exists = not _FULL_DATE.fullmatch(narrow(text))
        expected = _("不是完整日期") if exists else _("没有这一天")
        raise CellError(expected, _("应为如 2024-12-31 的日期")) from None


def _choice(column: Column, _unit: str, text: str) -> str:
    plain = narrow(text)
    if not plain:
        return ""
    for choice in column.choices:
        if narrow(choice) == plain:
            return choice
    raise CellError(_("不在可选项之内"), _("可选：{choices}").format(choices=_("、").join(column.choices)))


def _value(_column: Column, _unit: str, text: str) -> Reading:
    return parse_reading(text)


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except ValueError:
        return False
    return True


_PARSERS: Final[Mapping[str, Callable[[Column, str, str], object]]] = MappingProxyType(
    {
        "code": _code,
        "money": _money,
        "number": _number,
        "score": _score,
        "rate": _rate,
        "integer": _integer,
        "date": _date,
        "choice": _choice,
        "value": _value,
    }
)
