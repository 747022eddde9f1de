"""Numbers, money, rates, dates and readings: by worked examples and by properties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures import (
    MONEY_UNITS,
    Missing,
    Reading,
    known,
    missing,
    narrow,
    parse_date,
    parse_money,
    parse_number,
    parse_rate,
    parse_reading,
    places,
    round_half_up,
    show,
    trim,
)


def refused(parse, text):
    """Whether ``parse`` raises ``ValueError`` for ``text``."""
    try:
        parse(text)
    except ValueError:
        return True
    return False


FIGURES = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" １２，３４５．６％ ", "12,345.6%"),
        ("（万元）", "(万元)"),
        ("\u3000甲\u3000", "甲"),
        ("−5", "-5"),
        ("ＡＢｃ～", "ABc~"),
        (" a ", "a"),
        ("100㎡", "100㎡"),
        ("5²", "5²"),
        ("②", "②"),
    ],
)
def test_narrow_changes_width_and_nothing_else(text, plain):
    assert narrow(text) == plain


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Missing.BLANK),
        (" \u3000", Missing.BLANK),
        ("无", Missing.NONE),
        ("/", Missing.SLASH),
        ("／", Missing.SLASH),
        *((dash, Missing.DASH) for dash in ("—", "——", "-", "－", "--", "–", "―", "−")),
        ("0", None),
        ("0.00", None),
        ("无此项", None),
    ],
)
def test_four_kinds_of_missing(text, kind):
    assert missing(text) is kind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("007", "7"),
        ("571,010.03", "571010.03"),
        ("1,234,567", "1234567"),
        ("+5", "5"),
        ("-5.50", "-5.50"),
        ("−5", "-5"),
        ("１２．５", "12.5"),
        (" 3 ", "3"),
        ("1234567890123456789012345", "1234567890123456789012345"),
    ],
)
def test_numbers(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "", "无", "1,23", "1,2345", ",123", "1234,567", "1e5", "NaN", "Infinity", "1.", ".5", "1 000",
        "1.2.3", "--5", "5%", "5分", "①", "5²", "٣", "½", "0x10", "1_000", "12345678901234567890123456",
        "0.12345678901234567890123456",
    ],
)  # fmt: skip
def test_what_is_no_number(text):
    assert refused(parse_number, text)


@given(FIGURES)
def test_what_is_shown_is_read_back(value):
    assert parse_number(show(value)) == value


@given(FIGURES, st.integers(0, 6))
def test_shown_with_places_is_the_rounded_value(value, digits):
    printed = show(value, digits)
    assert parse_number(printed) == round_half_up(value, digits)
    assert places(printed) == digits


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(list(MONEY_UNITS)))
def test_money_is_linear_in_its_unit(value, unit):
    in_yuan = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}
    text = f"{value:f}"
    assert parse_money(text, unit) * in_yuan["万元"] == value * in_yuan[unit]
    assert parse_money(text, unit) * 2 == parse_money(f"{value * 2:f}", unit)


@pytest.mark.parametrize(("unit", "power"), [("元", -4), ("千元", -1), ("万元", 0), ("亿元", 4)])
def test_the_longest_sum_of_money_stays_exact(unit, power):
    assert Fraction(parse_money("9" * 25, unit)) == Fraction(10) ** power * int("9" * 25)


def test_money_in_an_unknown_unit():
    with pytest.raises(KeyError):
        parse_money("1", "美元")


@pytest.mark.parametrize(
    ("text", "value"), [("97.62%", "97.62"), ("981.51", "981.51"), ("１００％", "100"), ("5 %", "5")]
)
def test_rates(text, value):
    assert parse_rate(text) == Decimal(value)


@pytest.mark.parametrize("text", ["5%%", "%", "百分之五", "5‰", "60%、70%"])
def test_what_is_no_rate(text):
    assert refused(parse_rate, text)


@pytest.mark.parametrize(
    "text", ["2024-03-01", "2024/3/1", "2024.3.01", "2024年3月1日", "２０２４年３月１日"]
)
def test_dates(text):
    assert parse_date(text) == date(2024, 3, 1)


@pytest.mark.parametrize(
    "text", ["", "2024年3月", "2021年底", "2023-02-29", "2024-13-01", "24-3-1", "20240301", "0000-01-01"]
)
def test_what_is_no_date(text):
    assert refused(parse_date, text)


@pytest.mark.parametrize(
    ("value", "number"), [(Decimal(0), Decimal(0)), (Missing.NONE, None), (Missing.BLANK, None), (None, None)]
)
def test_only_a_number_is_known(value, number):
    assert known(value) == number


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("94.775", 2, "94.78"),
        ("94.765", 2, "94.77"),
        ("-0.005", 2, "-0.01"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("1234.5", -2, "1200"),
        ("12345678901234567890.125", 2, "12345678901234567890.13"),
        ("12345678901234567890123456234567890.125", 2, "12345678901234567890123456234567890.13"),
    ],
)
def test_half_goes_away_from_zero(value, digits, rounded):
    assert round_half_up(Decimal(value), digits) == Decimal(rounded)


@given(FIGURES, st.integers(0, 3))
def test_rounding_is_the_nearest_and_half_away(value, digits):
    step = Fraction(1, 10**digits)
    got, exact = Fraction(round_half_up(value, digits)), Fraction(value)
    assert got % step == 0
    assert abs(got - exact) <= step / 2
    if abs(got - exact) == step / 2:
        assert abs(got) > abs(exact)


@pytest.mark.parametrize(
    ("text", "count"),
    [("85", 0), ("87.62%", 2), ("1,234.50", 2), ("１２．５", 1), ("约3.14左右", 2), ("", 0)],
)
def test_places(text, count):
    assert places(text) == count


@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [
        (None, None, ""),
        (Missing.BLANK, None, ""),
        (Missing.DASH, 2, "—"),
        (0, None, "0"),
        (1194, None, "1,194"),
        (1194, 1, "1,194.0"),
        (Decimal("12.50"), None, "12.5"),
        (Decimal("12.50"), 2, "12.50"),
        (Decimal(100), None, "100"),
        (Decimal("1E+5"), None, "100,000"),
        (Decimal("-0.004"), 2, "0.00"),
        (Decimal("-0.0"), None, "0"),
        (Decimal("-1234.5"), None, "-1,234.5"),
    ],
)
def test_show(value, digits, printed):
    assert show(value, digits) == printed


@pytest.mark.parametrize(
    ("printed", "short"), [("12.50", "12.5"), ("100", "100"), ("0.00", "0"), ("1,000", "1,000")]
)
def test_trim(printed, short):
    assert trim(printed) == short


@pytest.mark.parametrize(
    ("text", "operator", "number", "unit"),
    [
        ("≥95%", "≥", "95", "%"),
        ("≧ 95 %", "≥", "95", "%"),
        (">=95", "≥", "95", ""),
        ("＞＝９５％", "≥", "95", "%"),
        ("≤1,200万元", "≤", "1200", "万元"),
        ("<=3", "≤", "3", ""),
        ("═0件", "=", "0", "件"),
        ("=0件", "=", "0", "件"),
        (">5", ">", "5", ""),
        ("小于5天", "<", "5", "天"),
        ("不少于100人次", "≥", "100", "人次"),
        ("不低于90%", "≥", "90", "%"),
        ("不超过3次/年", "≤", "3", "次/年"),
        ("≥100百分比", "≥", "100", "百分比"),
        ("≥266米", "≥", "266", "米"),
        ("95%以上", "≥", "95", "%"),
        ("95%及以上", "≥", "95", "%"),
        ("3次以内", "≤", "3", "次"),
        ("5%以下", "≤", "5", "%"),
        ("5%及以下", "≤", "5", "%"),
        ("≥95%以上", "≥", "95", "%"),
        ("1500元/人·月", "", "1500", "元/人·月"),
        ("100㎡", "", "100", "㎡"),
        ("3个月", "", "3", "个月"),
        ("-2.5℃", "", "-2.5", "℃"),
        ("−2.5", "", "-2.5", ""),
        ("87.62%", "", "87.62", "%"),
    ],
)
def test_readings(text, operator, number, unit):
    assert parse_reading(text) == Reading(text, operator, Decimal(number), unit)


@pytest.mark.parametrize(
    "text",
    [
        "", "无", "有效", "显著提升", "达成预期指标", "2021年底", "12月底前", "30日前", "95%、98%",
        "3-5个", "1,23", "10²", "5m2", "≥", "约100", "100以上200以下", "12345678901234567890123456元",
    ],
)  # fmt: skip
def test_what_cannot_be_parsed_is_kept_as_text(text):
    assert parse_reading(text) == Reading(text)


@pytest.mark.parametrize(
    ("filed", "operator"), [("≥", "≥"), ("＞＝", "≥"), ("小于等于", "≤"), ("", "≤"), ("正向", "≤")]
)
def test_an_operator_in_its_own_column_wins(filed, operator):
    assert parse_reading("≤5天", filed).operator == operator


def test_an_operator_is_kept_where_the_text_holds_no_number():
    assert parse_reading("2021年底", "≤") == Reading("2021年底", "≤")
    assert parse_reading("12345678901234567890123456", "≥") == Reading("12345678901234567890123456", "≥")


@given(st.text(), st.text(max_size=4))
def test_reading_never_fails_and_keeps_the_text(text, operator):
    assert parse_reading(text, operator).text == text
