"""A place among peers, each worked by hand: rank, ties, median, the strip, who is compared with whom."""

import gzip
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_sites import examined, only

from generator.render.standing import (
    WIDTH,
    Field,
    median,
    spending_rate,
    standings_of_projects,
    standings_of_units,
)
from generator.render.views import FilingView

SHEETS = "评价编号,评价类型,单位编码,项目编码,评分方案,总分\n"
HALF = """
编码: half
名称: 五十分制
适用: 部门整体支出自评
主体: 自评
已核实: 否
满分: 50
汇总: 相加
分母: 全年预算数
缺项: 零分
超额完成: 不处理
小数位: 2
等级: [{等级: 优, 下限: 0, 含下限: 是}]
指标: [{编码: A, 名称: 履职, 分值: 50, 规则: {类型: 判断}}]
"""
UNITS = "单位编码,单位名称,上级单位编码\na,甲,\nb,乙,\nc,丙,\nd,丁,a\ne,戊,b\n"


def numbers(*values):
    return [Decimal(str(value)) for value in values]


def standings(view):
    """All places, by the codes of unit and project."""
    found = {(unit, ""): place for unit, place in standings_of_units(view).items()}
    for unit, _none in list(found):
        own = standings_of_projects(view, unit).items()
        found |= {(unit, project): place for project, place in own}
    return found


def placed(folder, **tables):
    _site, (scored, *_more), _findings = examined(only(folder / "data", **tables))
    return standings(FilingView(scored, ()))


@pytest.mark.parametrize(
    ("value", "rank", "tied"),
    [("97.5", 1, 0), ("94.78", 2, 1), ("90", 4, 0), ("88", 5, 2), ("60", 8, 0)],
)
def test_a_rank_counts_those_above_and_equal_values_share_the_better_one(value, rank, tied):
    field = Field(numbers("97.5", "94.78", "94.78", "90", "88", "88", "88", "60"))
    place = field.place(Decimal(value))
    assert (place.rank, place.tied, place.count) == (rank, tied, 8)


def test_values_printed_otherwise_are_still_equal():
    assert Field(numbers("90", "90.00", "80")).place(Decimal("90.0")).tied == 1


def test_the_median_is_the_middle_or_the_mean_of_the_two_in_the_middle():
    assert median(numbers(1, 5, 100)) == 5
    assert median(numbers(1, 5, 6, 100)) == Decimal("5.5")
    assert median(numbers(7)) == 7


def test_one_alone_has_no_place():
    assert Field(numbers(90)).place(Decimal(90)) is None


def test_all_equal_stand_in_the_middle():
    place = Field(numbers(90, 90, 90)).place(Decimal(90))
    assert (place.rank, place.tied, place.at, place.path) == (1, 2, WIDTH // 2, f"M{WIDTH // 2} 6v12")


def test_the_strip_runs_from_the_lowest_to_the_highest():
    field = Field(numbers(60, 70, 80, 90, 100))
    points = [field.place(value).at for value in field.values]
    assert points == [4, 62, 120, 178, 236]  # 4 to 236 in four equal steps of 58
    assert field.place(Decimal(80)).middle == 120
    assert not field.place(Decimal(80)).edge


def test_a_value_far_out_is_drawn_at_the_edge_and_said():
    """Lower half 90, 91, upper half 92, 93, with 981: quartiles 91 and 93, fences 85 and 99."""
    field = Field(numbers(90, 91, 92, 93, 981))
    assert field.place(Decimal(93)).at == field.place(Decimal(981)).at == 236
    assert field.place(Decimal(981)).edge
    assert field.place(Decimal(981)).high == 981


def test_a_strip_of_a_hundred_peers_weighs_less_than_a_kilobyte():
    values = numbers(*(60 + 40 * (index * 37 % 100) / 100 for index in range(100)))
    place = Field(values).place(values[0])
    assert len(gzip.compress(place.path.encode(), 9)) <= 1000
    assert len(re.findall("M", place.path)) == 100


def test_equal_values_are_one_mark():
    assert Field(numbers(*[90] * 60, *[80] * 40)).place(Decimal(80)).path == "M4 6v12M236 6v12"


@given(st.lists(st.integers(0, 100), min_size=2, max_size=40), st.data())
def test_a_place_agrees_with_counting(values, data):
    value = data.draw(st.sampled_from(values))
    place = Field(numbers(*values)).place(Decimal(value))
    assert place.rank == 1 + sum(other > value for other in values)
    assert place.tied == values.count(value) - 1
    assert place.low <= place.median <= place.high
    assert 4 <= place.at <= WIDTH - 4


def test_units_are_compared_with_units_of_their_level(tmp_path):
    funds = "单位编码,资金来源,执行率\na,合计,90%\nb,合计,80%\nc,合计,无\nd,合计,50%\ne,合计,60%\n"
    found = placed(tmp_path, units=UNITS, funds=funds)
    assert (found["a", ""].rate.rank, found["b", ""].rate.rank, found["a", ""].rate.count) == (1, 2, 2)
    assert found["c", ""].rate is None
    assert (found["d", ""].rate.rank, found["e", ""].rate.rank) == (2, 1)


def test_projects_are_compared_with_those_of_their_unit(tmp_path):
    projects = "项目编码,项目名称,主管部门编码\np1,一,a\np2,二,a\np3,三,b\n"
    sheets = f"{SHEETS}E1,项目支出自评,a,p1,project,90\nE2,项目支出自评,a,p2,project,95\n"
    sheets += "E3,项目支出自评,b,p3,project,99\n"
    found = placed(tmp_path, units=UNITS, projects=projects, evaluations=sheets)
    assert (found["a", "p1"].score.rank, found["a", "p2"].score.rank) == (2, 1)
    assert found["b", "p3"].score is None
    assert not found["a", "p1"].score.shares


def test_different_schemes_are_compared_by_share_of_the_full_score(tmp_path):
    sheets = SHEETS + "E1,部门整体支出自评,a,,department,90\nE2,部门整体支出自评,b,,half,46\n"
    root = tmp_path / "data"
    only(root, units=UNITS, evaluations=sheets)
    (root / "schemes" / "half.yml").write_text(HALF, encoding="utf-8")
    _site, (scored, *_more), _findings = examined(root)
    found = standings(FilingView(scored, ()))
    first, second = found["b", ""].score, found["a", ""].score
    assert (first.value, first.rank, first.shares) == (Decimal("92.00"), 1, True)  # 46 of 50
    assert (second.value, second.rank, second.shares) == (Decimal("90.00"), 2, True)


def test_a_review_has_a_place_of_its_own(tmp_path):
    reviews = "序号,单位编码,评分方案,自评表,平均分\n1,a,review,95,95\n2,b,review,90,90\n3,c,review,90,90\n"
    found = placed(tmp_path, units=UNITS, reviews=reviews)
    assert [(found[u, ""].review.rank, found[u, ""].review.tied) for u in "abc"] == [(1, 0), (2, 1), (2, 1)]
    assert found["a", ""].score is None


def test_a_review_stands_by_its_mean_as_filed_which_the_page_shows(tmp_path):
    reviews = "序号,单位编码,评分方案,自评表,平均分\n1,a,review,95,80\n2,b,review,90,90\n3,c,review,85,\n"
    found = placed(tmp_path, units=UNITS, reviews=reviews)
    assert [found[u, ""].review.value for u in "abc"] == numbers(80, 90, 85)  # c filed none: as computed
    assert [found[u, ""].review.rank for u in "abc"] == [3, 1, 2]


def test_the_rate_is_the_filed_one_else_spent_of_budget(tmp_path):
    rows = "单位编码,资金来源,全年预算数（万元）,全年执行数（万元）,执行率\n"
    rows += "a,合计,300,200,66.7%\nb,合计,300,200,\nc,合计,0,200,\nd,合计,无,200,\n"
    _site, (scored, *_more), _findings = examined(only(tmp_path / "data", units=UNITS, funds=rows))
    view = FilingView(scored, ())
    rates = [spending_rate(view.total(unit)) for unit in "abcd"]
    assert rates == [Decimal("66.7"), Decimal("66.67"), None, None]
    assert spending_rate(None) is None
