"""Printed figures: units, digits, and the words that carry them."""

from decimal import Decimal

import pytest
from check_cases import d, row
from hypothesis import given
from hypothesis import strategies as st

from generator.check.findings import DIFFERS, ROUNDING
from generator.check.printed import Printed, display, listed, of_term, read, rounding, say, verdict
from generator.model import Coverage, Evaluation, Fund, Place
from generator.references import Term

PLACE = Place("x.csv", 2, "A")


def printed(value, text="", measure="", rows=1):
    return Printed(d(value), text, measure, PLACE, "某数", rows)


def test_money_is_shown_in_the_unit_it_was_printed_in():
    spent = read(row(Fund, spent="35927.13", money="元"), "spent")
    assert spent.value == d("3.592713")
    assert (spent.shown, spent.like(d("1")), spent.name) == (
        "35,927.13 元",
        "10,000.00 元（1.00 万元）",
        "全年执行数",
    )


@pytest.mark.parametrize(
    ("value", "measure", "words"),
    [
        ("0.9999", "元", "9,999 元"),
        ("1", "元", "10,000 元（1.00 万元）"),
        ("1.2345", "元", "12,345 元（1.23 万元）"),
        ("-1", "元", "-10,000 元（-1.00 万元）"),
        ("35927.13", "元", "359,271,300 元（35,927.13 万元）"),
        ("35927", "万元", "35,927 万元"),
        ("35927", "人", "35,927 人"),
    ],
)
def test_amounts_from_ten_thousand_yuan_on_are_said_in_both_units(value, measure, words):
    assert printed("0", "0", measure).like(d(value)) == words


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [("-4.50", "4.50", "4.50 万元"), ("4.50", "-4.50", "-4.50 万元"), ("-4.50", "-4.50", "-4.50 万元")],
)
def test_a_figure_that_is_subtracted_is_named_as_it_was_printed(value, text, shown):
    assert printed(value, text, "万元").shown == shown


@pytest.mark.parametrize(
    ("cls", "field", "text", "shown"),
    [
        (Fund, "rate", "97.62", "97.62%"),
        (Fund, "rate", "97.62%", "97.62%"),
        (Evaluation, "total", "88.17", "88.17 分"),
        (Coverage, "due", "５１", "51"),
        (Fund, "budget", "571,010.03", "571,010.03 万元"),
    ],
)
def test_every_kind_of_cell_carries_its_unit(cls, field, text, shown):
    assert read(row(cls, **{field: text}), field).shown == shown


@pytest.mark.parametrize("text", ["", "无", "—", "/"])
def test_a_cell_without_a_number_is_not_zero(text):
    assert read(row(Fund, budget=text), "budget") is None


def test_figures_agree_at_the_digits_printed():
    rate = printed("97.62", "97.62%", "%")
    assert rate.agrees(d("97.615"))
    assert not rate.agrees(d("97.614999"))
    assert printed("21477", "21,477", "万元").agrees(d("21476.5"))
    assert printed("3.592713", "35927.13", "元").agrees(d("3.5927134"))


def test_a_sum_has_as_many_digits_as_its_addends():
    total = printed("56.86", rows=8, measure="万元")
    assert (total.digits, total.slack, total.shown) == (2, d("0.08"), "56.86 万元")


def test_counts_are_never_rounded():
    assert printed("51", "51").slack == 0
    assert printed("51", "51", "个").slack == 0
    assert printed("51", "51", "万元").slack == 1
    assert printed("51", "51", "%").slack == 1
    assert printed("7.48", "7.48", "名").slack == d("0.01")


def test_the_same_number_in_the_neighbouring_units():
    one = {"元": "0.0001", "万元": "1", "亿元": "10000", "人": "1"}

    def others(measure):
        return [(p.value, p.shown) for p in printed(one[measure], "1", measure).elsewise()]

    assert others("元") == [(d("1"), "1 万元")]
    assert others("亿元") == [(d("1"), "1 万元")]
    assert others("万元") == [(d("0.0001"), "1 元"), (d("10000"), "1 亿元")]
    assert others("人") == []


def test_shares_lie_apart_in_percentage_points():
    assert printed("88.53", "88.53%", "%").gap(d("87.62")) == "0.91 个百分点"
    assert printed("640.86", "640.86", "万元").gap(d("640.85")) == "0.01 万元"


def test_the_verdict_is_rounding_within_the_slack_only():
    total = printed("640.86", "640.86", "万元")
    assert verdict(total, d("640.86"), d("0.1")) == ""
    assert verdict(total, d("640.76"), d("0.1")) == ROUNDING
    assert verdict(total, d("640.75"), d("0.1")) == DIFFERS
    assert rounding(total, d("640.85"), 10) == "10 个数相加，相差 0.01 万元，在舍入范围内"


def test_a_term_without_a_number_is_none():
    term = Term("F1", 1, "某数", None, "有效", "人", 1, PLACE)
    assert of_term(term) is None


def test_say_sets_blanks_only_between_chinese_and_figures():
    assert say("预算约{a}时为{b}", a="3.50 万元", b="97%") == "预算约 3.50 万元时为 97%"
    assert say("「{a}」得{b}", a="C21", b="分") == "「C21」得分"
    assert say("{a} ÷ {b} = {c}", a="1", b="2", c="50%") == "1 ÷ 2 = 50%"
    assert say("a budget of {a} gives", a="3") == "a budget of 3 gives"


def test_say_never_reads_markup_in_values():
    assert say("「{a}」", a="{b}") == "「{b}」"


def test_display_and_lists():
    assert display(d("2.5"), "", 0) == "3"
    assert display(d("0.66"), "‰", 2) == "0.66‰"
    assert listed(["3", "4"]) == "3、4"


@given(
    st.decimals(0, 10**9, places=4, allow_nan=False),
    st.integers(0, 4),
    st.sampled_from(["元", "万元", "亿元"]),
)
def test_what_is_printed_of_a_value_agrees_with_it(value, digits, measure):
    text = display(value, measure, digits).split()[0]
    factor = printed("0", "0", measure).unit
    figure = Printed(Decimal(text.replace(",", "")) * factor, text, measure, PLACE)
    assert figure.agrees(value)
