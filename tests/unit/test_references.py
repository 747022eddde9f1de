"""References: ledger figures and rows of tables, resolved to values with their place."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from generator.load import load
from generator.model import Place, ScoredFiling, Watch
from generator.references import Term, UnresolvedError, figure_value, resolve, split, tables_of, total

GOOD = Path(__file__).parents[1] / "shape" / "good"
TABLES = {
    "figures": """数字编号,单位编码,类别,名称,原文,计量单位
F01,health,人员,在职人数,"1,194",人
F02,health,资金,自评金额,35927.13,元
F03,health,资金,执行率,97.62%,%
F04,health,资金,固投,1.9,亿元
F05,health,其他,情况,良好,
F06,health,其他,无数,无,个
""",
    "funds": """单位编码,项目编码,资金来源,全年预算数（元）,全年执行数（元）,执行率
health,,合计,"1,000,000",500000,50%
health,p01,合计,400000,无,
cdc,,合　计,600000,300000,50%
""",
    "indicators": """评价编号,指标编码,三级指标,年度指标值,实际完成值,分值,得分
E1,A,执行率,,,10,5
E1,B-1,服务人次,≥1000人次,900人次,20,18
E1,B-2,满意度,有效,有效,20,20
""",
    "inputs": "评价编号,指标编码,输入项,引用\n",
    "ties": "勾稽编号,名称,左项,关系\n",
}


@pytest.fixture(scope="module")
def filing(tmp_path_factory):
    root = Path(shutil.copytree(GOOD, tmp_path_factory.mktemp("references") / "data"))
    for name, text in TABLES.items():
        (root / "east" / "2024" / f"{name}.csv").write_text(text, encoding="utf-8")
    return load(root).filings[0]


def one(filing, reference) -> Term:
    (term,) = resolve(filing, reference)
    return term


def test_references_are_separated_by_semicolons():
    assert split(" F01;F02； -F03 ;;") == ("F01", "F02", "-F03")
    assert split("") == ()


def test_a_ledger_figure(filing):
    assert one(filing, "F01") == Term(
        "F01", 1, "在职人数", Decimal(1194), "1,194", "人", 1, Place("data/east/2024/figures.csv", 2, "E")
    )


@pytest.mark.parametrize(
    ("code", "value"),
    [("F02", "3.592713"), ("F03", "97.62"), ("F04", "19000"), ("F05", None), ("F06", None)],
)
def test_money_of_the_ledger_is_held_in_ten_thousands(filing, code, value):
    expected = None if value is None else Decimal(value)
    assert figure_value(filing.figure_by_code[code]) == one(filing, code).value == expected


@pytest.mark.parametrize("reference", ["-F01", "−F01", "- F01"])
def test_a_minus_sign_subtracts(filing, reference):
    term = one(filing, reference)
    assert (term.reference, term.value, term.signed) == ("F01", 1194, -1194)


def test_a_cell(filing):
    term = one(filing, "funds[单位编码=health,项目编码=,资金来源=合计].全年预算数")
    assert (term.value, term.text, term.measure, term.count) == (Decimal(100), "1,000,000", "元", 1)
    assert (term.name, term.place) == ("资金·全年预算数", Place("data/east/2024/funds.csv", 2, "D"))


def test_a_rate_is_in_percent_points(filing):
    term = one(filing, "funds[单位编码=cdc].执行率")
    assert (term.value, term.text, term.measure) == (50, "50%", "%")


def test_rows_are_added(filing):
    term = one(filing, "funds[资金来源=合计].全年预算数")
    assert (term.value, term.text, term.count) == (Decimal(140), "", 2)
    assert (
        one(filing, "-indicators[评价编号=E1].得分").signed,
        one(filing, "indicators[].得分").measure,
    ) == (-43, "")


def test_a_sum_with_a_missing_value_is_missing(filing):
    term = one(filing, "funds[单位编码=health].全年执行数")
    assert (term.value, term.signed, term.count) == (None, None, 2)


def test_readings_and_words(filing):
    assert one(filing, "indicators[指标编码=B-1].实际完成值").value == 900
    assert one(filing, "indicators[指标编码=B-2].实际完成值").value is None
    term = one(filing, "indicators[指标编码=B-2].三级指标")
    assert (term.value, term.text) == (None, "满意度")


def test_a_column_the_file_does_not_have_is_blank(filing):
    term = one(filing, "funds[单位编码=cdc].年初预算数")
    assert (term.value, term.text, term.measure, term.place.column) == (None, "", "", "")


@pytest.mark.parametrize(
    "condition", ["单位编码=health,项目编码=p01", "单位编码=ｈｅａｌｔｈ， 项目编码 = p01"]
)
def test_conditions_match_what_is_printed_in_any_width(filing, condition):
    assert one(filing, f"funds[{condition}].全年预算数").value == 40


def test_rows_to_be_counted(filing):
    term = one(filing, "indicators[评价编号=E1]")
    assert (term.value, term.text, term.measure, term.count, term.name) == (3, "3", "", 3, "绩效指标")
    assert term.place == Place("data/east/2024/indicators.csv", 2, "")
    assert one(filing, "units[上级单位编码=]").count == 1


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("F99", "引用「F99」不是台账编号，也不是 表[列=值].列"),
        ("-", "引用「」不是台账编号，也不是 表[列=值].列"),
        ("fund[单位编码=health]", "引用「fund[单位编码=health]」不是台账编号，也不是 表[列=值].列"),
        ("funds.全年预算数", "引用「funds.全年预算数」不是台账编号，也不是 表[列=值].列"),
        ("funds[health].全年预算数", "引用「funds[health].全年预算数」的条件应为 列=值"),
        ("funds[单位=health]", "引用「funds[单位=health]」：表 funds 没有「单位」列"),
        ("funds[单位编码=cdc].预算", "引用「funds[单位编码=cdc].预算」：表 funds 没有「预算」列"),
        ("-funds[单位编码=none].执行率", "引用「funds[单位编码=none].执行率」没有找到任何行"),
        ("exante[]", "引用「exante[]」没有找到任何行"),
    ],
)
def test_what_points_to_nothing(filing, reference, message):
    with pytest.raises(UnresolvedError) as caught:
        resolve(filing, reference)
    assert str(caught.value) == message


def test_totals(filing):
    assert total(resolve(filing, "F01;-F03")) == Decimal("1096.38")
    assert total(resolve(filing, "F01;F05")) is None
    assert total(()) is None


def test_terms_stand_in_the_order_written(filing):
    assert [term.reference for term in resolve(filing, "F03;F01；F02")] == ["F03", "F01", "F02"]


def test_references_are_found_by_index(filing):
    """Two references that name the same columns share one pass over the rows."""
    resolve(filing, "funds[单位编码=health,项目编码=p01].全年预算数")
    made = filing.indexes["funds", "unit", "project"]
    resolve(filing, "funds[单位编码=cdc,项目编码=].全年预算数")
    assert filing.indexes["funds", "unit", "project"] is made


def test_a_reference_is_followed_once(filing):
    reference = "funds[单位编码=health,项目编码=p01].全年预算数"
    (term,) = resolve(filing, reference)
    assert resolve(filing, f"F01;{reference}")[1] is term
    assert resolve(filing, f"-{reference}")[0].signed == -term.value


def test_the_table_a_reference_points_to_is_noted_though_it_was_followed_before(filing):
    reference = "funds[单位编码=health,项目编码=p01].全年预算数"
    found = resolve(filing, reference)
    watch = Watch(ScoredFiling(filing, (), (), {}))
    assert "funds" not in watch.tables
    assert resolve(watch.scored.filing, reference) == found
    assert "funds" in watch.tables


def test_tables_that_decide_on_what_references_come_to():
    cells = ["F01；-funds[单位编码=health].执行率", "−progress[季度=1];units[]", "", "funds.全年预算数"]
    assert tables_of(cells) == {"figures", "funds", "progress", "units"}
    assert tables_of([]) == {"figures"}
