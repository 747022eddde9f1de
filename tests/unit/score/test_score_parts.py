"""Sums of smaller rules: 罗湖's procurement score and financial compliance, worked by hand."""

from score_rows import d, parts, rule, tier

from generator.score import Case, apply
from generator.score.parts import input_names

PROCUREMENT = parts(
    ("采购执行率", "1", rule("rate", choices={"超过100%": "零分"})), ("政策功能", "1", rule("filed"))
)
COMPLIANCE = parts(
    ("支出", "1", rule("filed")),
    ("调剂", "1", rule("deduct", numbers={"每项扣分": d("0.1"), "免扣": d("10")})),
    ("违规", "0", rule("gate")),
)
CONTROL = (tier("3", upper="90"), tier("2", "90", "100", upper_closed=True), tier("0", "100"))


def given(made, weight, words=None, **numbers):
    fed = {name.replace("__", "."): d(text) for name, text in numbers.items()}
    return apply(made, Case(None if weight is None else d(weight), fed, words or {}))


def test_the_procurement_score_of_luohu_is_bounded_and_has_another_reading():
    outcome = given(PROCUREMENT, "2", 采购执行率__比率="24.48")
    assert (outcome.score, outcome.low, outcome.high) == (None, d("0.24"), d("1.24"))
    assert outcome.arithmetic == "24.48% × 1 = 0.24; 0.24 + [0, 1] = [0.24, 1.24]"
    assert outcome.why == "没有单独填报的分项：政策功能"
    assert outcome.readings == {"按全部分值计": d("0.49")}
    assert outcome.inputs == {"采购执行率.比率": d("24.48")}


def test_parts_that_are_all_fed_are_added():
    outcome = given(PROCUREMENT, "2", 采购执行率__比率="24.48", 政策功能__得分="1")
    assert (outcome.score, outcome.low, outcome.high, outcome.why) == (d("1.24"), None, None, "")
    assert outcome.arithmetic == "24.48% × 1 = 0.24; 0.24 + 1 = 1.24"
    assert outcome.inputs == {"采购执行率.比率": d("24.48"), "政策功能.得分": 1}


def test_two_control_rates_of_luohu_give_six():
    made = parts(("三公", "3", rule("tiers", tiers=CONTROL)), ("公用", "3", rule("tiers", tiers=CONTROL)))
    outcome = given(made, "6", 三公__值="83.71", 公用__值="79.41")
    assert outcome.score == 6
    assert outcome.arithmetic == "83.71 < 90 → 3; 79.41 < 90 → 3; 3 + 3 = 6"
    assert outcome.readings == {}


def test_each_part_is_rounded_before_it_is_added():
    thirds = parts(*((name, "1", rule("share")) for name in "甲乙丙"))
    fed = {f"{name}__{item}": text for name in "甲乙丙" for item, text in (("已完成", "1"), ("计划", "3"))}
    assert given(thirds, "3", **fed).score == d("0.99")


def test_judged_parts_without_points_of_their_own_leave_only_bounds():
    made = parts(("一", "2", rule("filed")), ("二", "1", rule("filed")))
    outcome = given(made, "3")
    assert (outcome.score, outcome.low, outcome.high, outcome.arithmetic) == (None, 0, 3, "")
    assert outcome.why == "没有单独填报的分项：一、二"
    assert given(made, "3", 一__得分="0", 二__得分="1").arithmetic == "0 + 1 = 1"


def test_a_single_part_is_not_added_to_anything():
    made = parts(("一", "2", rule("filed")))
    assert given(made, "2", 一__得分="1.5").arithmetic == "1.5"
    assert given(parts(("一", "2", rule("rate"))), "2", 一__比率="50").arithmetic == "50% × 2 = 1"


def test_a_gate_without_points_is_a_gate_on_the_whole():
    fed = {"支出__得分": "1", "调剂__扣分数": "12.5"}
    outcome = given(COMPLIANCE, "2", **fed, 违规__情形数="1")
    assert (outcome.score, outcome.arithmetic) == (0, "1 > 0 → 0")
    assert outcome.inputs == {"支出.得分": 1, "调剂.扣分数": d("12.5"), "违规.情形数": 1}
    outcome = given(COMPLIANCE, "2", **fed, 违规__情形数="0")
    assert (outcome.score, outcome.why) == (d("1.75"), "")
    assert outcome.arithmetic == "1 − 0.1 × (12.5 − 10) = 0.75; 1 + 0.75 = 1.75"


def test_as_long_as_a_gate_is_not_fed_the_least_score_is_zero():
    outcome = given(COMPLIANCE, "2", 支出__得分="1", 调剂__扣分数="8.2")
    assert (outcome.score, outcome.low, outcome.high) == (None, 0, 2)
    assert outcome.why == "没有单独填报的分项：违规"
    assert outcome.arithmetic == "1 − 0.1 × 0 = 1; 1 + 1 = 2 → [0, 2]"


def test_a_gate_with_points_of_its_own_is_a_part_like_any_other():
    made = parts(("一", "1", rule("gate")), ("二", "1", rule("filed")))
    assert given(made, "2", 一__情形数="2", 二__得分="1").score == 1


def test_a_part_that_cannot_be_computed_may_give_anything_up_to_its_points():
    made = parts(("一", "2", rule("share")), ("二", "1", rule("level")))
    outcome = given(made, "3", {"二.程度": "达成"}, 一__已完成="1", 一__计划="0")
    assert (outcome.score, outcome.low, outcome.high) == (None, d("0.8"), 3)
    assert outcome.arithmetic == "[80%, 100%] × 1 = [0.8, 1]; [0, 2] + [0.8, 1] = [0.8, 3]"
    assert outcome.readings == {}


def test_the_other_reading_needs_a_full_score_and_one_ratio():
    assert given(PROCUREMENT, None, 采购执行率__比率="24.48").readings == {}
    two = parts(("一", "1", rule("rate")), ("二", "1", rule("rate")))
    assert given(two, "2", 一__比率="50", 二__比率="40").readings == {}


def test_parts_of_parts():
    made = parts(("外", "2", PROCUREMENT))
    fed = {"外.采购执行率.比率": d("24.48"), "外.政策功能.得分": d("1")}
    assert apply(made, Case(d("2"), fed)).score == d("1.24")


def test_inputs_of_a_rule_by_name_and_order():
    assert input_names(rule("share")) == ("已完成", "计划")
    assert input_names(COMPLIANCE) == ("调剂.扣分数", "违规.情形数")
