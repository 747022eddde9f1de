"""Money: rates, overspending, units, progress; the figures are those of the published documents."""

import pytest
from check_cases import d, find, line, row, scheme, sheet

from generator.model import Fund, Monitoring, Progress


def fund(**cells):
    return row(Fund, **{"unit": "u1", "source": "合计"} | cells)


def one(code, *rows, **given):
    (found,) = find(code, *rows, **given)
    return found


@pytest.mark.parametrize(
    ("budget", "spent", "rate"),
    [
        ("571,010.03", "500,333.67", "87.62%"),
        ("224,115.17", "177,962.44", "79.41%"),
        ("115,944.71", "97,464.15", "84.06%"),
        ("82.49", "69.05", "83.71%"),
        ("13,966.91", "3,418.63", "24.48%"),
        ("22434.3", "22165.32", "98.8%"),
    ],
)
def test_rates_right_as_printed(budget, spent, rate):
    assert find("rate-differs", fund(budget=budget, spent=spent, rate=rate)) == []


def test_a_rate_that_needs_another_budget():
    found = one("rate-differs", fund(budget="3810.81", spent="37403.49", rate="97.62%"))
    assert found.message == (
        "「合计」执行率填报为 97.62%；按执行数 37,403.49 万元 ÷ 全年预算数 3,810.81 万元计算为 981.51%"
    )
    assert (found.filed, found.computed) == ("97.62%", "981.51%")
    assert found.reconciles == "预算约 38,315.40 万元时为 97.62%"
    assert (found.item, found.severity, found.source.column) == ("合计", "不符", "H")


def test_the_other_budget_reconciles():
    found = one("rate-differs", fund(initial="100.00", budget="200.00", spent="90.00", rate="90%"))
    assert found.reconciles == "以年初预算数 100.00 万元为分母时为 90%"
    found = one("rate-differs", fund(initial="100.00", budget="200.00", spent="90.00", rate="80%"))
    assert found.reconciles == "预算约 112.50 万元时为 80%"


def test_the_unit_of_the_budget_reconciles():
    found = one("rate-differs", fund(budget="0.0100", spent="90.00", rate="90%"))
    assert found.reconciles == "「全年执行数」按 90.00 元，或「全年预算数」按 0.0100 亿元计时相符"


@pytest.mark.parametrize(("spent", "rate"), [("0.00", "5%"), ("90.00", "0%")])
def test_nothing_reconciles_zero(spent, rate):
    assert one("rate-differs", fund(budget="100.00", spent=spent, rate=rate)).reconciles == ""


def test_the_last_digit_of_a_rate_is_rounding():
    found = one("rate-differs", fund(budget="300.00", spent="200.00", rate="66.66%"))
    assert (found.severity, found.reconciles) == ("舍入", "相差 0.01 个百分点，在舍入范围内")


def test_the_denominator_is_the_rows_then_the_schemes_then_the_full_years():
    both = {"initial": "100.00", "budget": "200.00", "spent": "90.00"}
    assert find("rate-differs", fund(**both, rate="45%")) == []
    assert find("rate-differs", fund(**both, rate="90%", basis="年初预算数")) == []
    initial = [sheet(line("A", "1"), using=scheme(denominator="年初预算数"))]
    assert find("rate-differs", fund(**both, rate="90%"), sheets=initial) == []
    assert find("rate-differs", fund(**both, rate="45%", basis="全年预算数"), sheets=initial) == []
    other = [sheet(line("A", "1"), using=scheme(denominator="到位数"))]
    assert find("rate-differs", fund(**both, rate="45%"), sheets=other) == []


def test_the_budget_that_was_filed_stands_in():
    assert find("rate-differs", fund(initial="100.00", spent="90.00", rate="90%")) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"budget": "100.00", "spent": "90.00"},
        {"budget": "100.00", "rate": "90%"},
        {"spent": "90.00", "rate": "90%"},
        {"budget": "0.00", "spent": "90.00", "rate": "90%"},
        {"budget": "无", "spent": "90.00", "rate": "90%"},
    ],
)
def test_a_rate_that_cannot_be_computed(cells):
    assert find("rate-differs", fund(**cells)) == []


def test_monitored_rates_are_of_the_initial_budget():
    made = row(Monitoring, code="M1", unit="u1", project="p1", initial="100.00", spent="60.00", rate="50%")
    found = one("rate-differs", made)
    assert (found.item, found.project, found.computed) == ("M1", "p1", "60.00%")


@pytest.mark.parametrize(
    ("budget", "spent", "share", "excess"),
    [
        ("834.22", "835.50", "100.15%", "1.28 万元"),
        ("2,976.59", "36,567.99", "1,228.52%", "33,591.40 万元"),
    ],
)
def test_spent_over_budget(budget, spent, share, excess):
    found = one("over-budget", fund(budget=budget, spent=spent, source="基本支出"))
    assert found.message == (
        f"「基本支出」执行数 {spent} 万元大于全年预算数 {budget} 万元，超出 {excess}，为预算的 {share}"
    )
    assert (found.severity, found.computed) == ("不符", share)


def test_over_the_initial_budget_alone_is_a_note():
    assert one("over-budget", fund(initial="1.00", spent="2.00")).severity == "提示"


def test_spending_without_any_budget():
    found = one("over-budget", fund(budget="0.00", spent="2.00"))
    assert found.message == "「合计」执行数 2.00 万元大于全年预算数 0.00 万元，超出 2.00 万元"


def test_within_budget():
    assert (
        find("over-budget", fund(budget="2.00", spent="2.00"), fund(spent="2.00"), fund(budget="1.00")) == []
    )


def test_a_budget_filed_in_yuan():
    found = one("unit-slip", fund(project="p11", budget="0.007674", spent="11.94"))
    assert found.message == "「合计」全年执行数 11.94 万元约为全年预算数 0.007674 万元的一万倍"
    assert found.reconciles == "全年预算数为 76.740000 万元时执行率为 15.56%"
    assert found.severity == "不符"


def test_spending_filed_in_yuan_is_a_note():
    found = one("unit-slip", fund(initial="76.74", spent="0.0075"))
    assert (found.severity, found.filed) == ("提示", "0.0075 万元")
    assert found.reconciles == "全年执行数为 75.0000 万元时执行率为 97.73%"


@pytest.mark.parametrize(
    ("budget", "spent"),
    [
        ("3810.81", "37403.49"),
        ("100.00", "0.0049"),
        ("100.00", "0.0121"),
        ("0.01", "121.00"),
        ("100.00", "0"),
        ("0", "5"),
        ("", "5"),
        ("5", ""),
    ],
)
def test_no_slip_of_units(budget, spent):
    assert find("unit-slip", fund(budget=budget, spent=spent)) == []


def quarters(*rates, field="rate"):
    return [row(Progress, unit="u1", quarter=str(n), **{field: rate}) for n, rate in enumerate(rates, 1)]


def test_cumulative_rates_never_fall():
    found = one("progress-falls", *quarters("44.72%", "58.18%", "88.53%", "87.62%"))
    assert found.message == "第 3 季度累计执行率 88.53%，第 4 季度为 87.62%，比前者低 0.91 个百分点"
    assert (found.item, found.filed, found.computed) == ("第 4 季度·累计执行率", "87.62%", "不低于 88.53%")


def test_the_years_rate_follows_the_last_quarter():
    rows = [*quarters("44.72%", "58.18%", "88.53%"), fund(rate="87.62%")]
    found = one("progress-falls", *reversed(rows))
    assert found.message == "第 3 季度累计执行率 88.53%，全年为 87.62%，比前者低 0.91 个百分点"
    assert found.source.file == "funds.csv"


def test_the_year_is_not_told_twice():
    assert find("progress-falls", *quarters("1%", "2%", "3%", "4%"), fund(rate="3%")) == []


def test_progress_that_rises_or_is_not_filed():
    assert find("progress-falls", *quarters("1%", "", "3%"), fund(rate="3%")) == []
    assert find("progress-falls", *quarters("1%", "2%"), fund(spent="3.00")) == []
    assert (
        find("progress-falls", *quarters("1%", "2%"), row(Progress, unit="u2", quarter="3", rate="1%")) == []
    )


def test_amounts_spent_never_fall_either():
    found = one("progress-falls", *quarters("5.00", "4.00", field="spent"))
    assert found.message == "第 1 季度累计执行数 5.00 万元，第 2 季度为 4.00 万元，比前者低 1.00 万元"


def test_a_quarter_without_a_number_stands_first():
    unnumbered = row(Progress, unit="u1", quarter="", rate="9%")
    assert len(find("progress-falls", *quarters("1%"), unnumbered)) == 1


def test_money_is_compared_in_one_unit():
    yuan = row(Fund, money="元", unit="u1", source="合计", budget="1000000", spent="900000", rate="90%")
    assert find("rate-differs", yuan) == []
    assert yuan.budget == d("100")
