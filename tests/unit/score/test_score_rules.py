"""Each kind of rule, from its wording in DOMAIN section 2; every figure was worked by hand."""

from decimal import Decimal

import pytest
from score_rows import d, rule, tier

from generator.model import RULE_KINDS
from generator.score import RULES, Case, apply

AIMED = ("ratio", "inverse", "exact")


def given(kind, weight="10", words=None, over_from=None, digits=2, made=None, **numbers):
    fed = {name: d(text) for name, text in numbers.items()}
    full = None if weight is None else d(weight)
    return apply(made or rule(kind), Case(full, fed, words or {}, {}, digits, over_from))


def said(outcome):
    return outcome.score, outcome.arithmetic


def test_there_is_one_function_for_each_kind():
    assert set(RULES) == set(RULE_KINDS)


@pytest.mark.parametrize(
    ("kind", "target", "actual", "score", "arithmetic"),
    [
        ("ratio", "95", "98", "10", "98 ≥ 95 → 10"),
        ("ratio", "95", "95", "10", "95 ≥ 95 → 10"),
        ("ratio", "1200", "1000", "8.33", "1,000 ÷ 1,200 × 10 = 8.33"),
        ("ratio", "95", "0", "0", "0 ÷ 95 × 10 = 0"),
        ("ratio", "95", "-3", "0", "−3 < 0 → 0"),
        ("ratio", "-5", "-3", "10", "−3 ≥ −5 → 10"),
        ("ratio", "-5", "-7", "0", "−7 < 0 → 0"),
        ("inverse", "100", "96.5", "10", "96.5 ≤ 100 → 10"),
        ("inverse", "100", "100", "10", "100 ≤ 100 → 10"),
        ("inverse", "100", "108", "9.2", "(1 − (108 − 100) ÷ 100) × 10 = 9.2"),
        ("inverse", "100", "200", "0", "(1 − (200 − 100) ÷ 100) × 10 = 0"),
        ("inverse", "100", "250", "0", "(1 − (250 − 100) ÷ 100) × 10 = −5 → 0"),
        ("inverse", "0", "0", "10", "0 ≤ 0 → 10"),
        ("exact", "8", "6", "7.5", "6 ÷ 8 × 10 = 7.5"),
        ("exact", "8", "8", "10", "8 ≥ 8 → 10"),
        ("exact", "8", "9", "10", "9 ≥ 8 → 10"),
        ("exact", "0", "0", "10", "0 = 0 → 10"),
        ("exact", "0", "2", "0", "2 ≠ 0 → 0"),
    ],
)
def test_target_and_actual(kind, target, actual, score, arithmetic):
    outcome = given(kind, 目标=target, 实际=actual)
    assert said(outcome) == (d(score), arithmetic)
    assert outcome.inputs == {"目标": d(target), "实际": d(actual)}


@pytest.mark.parametrize("kind", ["ratio", "inverse"])
@pytest.mark.parametrize(
    ("choice", "score", "arithmetic"),
    [("满分", d("10"), "3 ÷ 0 → 10"), ("零分", d("0"), "3 ÷ 0 → 0"), ("不计分", None, ""), (None, None, "")],
)
def test_a_zero_target_has_its_own_rule(kind, choice, score, arithmetic):
    made = rule(kind, choices={"目标为零": choice} if choice else {})
    outcome = given(kind, made=made, 目标="0", 实际="3")
    assert said(outcome) == (score, arithmetic)
    assert outcome.why == ("" if score is not None else "目标为零，方案没有规定如何计分")


def test_above_a_negative_ceiling_nothing_is_computed():
    outcome = given("inverse", 目标="-5", 实际="-3")
    assert (outcome.score, outcome.why) == (None, "目标为负，方案没有规定如何计分")
    assert given("inverse", 目标="-5", 实际="-6").score == 10


@pytest.mark.parametrize("kind", AIMED)
def test_without_an_actual_or_a_full_score_nothing_is_computed(kind):
    assert given(kind, 目标="8").why == "文件没有写明「实际」"
    assert given(kind).why == "文件没有写明「目标」；文件没有写明「实际」"
    assert given(kind, weight=None, 目标="8", 实际="6").why == "分值没有填报，方案也没有规定"
    assert given(kind, weight=None, 目标="8", 实际="6").score is None


@pytest.mark.parametrize(
    ("actual", "score", "arithmetic"),
    [
        ("130", "10", "130 ≥ 100 → 10"),
        ("150", "8", "(1 − (150 ÷ 100 − 130%)) × 10 = 8"),
        ("300", "0", "(1 − (300 ÷ 100 − 130%)) × 10 = −7 → 0"),
        ("90", "9", "90 ÷ 100 × 10 = 9"),
    ],
)
@pytest.mark.parametrize("kind", ["ratio", "exact"])
def test_over_completion_deducts_where_the_scheme_says_so(kind, actual, score, arithmetic):
    outcome = given(kind, over_from=d("130"), 目标="100", 实际=actual)
    assert said(outcome) == (d(score), arithmetic)


def test_over_completion_of_a_negative_target_does_not_deduct():
    assert given("ratio", over_from=d("130"), 目标="-5", 实际="-3").score == 10


CONTROL = (
    tier("3", upper="90"),
    tier("2", "90", "100", upper_closed=True),
    tier("0", "100", "200", lower_closed=False),
)


@pytest.mark.parametrize(
    ("value", "score", "arithmetic"),
    [
        ("83.71", "3", "83.71 < 90 → 3"),
        ("90", "2", "90 ≤ 90 ≤ 100 → 2"),
        ("100", "2", "90 ≤ 100 ≤ 100 → 2"),
        ("100.01", "0", "100 < 100.01 < 200 → 0"),
    ],
)
def test_tiers_hold_their_ends_as_stated(value, score, arithmetic):
    outcome = given("tiers", made=rule("tiers", tiers=CONTROL), 值=value)
    assert said(outcome) == (d(score), arithmetic)


def test_tiers_need_no_full_score_and_may_be_open_at_both_ends():
    assert said(given("tiers", weight=None, made=rule("tiers", tiers=(tier("1"),)), 值="7")) == (1, "7 → 1")


def test_a_value_outside_all_tiers_or_none_at_all_is_not_computed():
    made = rule("tiers", tiers=CONTROL)
    assert given("tiers", made=made, 值="200").why == "200 不在任何一档之内"
    assert given("tiers", made=made).why == "文件没有写明「值」"


@pytest.mark.parametrize(
    ("found", "numbers", "score", "arithmetic"),
    [
        ("2", {"每项扣分": "3"}, "14", "20 − 3 × 2 = 14"),
        ("0", {"每项扣分": "3"}, "20", "20 − 3 × 0 = 20"),
        ("9", {"每项扣分": "3"}, "0", "20 − 3 × 9 = −7 → 0"),
        ("3", {"每项扣分": "3", "免扣": "1"}, "14", "20 − 3 × (3 − 1) = 14"),
        ("1", {"每项扣分": "3", "免扣": "1"}, "20", "20 − 3 × 0 = 20"),
        ("12.5", {"每项扣分": "0.1", "免扣": "10"}, "19.75", "20 − 0.1 × (12.5 − 10) = 19.75"),
    ],
)
def test_deduct(found, numbers, score, arithmetic):
    made = rule("deduct", numbers={name: d(text) for name, text in numbers.items()})
    assert said(given("deduct", "20", made=made, 扣分数=found)) == (d(score), arithmetic)


def test_share_is_the_timeliness_of_luohu():
    outcome = given("share", "6", 已完成="147", 计划="177")
    assert said(outcome) == (d("4.98"), "147 ÷ 177 × 6 = 4.98")
    assert outcome.inputs == {"已完成": 147, "计划": 177}


def test_share_is_full_from_the_plan_on_and_needs_a_plan():
    assert said(given("share", "6", 已完成="180", 计划="177")) == (6, "180 ≥ 177 → 6")
    assert given("share", "6", over_from=d("100"), 已完成="300", 计划="177").score == 6
    assert given("share", "6", 已完成="3", 计划="0").why == "计划为零，无法计算占比"


LUOHU = {"一季度": "44.72", "二季度": "58.18", "三季度": "88.53", "四季度": "87.62"}


@pytest.mark.parametrize("weight", ["6", None])
def test_progress_is_the_execution_score_of_luohu(weight):
    outcome = given("progress", weight, **LUOHU)
    assert said(outcome) == (d("5.27"), "(1 + 1 + 1 + 0.8762) + 69.76% × 2 = 5.27")
    assert outcome.readings == {"全年平均按封顶后的比值计": d("5.81")}
    assert outcome.inputs == {name: d(text) for name, text in LUOHU.items()}


def test_progress_holds_each_quarter_and_the_whole_within_bounds():
    over = given("progress", "6", 一季度="130", 二季度="120", 三季度="110", 四季度="140")
    assert said(over) == (6, "(1 + 1 + 1 + 1) + 125% × 2 = 6.5 → 6")
    under = given("progress", "6", 一季度="-10", 二季度="40", 三季度="60", 四季度="90")
    assert said(under) == (d("3.4"), "(0 + 0.8 + 0.8 + 0.9) + 45% × 2 = 3.4")


def test_progress_names_every_missing_quarter_and_knows_only_six_points():
    assert (
        given("progress", "6", 一季度="1", 三季度="2").why == "文件没有写明「二季度」；文件没有写明「四季度」"
    )
    assert given("progress", "8", **LUOHU).why == "进度规则以 6 分为满分"


def test_gate():
    assert said(given("gate", 情形数="0")) == (10, "0 = 0 → 10")
    assert said(given("gate", 情形数="2")) == (0, "2 > 0 → 0")


@pytest.mark.parametrize(
    ("value", "choice", "score", "arithmetic"),
    [
        ("97.62", None, "9.76", "97.62% × 10 = 9.76"),
        ("100", "零分", "10", "100% × 10 = 10"),
        ("100.15", "零分", "0", "100.15% > 100% → 0"),
        ("100.15", "封顶", "10", "100.15% > 100% → 10"),
        ("100.15", None, "10", "100.15% > 100% → 10"),
        ("-3", None, "0", "−3% × 10 = −0.3 → 0"),
    ],
)
def test_rate(value, choice, score, arithmetic):
    made = rule("rate", choices={"超过100%": choice} if choice else {})
    assert said(given("rate", made=made, 比率=value)) == (d(score), arithmetic)


@pytest.mark.parametrize(
    ("label", "low", "high", "arithmetic"),
    [
        ("达成", "4", "5", "[80%, 100%] × 5 = [4, 5]"),
        ("部分达成", "3", "3.99", "[60%, 80%) × 5 = [3, 4)"),
        ("未达成", "0", "2.99", "[0%, 60%) × 5 = [0, 3)"),
    ],
)
def test_a_level_bounds_the_filed_score(label, low, high, arithmetic):
    outcome = given("level", "5", {"程度": label})
    assert (outcome.score, outcome.low, outcome.high) == (None, d(low), d(high))
    assert outcome.arithmetic == arithmetic
    assert outcome.why == "定性指标：得分须在区间内，不作计算"


@pytest.mark.parametrize(
    ("words", "why"), [({}, "没有填报达成程度"), ({"程度": "显著提升"}, "程度「显著提升」不在方案所列之内")]
)
def test_a_degree_that_is_not_filed_or_not_listed_allows_every_score(words, why):
    outcome = given("level", "5", words)
    assert (outcome.score, outcome.low, outcome.high, outcome.why) == (None, 0, 5, why)


def test_a_scheme_may_state_its_own_levels():
    listed = (
        tier("0", "60", "80", label="成效明显", lower_closed=False, upper_closed=True),
        tier("0", "80", label="成效显著", upper_closed=True),
        tier("0", None, "60", label="成效一般"),
    )
    made = rule("level", tiers=listed)
    clear = given("level", "5", {"程度": "成效明显"}, made=made)
    assert (clear.low, clear.high, clear.arithmetic) == (d("3.01"), 4, "(60%, 80%] × 5 = (3, 4]")
    assert given("level", "5", {"程度": "成效显著"}, made=made).high == 5
    assert given("level", "5", {"程度": "成效一般"}, made=made).low == 0
    assert given("level", "5", {"程度": "达成"}, made=made).why == "程度「达成」不在方案所列之内"


def test_bounds_never_cross_where_a_scheme_counts_whole_points():
    outcome = given("level", "1", {"程度": "部分达成"}, digits=0)
    assert outcome.low == outcome.high == d("0.6")


def test_a_judgement_stands_as_filed_within_bounds():
    outcome = given("filed", "5")
    assert (outcome.score, outcome.low, outcome.high, outcome.arithmetic) == (None, 0, 5, "")
    assert outcome.why == "由评价者判断，不作计算"
    assert said(given("filed", "5", 得分="4.5")) == (d("4.5"), "")


@pytest.mark.parametrize("score", ["-1", "5.01"])
def test_a_judged_score_outside_its_bounds_is_not_taken(score):
    outcome = given("filed", "5", 得分=score)
    assert (outcome.score, outcome.low, outcome.high) == (None, 0, 5)
    assert outcome.why == f"得分 {score.replace('-', '−')} 不在 0 与分值 5 之间"


def test_scores_are_rounded_half_up_to_the_scheme_s_places():
    assert said(given("ratio", "1", digits=1, 目标="100", 实际="85")) == (d("0.9"), "85 ÷ 100 × 1 = 0.9")
    assert given("ratio", "1", digits=0, 目标="100", 实际="49").score == 0


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("ratio", {"目标": "1200", "实际": "274"}),  # 274 ÷ 1200 does not end, 274 × 3 ÷ 1200 = 0.685 does
        ("exact", {"目标": "1200", "实际": "274"}),
        ("share", {"计划": "1200", "已完成": "274"}),
        ("inverse", {"目标": "1200", "实际": "2126"}),  # 3 − 926 × 3 ÷ 1200 = 0.685
    ],
)
def test_an_exact_half_is_rounded_up_though_the_fraction_does_not_end(kind, inputs):
    assert given(kind, "3", **inputs).score == d("0.69")


def test_rounding_never_lifts_a_score_above_the_full_one():
    outcome = given("ratio", "0.125", 目标="1000", 实际="999")
    assert said(outcome) == (d("0.12"), "999 ÷ 1,000 × 0.125 = 0.12")
    outcome = given("rate", "0.125", 比率="100")
    assert said(outcome) == (d("0.125"), "100% × 0.125 = 0.13 → 0.125")


def test_a_reason_given_for_a_missing_input_is_passed_on():
    case = Case(d("10"), {"目标": Decimal(5)}, {}, {"实际": "没有填报实际完成值"})
    assert apply(rule("ratio"), case).why == "没有填报实际完成值"
    assert apply(rule("level"), Case(d("10"), reasons={"程度": "引用没有找到"})).why == "引用没有找到"


def test_an_unknown_kind_is_an_error():
    with pytest.raises(KeyError):
        apply(rule("formula"), Case(d("10")))
