"""Which rule an indicator is scored by, and what it is fed."""

import pytest
from score_rows import d, feed, figure, filing, indicator, node, rule, tier

from generator.model import RULE_BY_TITLE
from generator.score.inputs import fed_from, inputs_of, rule_of

FIGURES = (
    figure("F01", "3,418.63", "万元"),
    figure("F02", "349", "元"),
    figure("F03", "87.62", "%"),
    figure("F04", "达成"),
    figure("F05", "若干"),
    figure("F06", "147", "项"),
    figure("F07", "无"),
)


def kind_of(made, self_filled=True, **cells):
    return rule_of(made, indicator("B1-1", **cells), self_filled=self_filled).kind


def case(kind, *fed, made=None, **cells):
    row = indicator("B1-1", **cells) if cells else None
    given = fed_from(filing(figures=FIGURES), fed) if fed else None
    return inputs_of(given, row, made or rule(kind))


@pytest.mark.parametrize(
    ("target", "operator", "kind"),
    [
        ("≥95%", "", "ratio"),
        ("95", ">", "ratio"),
        ("95以上", "", "ratio"),
        ("≤5", "", "inverse"),
        ("5", "＜", "inverse"),
        ("=0件", "", "exact"),
        ("95%", "", "filed"),
        ("控制率5%", "", "filed"),
        ("有效", "≥", "filed"),
        ("≥95%", "≤", "inverse"),
    ],
)
def test_the_operator_decides_the_direction_and_nothing_else(target, operator, kind):
    assert kind_of(node("B1", opened=True), target=target, operator=operator) == kind


@pytest.mark.parametrize("title", ["比例", "反向比例", "等于", "定性", "判断"])
def test_the_rule_a_row_names_comes_first_where_the_project_fills_in(title):
    assert kind_of(node("B1", inner=rule("share")), target="≥95%", rule=title) == RULE_BY_TITLE[title].name


def test_a_row_s_rule_of_the_scheme_s_kind_keeps_the_scheme_s_parameters():
    scheme_rule = rule("ratio", choices={"目标为零": "满分"})
    found = rule_of(node("B1", inner=scheme_rule), indicator("B1-1", rule="比例"), self_filled=True)
    assert found is scheme_rule
    assert kind_of(node("B1", inner=scheme_rule), target="≤5") == "ratio"


def test_a_fixed_indicator_has_the_scheme_s_rule_else_its_row_s_else_a_judgement():
    assert kind_of(node("A", inner=rule("rate")), self_filled=False, rule="比例") == "rate"
    assert kind_of(node("A"), self_filled=False, rule="比例") == "ratio"
    assert kind_of(node("A"), self_filled=False, target="≥95%") == "filed"
    assert rule_of(node("A"), None, self_filled=True).kind == "filed"
    assert rule_of(node("A", inner=rule("rate")), None, self_filled=True).kind == "rate"


def test_inputs_are_resolved_money_in_wan_yuan_rates_in_points_counts_plain():
    fed = (feed("X", "甲", "F01;F02"), feed("X", "乙", "F03"), feed("X", "丙", "F06;-F06"))
    assert case("ratio", *fed).numbers == {"甲": d("3418.6649"), "乙": d("87.62"), "丙": 0}


def test_a_reference_without_a_number_says_so_and_may_be_a_word():
    found = case("level", feed("X", "程度", "F04"), feed("X", "计划", "F04;F05"), feed("X", "值", "F07"))
    assert (found.numbers, found.words) == ({}, {"程度": "达成"})
    assert found.reasons["计划"] == "输入项「计划」的引用没有数字"
    assert set(found.reasons) == {"程度", "计划", "值"}


def test_a_reference_to_nothing_is_a_reason_and_the_row_does_not_stand_in():
    found = case("ratio", feed("X", "实际", "F99"), target="≥8", actual="6")
    assert found.numbers == {"目标": 8}
    assert found.reasons == {"实际": "引用「F99」不是台账编号，也不是 表[列=值].列"}


def test_without_inputs_target_and_actual_come_from_the_row():
    found = case("ratio", target="≥1,200人次", actual="1,000人次")
    assert (found.numbers, found.reasons) == ({"目标": 1200, "实际": 1000}, {})


@pytest.mark.parametrize(
    ("target", "actual", "why"),
    [
        ("≥8", "", {"实际": "没有填报实际完成值"}),
        ("≥8", "—", {"实际": "没有填报实际完成值"}),
        ("≥8", "6人、7次", {"实际": "实际完成值「6人、7次」不是单个数字"}),
        ("", "6", {"目标": "没有填报年度指标值"}),
        ("有效", "6", {"目标": "年度指标值「有效」不是单个数字"}),
        ("≥8万元", "6人", {"实际": "目标的单位「万元」与实际的单位「人」不同，无法比较"}),
        ("≤8元/人", "6元", {"实际": "目标的单位「元/人」与实际的单位「元」不同，无法比较"}),
    ],
)
def test_every_input_without_a_number_has_a_reason(target, actual, why):
    assert case("ratio", target=target, actual=actual).reasons == why


@pytest.mark.parametrize(
    ("target", "actual", "numbers"),
    [
        ("≤5000元", "0.45万元", ("0.5", "0.45")),
        ("≥2亿元", "15000万元", ("20000", "15000")),
        ("≤5000元", "4500元", ("5000", "4500")),
        ("≥95%", "98", ("95", "98")),
        ("≥100百分比", "98%", ("100", "98")),
        ("≥266米", "≥266米", ("266", "266")),
    ],
)
def test_units_are_brought_together_only_where_both_are_printed(target, actual, numbers):
    found = case("ratio", target=target, actual=actual)
    assert [found.numbers["目标"], found.numbers["实际"]] == [d(text) for text in numbers]


def test_beside_a_fed_input_money_of_the_row_is_in_wan_yuan_too():
    money = case("inverse", feed("X", "实际", "F01"), target="≤40000000元", actual="1")
    assert money.numbers == {"目标": 4000, "实际": d("3418.63")}
    count = case("ratio", feed("X", "实际", "F06"), target="≥150项")
    assert count.numbers == {"目标": 150, "实际": 147}
    both = case("ratio", feed("X", "实际", "F06"), feed("X", "目标", "F06"), target="≥150项")
    assert both.numbers == {"目标": 147, "实际": 147}


def test_a_tier_takes_the_actual_but_not_one_that_names_no_single_value():
    made = rule("tiers", tiers=(tier("1"),))
    assert case("tiers", made=made, actual="83.71%").numbers == {"值": d("83.71")}
    assert case("tiers", made=made, actual="=5").numbers == {"值": 5}
    assert case("tiers", made=made, actual="超过10%").reasons == {"值": "实际完成值「超过10%」不是单个数字"}


def test_a_rate_takes_the_actual_only_where_it_is_printed_as_one():
    assert case("rate", actual="97.62%").numbers == {"比率": d("97.62")}
    assert case("rate", actual="97.62").reasons == {"比率": "实际完成值「97.62」不是百分率"}


def test_a_degree_is_the_actual_s_text():
    assert case("level", actual=" 部分达成 ").words == {"程度": "部分达成"}
    assert case("level", actual="无").words == {}
    assert case("level", feed("X", "程度", "F04"), actual="部分达成").words == {"程度": "达成"}


def test_an_indicator_without_a_row_is_fed_by_inputs_alone():
    assert case("share", feed("X", "计划", "F06")).numbers == {"计划": 147}
