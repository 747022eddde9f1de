"""Execution rate against score."""

from unittest.mock import patch

from chart_rows import evaluated, filed, filing, fund, legend, names, row, scheme, texts, unit
from hypothesis import given
from hypothesis import strategies as st

from generator.chart import points
from generator.chart.picture import wide
from generator.chart.style import HEIGHTS, LEFT, WIDTH
from generator.model import Evaluation, Project


def of_region(filed):
    return points.of_region(filed, points.points_of(filed))


def of_site(filings):
    return points.of_site([points.points_of(filed) for filed in filings])


def sheet(unit="health", total="98", kind="部门整体支出自评", project="", of=None):
    made = row(Evaluation, kind=kind, unit=unit, project=project, scheme="national", total=total)
    return evaluated(made, of=of)


def wuhua(*sheets):
    return filed(
        filing(
            units=[unit("health", "五华区卫生健康局"), unit("bare", "无资金单位")],
            projects=[row(Project, code="p01", name="基本公共卫生项目", unit="health")],
            funds=[
                fund("health", budget="3810.81", spent="37403.49", rate="97.62%"),
                fund("health", project="p01", budget="200", spent="150"),
            ],
        ),
        sheets,
    )


def luohu():
    return filed(
        filing(
            "罗湖区", "luohu", units=[unit("health", "卫生健康局")],
            funds=[fund("health", budget="571,010.03", spent="500,333.67", rate="87.62%")],
        ),
        [sheet(total="88.17")],
    )  # fmt: skip


def test_units_and_projects_with_both_figures():
    projects = sheet(total="95", kind="项目支出自评", project="p01")
    picture = of_region(wuhua(sheet(), projects))
    assert picture.words.title == "五华区 2024 年执行率与得分"
    assert picture.words.heads == ("名称", "评价", "执行率", "得分")
    assert picture.words.rows == (
        ("五华区卫生健康局", "部门整体支出自评", "97.62%（计算 981.51%）", "98"),
        ("基本公共卫生项目", "项目支出自评", "75%（计算）", "95"),
    )
    assert picture.words.alternative == (
        "五华区卫生健康局（部门整体支出自评）：执行率 97.62%（计算 981.51%）、得分 98；"
        "基本公共卫生项目（项目支出自评）：执行率 75%（计算）、得分 95。"
    )
    assert [(dot["x"], dot["y"]) for dot in picture.datasets["dots"]] == [(97.62, 98), (75, 95)]
    assert picture.datasets["frame"] == [{"x": 70, "y": 90}, {"x": 100, "y": 100}]


def test_across_regions_names_say_where():
    picture = of_site([wuhua(sheet()), luohu()])
    assert picture.words.title == "执行率与得分"
    assert [row[0] for row in picture.words.rows] == [
        "五华区 2024 五华区卫生健康局",
        "罗湖区 2024 卫生健康局",
    ]
    assert texts(names(picture)) == ["五华区卫生健康局", "罗湖区 卫生健康局"]


def test_fewer_than_two_points_no_chart():
    assert of_site([luohu()]) is None
    assert of_region(wuhua(sheet(), sheet(total="无"), sheet(unit="bare"), sheet(of=scheme(full=0)))) is None
    bare = filing(units=[unit("a", "甲")], funds=[fund("a", spent="1")])
    assert of_region(filed(bare, [sheet("a"), sheet("a")])) is None


def test_a_scheme_of_another_full_score_is_drawn_in_percent_and_printed_as_filed():
    picture = of_region(wuhua(sheet(), sheet(total="45", of=scheme(full=50))))
    assert picture.datasets["dots"][1]["y"] == 90
    assert picture.words.rows[1][3] == "45"


def test_points_of_one_name_tell_their_kind_in_the_picture():
    picture = of_region(wuhua(sheet(), sheet(total="93", kind="财政审核")))
    assert texts(names(picture)) == [
        "五华区卫生健康局·部门整体支出自评", "五华区卫生健康局·财政审核",
    ]  # fmt: skip


def test_more_points_than_can_be_told_are_summed_up():
    totals = [str(60 + i) for i in range(11)]
    picture = of_region(
        wuhua(sheet(total="90", kind="项目支出自评", project="p01"), *(sheet(total=t) for t in totals))
    )
    assert picture.words.alternative == (
        "共 12 份评价，执行率在 75%（计算） 与 97.62%（计算 981.51%） 之间，得分在 60 与 90 之间。"
    )
    assert len(picture.words.rows) == 12


def many(number):
    """``number`` units with rates of 62.4 and 62.5 by turns, and scores of 81."""
    codes = [f"u{i}" for i in range(number)]
    rows = [fund(c, budget="1000", spent="1", rate=("62.4%", "62.5%")[i % 2]) for i, c in enumerate(codes)]
    return filed(filing(units=[unit(c, c) for c in codes], funds=rows), [sheet(c, total="81") for c in codes])


def test_very_many_points_are_gathered_at_round_figures():
    picture = of_region(many(201))  # 101 at 62.4 % and 100 at 62.5 %
    assert picture.words.heads == ("执行率（取最近的 5%）", "得分（取最近的 2 分）", "评价数")
    assert picture.words.rows == (("60%", "82", "101"), ("65%", "82", "100"))
    small, large = sorted(dot["size"] for dot in picture.datasets["dots"])
    assert small < large
    assert legend(picture)[0].startswith("点越大评价越多")
    assert len(of_region(many(200)).words.rows) == 200
    assert {dot["size"] for dot in of_region(many(200)).datasets["dots"]} == {60}


def test_rates_far_beyond_the_budget_are_drawn_at_the_edge_and_told_in_full():
    rows = [fund("a", rate="150%"), fund("b", rate="1228.52%")]
    of = filing(units=[unit("a", "甲"), unit("b", "乙")], funds=rows)
    picture = of_region(filed(of, [sheet("a"), sheet("b", total="90")]))
    assert [(dot["x"], dot["shape"]) for dot in picture.datasets["dots"]] == [
        (150, "circle"), (150, "triangle-right"),
    ]  # fmt: skip
    assert legend(picture)[1] == "执行率高于 150%，画在右缘"
    assert [row[2] for row in picture.words.rows] == ["150%", "1228.52%"]
    assert len(legend(of_region(many(2)))) == 1


def test_names_are_left_out_where_they_would_cover_others_or_are_too_many():
    crowded = names(of_region(many(40)))
    assert 0 < len(crowded) < 40
    assert names(of_region(many(41))) == []


places = st.lists(
    st.tuples(st.decimals(0, 120, places=2), st.decimals(0, 100, places=1), st.integers(1, 20)),
    min_size=2, max_size=12,
)  # fmt: skip


@given(places)
def test_names_lie_inside_the_picture_and_apart(found):
    codes = [f"u{i}" for i in range(len(found))]
    rows = [fund(c, rate=f"{rate}%") for c, (rate, _s, _l) in zip(codes, found, strict=True)]
    units = [unit(c, "单" * length) for c, (_r, _s, length) in zip(codes, found, strict=True)]
    sheets = [sheet(c, total=str(score)) for c, (_r, score, _l) in zip(codes, found, strict=True)]
    picture = of_region(filed(filing(units=units, funds=rows), sheets))
    low, high = picture.datasets["frame"]
    for rate, score, _length in found:
        assert low["x"] <= rate <= high["x"]
        assert low["y"] <= score <= high["y"]
    boxes = []
    for name in names(picture):
        width = wide(name.text, 13)
        start = name.x - {"start": 0, "end": width, "middle": width / 2}[name.anchor]
        boxes.append((start, start + width, name.y))
    for start, end, y in boxes:
        assert start + 0.01 >= -LEFT
        assert end <= WIDTH - LEFT + 0.01
        assert 0 <= y <= HEIGHTS["points"]
    for i, (start, end, y) in enumerate(boxes):
        for other_start, other_end, other_y in boxes[:i]:
            assert end <= other_start + 0.01 or other_end <= start + 0.01 or abs(y - other_y) >= 13


def test_equal_values_have_a_scale():
    picture = of_region(many(2))
    assert picture.datasets["frame"] == [{"x": 60, "y": 80}, {"x": 70, "y": 90}]
    on_the_line = of_region(wuhua(sheet(total="90"), sheet(total="90")))
    assert [(y["y"]) for y in on_the_line.datasets["frame"]] == [80, 90]


filed_so = st.tuples(
    st.sampled_from(["80%", "80.0%", "81.2%", "97.50%", "97.5%"]),
    st.sampled_from(["88", "88.0", "61.5", "9"]),
)


@given(st.lists(st.lists(filed_so, max_size=5), max_size=4), st.integers(0, 8))
def test_parts_together_are_drawn_as_the_whole(parts, most):
    """Whichever of equal figures is printed, and whether parts or the whole have too many dots."""

    def of(found, first=0):
        codes = [f"u{first + i}" for i in range(len(found))]
        rows = [fund(code, rate=rate) for code, (rate, _score) in zip(codes, found, strict=True)]
        sheets = [sheet(code, total=score) for code, (_rate, score) in zip(codes, found, strict=True)]
        return filed(filing(units=[unit(code, code) for code in codes], funds=rows), sheets)

    begins = [sum(map(len, parts[:number])) for number in range(len(parts))]
    with patch.object(points, "MAX_DOTS", most), patch.object(points, "TOLD", min(most, 3)):
        apart = of_site([of(found, first) for found, first in zip(parts, begins, strict=True)])
        whole = of_site([of([pair for found in parts for pair in found])])
    assert apart == whole
    assert (whole is None) == (sum(map(len, parts)) < 2)
