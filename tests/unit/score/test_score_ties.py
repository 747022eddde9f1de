"""Ties by rule and worked examples."""

import pytest
from score_rows import d, figure, filing, node, parts, rule, scheme, site, tie

from generator.model import Example
from generator.score import run_example
from generator.score.ties import score_tie

MADE = scheme(
    node("C21", "6", rule("progress")),
    node("C31", "5", rule("level")),
    node("B11", "2", parts(("执行率", "1", rule("rate")), ("政策", "1", rule("filed")))),
    node("X"),
    node("K", "10", rule("ratio")),
    over_completion="扣分",
    over_from=d("130"),
)
FILED = filing(
    figures=(
        figure("Q1", "44.72", "%"),
        figure("Q2", "58.18", "%"),
        figure("Q3", "88.53", "%"),
        figure("Q4", "87.62", "%"),
        figure("W", "部分达成"),
    )
)


def tied(right, named="s/C21"):
    return score_tie(site(FILED, schemes=(MADE,)), FILED, tie(rule=named, right=right))


def example(indicator, inputs, weight=None):
    return Example(indicator, "", inputs, d("0"), "", None if weight is None else d(weight))


def test_a_tie_by_rule_feeds_the_right_side_in_order():
    outcome = tied("Q1;Q2;Q3;Q4")
    assert (outcome.score, outcome.arithmetic) == (d("5.27"), "(1 + 1 + 1 + 0.8762) + 69.76% × 2 = 5.27")


def test_parts_are_fed_by_their_inputs_in_order_and_a_word_feeds_a_degree():
    assert tied("Q1", "s/B11").low == d("0.45")
    assert tied("W", "s/C31").high == d("3.99")
    assert tied("Q1;-Q2", "s/K").arithmetic == "−58.18 < 0 → 0"


@pytest.mark.parametrize("named", ["s/C99", "s/X", "t/C21", "s", ""])
def test_a_rule_that_does_not_exist_is_said(named):
    outcome = tied("Q1", named)
    assert (outcome.score, outcome.why) == (None, f"规则「{named}」不是 方案编码/指标编码")


def test_inputs_that_do_not_fit_are_said():
    assert tied("Q1;Q2").why == "规则「s/C21」需要 4 项输入，右项有 2 项"
    assert tied("Q1;Q2;Q3;Q9").why == "引用「Q9」不是台账编号，也不是 表[列=值].列"
    assert tied("Q1;Q2;Q3;W").why == "文件没有写明「四季度」"


def test_an_example_reads_numbers_rates_and_words():
    assert run_example(MADE, example("K", {"目标": "1,200", "实际": "1,000"})).score == d("8.33")
    assert run_example(MADE, example("K", {"目标": "100", "实际": "150"})).score == 8
    assert run_example(MADE, example("K", {"目标": "95%", "实际": "98%"}, "6")).score == 6
    assert run_example(MADE, example("C31", {"程度": "达成"})).low == 4
    assert run_example(MADE, example("X", {}, "6")).high == 6


def test_an_example_of_no_indicator_is_an_error():
    with pytest.raises(LookupError, match="C99"):
        run_example(MADE, example("C99", {}))
