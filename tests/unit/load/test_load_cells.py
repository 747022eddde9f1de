"""Cells by kind of column: what they become, and the four kinds of missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from generator.figures import Missing, Reading
from generator.load.cells import CellError, Parsed, empty, parser
from generator.model import KINDS, Column

ABSENT = [("", Missing.BLANK), ("无", Missing.NONE), ("—", Missing.DASH), ("／", Missing.SLASH)]


def column(kind, *, head="列", required=False, choices=()):
    return Column("field", head, kind, required, choices=choices)


@pytest.mark.parametrize("kind", ["money", "number", "score", "rate", "integer", "date"])
@pytest.mark.parametrize(("text", "value"), ABSENT)
def test_four_kinds_of_missing_are_none_of_them_zero(kind, text, value):
    assert parser(column(kind))(text) is value


@pytest.mark.parametrize("kind", ["money", "number", "score", "rate", "integer"])
def test_zero_is_a_number(kind):
    assert parser(column(kind))("0") == 0


@pytest.mark.parametrize(
    ("unit", "value"),
    [("元", "3.592713"), ("千元", "3592.713"), ("万元", "35927.13"), ("亿元", "359271300")],
)
def test_money_is_held_in_ten_thousands(unit, value):
    assert parser(column("money"), unit)("35,927.13") == Decimal(value)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("code", " 007 ", "007"),
        ("code", "ｐ０１", "p01"),
        ("code", "", ""),
        ("text", " 无 ", "无"),
        ("text", "一\n二", "一\n二"),
        ("refs", " F01；F02 ", "F01；F02"),
        ("rate", "97.62%", Decimal("97.62")),
        ("rate", "981.51", Decimal("981.51")),
        ("score", "8.0", Decimal("8.0")),
        ("integer", "1,194", Decimal(1194)),
        ("integer", "3.0", Decimal(3)),
        ("integer", "-0", Decimal(0)),
        ("date", "2024年3月1日", date(2024, 3, 1)),
        ("value", "≥95%", Reading("≥95%", "≥", Decimal(95), "%")),
        ("value", "有效", Reading("有效")),
        ("value", "无", Reading("无")),
    ],
)
def test_values(kind, text, value):
    assert parser(column(kind))(text) == value


def test_whole_numbers_print_without_a_point():
    assert str(parser(column("integer"))("3.0")) == "3"


def test_a_choice_is_given_back_as_listed():
    parse = parser(column("choice", choices=("已公开", "A（甲）")))
    assert [parse(text) for text in ("已公开", " A(甲) ", "")] == ["已公开", "A（甲）", ""]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "choice"])
def test_required_means_not_blank(kind):
    parse = parser(column(kind, required=True))
    with pytest.raises(CellError, match="不能为空"):
        parse(" \u3000")


@pytest.mark.parametrize("kind", ["money", "number", "score", "rate", "integer", "date"])
def test_required_may_be_stated_as_missing(kind):
    assert parser(column(kind, required=True))("无") is Missing.NONE


@pytest.mark.parametrize(
    ("kind", "head", "text", "message"),
    [
        ("money", "金额", "95分", "是得分，不是金额"),
        ("money", "金额", "60%", "是比率，不是金额"),
        ("money", "金额", "3 亿元", "金额带有单位"),
        ("money", "金额", "1,23", "不是有效金额"),
        ("money", "金额", "1e5", "不是有效金额"),
        ("money", "金额", "元", "不是有效金额"),
        ("money", "金额", "%", "不是有效金额"),
        ("score", "分值", "六", "分值不是数字"),
        ("score", "分值", "6%", "是比率，不是分值"),
        ("score", "得分", "5.8分", "不是数字"),
        ("number", "下限", "低%", "不是数字"),
        ("rate", "执行率", "97.62％％", "不是比率"),
        ("integer", "序号", "1.5", "不是整数"),
        ("integer", "序号", "①", "不是整数"),
        ("date", "日期", "2023-02-29", "没有这一天"),
        ("date", "日期", "2024-13-01", "没有这一天"),
        ("date", "日期", "2021年底", "不是完整日期"),
        ("code", "编码", "卫健", "不是有效编码"),
        ("code", "编码", "p/1", "不是有效编码"),
        ("choice", "状态", "公开", "不在可选项之内"),
    ],
)
def test_each_fault_has_its_own_words(kind, head, text, message):
    with pytest.raises(CellError) as caught:
        parser(column(kind, head=head, choices=("已公开",)))(text)
    assert caught.value.expected == message


def test_each_text_is_parsed_once():
    seen = []
    values = Parsed(lambda text: seen.append(text) or text)
    assert [values["甲"], values["甲"], values["乙"]] == ["甲", "甲", "乙"]
    assert seen == ["甲", "乙"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_that_is_not_there_is_as_if_blank(kind):
    blank = column(kind, choices=("甲",))
    assert empty(blank) == parser(blank)("")
