"""Counts by group, and bounds that belong nowhere."""

import pytest
from check_cases import d, find, line, reviewed, row, scheme, sheet

from generator.model import Band, Group

KEYS = {"unit": "u1", "stage": "绩效自评", "counted": "项目"}


def group(by, name, **cells):
    return row(Group, by=by, name=name, **(KEYS | cells))


def one(code, *rows, **given):
    (found,) = find(code, *rows, **given)
    return found


TOTAL = group("合计", "全部", count="51", spent="36567.99")


def test_classes_add_to_the_total():
    sources = [
        group("资金来源", "区级", count="30", spent="34045.55"),
        group("资金来源", "上级", count="13", spent="2465.57"),
        group("资金来源", "其他", count="8", spent="56.87"),
    ]
    assert find("counts-differ", TOTAL, *sources) == []
    assert find("counts-differ", *sources) == []


def test_counts_that_do_not_add_up():
    found = one("counts-differ", TOTAL, group("等级", "优", count="50"), group("等级", "良", count="0"))
    assert found.message == "绩效自评项目的数量合计为 51；按「等级」分 2 类相加为 50"
    assert (found.item, found.severity) == ("绩效自评·项目·等级·数量", "不符")


def test_money_may_be_rounded():
    rows = [group("来源", "甲", spent="36500.00"), group("来源", "乙", spent="67.98")]
    found = one("counts-differ", TOTAL, *rows)
    assert (found.severity, found.reconciles) == ("舍入", "2 个数相加，相差 0.01 万元，在舍入范围内")


def test_a_class_without_a_count_leaves_the_sum_open():
    assert find("counts-differ", TOTAL, group("等级", "优", count="50"), group("等级", "良")) == []


def test_a_bound_that_belongs_nowhere():
    rows = [
        group("执行率", "低于70％", upper="70", upper_closed="否"),
        group("执行率", "高于70％", lower="70", lower_closed="否"),
    ]
    found = one("band-edge", *rows)
    assert found.message == "绩效自评按「执行率」分类：恰为 70 的不归入任何一类"
    assert (found.item, found.filed, found.severity) == ("绩效自评·项目·执行率", "低于70％、高于70％", "提示")


def test_a_bound_that_belongs_to_two():
    rows = [
        group("等级", "良", lower="80", lower_closed="是", upper="90", upper_closed="是"),
        group("等级", "优", lower="90", lower_closed="是"),
    ]
    assert one("band-edge", *rows).message == "绩效自评按「等级」分类：恰为 90 的归入不止一类"


@pytest.mark.parametrize("closed", ["未说明", ""])
def test_bounds_of_which_nothing_is_said(closed):
    rows = [
        group("等级", "优", lower="90", lower_closed=closed, upper="100", upper_closed=closed),
        group("等级", "良", lower="80", lower_closed=closed, upper="90", upper_closed=closed),
        group("等级", "中", upper="80", upper_closed=closed),
    ]
    assert one("band-edge", *rows).message == "绩效自评按「等级」分类：恰为 90、80 的归入哪一类没有说明"


def test_half_open_bounds_are_fine():
    rows = [
        group("等级", "优", lower="90", lower_closed="是", upper="100", upper_closed="是"),
        group("等级", "良", lower="80", lower_closed="是", upper="90", upper_closed="否"),
        group("等级", "差", lower="0", lower_closed="否", upper="80", upper_closed="否"),
        group("等级", "未评", count="1"),
    ]
    assert find("band-edge", *rows) == []


def test_a_bound_inside_a_wider_group_is_held_by_it():
    rows = [
        group("执行率", "全部", lower="0", lower_closed="是", upper="100", upper_closed="是"),
        group("执行率", "过半", lower="50", lower_closed="否", upper="100", upper_closed="是"),
    ]
    assert one("band-edge", *rows).message == "绩效自评按「执行率」分类：恰为 100 的归入不止一类"


def test_the_bounds_of_the_schemes_in_use():
    bands = tuple(Band(word, d(lower), None) for word, lower in (("优", "90"), ("良", "80"), ("差", "0")))
    open_ended = scheme(bands=bands, name="某区办法")
    found = one(
        "band-edge", sheets=[sheet(line("A", "1"), using=open_ended), sheet(code="E2", using=open_ended)]
    )
    assert found.message == "评分方案「某区办法」没有说明恰为 90、80 分的归入哪一等级"
    assert (found.item, found.source.file) == ("s1", "schemes/s1.yml")
    assert one("band-edge", reviews=[reviewed("90", using=open_ended)]).item == "s1"
    assert find("band-edge", sheets=[sheet(line("A", "1"))], reviews=[reviewed("90")]) == []
