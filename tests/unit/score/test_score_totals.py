"""Totals, grades and means; and the whole of score on filings made by hand."""

from decimal import Decimal

import pytest
from score_rows import (
    STANDARD,
    d,
    evaluation,
    feed,
    figure,
    filing,
    indicator,
    node,
    review,
    rule,
    scheme,
    site,
    tie,
)

from generator.figures import Missing
from generator.score import grade, mean_of, score

FLAT = (
    node("A", "40", rule("share")),
    node("B", "30"),
    node("C", "20"),
    node("D", "10"),
)
SHARE = (feed("A", "已完成", "F1"), feed("A", "计划", "F2"))
FIGURES = (figure("F1", "3"), figure("F2", "4"))


def scored(made, *rows, inputs=(), **cells):
    filed = filing(evaluations=(evaluation(**cells),), indicators=rows, inputs=inputs, figures=FIGURES)
    (found,) = score(site(filed, schemes=(made,)))
    assert found.filing is filed
    return found.evaluations[0]


@pytest.mark.parametrize(
    ("total", "word"),
    [
        ("100", "优"), ("90", "优"), ("89.99", "良"), ("89.5", "良"), ("88.17", "良"), ("80", "良"),
        ("79.45", "中"), ("60", "中"), ("59.99", "差"), ("0", "差"), ("-1", ""),
    ],
)  # fmt: skip
def test_grades_are_half_open(total, word):
    assert grade(scheme(), d(total)) == word


def test_an_open_lower_bound_falls_to_the_band_below_and_an_unstated_one_belongs():
    made = scheme(bands=(("优秀", "90", False), ("良好", "80", None), ("较差", "0", True)))
    assert [grade(made, d(text)) for text in ("90.01", "90", "80", "79.9")] == [
        "优秀",
        "良好",
        "良好",
        "较差",
    ]


@pytest.mark.parametrize("total", [None, *Missing])
def test_without_a_total_there_is_no_grade(total):
    assert grade(scheme(), total) == ""


def test_a_mean_is_over_the_values_present():
    assert mean_of([d("70"), Missing.NONE, d("87"), None, Missing.DASH]) == d("78.5")
    assert mean_of([d("0"), Missing.BLANK]) == 0
    assert mean_of([Missing.NONE, Missing.SLASH]) is None
    assert mean_of([]) is None


def test_filed_and_computed_totals():
    rows = (
        indicator("A", score="28"),
        indicator("B", score="30"),
        indicator("C", weight="25", score="20"),
        indicator("D", score="10"),
    )
    found = scored(scheme(*FLAT), *rows, inputs=SHARE, total="88.17")
    assert (found.leaf_sum, found.leaf_weight, found.computed_total) == (88, 105, 90)
    assert found.grade == "良"
    assert [leaf.code for leaf in found.leaves()] == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("missing", "total"),
    [("零分", "80"), ("不作规定", "80"), ("满分", "90"), ("剔除重算", "88.89")],
)
def test_what_an_indicator_without_a_score_does(missing, total):
    rows = (indicator("A"), indicator("B", score="30"), indicator("C", score="20"), indicator("D"))
    found = scored(scheme(*FLAT, missing=missing), *rows, inputs=SHARE)
    assert (found.leaf_sum, found.leaf_weight, found.computed_total) == (50, 50, d(total))


def test_nothing_is_rescaled_where_nothing_is_missing():
    rows = tuple(indicator(code, score="10") for code in "BCD")
    made = scheme(*FLAT[1:], missing="剔除重算")
    assert scored(made, *rows).computed_total == 30


def test_rescaling_needs_the_full_score_of_what_remains():
    made = scheme(node("A"), node("B", "30"), missing="剔除重算")
    found = scored(made, indicator("A", score="9"))
    assert (found.leaf_sum, found.leaf_weight, found.computed_total) == (9, 0, None)
    made = scheme(node("A"), node("B", "30"), node("C", "10"), missing="剔除重算")
    assert scored(made, indicator("A", score="9"), indicator("B", score="9")).computed_total is None
    made = scheme(node("A", "30"), node("B"), missing="剔除重算")
    assert scored(made, indicator("A", score="9")).computed_total == 9


def test_where_nothing_is_filed_there_is_no_total():
    found = scored(scheme(*FLAT))
    assert (found.leaf_sum, found.leaf_weight, found.computed_total, found.grade) == (None, 0, None, "")


def test_rows_and_inputs_of_another_evaluation_do_not_count():
    filed = filing(
        evaluations=(evaluation(), evaluation(code="E2")),
        indicators=(indicator("B", score="30"), indicator("B", score="7")),
    )
    found = score(site(filed, schemes=(scheme(*FLAT),)))[0].evaluations
    assert [item.evaluation.code for item in found] == ["E1", "E2"]
    assert found[1].leaf_sum is None


def test_filings_keep_their_order_and_reviews_and_ties_stand_beside():
    one = filing(reviews=(review("96", "99", "99", "96"),))
    two = filing(ties=(tie(rule="s/A", right="F1;F2"), tie(code="T2", relation="合计")), figures=FIGURES)
    first, second = score(site(one, two, schemes=(scheme(*FLAT, bands=STANDARD),)))
    assert (first.filing, second.filing) == (one, two)
    assert first.reviews[0].mean == Decimal("97.5")
    assert list(second.ties) == ["T1"]
    assert second.ties["T1"].arithmetic == "3 ÷ 4 × 40 = 30"
