"""CSV files: rows counted as the spreadsheet counts them, printed text kept, columns dropped."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from generator.errors import FaultyDataError, PersonalDataError
from generator.figures import Missing, Reading
from generator.load.csvfile import read_table
from generator.load.faults import Faults, settle
from generator.model import TABLES_BY_NAME, Place


def read(tmp_path, table, text, *, encoding="utf-8"):
    path = tmp_path / f"{table}.csv"
    path.write_bytes(text.encode(encoding))
    faults = Faults()
    return read_table(path, f"data/{table}.csv", TABLES_BY_NAME[table], faults), faults


def test_rows_are_numbered_as_in_the_spreadsheet(tmp_path):
    text = '单位编码,单位名称,备注\nhealth,卫健局,"一\n二\n三"\n\n , ,\ncdc,疾控中心,\n'
    got, faults = read(tmp_path, "units", text)
    settle([faults])
    assert [(row.code, row.origin.row) for row in got.rows] == [("health", 2), ("cdc", 5)]
    assert got.rows[0].remark == "一\n二\n三"
    assert got.complete


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(tmp_path, newline):
    text = newline.join(["单位编码,单位名称", "health,卫健局", "cdc,疾控中心"])
    got, faults = read(tmp_path, "units", text)
    settle([faults])
    assert [row.origin.row for row in got.rows] == [2, 3]


def test_printed_text_and_place_stay_beside_the_value(tmp_path):
    text = '位置,单位编码,资金来源,全年预算数（元）,执行率\n表1,health,合计,"571,010.03", 87.62％ \n'
    got, faults = read(tmp_path, "funds", text, encoding="gb18030")
    settle([faults])
    (fund,) = got.rows
    assert (fund.budget, fund.rate) == (Decimal("57.101003"), Decimal("87.62"))
    assert (fund.text("budget"), fund.text("rate")) == ("571,010.03", " 87.62％ ")
    assert fund.place("budget") == Place("data/funds.csv", 2, "D")
    assert fund.place("initial") == Place("data/funds.csv", 2, "")
    assert fund.place() == Place("data/funds.csv", 2, "")
    assert fund.origin.heading.heads["budget"] == "全年预算数（元）"
    assert (fund.initial, fund.project, fund.text("project")) == (Missing.BLANK, "", "")


def test_heads_in_full_or_half_width(tmp_path):
    got, faults = read(
        tmp_path, "funds", "单位编码 ,资金来源,全年预算数(万元),全年执行数（ 万元 ）\nh,合计,1,2\n"
    )
    settle([faults])
    assert [(fund.budget, fund.spent) for fund in got.rows] == [(1, 2)]


def test_a_target_takes_the_operator_of_its_row(tmp_path):
    text = "评价编号,指标编码,指标性质,年度指标值,实际完成值\nE1,A,≤,100元,90元\nE1,B,,≥100元,90元\n"
    got, faults = read(tmp_path, "indicators", text)
    settle([faults])
    assert [row.target.operator for row in got.rows] == ["≤", "≥"]
    assert got.rows[0].target == Reading("100元", "≤", Decimal(100), "元")
    assert got.rows[0].actual == Reading("90元", "", Decimal(90), "元")


def test_columns_of_the_filler_are_dropped(tmp_path):
    text = "单位编码,填报人,单位名称,联系电话,手机\nhealth,某人,卫健局,0871-0000000,13000000000\n"
    got, faults = read(tmp_path, "units", text)
    settle([faults])
    (unit,) = got.rows
    assert unit.origin.cells == ("health", "", "卫健局", "", "")
    assert unit.place("name").column == "C"


def test_a_column_without_head_and_content_is_ignored(tmp_path):
    got, faults = read(tmp_path, "units", "单位编码,单位名称,,\nhealth,卫健局,, \n")
    settle([faults])
    assert len(got.rows) == 1


def test_a_faulty_cell_leaves_the_others_of_its_row(tmp_path):
    got, faults = read(tmp_path, "funds", "单位编码,资金来源,执行率\nhealth,合计,一半\n")
    assert len(faults) == 1
    assert [(row.unit, row.source, row.rate, row.text("rate")) for row in got.rows] == [
        ("health", "合计", Missing.BLANK, "一半")
    ]
    assert got.complete


def test_a_cell_beyond_the_limit_is_a_fault(tmp_path):
    csv.field_size_limit(10**9)  # as a library may have left it
    got, faults = read(tmp_path, "units", "单位编码,单位名称\nhealth,卫健局\ncdc," + "长" * 131_073)
    with pytest.raises(FaultyDataError) as caught:
        settle([faults])
    assert [str(fault) for fault in caught.value.faults] == [
        "data/units.csv 第 3 行: 单元格过长；每格至多 131072 字"
    ]
    assert (len(got.rows), got.complete) == (1, False)


@pytest.mark.parametrize(
    "text", ["", '单位编码,"单位', "\n单位编码,单位名称\n", "单位编码,单位名称\nhealth\n"]
)
def test_a_table_that_lacks_rows_says_so(tmp_path, text):
    got, faults = read(tmp_path, "units", text)
    assert not got.complete
    assert len(faults) == 1


def test_long_sums_of_money_are_no_telephone_numbers(tmp_path):
    text = "单位编码,资金来源,全年预算数（元）\nhealth,合计,13000000000\n"
    _got, faults = read(tmp_path, "funds", text)
    settle([faults])
    _got, faults = read(tmp_path, "funds", text.replace("合计,13000000000", "合计13000000000,1"))
    with pytest.raises(PersonalDataError):
        settle([faults])
