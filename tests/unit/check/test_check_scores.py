"""Single scores against the rule, on the published examples of DOMAIN section 5."""

import pytest
from check_cases import d, find, line, scheme, sheet, unfiled

from generator.model import Outcome, Rule, Tier


def one(code, *tree, **given):
    (found,) = find(code, sheets=[sheet(*tree, **given)])
    return found


def none(code, *tree, **given):
    assert find(code, sheets=[sheet(*tree, **given)]) == []


@pytest.mark.parametrize(("weight", "score"), [("6", "6"), ("6", "0"), ("6", ""), ("", "7")])
def test_scores_in_range(weight, score):
    none("score-out-of-range", line("A", weight, score), unfiled("B", "3"))


@pytest.mark.parametrize("score", ["6.01", "-1"])
def test_scores_out_of_range(score):
    found = one("score-out-of-range", line("A", "6", score))
    assert found.message == f"「指标A」得分 {score} 分，应在 0–6 分之间"


def test_the_rule_gives_what_was_filed():
    none("score-differs", line("A", "6", "4.98", kind="share", outcome=Outcome(d("4.98"))))
    none("score-differs", line("A", "6", "", kind="share", outcome=Outcome(d("4.98"))))
    none("score-differs", line("A", "6", "3", kind="filed"))


def test_timeliness_of_144_projects():
    outcome = Outcome(d("4.98"), "147 ÷ 177 × 6 = 4.98", inputs={"计划": d("177"), "已完成": d("147")})
    found = one("score-differs", line("C23", "6", "4.88", kind="share", outcome=outcome))
    assert found.message == "「指标C23」6 分填报 4.88 分；按规则计算为 4.98 分（147 ÷ 177 × 6 = 4.98）"
    assert found.reconciles == "已完成为 144（少 3）时为 4.88 分"
    assert (found.item, found.severity, found.filed, found.computed) == (
        "E1/C23",
        "不符",
        "4.88 分",
        "4.98 分",
    )


def test_execution_by_another_reading():
    outcome = Outcome(d("5.27"), readings={"全年平均按封顶后的比值计": d("5.81")})
    found = one("score-differs", line("C21", "6", "5.8", kind="progress", outcome=outcome))
    assert found.message == "「指标C21」6 分填报 5.8 分；按规则计算为 5.27 分"
    assert found.reconciles == "全年平均按封顶后的比值计为 5.81 分"


def test_fewer_printed_digits_are_rounding():
    found = one("score-differs", line("A", "6", "5.3", kind="progress", outcome=Outcome(d("5.27"))))
    assert (found.severity, found.reconciles) == ("舍入", "相差 0.03 分，在舍入范围内")
    found = one("score-differs", line("A", "6", "5.26", kind="progress", outcome=Outcome(d("5.27"))))
    assert (found.severity, found.reconciles) == ("舍入", "相差 0.01 分，在舍入范围内")


def test_the_schemes_digits_decide():
    whole = scheme(digits=0)
    none("score-differs", line("A", "6", "5", kind="share", outcome=Outcome(d("4.98"))), using=whole)
    found = one("score-differs", line("A", "6", "3", kind="share", outcome=Outcome(d("4.98"))), using=whole)
    assert found.severity == "不符"


def test_a_sum_of_parts_outside_its_range():
    outcome = Outcome(None, "0.24 + [0, 1] = [0.24, 1.24]", d("0.24"), d("1.24"))
    found = one("score-differs", line("B11", "2", "1.5", kind="parts", outcome=outcome))
    assert found.computed == "0.24–1.24 分"
    assert found.message == (
        "「指标B11」2 分填报 1.5 分；按规则计算为 0.24–1.24 分（0.24 + [0, 1] = [0.24, 1.24]）"
    )
    found = one("score-differs", line("B11", "2", "0.1", kind="parts", outcome=outcome))
    assert found.severity == "不符"
    none("score-differs", line("B11", "2", "0.49", kind="parts", outcome=outcome))
    none("score-differs", line("B11", "2", "2.1", kind="parts", outcome=outcome))
    none("score-differs", line("B11", "2", "0.49", kind="parts", outcome=Outcome(None)))


def test_procurement_can_be_recomputed_in_part():
    outcome = Outcome(
        None,
        low=d("0.24"),
        high=d("1.24"),
        why="没有单独填报的分项：政策功能",
        readings={"按全部分值计": d("0.49")},
        inputs={"采购执行率.比率": d("24.48")},
    )
    found = one("score-part-unfiled", line("B11", "2", "0.49", kind="parts", outcome=outcome))
    assert found.message == (
        "「指标B11」2 分填报 0.49 分；可计算的部分为 0.24 分，其余可得 0–1 分（没有单独填报的分项：政策功能）"
    )
    assert found.computed == "0.24–1.24 分"
    assert found.reconciles == "按全部分值计，24.48% × 2 = 0.49"


@pytest.mark.parametrize(
    ("score", "outcome", "kind"),
    [
        ("2", Outcome(None, low=d("0.24"), high=d("1.24")), "parts"),
        ("0", Outcome(None, low=d("0.24"), high=d("1.24")), "parts"),
        ("1.5", Outcome(None, low=d("0.24"), high=d("1.24")), "parts"),
        ("1", Outcome(None, low=d("0"), high=d("2")), "parts"),
        ("1", Outcome(None), "parts"),
        ("1", Outcome(None, low=d("0")), "parts"),
        ("1", Outcome(d("1"), low=d("0.24"), high=d("1.24")), "parts"),
        ("1", Outcome(None, low=d("0.24"), high=d("1.24")), "level"),
    ],
)
def test_nothing_to_recompute_in_part(score, outcome, kind):
    none("score-part-unfiled", line("B11", "2", score, kind=kind, outcome=outcome))


def test_satisfaction_without_a_survey():
    tiers = (Tier(d("6"), d("95")), Tier(d("2"), d("80"), d("90")))
    rule = Rule("tiers", tiers=tiers, words="满意度≥95%的，得 6 分")
    outcome = Outcome(None, why="没有填报实际完成值")
    found = one("score-without-actual", line("C42", "6", "2", rule=rule, outcome=outcome))
    assert found.message == "「指标C42」6 分填报 2 分，按规则无法计算：没有填报实际完成值"
    assert (found.reconciles, found.severity) == ("2 分为 80%–90% 档", "提示")


def test_scores_that_need_no_actual():
    none("score-without-actual", line("A", "6", "0", kind="tiers"))
    none("score-without-actual", line("A", "6", "2", kind="filed"))
    none("score-without-actual", line("A", "6", "2"))
    none("score-without-actual", line("A", "6", "2", kind="tiers", outcome=Outcome(d("2"))))
    none("score-without-actual", line("A", "6", "6", kind="deduct"))
    assert one("score-without-actual", line("A", "6", "5", kind="deduct")).filed == "5 分"


def test_the_band_of_a_degree():
    outcome = Outcome(None, low=d("3"), high=d("3.99"))
    found = one("level-out-of-band", line("C31", "5", "4", kind="level", outcome=outcome))
    assert found.message == "「指标C31」得分 4 分，所填程度对应 3–3.99 分"
    none("level-out-of-band", line("C31", "5", "3.99", kind="level", outcome=outcome))
    none("level-out-of-band", line("C31", "5", "4", kind="parts", outcome=outcome))
