"""Ties: one test or more a relation, on the figures of the published documents."""

import pytest
from check_cases import d, filing, find, row, scheme, scored, site

from generator.check import check
from generator.check.case import Case
from generator.check.sides import owner_of
from generator.model import (
    CarryOver,
    Document,
    Evaluation,
    Figure,
    Fund,
    Group,
    Indicator,
    Node,
    Outcome,
    Project,
    Rule,
    Tie,
    Unit,
)


def figure(code, printed, measure="万元", **cells):
    keys = {"unit": "u1", "group": "g", "name": f"数{code}"}
    return row(Figure, code=code, print=printed, measure=measure, **(keys | cells))


def tie(relation, left, right="", base="", **cells):
    keys = {"code": "T1", "name": "某关系"}
    return row(Tie, relation=relation, left=left, right=right, base=base, **(keys | cells))


def one(code, *rows, **given):
    (found,) = find(code, *rows, **given)
    return found


def carried(*amounts):
    return [
        row(CarryOver, number=str(n), unit="u1", project="p1", amount=amount, source="区级")
        for n, amount in enumerate(amounts, 1)
    ]


def test_sums_that_agree():
    assets = [figure("F1", "74,648", "项"), figure("F2", "74,279", "项"), figure("F3", "369", "项")]
    assert find("tie-sum", *assets, tie("合计", "F1", "F2;F3")) == []
    letters = [figure("F1", "335"), figure("F2", "71"), figure("F3", "44"), figure("F4", "220")]
    assert find("tie-sum", *letters, tie("合计", "F1", "F2;F3;F4")) == []


def test_a_sum_of_counts_is_exact():
    counts = [figure("F1", "51", "个"), figure("F2", "30", "个"), figure("F3", "20", "个")]
    found = one("tie-sum", *counts, tie("合计", "F1", "F2;F3"))
    assert found.message == "某关系：填报为 51 个；30 + 20 个，计算为 50 个，相差 1 个"
    assert (found.severity, found.unit, found.item, found.source.file) == (
        "不符",
        "u1",
        "T1",
        "figures.csv",
    )


def test_ten_rows_may_be_a_hundredth_off():
    rows = carried("478.09", "105.90", "0.08", "0.46", "18.41", "8.28", "4.00", "5.00", "20.00", "0.63")
    found = one("tie-sum", *rows, figure("F1", "640.86"), tie("合计", "F1", "carryovers[单位编码=u1].金额"))
    assert (found.severity, found.computed) == ("舍入", "640.85 万元")
    assert found.reconciles == "10 个数相加，相差 0.01 万元，在舍入范围内"


def test_76_74_yuan():
    rows = [
        figure("F1", "76.74", "元"),
        figure("F2", "367.14"),
        figure("F3", "302.34"),
        figure("F4", "11.94"),
    ]
    found = one("tie-sum", *rows, tie("合计", "F1", "F2;-F3;F4"))
    assert found.message == (
        "某关系：填报为 76.74 元；367.14 − 302.34 + 11.94 万元，"
        "计算为 767,400.00 元（76.74 万元），相差 767,323.26 元"
    )
    assert found.computed == "767,400.00 元（76.74 万元）"
    assert found.reconciles == "「数F1」按 76.74 万元计时相符"


def test_a_difference_between_two_figures():
    rows = [figure("F1", "43,298.95"), figure("F2", "571,010.03"), figure("F3", "527,711.12")]
    found = one("tie-difference", *rows, tie("差额", "F1", "F2;F3"))
    assert found.message == (
        "某关系：填报为 43,298.95 万元；571,010.03 − 527,711.12 万元，计算为 43,298.91 万元，相差 0.04 万元"
    )
    assert (found.severity, found.reconciles) == ("不符", "")


def test_35927_13_yuan():
    rows = [figure("F1", "35927.13", "元"), figure("F2", "36567.99"), figure("F3", "640.86")]
    found = one("tie-difference", *rows, tie("差额", "F1", "F2;F3"))
    assert found.reconciles == "「数F1」按 35,927.13 万元计时相符"
    assert find("tie-difference", figure("F1", "35927.13"), *rows[1:], tie("差额", "F1", "F2;F3")) == []


@pytest.mark.parametrize(
    ("terms", "right", "arithmetic", "computed", "gap"),
    [
        (["1", "2", "3", "4", "5"], "F1;F2;F3;F4;F5", "1 + 2 + 3 + 4 + 5 人，", "15", "84"),
        (["1", "2", "3", "4", "5", "6"], "F1;F2;F3;F4;F5;F6", "", "21", "78"),
        (["98"], "F1", "", "98", "1"),
        (["2", "1000"], "-F1;F2", "−2 + 1,000 人，", "998", "899"),
        (["10", "-3"], "F1;F2", "10 − 3 人，", "7", "92"),
        (["10", "-3"], "F1;-F2", "10 + 3 人，", "13", "86"),
        (["-10", "３", "0"], "F1;F2;F3", "−10 + 3 + 0 人，", "-7", "106"),
    ],
)
def test_the_arithmetic_of_a_few_terms(terms, right, arithmetic, computed, gap):
    rows = [figure(f"F{n}", text, "人") for n, text in enumerate(terms, 1)]
    found = one("tie-sum", *rows, figure("L", "99", "人"), tie("合计", "L", right))
    wanted = f"某关系：填报为 99 人；{arithmetic}计算为 {computed} 人，相差 {gap} 人"
    assert found.message == wanted


def test_a_negative_term_of_a_difference_is_added():
    rows = [figure("F1", "20"), figure("F2", "10"), figure("F3", "-3")]
    found = one("tie-difference", *rows, tie("差额", "F1", "F2;F3"))
    assert found.message == "某关系：填报为 20 万元；10 + 3 万元，计算为 13 万元，相差 7 万元"


def test_the_arithmetic_of_shares_has_a_sign_a_term():
    rows = [figure("F1", "50", "%"), figure("F2", "20%", "%"), figure("F3", "10", "%")]
    found = one("tie-sum", *rows, tie("合计", "F1", "F2;-F3"))
    assert found.message == "某关系：填报为 50%；20% − 10%，计算为 10%，相差 40 个百分点"


def test_terms_in_two_units_have_no_arithmetic():
    rows = [figure("F1", "80.00"), figure("F2", "4.50"), figure("F3", "75.5", "元")]
    found = one("tie-sum", *rows, tie("合计", "F1", "F2;F3"))
    assert found.message == "某关系：填报为 80.00 万元；计算为 4.51 万元，相差 75.49 万元"


def test_a_term_added_up_from_rows_has_no_arithmetic():
    rows = [*carried("1.00", "2.00"), figure("F1", "9.00"), figure("F2", "4.00")]
    found = one("tie-sum", *rows, tie("合计", "F1", "carryovers[单位编码=u1].金额;F2"))
    assert found.message == "某关系：填报为 9.00 万元；计算为 7.00 万元，相差 2.00 万元"


def test_a_subtracted_row_that_should_not_be_is_named_as_filed():
    rows = [figure("F1", "80.00"), figure("F2", "80.00"), figure("F3", "4.50")]
    found = one("tie-difference", *rows, tie("差额", "F1", "F2;F3"))
    assert found.message == (
        "某关系：填报为 80.00 万元；80.00 − 4.50 万元，计算为 75.50 万元，相差 4.50 万元"
    )
    assert found.reconciles == "不计「数F3」4.50 万元时相符"


def test_ratios_right_as_printed():
    rows = [figure("F1", "86.46", "%"), figure("F2", "10.98", "亿元"), figure("F3", "12.7", "亿元")]
    assert find("tie-ratio", *rows, tie("比率", "F1", "F2", "F3")) == []


def test_staff_down_by_56_percent():
    rows = [figure("F1", "56", "%"), figure("F2", "61", "人"), figure("F3", "1194", "人")]
    found = one("tie-ratio", *rows, tie("比率", "F1", "F2", "F3;F2"))
    assert found.message == "某关系：填报为 56%；61 人 ÷ 1,255 人 = 4.86%"
    assert (found.computed, found.severity) == ("4.86%", "不符")
    assert found.reconciles == "分子为 703 人（多 642），或分母为 109 人（少 1,146）时为 56%"


def test_investment_of_140_percent():
    rows = [figure("F1", "140", "%"), figure("F2", "2.13", "亿元"), figure("F3", "1.9", "亿元")]
    assert one("tie-ratio", *rows, tie("比率", "F1", "F2", "F3")).computed == "112.11%"


def test_the_unit_of_one_side_of_a_ratio():
    rows = [figure("F1", "50", "%"), figure("F2", "5", "元"), figure("F3", "10", "万元")]
    found = one("tie-ratio", *rows, tie("比率", "F1", "F2", "F3"))
    assert found.reconciles == "「数F2」按 5 万元，或「数F3」按 10 元计时相符"


def test_the_last_digit_of_a_ratio_is_rounding():
    rows = [figure("F1", "66.66", "%"), figure("F2", "2", "个"), figure("F3", "3", "个")]
    found = one("tie-ratio", *rows, tie("比率", "F1", "F2", "F3"))
    assert (found.severity, found.reconciles) == ("舍入", "相差 0.01 个百分点，在舍入范围内")


def test_ratios_of_a_thousand_and_plain_ones():
    rows = [figure("F1", "0.50", "‰"), figure("F2", "1", "人"), figure("F3", "2000", "人")]
    assert find("tie-ratio", *rows, tie("比率", "F1", "F2", "F3")) == []
    rows = [figure("F1", "7", "倍"), figure("F2", "3", "人"), figure("F3", "2", "人")]
    assert one("tie-ratio", *rows, tie("比率", "F1", "F2", "F3")).computed == "1.50 倍"


def test_counts_of_rows():
    rows = [*carried("1", "2"), figure("F1", "2", "个")]
    assert find("tie-count", *rows, tie("计数", "F1", "carryovers[单位编码=u1]")) == []
    found = one("tie-count", *carried("1"), *rows, tie("计数", "F1", "carryovers[单位编码=u1]"))
    assert found.message == "某关系：填报为 2 个；所列共 3 行，相差 1"
    assert found.computed == "3 个"
    apart = tie("计数", "F1", "carryovers[序号=1];carryovers[序号=2]")
    assert find("tie-count", *rows, apart) == []
    less = tie("计数", "F1", "carryovers[单位编码=u1];-carryovers[序号=2]")
    assert one("tie-count", *rows, less).computed == "1 个"


def test_rows_without_numbers_can_be_counted():
    blank = row(Fund, unit="u1", project="p11", source="合计")
    counted = tie("计数", "F1", "funds[项目编码=p11].全年预算数")
    assert find("tie-count", blank, figure("F1", "1", "个"), counted) == []
    assert find("tie-not-computable", blank, figure("F1", "1", "个"), counted) == []


def test_one_figure_in_two_places():
    rows = [figure("F1", "97.62", "%"), figure("F2", "97.6", "%"), figure("F3", "97.62", "%")]
    assert find("tie-equal", *rows, tie("相等", "F1", "F2;F3")) == []
    assert find("tie-equal", *rows, tie("相等", "F2", "F1")) == []
    found = one("tie-equal", *rows, figure("F4", "97.63", "%"), tie("相等", "F1", "F2;F4"))
    assert found.message == "某关系：一处为 97.62%，另一处为 97.63%"
    assert found.severity == "不符"


def test_one_figure_in_two_units():
    rows = [figure("F1", "5", "元"), figure("F2", "5", "万元")]
    found = one("tie-equal", *rows, tie("相等", "F1", "F2"))
    assert found.reconciles == "「数F1」按 5 万元，或「数F2」按 5 元计时相符"


@pytest.mark.parametrize(
    ("low", "high", "span"),
    [
        ("0", "90", ""),
        ("91", "95", "91–95 万元"),
        ("", "80", "不高于 80 万元"),
        ("91", "", "不低于 91 万元"),
        ("", "", ""),
    ],
)
def test_a_figure_within_its_band(low, high, span):
    found = find("tie-band", figure("F1", "90", "万元"), tie("区间", "F1", low=low, high=high))
    assert [item.computed for item in found] == ([span] if span else [])


def test_the_band_is_in_the_unit_printed():
    assert find("tie-band", figure("F1", "90", "亿元"), tie("区间", "F1", low="89", high="90")) == []
    found = one("tie-band", figure("F1", "94", "名"), tie("区间", "F1", low="1", high="90"))
    assert found.message == "某关系：填报为 94 名，应为 1–90 名"


def test_a_limit():
    rows = [figure("F1", "1.05", "亿元"), figure("F2", "13,966.91"), figure("F3", "3,418.63")]
    assert find("tie-limit", *rows, tie("不超过", "F1", "F2;-F3")) == []
    found = one("tie-limit", *rows, tie("不超过", "F2", "F3"))
    assert found.message == "某关系：填报为 13,966.91 万元，大于 3,418.63 万元，超出 10,548.28 万元"
    assert find("tie-limit", *rows, tie("不超过", "F1", "F1")) == []


def test_an_order_that_falls():
    rows = [figure(f"F{n}", text, "%") for n, text in enumerate(("44.72", "58.18", "88.53", "87.62"), 1)]
    assert find("tie-order", *rows, tie("不减", "F1", "F2;F3")) == []
    found = one("tie-order", *rows, tie("不减", "F1", "F2;F3;F4"))
    assert found.message == "某关系：88.53% 之后为 87.62%，低 0.91 个百分点"
    assert (found.filed, found.computed) == ("87.62%", "不低于 88.53%")
    assert len(find("tie-order", *rows, tie("不减", "F4", "F2;F1"))) == 1


SHARE = scheme(Node("C23", "及时性", d("6"), Rule("share")), code="luohu")


def by_rule(score, outcome, **cells):
    rows = [figure("F1", score, "分"), figure("F2", "147", "个"), figure("F3", "177", "个")]
    made = tie("按规则", "F1", "F2;F3", rule="luohu/C23", **cells)
    return {"rows": [*rows, made], "schemes": [SHARE], "ties": {"T1": outcome}}


def run(code, rows, **given):
    return find(code, *rows, **given)


def test_a_score_by_rule():
    outcome = Outcome(d("4.98"), "147 ÷ 177 × 6 = 4.98", inputs={"已完成": d("147"), "计划": d("177")})
    (found,) = run("tie-rule", **by_rule("4.88", outcome))
    assert found.message == "某关系：填报为 4.88 分；按规则计算为 4.98 分（147 ÷ 177 × 6 = 4.98）"
    assert found.reconciles == "已完成为 144（少 3）时为 4.88 分"
    assert run("tie-rule", **by_rule("4.98", outcome)) == []
    (found,) = run("tie-rule", **by_rule("5", outcome))
    assert (found.severity, found.reconciles) == ("舍入", "相差 0.02 分，在舍入范围内")


def test_a_rule_that_gives_nothing():
    (found,) = run("tie-not-computable", **by_rule("4.88", Outcome(None, why="缺少输入项")))
    assert (found.message, found.severity) == ("某关系：缺少输入项", "提示")
    assert run("tie-rule", **by_rule("4.88", Outcome(None))) == []
    given = by_rule("4.88", Outcome(d("1")))
    assert run("tie-rule", **(given | {"schemes": []})) == []
    assert run("tie-rule", **(given | {"ties": {}})) == []
    (found,) = run("tie-not-computable", **(given | {"ties": {}}))
    assert found.message == "某关系：规则没有给出得分"
    assert run("tie-not-computable", **given) == []


def test_an_indicator_that_the_scheme_does_not_have():
    rows = [figure("F1", "4.88", "分"), tie("按规则", "F1", rule="luohu/X")]
    assert find("tie-rule", *rows, schemes=[SHARE], ties={"T1": Outcome(d("1"))}) == []


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (tie("合计", "F9", "F1"), "引用「F9」不是台账编号，也不是 表[列=值].列"),
        (tie("合计", "F1", "F9"), "引用「F9」不是台账编号，也不是 表[列=值].列"),
        (tie("合计", "F1"), "左项或右项没有填写"),
        (tie("合计", "", "F1"), "左项或右项没有填写"),
        (tie("合计", "F1", "F1;F2"), "引用「F2」没有数字"),
        (tie("计数", "F2", "F1"), "引用「F2」没有数字"),
        (tie("比率", "F1", "F1", "F3"), "分母没有填写或为零"),
        (tie("比率", "F1", "F1"), "分母没有填写或为零"),
    ],
)
def test_ties_that_cannot_be_computed(made, why):
    rows = [figure("F1", "5"), figure("F2", "有效"), figure("F3", "0"), made]
    (found,) = find("tie-not-computable", *rows)
    assert (found.message, found.item) == (f"某关系：{why}", "T1")
    result = scored(*rows)
    assert [item.code for item in check(site(result.filing), [result])] == ["tie-not-computable"]


def test_ties_that_can_be_computed_are_not_noted():
    rows = [figure("F1", "5"), tie("区间", "F1", low="1"), tie("合计", "F1", "F1")]
    assert find("tie-not-computable", *rows) == []


@pytest.mark.parametrize(
    ("left", "owner"),
    [
        ("F1", ("u2", "p9")),
        ("funds[单位编码=u2].全年执行数", ("u2", "p3")),
        ("units[单位编码=u2]", ("u2", "")),
        ("projects[项目编码=p4]", ("u2", "p4")),
        ("indicators[指标编码=A].得分", ("u2", "p5")),
        ("groups[类别=优].数量", ("u2", "")),
        ("documents[文件编号=D1]", ("u1", "")),
    ],
)
def test_a_finding_belongs_to_whom_the_left_side_names(left, owner):
    made = scored(
        row(Unit, code="u1", name="甲"),
        row(Unit, code="u2", name="乙"),
        figure("F1", "5", unit="u2", project="p9"),
        row(Fund, unit="u1", source="合计", spent="1.00"),
        row(Fund, unit="u2", project="p3", source="合计", spent="1.00"),
        row(Project, code="p4", name="某项目", unit="u2"),
        row(Evaluation, code="E1", unit="u2", project="p5"),
        row(Indicator, evaluation="E1", code="A", score="5"),
        row(Group, unit="u2", name="优", count="3"),
        row(Document, code="D1", title="某文件"),
    )
    case = Case(made, site(made.filing))
    assert owner_of(case, tie("合计", left)) == owner


def test_a_filing_without_units():
    made = scored()
    empty = type(made)(type(made.filing)(made.filing.region, 2024, "", ""), (), (), {})
    assert Case(empty, site(empty.filing)).first_unit == ""
    assert filing().units[0].code == "u1"
