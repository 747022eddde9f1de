"""Weights add up at every level and are the scheme's."""

from check_cases import d, find, level, line, scheme, sheet, unfiled


def test_weights_that_add_up_at_every_level_are_fine():
    tree = (
        level("A", "40", line("A1", "15"), line("A2", "25"), fixed="40"),
        level("B", "", line("B-1", "30"), line("B-2", "30")),
        unfiled("C", is_open=True),
    )
    assert find("weights-differ", sheets=[sheet(*tree)]) == []


def test_a_level_that_does_not_add_to_the_one_above():
    tree = (level("A", "40", line("A1", "15"), line("A2", "20")), line("B", "60"))
    (found,) = find("weights-differ", sheets=[sheet(*tree)])
    assert found.message == "「指标A」40 分，所含 2 项分值相加为 35 分，相差 5 分"
    assert (found.item, found.filed, found.computed) == ("E1/A", "40 分", "35 分")


def test_first_level_weights_add_to_the_full_score():
    (found,) = find("weights-differ", sheets=[sheet(line("A", "45"), line("B", "45"))])
    assert found.message == "「满分」100 分，所含 2 项分值相加为 90 分，相差 10 分"
    assert (found.item, found.source.file) == ("E1", "evaluations.csv")


def test_a_mean_of_documents_has_no_sum_of_weights():
    made = sheet(line("A", "100"), line("B", "100"), using=scheme(aggregate="平均"))
    assert find("weights-differ", sheets=[made]) == []


def test_an_unstated_weight_leaves_the_sum_open():
    assert find("weights-differ", sheets=[sheet(line("A", "45"), unfiled("B"))]) == []
    assert find("weights-differ", sheets=[sheet()]) == []


def test_a_fixed_indicator_has_the_weight_of_the_scheme():
    (found,) = find(
        "weights-differ", sheets=[sheet(line("A", "90", fixed="90"), line("B", "10", fixed="20"))]
    )
    assert found.message == "「指标B」填报的分值为 10 分，方案规定为 20 分"
    assert (found.item, found.source.file, found.source.row) == ("E1/B", "indicators.csv", 2)


def test_three_equal_weights_of_ones_own_are_noted():
    (found,) = find("equal-weights", sheets=[sheet(*(line(f"B-{n}", "30") for n in range(3)))])
    assert (found.message, found.severity) == ("3 项自填指标的分值都是 30 分", "提示")
    assert found.filed == "3 × 30"


def test_two_equal_weights_or_unlike_ones_or_the_schemes_are_not():
    assert find("equal-weights", sheets=[sheet(line("B-1", "45"), line("B-2", "45"))]) == []
    assert find("equal-weights", sheets=[sheet(*(line(f"B-{n}", f"{n + 1}") for n in range(3)))]) == []
    assert find("equal-weights", sheets=[sheet(*(line(f"B{n}", "20", fixed="20") for n in range(5)))]) == []
    assert find("equal-weights", sheets=[sheet(line("B", ""), unfiled("C"), unfiled("D"))]) == []


def test_a_level_without_a_weight_weighs_what_stands_below():
    tree = (line("A", "10"), level("B", "", line("B-1", "40"), line("B-2", "40")))
    (found,) = find("weights-differ", sheets=[sheet(*tree)])
    assert found.computed == "90 分"
    assert sheet(*tree).leaf_weight == d("0")
