"""The scored tree: along the scheme, missing rows shown, nothing filed left out."""

from score_rows import d, feed, figure, filing, indicator, node, rule, scheme

from generator.score.inputs import fed_from
from generator.score.tree import tree_of

NATIONAL = scheme(
    node("A", "10", rule("rate")),
    node(
        "B",
        "50",
        children=(node("B1", opened=True, level=2), node("B2", opened=True, level=2)),
    ),
)
LEVELS = scheme(
    node(
        "A",
        "20",
        children=(node("A1", "10", children=(node("A11", "5"), node("A12", "5"))), node("A2", "10")),
    )
)


def grown(made, *rows, fed=(), figures=()):
    inputs = {}
    for item in fed:
        inputs.setdefault(item.indicator, []).append(item)
    made_of = filing(figures=figures)
    return tree_of(made, rows, {code: fed_from(made_of, own) for code, own in inputs.items()})


def codes(tree):
    return [(item.code, codes(item.children)) for item in tree]


def test_rows_a_project_fills_in_hang_below_their_open_indicator():
    first = indicator("B1-1", name="服务人次", target="≥1200人次", actual="1000人次", weight="30", score="25")
    second = indicator("B1-2", target="≤5%", actual="4%", weight="20", score="20")
    execution, output = grown(NATIONAL, indicator("A", actual="97.62%", score="8"), first, second)
    assert codes([output]) == [("B", [("B1", [("B1-1", []), ("B1-2", [])]), ("B2", [])])]
    one, two = output.children[0].children
    assert (one.name, one.code, one.weight, one.filed, one.row) == ("服务人次", "B1-1", 30, 25, first)
    assert (one.outcome.score, one.outcome.arithmetic) == (25, "1,000 ÷ 1,200 × 30 = 25")
    assert (one.node.rule.kind, one.node.level, one.node.open, one.leaf) == ("ratio", 3, False, True)
    assert (two.name, two.node.rule.kind, two.outcome.score) == ("指标B1", "inverse", 20)
    assert (execution.weight, execution.filed, execution.outcome.score) == (10, 8, d("9.76"))
    assert execution.difference == d("-1.76")


def test_an_inner_indicator_sums_what_is_filed_below_it():
    rows = (indicator("B1-1", weight="30", score="25"), indicator("B1-2", weight="20", score="20.5"))
    output = grown(NATIONAL, *rows)[1]
    assert (output.filed, output.outcome.score) == (None, d("45.5"))
    assert output.children[0].outcome.arithmetic == "25 + 20.5 = 45.5"
    assert output.outcome.arithmetic == "45.5"
    assert output.children[1].outcome.why == "本指标没有填报"


def test_an_inner_indicator_with_a_filed_score_of_its_own_is_compared_with_the_sum():
    rows = (
        indicator("B", name="产出", weight="48", score="46"),
        indicator("B1", score="30"),
        indicator("B2", weight="20", score="18"),
    )
    output = grown(NATIONAL, *rows)[1]
    assert (output.name, output.weight, output.filed) == ("产出", 48, 46)
    assert (output.outcome.score, output.outcome.arithmetic) == (48, "30 + 18 = 48")
    assert output.difference == -2


def test_a_score_filed_between_counts_before_the_sum_below_it():
    rows = (indicator("A1", score="9"), indicator("A11", score="5"), indicator("A12", score="5"))
    tree = grown(LEVELS, *rows, indicator("A2", score="10"))
    assert tree[0].outcome.arithmetic == "9 + 10 = 19"
    assert tree[0].children[0].outcome.arithmetic == "5 + 5 = 10"


def test_the_sum_is_unknown_until_every_indicator_below_is_filed():
    tree = grown(LEVELS, indicator("A11", score="5"), indicator("A12"))
    for item in (tree[0], tree[0].children[0]):
        assert (item.outcome.score, item.outcome.why) == (None, "下级指标没有全部填报得分")


def test_missing_rows_stand_in_the_tree():
    tree = grown(LEVELS)
    assert codes(tree) == [("A", [("A1", [("A11", []), ("A12", [])]), ("A2", [])])]
    leaf = tree[0].children[1]
    assert (leaf.row, leaf.name, leaf.weight, leaf.filed) == (None, "指标A2", 10, None)
    assert (leaf.outcome.score, leaf.outcome.why) == (None, "本指标没有填报")
    output = grown(NATIONAL)[1]
    assert output.outcome.why == "下级指标没有全部填报得分"


def test_where_only_the_inner_indicator_is_filed_it_is_a_leaf():
    (top,) = grown(LEVELS, indicator("A", score="20"))
    assert (top.leaf, top.filed, top.outcome.low, top.outcome.high) == (True, 20, 0, 20)
    middle = grown(LEVELS, indicator("A1", weight="12", score="9"))[0].children[0]
    assert (middle.leaf, middle.weight) == (True, 12)


def test_an_open_indicator_may_be_filed_itself():
    leaf = grown(NATIONAL, indicator("B1", target="≥8", actual="6", weight="10"))[1].children[0]
    assert (leaf.node.rule.kind, leaf.outcome.score, leaf.filed) == ("ratio", d("7.5"), None)


def test_inputs_feed_an_indicator_even_without_a_row():
    fed = (feed("A", "比率", "F1"),)
    leaf = grown(NATIONAL, fed=fed, figures=(figure("F1", "97.62", "%"),))[0]
    assert (leaf.row, leaf.filed, leaf.outcome.score) == (None, None, d("9.76"))


def test_over_completion_and_places_are_the_scheme_s():
    made = scheme(node("A", "10", rule("ratio")), over_completion="扣分", over_from=d("130"), digits=1)
    row = indicator("A", target="≥100", actual="155")
    assert grown(made, row)[0].outcome.arithmetic == "(1 − (155 ÷ 100 − 130%)) × 10 = 7.5"
    made = scheme(node("A", "10", rule("ratio")), over_completion="扣分")
    assert grown(made, row)[0].outcome.score == d("4.5")
    made = scheme(node("A", "10", rule("ratio")), over_completion="须说明", over_from=d("130"))
    assert grown(made, row)[0].outcome.score == 10
