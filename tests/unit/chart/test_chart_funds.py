"""Budget and spending: figures of the published tables, shares measured in the drawing."""

from decimal import Decimal

import pytest
from chart_rows import filed, filing, fund, headings, legend, names, notes, row, texts, unit

from generator.chart import funds, rates
from generator.model import Project

LUOHU = [  # table 1-1 of seed 3, in its order
    ("health-hq", "深圳市罗湖区卫生健康局（本级）", "39,775.46", "39,643.76", "38,768.35", "97.79%"),
    ("hospital-group", "深圳市罗湖医院集团", "454,529.08", "495,857.96", "436,880.03", "88.11%"),
    ("cdc", "深圳市罗湖区疾病预防控制中心", "28,246.75", "30,373.11", "19,608.52", "64.56%"),
]


def luohu():
    whole = fund("health", initial="527,711.12", budget="571,010.03", spent="500,333.67", rate="87.62%")
    parts = [fund(c, initial=i, budget=b, spent=s, rate=r) for c, _name, i, b, s, r in LUOHU]
    units = [unit("health", "罗湖区卫生健康局"), *(unit(c, n, "health") for c, n, *_rest in LUOHU)]
    return filed(filing("罗湖区", "luohu", units=units, funds=[whole, *parts]))


def test_units_by_size_of_budget_each_before_its_own():
    picture = funds.of_region(luohu())
    assert picture.words.title == "罗湖区 2024 年各单位预算与执行"
    assert picture.words.heads == ("单位", "预算数（万元）", "执行数（万元）", "填报执行率", "计算执行率")
    assert picture.words.rows == (
        ("罗湖区卫生健康局", "571,010.03", "500,333.67", "87.62%", "87.62%"),
        ("深圳市罗湖医院集团", "495,857.96", "436,880.03", "88.11%", "88.11%"),
        ("深圳市罗湖区卫生健康局（本级）", "39,643.76", "38,768.35", "97.79%", "97.79%"),
        ("深圳市罗湖区疾病预防控制中心", "30,373.11", "19,608.52", "64.56%", "64.56%"),
    )
    assert picture.words.alternative.startswith(
        "罗湖区卫生健康局：预算 571,010.03 万元、执行 500,333.67 万元、执行率 87.62%；"
        "深圳市罗湖医院集团：预算 495,857.96 万元、"
    )
    assert [name.x for name in names(picture)] == [0, 14, 14, 14]
    assert [bar["end"] for bar in picture.datasets["backs"]] == [571010.03, 495857.96, 39643.76, 30373.11]
    assert [bar["end"] for bar in picture.datasets["fronts"]] == [500333.67, 436880.03, 38768.35, 19608.52]


def test_filed_and_computed_rates_stand_side_by_side_where_they_differ():
    wuhua = filing(
        units=[unit("health", "五华区卫生健康局")],
        funds=[
            fund("health", budget="3810.81", spent="37403.49", rate="97.62%"),
            fund("health", "基本支出", parent="合计", budget="834.22", spent="835.50"),
            fund("health", "项目支出", parent="合计", budget="2976.59", spent="36567.99"),
        ],
    )
    picture = funds.of_unit(filed(wuhua), wuhua.units[0])
    assert picture.words.title == "五华区卫生健康局 2024 年预算与执行"
    assert picture.words.rows == (
        ("合计", "3810.81", "37403.49", "97.62%", "981.51%"),
        ("基本支出", "834.22", "835.50", "", "100.15%"),
        ("项目支出", "2976.59", "36567.99", "", "1,228.52%"),
    )
    assert texts(notes(picture)) == [
        "37403.49 · 97.62%（计算 981.51%）", "835.50 · 100.15%*", "36567.99 · 1,228.52%*",
    ]  # fmt: skip
    assert "执行率 100.15%（计算）" in picture.words.alternative
    assert legend(picture) == ["预算数", "执行数（万元）与执行率（* 为计算）"]
    assert headings(picture) == []


def test_a_unit_shows_its_sources_sub_units_and_projects_under_headings():
    fengnan = filing(
        "丰南区", "fengnan",
        units=[unit("health", "丰南区卫生健康局"), unit("cdc", "疾控中心", "health")],
        projects=[
            row(Project, code=code, name=name, unit="health")
            for code, name in {"p01": "公费医疗", "p10": "中央补助", "p11": "省级补助", "p12": "急救"}.items()
        ],
        funds=[
            fund("health", budget="22434.3", spent="22165.32", rate="98.8%"),
            fund("health", "共同事权转移支付", parent="合计", budget="8284.27", spent="8015.29"),
            fund("health", "中央", parent="共同事权转移支付", budget="5965.87", spent="5765.87"),
            fund("cdc", budget="10", spent="—", rate="无"),
            fund("health", project="p01", budget="600", spent="600"),
            fund("health", project="p10", budget="200", spent="0"),
            fund("health", project="p11", spent="11.94"),
            fund("health", "区级", project="p01", budget="100"),
            fund("health", project="p12"),
        ],
    )  # fmt: skip
    picture = funds.of_unit(filed(fengnan), fengnan.units[0])
    assert headings(picture) == ["按资金来源", "下属单位", "项目"]
    assert picture.kind == "shares"  # each section as wide as its longest bar
    assert [round(bar["end"], 4) for bar in picture.datasets["backs"]] == [
        100, round(8284.27 / 224.343, 4), round(5965.87 / 224.343, 4), 100, 100, round(200 / 6, 4),
    ]  # fmt: skip
    assert [round(bar["end"], 4) for bar in picture.datasets["fronts"]] == [
        round(22165.32 / 224.343, 4), round(8015.29 / 224.343, 4), round(5765.87 / 224.343, 4), 100, 0,
        round(11.94 / 6, 4),
    ]  # fmt: skip
    assert [(name.text, name.x) for name in names(picture)] == [
        ("合计", 0), ("共同事权转移支付", 0), ("中央", 14), ("疾控中心", 0), ("公费医疗", 0), ("中央补助", 0),
        ("省级补助", 0),
    ]  # fmt: skip
    assert picture.words.rows[-4:] == (
        ("疾控中心", "10", "—", "无", ""),
        ("公费医疗", "600", "600", "", "100%"),
        ("中央补助", "200", "0", "", "0%"),
        ("省级补助", "", "11.94", "", ""),
    )
    assert "疾控中心：预算 10 万元、执行 — 万元、执行率 未载明；" in picture.words.alternative
    assert "省级补助：预算 未载明 万元、执行 11.94 万元、执行率 未载明。" in picture.words.alternative
    assert texts(notes(picture)) == [
        "满宽 22,434.3 万元", "22165.32 · 98.8%", "8015.29 · 96.75%*", "5765.87 · 96.65%*",
        "满宽 10 万元", "—", "满宽 600 万元", "600 · 100%*", "0 · 0%*", "11.94",
    ]  # fmt: skip


def test_a_section_of_zeros_has_a_width():
    units = [unit("a", "甲"), unit("b", "乙", "a")]
    of = filing(units=units, funds=[fund("a", budget="0", spent="0"), fund("b", budget="5", spent="9")])
    picture = funds.of_unit(filed(of), units[0])
    assert [bar["end"] for bar in picture.datasets["fronts"]] == [0, 100]
    assert "满宽 9 万元" in texts(notes(picture))


def test_no_funds_no_chart():
    bare = filing(units=[unit("health", "卫生健康局")], funds=[fund("health", budget="无", spent="—")])
    assert funds.of_region(filed(bare)) is None
    assert funds.of_unit(filed(bare), bare.units[0]) is None


def test_a_unit_below_one_without_funds_stands_by_itself():
    units = [
        unit("top", "主管局"),
        unit("mid", "中心", "top"),
        unit("low", "分中心", "mid"),
        unit("x", "另局"),
    ]
    rows = [fund("mid", budget="10", spent="1"), fund("low", budget="20", spent="2"), fund("x", spent="5")]
    picture = funds.of_region(filed(filing(units=units, funds=rows)))
    assert texts(names(picture)) == ["中心", "分中心", "另局"]


@pytest.mark.parametrize(
    ("texts", "shown", "told"),
    [
        ({"budget": "10", "spent": "5", "rate": "50"}, "50%", "50%"),
        ({"budget": "10", "spent": "5", "rate": "５０％"}, "50%", "50%"),
        ({"budget": "3", "spent": "1"}, "", "33.33%（计算）"),
        ({"budget": "8", "spent": "1", "rate": "12.5%"}, "12.5%", "12.5%"),
        ({"budget": "8", "spent": "1", "rate": "13%"}, "13%", "13%"),
        ({"budget": "8", "spent": "1", "rate": "12%"}, "12%", "12%（计算 13%）"),
        ({"budget": "5", "spent": "1", "rate": "22.00%"}, "22.00%", "22.00%（计算 20.00%）"),
        ({"budget": "0", "spent": "1", "rate": "无"}, "", ""),
        ({"spent": "1", "rate": "90%"}, "90%", "90%"),
        ({"initial": "4", "budget": "8", "spent": "1", "basis": "年初预算数"}, "", "25%（计算）"),
        ({"budget": "8", "spent": "1", "basis": "年初预算数"}, "", "12.5%（计算）"),
        ({"initial": "4", "spent": "1"}, "", "25%（计算）"),
    ],
)
def test_rates_as_filed_and_as_computed(texts, shown, told):
    made = fund("health", **texts)
    assert (rates.filed(made), rates.told(made)) == (shown, told)


def test_the_place_of_a_fund_is_its_filed_rate_else_the_computed_one_half_up():
    assert rates.rate(fund("a", budget="3810.81", spent="37403.49", rate="97.62%")) == Decimal("97.62")
    assert rates.rate(fund("a", budget="800", spent="100.01")) == Decimal("12.50")
    assert rates.rate(fund("a", budget="800", spent="100.04")) == Decimal("12.51")  # 12.505
    assert rates.rate(fund("a", spent="1")) is None


def test_money_in_another_unit_is_shown_in_ten_thousands():
    made = row(type(fund("a")), held_in="元", unit="a", source="合计", budget="35927.13", spent="无")
    assert rates.money(made, "budget") == "3.592713"
    assert rates.money(made, "spent") == "无"
