"""Coverage: rates, what is missing, and contradicting counts."""

import pytest
from check_cases import find, row

from generator.model import Coverage, Group


def cover(**cells):
    keys = {"code": "C1", "unit": "u1", "stage": "绩效自评", "counted": "项目"}
    return row(Coverage, **(keys | cells))


def total(**cells):
    keys = {"unit": "u1", "stage": "绩效自评", "counted": "项目", "by": "合计", "name": "全部"}
    return row(Group, **(keys | cells))


def one(code, *rows):
    (found,) = find(code, *rows)
    return found


MONITORED = {"stage": "绩效监控", "counted": "单位"}


def test_82_of_86_is_not_all():
    rows = [cover(**MONITORED, due="86", done="82", rate="100%", claim="全覆盖")]
    found = one("coverage-differs", *rows)
    assert found.message == "绩效监控覆盖率填报为 100%；已覆盖 82 ÷ 应覆盖 86 为 95.35%"
    assert (found.computed, found.reconciles, found.severity) == (
        "95.35%",
        "分子为 86（多 4），或分母为 82（少 4）时为 100%",
        "不符",
    )
    found = one("coverage-incomplete", *rows)
    assert found.message == "绩效监控应覆盖 86 个单位，已覆盖 82 个，缺 4 个，按数量为 95.35%"
    assert (found.severity, found.reconciles) == ("不符", "再覆盖 4 个")


def test_the_due_count_may_stand_in_another_row():
    rows = [cover(**MONITORED, done="86"), cover(**MONITORED, code="C2", done="82", rate="100%")]
    assert one("coverage-differs", *rows).computed == "95.35%"
    assert one("coverage-incomplete", *rows).item == "C2"
    assert one("coverage-conflict", *rows).filed == "86 个、82 个"


def test_rates_that_agree_or_cannot_be_told():
    rows = [
        cover(due="86", done="82", rate="95.35%"),
        cover(due="86", rate="1%"),
        cover(due="86", done="82"),
        cover(due="0", done="0", rate="1%", stage="绩效目标"),
        cover(rate="1%", done="", stage="复核"),
    ]
    assert find("coverage-differs", *rows) == []


def test_the_last_digit_of_a_rate_is_rounding():
    found = one("coverage-differs", cover(due="86", done="82", rate="95.34%"))
    assert (found.severity, found.reconciles) == ("舍入", "相差 0.01 个百分点，在舍入范围内")


@pytest.mark.parametrize(("done", "rate"), [("82", "0%"), ("0", "50%")])
def test_nothing_reconciles_zero(done, rate):
    assert one("coverage-differs", cover(due="86", done=done, rate=rate)).reconciles == ""


def test_39_of_51_projects():
    filed = cover(due="51", done="39", due_money="36567.99", done_money="35927.13", claim="未全覆盖")
    found = one("coverage-incomplete", filed)
    assert found.message == (
        "绩效自评应覆盖 51 个项目，已覆盖 39 个，缺 12 个，按数量为 76.47%，按金额为 98.25%"
    )
    assert (found.computed, found.severity) == ("76.47%", "提示")


@pytest.mark.parametrize("due_money", ["", "0.00"])
def test_the_share_by_money_needs_both_amounts(due_money):
    filed = cover(due="51", done="39", due_money=due_money, done_money="35927.13")
    assert one("coverage-incomplete", filed).message.endswith("按数量为 76.47%")


def test_all_covered():
    assert find("coverage-incomplete", cover(due="56", done="56", claim="全覆盖"), cover(due="5")) == []
    assert find("coverage-incomplete", cover(stage="事前评估")) == []


def test_a_sample_is_held_to_its_claim():
    assert find("coverage-incomplete", cover(stage="复核", due="64", done="20")) == []
    assert (
        one("coverage-incomplete", cover(stage="复核", due="64", done="20", claim="全覆盖")).filed == "20 个"
    )


def test_more_done_than_due():
    found = one("coverage-over", cover(due="51", done="52"), cover(due="51", done="51"), cover(done="9"))
    assert found.message == "绩效自评应覆盖 51 个项目，已覆盖 52 个，多 1 个"
    assert find("coverage-over", cover(due="51")) == []


def test_51_and_39_projects():
    found = one("coverage-conflict", cover(due="51", done="39"), total(count="51"))
    assert found.message == "绩效自评的项目数（已覆盖数）有 39、51 几种说法，相差 12；39 ÷ 51 = 76.47%"
    assert (found.item, found.filed, found.computed) == (
        "绩效自评·项目·已覆盖数",
        "39 个、51 个",
        "39 ÷ 51 = 76.47%",
    )


def test_due_counts_that_differ():
    found = one("coverage-conflict", cover(due="51"), cover(due="52", code="C2"), cover(due="51", code="C3"))
    assert (found.filed, found.source.row) == ("51 个、52 个", 2)


def test_counts_that_agree_or_are_samples():
    assert find("coverage-conflict", cover(due="51", done="51"), total(count="51")) == []
    assert find("coverage-conflict", cover(done="51"), total(count="9", by="等级")) == []
    assert find("coverage-conflict", cover(done="51"), total(count="9", counted="单位")) == []
    assert find("coverage-conflict", cover(stage="复核", done="20"), cover(stage="复核", done="64")) == []
    assert find("coverage-conflict", cover(done="-1"), total(count="0"), total(count="")) == []


def test_the_units_of_the_stages():
    rows = [
        cover(stage="绩效目标", counted="单位", due="85", done="85"),
        cover(stage="绩效监控", counted="单位", due="86", done="82", code="C2"),
        cover(stage="绩效自评", counted="单位", done="85", code="C3"),
        cover(stage="重点评价", counted="单位", done="8", code="C4"),
        cover(stage="绩效自评", counted="项目", done="9", code="C5"),
    ]
    found = one("coverage-base-differs", *rows)
    assert found.message == "各环节的单位数不一致：绩效目标 85、绩效监控 86、绩效自评 85"
    assert find("coverage-base-differs", rows[0], *rows[2:]) == []
    assert find("coverage-base-differs", cover(counted="单位")) == []
