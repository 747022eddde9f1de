"""What would reconcile two figures, on the published examples and on made-up ones."""

import pytest
from check_cases import d
from hypothesis import given
from hypothesis import strategies as st

from generator.check.printed import Printed
from generator.check.reconcile import about, by_input, by_ratio, by_reading, by_row, by_tier, by_unit
from generator.figures import round_half_up
from generator.model import Outcome, Place, Rule, Tier

PLACE = Place("x.csv", 2, "A")


def money(text, name="甲", measure="万元"):
    factor = {"元": "0.0001", "万元": "1", "亿元": "10000"}[measure]
    return Printed(d(text.replace(",", "")) * d(factor), text, measure, PLACE, name)


def count(text, name="甲"):
    return Printed(d(text), text, "个", PLACE, name)


def score(text):
    return Printed(d(text), text, "分", PLACE, "得分")


def added(values):
    return sum(values)


def test_the_left_side_may_be_in_the_wrong_unit():
    left = money("35927.13", "自评金额", "元")
    words = by_unit(left, [money("36567.99"), money("-640.86")], added)
    assert words == "「自评金额」按 35,927.13 万元计时相符"


def test_a_part_may_be_in_the_wrong_unit():
    parts = [money("200"), money("76.74", "省级补助", "元"), money("-11.94"), money("4.18")]
    assert by_unit(money("268.98"), parts, added) == "「省级补助」按 76.74 万元计时相符"


def test_every_unit_that_reconciles_is_named():
    left = Printed(d("90"), "90", "%", PLACE, "执行率")
    words = by_unit(left, [money("90", "乙"), money("0.01", "丙")], lambda v: v[0] / v[1] * 100)
    assert words == "「乙」按 90 元，或「丙」按 0.01 亿元计时相符"


def test_a_part_that_would_vanish_is_no_matter_of_units():
    assert by_unit(money("3.00"), [money("1.00"), money("3.00")], added) == ""


def test_no_unit_reconciles():
    assert by_unit(money("10", measure="元"), [money("3"), money("4")], added) == ""


def test_a_row_left_out_or_added_twice_reconciles():
    parts = [money("3", "乙"), money("4", "丙"), money("0", "丁")]
    assert by_row(money("4"), parts, d("7")) == "不计「乙」3 万元时相符"
    assert by_row(money("11"), parts, d("7")) == "再计一次「丙」4 万元时相符"
    assert by_row(money("8"), parts, d("7")) == ""
    assert by_row(count("4"), [count("3"), count("4")], d("7")) == ""


def test_a_ratio_of_money_needs_about_that_much():
    left = Printed(d("140"), "140", "%", PLACE, "完成率")
    words = by_ratio(left, money("2.13", measure="亿元"), money("1.9", measure="亿元"), d("100"))
    assert words == "分子约 2.66 亿元，或分母约 1.52 亿元时为 140%"


def test_a_ratio_of_counts_needs_whole_numbers():
    left = Printed(d("56"), "56", "%", PLACE, "下降")
    words = by_ratio(left, count("61"), count("1255"), d("100"))
    assert words == "分子为 703 个（多 642），或分母为 109 个（少 1,146）时为 56%"


def test_no_whole_number_gives_the_ratio():
    left = Printed(d("33.34"), "33.34", "%", PLACE, "占比")
    assert by_ratio(left, count("1"), count("2"), d("100")) == ""
    assert by_ratio(left, count("0"), count("2"), d("100")) == ""
    assert by_ratio(Printed(d("0"), "0", "%", PLACE), count("1"), count("2"), d("100")) == ""
    big = Printed(d("900"), "900", "%", PLACE, "占比")
    assert by_ratio(big, count("1"), count("2"), d("100")) == "分子为 18 个（多 17）时为 900%"


def test_a_needed_figure_has_as_many_digits_as_it_takes():
    assert about(money("3810.81"), d("38315.3964"), lambda _n: True) == "38,315.40 万元"
    assert about(money("1.9", measure="亿元"), d("15214.2857"), lambda n: n > d("15201")) == "1.521 亿元"
    assert about(money("1"), d("0.2"), lambda _n: False) == "0.2000 万元"


def test_another_reading_gives_the_filed_score():
    capped = Outcome(d("5.27"), readings={"全年平均按封顶后的比值计": d("5.81")})
    assert by_reading(score("5.8"), capped, d("6")) == "全年平均按封顶后的比值计为 5.81 分"
    cut = Outcome(d("5"), readings={"乙": d("5.89")})
    assert by_reading(score("5.8"), cut, d("6")) == "乙为 5.89 分"
    assert by_reading(score("5.7"), cut, d("6")) == ""


def test_a_rate_of_the_whole_weight_is_written_out():
    outcome = Outcome(
        None, readings={"按全部分值计": d("0.49")}, inputs={"乙.数": d("3"), "甲.比率": d("24.48")}
    )
    assert by_reading(score("0.49"), outcome, d("2")) == "按全部分值计，24.48% × 2 = 0.49"


@pytest.mark.parametrize(
    ("kind", "inputs", "filed", "weight", "words"),
    [
        ("share", {"已完成": "147", "计划": "177"}, "4.88", "6", "已完成为 144（少 3）时为 4.88 分"),
        ("share", {"已完成": "1", "计划": "3"}, "0.9", "6", "已完成约 0.45 时为 0.9 分"),
        ("ratio", {"实际": "90", "目标": "100"}, "8", "10", "实际为 80（少 10）时为 8 分"),
        ("ratio", {"实际": "0.5", "目标": "2"}, "5", "10", "实际约 1 时为 5 分"),
        ("exact", {"实际": "90", "目标": "100"}, "10", "10", "实际为 100（多 10）时为 10 分"),
        ("inverse", {"实际": "120", "目标": "100"}, "5", "10", "实际为 150（多 30）时为 5 分"),
        ("rate", {"比率": "97.62"}, "8", "10", "比率约 80% 时为 8 分"),
        ("ratio", {"实际": "3", "目标": "0"}, "8", "10", ""),
        ("inverse", {"实际": "3", "目标": "0"}, "8", "10", ""),
        ("share", {"已完成": "0", "计划": "0"}, "8", "10", ""),
        ("rate", {"比率": "90"}, "8", "10", "比率约 80% 时为 8 分"),
        ("rate", {"比率": "97.62"}, "-1", "10", ""),
        ("rate", {"比率": "97.62"}, "0", "0", ""),
        ("tiers", {"值": "3"}, "8", "10", ""),
    ],
)
def test_the_input_that_would_give_the_filed_score(kind, inputs, filed, weight, words):
    outcome = Outcome(d("1"), inputs={name: d(value) for name, value in inputs.items()})
    assert by_input(score(filed), outcome, Rule(kind), d(weight)) == words


def test_the_number_of_findings_that_would_give_the_filed_score():
    outcome = Outcome(d("3"), inputs={"扣分数": d("3")})
    rule = Rule("deduct", numbers={"每项扣分": d("1"), "免扣": d("1")})
    assert by_input(score("4"), outcome, rule, d("5")) == "扣分数为 2（少 1）时为 4 分"
    assert by_input(score("4"), outcome, Rule("deduct", numbers={"每项扣分": d("0")}), d("5")) == ""
    assert by_input(score("4"), outcome, None, d("5")) == ""


def test_the_tier_that_has_the_filed_points():
    tiers = (
        Tier(d("6"), d("95")),
        Tier(d("2"), d("80"), d("90")),
        Tier(d("1"), None, d("80")),
        Tier(d("1"), d("200")),
    )
    rule = Rule("tiers", tiers=tiers, words="满意度≥95%的，得 6 分")
    assert by_tier(score("2"), rule) == "2 分为 80%–90% 档"
    assert by_tier(score("6"), rule) == "6 分为 95% 以上档"
    assert by_tier(score("1"), Rule("tiers", tiers=tiers)) == "1 分为 80 以下、200 以上档"
    assert by_tier(score("3"), rule) == ""
    assert by_tier(score("3"), None) == ""


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 40))
def test_a_misread_whole_number_is_found_again(done, planned, weight):
    """Whatever number was used by mistake, the score it gives points back to one that gives the same."""
    given_score = round_half_up(d(str(weight)) * done / planned)
    outcome = Outcome(d("0"), inputs={"已完成": d("0"), "计划": d(str(planned))})
    words = by_input(score(str(given_score)), outcome, Rule("share"), d(str(weight)))
    found = words.removeprefix("已完成为 ").partition("（")[0]
    assert words.startswith("已完成为 ")
    assert abs(d(str(weight)) * d(found.replace(",", "")) / planned - given_score) <= d("0.0051")
