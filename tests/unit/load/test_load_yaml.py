"""YAML: every scalar is text, with its line; a mapping read key by key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from conftest import ROOT

from generator.errors import FaultyDataError, PersonalDataError
from generator.load import yamlfile
from generator.load.faults import Faults, settle
from generator.load.keys import Keys
from generator.load.yamlfile import Listed, Mapped, Scalar, read_yaml
from generator.model import Place


def read(tmp_path, text):
    path = tmp_path / "a.yml"
    path.write_text(text, encoding="utf-8")
    faults = Faults()
    return read_yaml(path, "data/a.yml", faults), faults


def keys(tmp_path, text, required=(), optional=()):
    item, faults = read(tmp_path, text)
    return Keys("data/a.yml", item, faults, required, optional), faults


def test_scalars_are_text_as_printed(tmp_path):
    item, faults = read(tmp_path, "是: yes\n编码: 010\n空:\n日: 2024-01-01\n引: '1.50'\n波: ~\n")
    settle([faults])
    assert {name: value.text for name, (_line, value) in item.entries.items()} == {
        "是": "yes", "编码": "010", "空": "", "日": "2024-01-01", "引": "1.50", "波": "~",
    }  # fmt: skip


def test_lines(tmp_path):
    item, faults = read(tmp_path, "# 注释\n甲:\n  - 一\n  - 乙: |\n      二\n      三\n")
    settle([faults])
    line, listed = item.entries["甲"]
    assert (item.line, line, listed.line) == (2, 2, 3)
    assert listed == Listed(3, (Scalar(3, "一"), Mapped(4, {"乙": (4, Scalar(4, "二\n三"))})))


@pytest.mark.parametrize("text", ["!!python/object/apply:os.system [id]", "一: !secret 二", "!!str 一"])
def test_tags_are_refused(tmp_path, text):
    item, faults = read(tmp_path, text)
    assert item is None
    with pytest.raises(FaultyDataError, match="不得使用 YAML 标签"):
        settle([faults])


def test_a_merge_key_is_a_key_like_any_other(tmp_path):
    got, faults = keys(tmp_path, "<<: {甲: 一}\n", optional=("甲",))
    assert got.text("甲") == ""
    with pytest.raises(FaultyDataError, match="「<<」: 没有这个键"):
        settle([faults])


def test_half_a_surrogate_in_an_escape_is_refused(tmp_path):
    item, faults = read(tmp_path, '甲: "\\ud800"\n')
    assert item is None
    with pytest.raises(FaultyDataError, match="U\\+D800"):
        settle([faults])


def test_personal_data_in_a_key(tmp_path):
    item, faults = read(tmp_path, "甲:\n  13000000000: 一\n")
    assert item is None
    with pytest.raises(PersonalDataError, match="第 2 行"):
        settle([faults])


def test_values_by_kind(tmp_path):
    text = "文: 一\n码: p01\n数: 1,000\n日: 2024-12-31\n选: 是\n列: [甲, 乙]\n对: {甲: 一}\n无: 无\n"
    got, faults = keys(tmp_path, text, optional=tuple("文码数日选列对无缺"))
    assert (got.text("文"), got.code("码"), got.number("数")) == ("一", "p01", Decimal(1000))
    assert (got.day("日"), got.choice("选", ("是", "否"))) == (date(2024, 12, 31), "是")
    assert [item.text for item in got.items("列")] == ["甲", "乙"]
    assert got.pairs("对") == {"甲": Scalar(7, "一")}
    assert (got.number("无"), got.day("无")) == (None, None)
    assert (got.text("缺"), got.number("缺"), got.day("缺"), got.items("缺"), got.pairs("缺")) == (
        "", None, None, (), {},
    )  # fmt: skip
    assert (got.item("缺"), got.place("日"), got.place()) == (
        None,
        Place("data/a.yml", 4),
        Place("data/a.yml", 1),
    )
    settle([faults])


def test_blank_lists_and_mappings_are_none_where_they_may_be_left_out(tmp_path):
    got, faults = keys(tmp_path, "列:\n对: ''\n空: []\n", optional=("列", "对", "空"))
    assert (got.items("列"), got.pairs("对"), got.items("空")) == ((), {}, ())
    settle([faults])


def test_a_list_where_a_mapping_belongs(tmp_path):
    got, faults = keys(tmp_path, "对: [甲]\n", optional=("对",))
    assert got.pairs("对") == {}
    with pytest.raises(FaultyDataError, match="「对」: 应为「键: 值」"):
        settle([faults])


def test_a_required_mapping_may_not_be_blank(tmp_path):
    got, faults = keys(tmp_path, "对:\n", required=("对",))
    assert got.pairs("对") == {}
    with pytest.raises(FaultyDataError, match="「对」: 不能为空"):
        settle([faults])


def test_missing_where_a_number_or_date_must_be(tmp_path):
    got, faults = keys(tmp_path, "数: 无\n日: —\n列: [一]\n", required=("数", "日", "列"))
    assert (got.number("数"), got.day("日"), got.number("列")) == (None, None, None)
    with pytest.raises(FaultyDataError) as caught:
        settle([faults])
    assert [fault.expected for fault in caught.value.faults] == ["应为数字", "应为日期", "应为文字"]


ODD = (
    "甲: 1\n乙: [a, b, {c: d}]\n",
    "- a\n- |\n  行\n  行\n- >\n  折\n  叠\n",
    "甲: 'it''s'\n乙: \"\\u7532\\t\"\n丙: a:b\n丁: a #b\n戊: a#b\n",
    "{甲: 1, 乙: , 丙: 'x'}\n",
    "甲:\n- 1\n- 2\n乙:\n  丙:\n    - 丁: 1\n      戊: 2\n",
    "%YAML 1.2\n---\n甲: 1\n...\n",
    "甲:\r\n  乙: 是\r\n",
    "? 甲\n: 1\n",
    "甲: a\u2028b\n乙: a\u0085b\n",
    "甲: a\tb\n乙:\tc\n",
    "https://example.org/a:b: 1\n",
    "甲: 第一行\n  第二行\n\n  第三行\n",
)


@pytest.mark.parametrize(
    "text", [*ODD, *(p.read_text("utf-8") for p in sorted((ROOT / "data").rglob("*.yml")))]
)
def test_what_is_read_the_quick_way_is_what_is_read_the_other(text, tmp_path, monkeypatch):
    path, faults = tmp_path / "a.yml", Faults()
    path.write_text(text, encoding="utf-8", newline="")
    found = read_yaml(path, "a.yml", faults)
    monkeypatch.setattr(yamlfile, "_sound", lambda _text: None)
    others = Faults()
    assert read_yaml(path, "a.yml", others) == found
    assert (faults.shape, faults.personal) == (others.shape, others.personal)
