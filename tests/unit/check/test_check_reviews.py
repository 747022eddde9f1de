"""Re-scores: means, ties, documents."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from check_cases import d, find, reviewed, row
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Unit

FULL = {"self_sheet": "98.5", "project_report": "97.80", "whole_report": "93.30", "monitoring": "89.50"}


def one(code, *rows, **given):
    (found,) = find(code, *rows, **given)
    return found


def test_means_that_agree_or_cannot_be_told():
    fine = [
        reviewed("94.78", computed="94.775"),
        reviewed("", computed="94.775"),
        reviewed("", number="3"),
        reviewed("94.78", computed=None),
    ]
    assert find("mean-differs", reviews=fine) == []


def test_a_mean_that_differs():
    made = reviewed("95", computed="94.775", arithmetic="379.1 ÷ 4 = 94.78", number="2")
    assert find("mean-differs", reviews=[made]) == []
    made = reviewed("95.30", computed="94.775", arithmetic="379.1 ÷ 4 = 94.78", number="2")
    found = one("mean-differs", reviews=[made])
    assert found.message == "平均分填报为 95.30 分；按 379.1 ÷ 4 = 94.78 计算为 94.78 分"
    assert (found.item, found.severity, found.reconciles) == ("2", "不符", "")


def test_the_last_digit_of_a_mean_is_rounding():
    found = one("mean-differs", reviews=[reviewed("94.77", computed="94.775")])
    assert (found.severity, found.reconciles) == ("舍入", "相差 0.01 分，在舍入范围内")


@given(st.lists(st.decimals(0, 100, places=1, allow_nan=False), min_size=1, max_size=4))
def test_no_true_mean_is_ever_doubted(scores):
    mean = sum(scores, Decimal(0)) / len(scores)
    printed = str(mean.quantize(Decimal("0.01"), ROUND_HALF_UP))
    assert find("mean-differs", reviews=[reviewed(printed, computed=str(mean))]) == []


def ranked(*means, document="D1"):
    return [
        reviewed(mean, number=str(n), unit=f"u{n}", tied=means.count(mean) > 1, document=document)
        for n, mean in enumerate(means, 1)
    ]


def test_an_unmarked_tie():
    units = [row(Unit, code=f"u{n}", name=name) for n, name in enumerate("甲乙丙丁", 1)]
    found = one("rank-tied", *units, reviews=ranked("97.50", "94.78", "94.78", "92.95"))
    assert found.message == "序号 2、3（乙、丙）的平均分都是 94.78 分，没有标明并列"
    assert (found.unit, found.item, found.source.row) == ("u2", "2、3", 4)


def test_a_tie_of_a_unit_that_is_not_listed_names_its_code():
    found = one("rank-tied", row(Unit, code="u1", name="甲局"), reviews=ranked("95", "95"))
    assert found.message == "序号 1、2（甲局、u2）的平均分都是 95 分，没有标明并列"


def test_a_marked_tie_or_a_list_in_another_order():
    marked = [
        reviewed("94.78", number="2", tied=True),
        reviewed("94.78", number="2", tied=True),
        reviewed("", number="3"),
    ]
    assert find("rank-tied", reviews=marked) == []
    assert find("rank-tied", reviews=ranked("94.78", "97.50", "94.78")) == []
    apart = [*ranked("94.78"), *ranked("94.78", document="D2")]
    assert find("rank-tied", reviews=apart) == []


def test_ties_of_different_means_are_told_apart():
    found = find("rank-tied", reviews=ranked("97", "97", "95", "95"))
    assert [item.filed for item in found] == ["1、2", "3、4"]


def unit(budget):
    return row(Unit, code="u1", name="红十字会", budget=budget)


def test_a_monitoring_score_without_projects():
    made = reviewed("78.50", self_sheet="无", project_report="无", whole_report="70.00", monitoring="87.00")
    found = one("review-document-unexpected", unit("仅人员类"), reviews=[made])
    assert found.message == "预算构成为「仅人员类」，监控表有得分 87.00 分"
    assert (found.item, found.computed, found.severity) == ("监控表", "无", "不符")
    assert find("review-document-missing", unit("仅人员类"), reviews=[made]) == []


def test_a_department_report_of_a_unit_with_projects_only():
    found = one("review-document-unexpected", unit("仅项目类"), reviews=[reviewed("90", **FULL)])
    assert found.item == "整体绩效报告"


@pytest.mark.parametrize("budget", ["全部", ""])
def test_a_unit_with_both_files_everything(budget):
    assert find("review-document-unexpected", unit(budget), reviews=[reviewed("90", **FULL)]) == []
    assert find("review-document-missing", unit(budget), reviews=[reviewed("90", **FULL)]) == []
    made = reviewed("90", **(FULL | {"whole_report": "无"}))
    found = one("review-document-missing", unit(budget), reviews=[made])
    assert found.message == "预算构成为「全部」，整体绩效报告没有得分"
    assert (found.filed, found.item) == ("无", "整体绩效报告")


def test_a_unit_with_projects_only_files_three():
    made = reviewed("90", **(FULL | {"whole_report": "无", "monitoring": ""}))
    assert one("review-document-missing", unit("仅项目类"), reviews=[made]).item == "监控表"


def test_a_unit_that_is_not_listed_is_taken_to_have_both():
    made = reviewed("90", **FULL, unit="other")
    assert find("review-document-missing", reviews=[made]) == []
    assert made.mean == d("90")
