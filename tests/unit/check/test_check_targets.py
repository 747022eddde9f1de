"""Targets, actuals and reasons."""

import pytest
from check_cases import d, find, level, line, row, scheme, sheet, unfiled

from generator.model import Outcome, Problem


def one(code, item, *rows, **given):
    (found,) = find(code, *rows, sheets=[sheet(item, **given)])
    return found


def none(code, item, *rows, **given):
    assert find(code, *rows, sheets=[sheet(item, **given)]) == []


def test_points_lost_without_a_reason():
    found = one("reason-missing", line("C", "45", "43"))
    assert (found.message, found.item) == ("「指标C」45 分得 43 分，没有填报偏差原因", "E1/C")
    none("reason-missing", line("C", "45", "45"))
    none("reason-missing", line("C", "45", "43", reason="资金到位较晚"))
    none("reason-missing", unfiled("C", "45"))


@pytest.mark.parametrize("indicator", ["C33", "C3", ""])
def test_a_problem_of_the_indicator_or_above_it_is_a_reason(indicator):
    stated = row(
        Problem, number="1", unit="u1", evaluation="E1", indicator=indicator, title="t", problem="慢"
    )
    none("reason-missing", level("C3", "", line("C33", "5", "4")), stated)


def test_no_problem_is_no_reason():
    stated = row(Problem, number="1", unit="u1", evaluation="E1", title="t", problem="无")
    other = row(Problem, number="2", unit="u1", evaluation="E2", title="t", problem="慢")
    assert one("reason-missing", line("C", "45", "43"), stated, other).item == "E1/C"


@pytest.mark.parametrize("actual", ["", "无", "—", "/"])
def test_a_target_without_an_actual(actual):
    found = one("actual-missing", line("C", "10", "10", target="≥95%", actual=actual))
    assert found.message == "「指标C」目标为 ≥95%，得 10 分，没有填报实际完成值"


@pytest.mark.parametrize(
    ("operator", "target", "shown"),
    [("≥", "95%", "≥95%"), ("≥", "≥95%", "≥95%"), ("", "不低于95%", "不低于95%")],
)
def test_the_target_is_shown_as_printed(operator, target, shown):
    found = one("actual-missing", line("C", "10", "10", operator=operator, target=target))
    assert found.computed == target
    assert f"目标为{shown}" in found.message.replace(" ", "")


def test_no_target_needs_no_actual():
    none("actual-missing", line("C", "10", "10"))
    none("actual-missing", line("C", "10", "10", target="≥95%", actual="96%"))


def test_an_actual_that_repeats_the_target():
    found = one("target-repeated", line("C", "10", "10", target="≥266米", actual="≥266米"))
    assert found.message == "「指标C」目标和实际完成值都填为「≥266米」"
    none("target-repeated", line("C", "10", "10", target="≥266米", actual="266米"))
    none("target-repeated", line("C", "10", "10", target="266米", actual="266米", operator="≥"))
    none("target-repeated", line("C", "10", "10", target="≥266米", actual="≥267米"))
    none("target-repeated", line("C", "10", "10", target="有效", actual="有效"))


@pytest.mark.parametrize(
    ("target", "actual", "kind"),
    [
        ("≥95%", "94.9%", "level"),
        ("≤10天", "11天", "filed"),
        ("=0件", "1件", "filed"),
        (">5", "5", "filed"),
        ("<5", "5", "filed"),
        ("95%", "94%", "ratio"),
        ("10", "11", "inverse"),
        ("3", "2", "exact"),
    ],
)
def test_a_missed_target_with_full_marks(target, actual, kind):
    found = one("missed-full", line("C", "10", "10", kind=kind, target=target, actual=actual))
    assert found.severity == "提示"
    none("met-deducted", line("C", "10", "9", kind=kind, target=target, actual=actual))
    none("missed-full", line("C", "10", "9", kind=kind, target=target, actual=actual))


@pytest.mark.parametrize(
    ("target", "actual"), [("≥95%", "95%"), ("≤10天", "10天"), ("=0件", "0件"), (">5", "5.1"), ("<5", "4")]
)
def test_a_met_target_with_points_off(target, actual):
    found = one("met-deducted", line("C", "10", "9", kind="filed", target=target, actual=actual))
    assert found.filed == "9 分"
    none("missed-full", line("C", "10", "10", kind="filed", target=target, actual=actual))
    none("met-deducted", line("C", "10", "10", kind="filed", target=target, actual=actual))


def test_words_of_missed_and_met_targets():
    found = one("missed-full", line("C", "10", "10", kind="level", target="≥95%", actual="94.9%"))
    assert found.message == "「指标C」目标 ≥95%，实际 94.9%，得满分 10 分"
    found = one("met-deducted", line("C", "10", "9", kind="ratio", target="95%", actual="95%"))
    assert found.message == "「指标C」目标 95%，实际 95%，得 9 分"


@pytest.mark.parametrize(
    ("target", "actual"),
    [("≥95%", "94人"), ("95%", "94%"), ("≥95%", "≥94%"), ("有效", "94%"), ("≥95%", "较好"), ("≥95%", "")],
)
def test_targets_that_cannot_be_compared(target, actual):
    none("missed-full", line("C", "10", "10", kind="filed", target=target, actual=actual))


def test_what_the_rule_computes_is_left_to_the_rule():
    outcome = Outcome(d("9.9"))
    none("missed-full", line("C", "10", "10", kind="ratio", target="≥95%", actual="94%", outcome=outcome))
    none("met-deducted", line("C", "10", "9", kind="ratio", target="≥95%", actual="95%", outcome=outcome))


EXPLAINED = scheme(over_completion="须说明", over_from=d("130"))


def test_over_completion_must_be_explained():
    found = one("over-completion", line("C", "10", "10", target="≥100人", actual="130人"), using=EXPLAINED)
    assert found.message == "「指标C」目标 ≥100人，实际 130人，为目标的 130.00%，没有说明原因"
    assert found.computed == "130.00%"


@pytest.mark.parametrize(
    ("target", "actual", "reason", "using"),
    [
        ("≥100人", "129人", "", EXPLAINED),
        ("≥100人", "200人", "需求增加", EXPLAINED),
        ("≤100人", "200人", "", EXPLAINED),
        ("≥0人", "200人", "", EXPLAINED),
        ("≥100人", "较多", "", EXPLAINED),
        ("≥100人", "200人", "", scheme()),
        ("≥100人", "200人", "", scheme(over_completion="须说明")),
    ],
)
def test_over_completion_that_needs_no_words(target, actual, reason, using):
    none("over-completion", line("C", "10", "10", target=target, actual=actual, reason=reason), using=using)
