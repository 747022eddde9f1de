"""Without faults the sample is right: the checks find nothing, and sums made here agree."""

import csv
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from generator.check import check
from generator.load import load
from generator.sample import LATEST, write_sample
from generator.score import score

SCHEMES = Path(__file__).parents[3] / "data" / "schemes"
LEVELS = {
    "national": {"A": 10, "B": 50, "C": 30, "D": 10},
    "national-cost": {"A": 10, "B": 40, "C": 20, "D": 20, "E": 10},
    "wuhua-department": {"A": 35, "B": 20, "C": 45},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("right")
    write_sample(target, 1, 30, 8, 1, 11, Decimal(0), schemes=SCHEMES)
    (year,) = (target / "data").glob(f"*/{LATEST}")
    return year


def rows_of(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [{k.removesuffix("（万元）"): v for k, v in row.items()} for row in csv.DictReader(file)]


def money(text):
    return Decimal(text.replace(",", ""))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("size", [(1, 1, 1, 1), (2, 12, 4, 2), (1, 40, 3, 1)])
def test_the_checks_find_nothing(tmp_path, size, seed):
    write_sample(tmp_path, *size, seed, Decimal(0), schemes=SCHEMES)
    site = load(tmp_path / "data")
    findings = check(site, score(site))
    assert [f for f in findings if f.severity == "不符"] == []
    assert [f.code for f in findings if f.severity == "提示"] == []


def test_weights_add_up_at_every_level(folder):
    schemes = {row["评价编号"]: row["评分方案"] for row in rows_of(folder, "evaluations")}
    sums = defaultdict(Decimal)
    for row in rows_of(folder, "indicators"):
        sums[row["评价编号"], row["指标编码"][0]] += Decimal(row["分值"])
    wanted = {
        (code, level): weight for code, name in schemes.items() for level, weight in LEVELS[name].items()
    }
    assert sums == wanted


def test_totals_are_the_sums_of_scores_and_grades_their_bands(folder):
    sums, lost = defaultdict(Decimal), set()
    for row in rows_of(folder, "indicators"):
        sums[row["评价编号"]] += Decimal(row["得分"])
        if Decimal(row["得分"]) < Decimal(row["分值"]):
            lost.add(row["评价编号"])
            assert row["偏差原因分析及改进措施"]
    for row in rows_of(folder, "evaluations"):
        total = Decimal(row["总分"])
        assert total == sums[row["评价编号"]]
        grade = "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"
        assert row["等级"] == grade
        assert row["评价编号"] in lost


def test_execution_rates_are_spent_by_budget_and_points_a_tenth_of_them(folder):
    rates = {}
    for row in rows_of(folder, "funds"):
        share = Fraction(money(row["全年执行数"])) / Fraction(money(row["全年预算数"])) * 100
        exact = Decimal(share.numerator) / Decimal(share.denominator)
        rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert Decimal(row["执行率"].removesuffix("%")) == rounded
        if row["项目编码"] and row["资金来源"] == "合计":
            rates[f"E{row['项目编码']}"] = rounded
    for row in rows_of(folder, "indicators"):
        if row["指标编码"] == "A" and row["评价编号"] in rates:
            points = (rates[row["评价编号"]] / 10).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert Decimal(row["得分"]) == points


def test_money_adds_up_from_sources_to_projects_to_units(folder):
    heads = ("年初预算数", "全年预算数", "全年执行数")
    funds = {(r["单位编码"], r["项目编码"], r["资金来源"]): r for r in rows_of(folder, "funds")}
    parts = defaultdict(lambda: [Decimal(0)] * 3)
    for (unit, project, _source), row in funds.items():
        amounts = [money(row[head]) for head in heads]
        if row["上级来源"]:
            key = (unit, project, row["上级来源"])
            parts[key] = [a + b for a, b in zip(parts[key], amounts, strict=True)]
        elif project:
            key = (unit, "", "projects")
            parts[key] = [a + b for a, b in zip(parts[key], amounts, strict=True)]
    for (unit, project, source), summed in parts.items():
        name = "项目支出" if source == "projects" else source
        assert [money(funds[unit, project, name][head]) for head in heads] == summed
    assert sum(source == "projects" for _u, _p, source in parts) > 5


def test_every_table_has_rows_and_every_stage_of_the_cycle(tmp_path):
    write_sample(tmp_path, 2, 60, 10, 1, 3, Decimal("0.2"), schemes=SCHEMES)
    filings = load(tmp_path / "data").filings
    for filing in filings:
        assert not filing.empty
    site = filings[0]
    assert {row.stage for row in site.disclosures} == {"公开", "绩效目标", "绩效自评", "整改"}
    assert {row.state for row in site.disclosures} >= {"已公开", "未到期", "不予公开"}
    assert {row.conclusion for row in site.exante} == {"予以支持", "部分支持", "不予支持"}
    assert {row.relation for row in site.ties} == {
        "合计", "差额", "比率", "计数", "相等", "区间", "不超过", "不减", "按规则",
    }  # fmt: skip
    assert {row.by for row in site.groups} == {"合计", "等级", "资金级次", "执行率", "评估结论"}
    assert {row.state for row in site.problems} >= {"已完成", "整改中", "未开始"}
    assert len(site.reviews) == 20
    assert len({row.operator for row in site.projects}) > 10
