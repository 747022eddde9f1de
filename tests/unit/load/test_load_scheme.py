"""Schemes: every parameter of every rule kind, trees of any depth, bands, examples."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.errors import FaultyDataError
from generator.load.faults import Faults, settle
from generator.load.rules import fed_names, input_names
from generator.load.scheme import read_schemes
from generator.model import RULE_KINDS, Band, Place, Tier

HEAD = """编码: s
名称: 一
适用: 二
主体: 第三方
依据: 三
已核实: 是
满分: 100
汇总: 相加
分母: 到位数
缺项: 剔除重算
超额完成: 扣分
超额起点: 130
小数位: 1
"""


def scheme(tmp_path, text):
    (tmp_path / "s.yml").write_text(HEAD + text, encoding="utf-8")
    faults = Faults()
    found = read_schemes(tmp_path, "data/schemes", faults)
    settle([faults])
    return found["s"]


def rule(tmp_path, text):
    return scheme(tmp_path, f"指标: [{{编码: A, 名称: 甲, 规则: {text}}}]").nodes[0].rule


def test_what_a_scheme_states(tmp_path):
    got = scheme(tmp_path, "指标: [{编码: A, 名称: 甲}]")
    assert (got.code, got.name, got.applies_to, got.whose, got.basis) == ("s", "一", "二", "第三方", "三")
    assert (got.confirmed, got.full, got.aggregate, got.denominator) == (True, 100, "相加", "到位数")
    assert (got.missing, got.over_completion, got.over_from, got.digits) == ("剔除重算", "扣分", 130, 1)
    assert (got.bands, got.examples, got.place) == ((), (), Place("data/schemes/s.yml", 1))


def test_bands_keep_their_order_and_what_is_not_stated(tmp_path):
    text = """指标: [{编码: A, 名称: 甲}]
等级:
  - {等级: 优秀, 下限: 90, 含下限: 是}
  - {等级: 良好, 下限: 80, 含下限: 否}
  - {等级: 中, 下限: 60, 含下限: 未说明}
"""
    assert scheme(tmp_path, text).bands == (
        Band("优秀", Decimal(90), closed=True),
        Band("良好", Decimal(80), closed=False),
        Band("中", Decimal(60), closed=None),
    )


def test_a_tree_of_any_depth(tmp_path):
    text = """指标:
  - 编码: A
    名称: 一级
    分值: 20
    下级:
      - 编码: A1
        名称: 二级
        下级:
          - {编码: A11, 名称: 三级, 分值: 2.5, 规则: {类型: 判断}}
  - {编码: B, 名称: 自填, 自填: 是, 规则: {类型: 比例}}
"""
    got = scheme(tmp_path, text)
    assert [(node.code, node.level, node.weight) for node in got.walk()] == [
        ("A", 1, 20), ("A1", 2, None), ("A11", 3, Decimal("2.5")), ("B", 1, None),
    ]  # fmt: skip
    assert got.node("B-1").code == "B"
    assert got.node("A-1") is None


@pytest.mark.parametrize(
    ("text", "kind", "inputs"),
    [
        ("{类型: 比例}", "ratio", ("目标", "实际")),
        ("{类型: 反向比例}", "inverse", ("目标", "实际")),
        ("{类型: 等于}", "exact", ("目标", "实际")),
        ("{类型: 分档, 档次: [{得分: 1}]}", "tiers", ("值",)),
        ("{类型: 扣分, 每项扣分: 1}", "deduct", ("扣分数",)),
        ("{类型: 定性}", "level", ("程度",)),
        ("{类型: 完成占比}", "share", ("已完成", "计划")),
        ("{类型: 进度}", "progress", ("一季度", "二季度", "三季度", "四季度")),
        ("{类型: 一票否决}", "gate", ("情形数",)),
        ("{类型: 比率}", "rate", ("比率",)),
        ("{类型: 判断}", "filed", ()),
    ],
)
def test_every_kind_by_its_chinese_title(tmp_path, text, kind, inputs):
    got = rule(tmp_path, text)
    assert (got.kind, input_names(got), got.place.row) == (kind, inputs, 14)
    assert fed_names(got) == (inputs or ("得分",))


def test_no_kind_is_left_out():
    parametrized = test_every_kind_by_its_chinese_title.pytestmark[0].args[1]
    assert {kind for _text, kind, _inputs in parametrized} | {"parts"} == RULE_KINDS.keys()


def test_parameters(tmp_path):
    assert rule(tmp_path, "{类型: 比例, 目标为零: 满分, 原文: 按比例}").choices == {"目标为零": "满分"}
    assert rule(tmp_path, "{类型: 比例, 原文: 按比例}").words == "按比例"
    assert rule(tmp_path, "{类型: 扣分, 每项扣分: 0.5, 免扣: 2}").numbers == {
        "每项扣分": Decimal("0.5"),
        "免扣": 2,
    }
    assert rule(tmp_path, "{类型: 比率, 超过100%: 零分}").choices == {"超过100%": "零分"}


def test_tiers_state_their_ends(tmp_path):
    steps = "{得分: 6, 下限: 95}, {得分: 4, 下限: 90, 含下限: 否, 上限: 95}, {得分: 0, 上限: 90, 含上限: 是}"
    assert rule(tmp_path, f"{{类型: 分档, 档次: [{steps}]}}").tiers == (
        Tier(Decimal(6), lower=Decimal(95)),
        Tier(Decimal(4), Decimal(90), Decimal(95), lower_closed=False),
        Tier(Decimal(0), upper=Decimal(90), upper_closed=True),
    )


def test_levels_have_words(tmp_path):
    steps = "{词: 达成, 下限: 80, 上限: 100, 含上限: 是}, {词: 未达成, 得分: 0, 下限: 0, 上限: 80}"
    assert rule(tmp_path, f"{{类型: 定性, 档次: [{steps}]}}").tiers == (
        Tier(Decimal(0), Decimal(80), Decimal(100), upper_closed=True, label="达成"),
        Tier(Decimal(0), Decimal(0), Decimal(80), label="未达成"),
    )


def test_parts_feed_their_rules_by_name(tmp_path):
    text = """{类型: 分项, 分项: [
        {名称: 甲, 分值: 1, 规则: {类型: 比率}},
        {名称: 乙, 分值: 2, 规则: {类型: 判断}},
        {名称: 丙, 分值: 0, 规则: {类型: 分项, 分项: [{名称: 丁, 分值: 1, 规则: {类型: 一票否决}}]}}]}"""
    got = rule(tmp_path, text)
    assert [(part.name, part.weight, part.rule.kind) for part in got.parts] == [
        ("甲", 1, "rate"), ("乙", 2, "filed"), ("丙", 0, "parts"),
    ]  # fmt: skip
    assert input_names(got) == ("甲.比率", "丙.丁.情形数")
    assert fed_names(got) == ("甲.比率", "乙.得分", "丙.丁.情形数")


def test_examples(tmp_path):
    text = """指标: [{编码: A, 名称: 甲, 规则: {类型: 完成占比}}]
示例:
  - 指标: A
    说明: 按计划
    输入: {已完成: "147", 计划: "177"}
    得分: 4.98
    算式: 147 ÷ 177 × 6 = 4.98
    分值: 6
"""
    (example,) = scheme(tmp_path, text).examples
    assert (example.indicator, example.title, example.score, example.weight) == (
        "A", "按计划", Decimal("4.98"), 6,
    )  # fmt: skip
    assert example.inputs == {"已完成": "147", "计划": "177"}
    assert example.arithmetic == "147 ÷ 177 × 6 = 4.98"


def test_an_unreadable_scheme_is_a_fault(tmp_path):
    (tmp_path / "s.yml").write_bytes(b"\xff")
    faults = Faults()
    assert read_schemes(tmp_path, "data/schemes", faults) == {"s": None}
    with pytest.raises(FaultyDataError):
        settle([faults])


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("下限: 90", "上限: 90", False),
        ("下限: 90", "上限: 90, 含上限: 是", True),
        ("下限: 90, 含下限: 否", "上限: 90, 含上限: 是", False),
        ("下限: 90", "上限: 91", True),
        ("下限: 80, 上限: 90", "下限: 90, 上限: 95", False),
        ("下限: 80, 上限: 90, 含上限: 是", "下限: 90, 上限: 95", True),
        ("下限: 0", "下限: 10", True),
        ("上限: 0", "上限: 10", True),
    ],
)
def test_a_value_falls_into_one_tier(tmp_path, one, other, overlap):
    text = f"{{类型: 分档, 档次: [{{得分: 1, {one}}}, {{得分: 2, {other}}}]}}"
    if overlap:
        with pytest.raises(FaultyDataError, match="与前面的档次重叠"):
            rule(tmp_path, text)
    else:
        assert len(rule(tmp_path, text).tiers) == 2
