"""Totals, grades, full marks, stated problems."""

from dataclasses import replace

import pytest
from check_cases import find, level, line, row, scheme, sheet, unfiled

from generator.model import Problem


def one(code, *rows, **given):
    (found,) = find(code, *rows, **given)
    return found


def test_a_total_that_is_the_sum():
    assert (
        find("total-differs", sheets=[sheet(line("A", "60", "50"), line("B", "40", "40"), total="90")]) == []
    )
    assert find("total-differs", sheets=[sheet(line("A", "60", "50"))]) == []
    assert find("total-differs", sheets=[sheet(unfiled("A", "60"), total="90")]) == []
    averaged = scheme(aggregate="平均")
    assert find("total-differs", sheets=[sheet(line("A", "60", "50"), total="90", using=averaged)]) == []


def test_rows_lost_at_a_page_break():
    made = sheet(line("A", "60", "50"), line("B", "36", "34.17"), unfiled("C", "4"), total="88.17")
    found = one("total-differs", sheets=[made])
    assert found.message == "总分填报为 88.17 分；列出的 2 项（分值 96 分）得分相加为 84.17 分，相差 4.00 分"
    assert found.reconciles == "没有列出的指标共 4 分，得 4.00 分时相符"
    assert (found.severity, found.item, found.computed) == ("提示", "E1", "84.17 分")


@pytest.mark.parametrize("total", ["88.18", "84"])
def test_a_total_that_missing_rows_cannot_explain(total):
    made = sheet(line("A", "60", "50"), line("B", "36", "34.17"), unfiled("C", "4"), total=total)
    found = one("total-differs", sheets=[made])
    assert (found.severity, found.reconciles) == ("不符", "")


def test_a_subtotal_is_the_sum_below_it():
    def tree(score, last="9"):
        return level("A", "60", line("A1", "50", "41"), line("A2", "10", last), score=score)

    found = one("total-differs", sheets=[sheet(tree("51"))])
    assert found.message == "「指标A」得分 51 分，下级得分相加为 50 分"
    assert found.item == "E1/A"
    assert find("total-differs", sheets=[sheet(tree("50"))]) == []
    assert find("total-differs", sheets=[sheet(tree("51", last=""))]) == []
    assert find("total-differs", sheets=[sheet(tree(None))]) == []
    assert find("total-differs", sheets=[sheet(level("A", "60", unfiled("A1"), score="51"))]) == []


def graded(filed, given, total="88.17"):
    made = sheet(line("A", "100", "88.17"), grade=given, total=total)
    evaluation = replace(made.evaluation, grade=filed)
    return [replace(made, evaluation=evaluation)]


def test_a_grade_of_another_band():
    found = one("grade-differs", sheets=graded("优", "良"))
    assert found.message == "等级填报为「优」，总分 88.17 分对应「良」"
    assert (found.filed, found.computed) == ("优", "良")


@pytest.mark.parametrize(
    ("filed", "given", "total"),
    [("良", "良", "88.17"), ("", "良", "88.17"), ("良", "", "88.17"), ("优", "良", "")],
)
def test_grades_that_agree_or_cannot_be_told(filed, given, total):
    assert find("grade-differs", sheets=graded(filed, given, total)) == []


def test_full_marks_everywhere():
    tree = [line(f"A{n}", "20", "20") for n in range(5)]
    found = one("all-full-marks", sheets=[sheet(*tree)])
    assert (found.message, found.filed) == ("5 项指标全部填报满分", "5 项满分")
    assert find("all-full-marks", sheets=[sheet(*tree[:2])]) == []
    assert find("all-full-marks", sheets=[sheet(*tree, line("B", "20", "19"))]) == []
    assert find("all-full-marks", sheets=[sheet(*tree, unfiled("B", "20"))]) == []
    one("all-full-marks", sheets=[sheet(*tree, unfiled("B1", is_open=True))])  # a place nobody filled in


def problem(**cells):
    return row(Problem, **{"number": "1", "unit": "u1", "title": "部门整体支出", "problem": "无"} | cells)


def test_no_problem_beside_lost_points():
    made = sheet(line("C", "45", "43"), line("D", "10", "10"), outcome="项目绩效目标部分未完成")
    found = one("no-problem-stated", problem(evaluation="E1"), sheets=[made])
    assert found.message == (
        "「部门整体支出」问题填报为「无」；同一评价「指标C」45 分得 43 分，完成情况写明「未完成」"
    )
    assert (found.item, found.filed) == ("E1", "无")
    assert found.computed == "「指标C」45 分得 43 分；完成情况写明「未完成」"


def test_no_problem_is_held_to_the_same_unit_and_project():
    lost = [sheet(line("C", "45", "43"))]
    assert one("no-problem-stated", problem(), sheets=lost).item == "E1"
    assert find("no-problem-stated", problem(project="p1"), sheets=lost) == []
    assert find("no-problem-stated", problem(evaluation="E2"), sheets=lost) == []
    assert find("no-problem-stated", problem(problem="支付较慢"), sheets=lost) == []


def test_no_problem_where_nothing_was_lost():
    whole = [sheet(line("C", "45", "45"), unfiled("D"), outcome="全部完成")]
    assert find("no-problem-stated", problem(), sheets=whole) == []
