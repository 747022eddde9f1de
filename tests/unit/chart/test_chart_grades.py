"""Counts by grade from score sheets, reviews and filed summaries."""

from chart_rows import evaluated, filed, filing, legend, names, notes, reviewed, row, scheme, texts, unit

from generator.chart import grades
from generator.model import Evaluation, Group, Review

SCHEMES = {
    "a": scheme("a"),
    "b": scheme("b", (("优秀", 90), ("良好", 80), ("中", 60), ("较差", 0))),
}


def of_region(filed, schemes):
    return grades.of_region(filed, grades.series_of(filed), schemes)


def of_site(filings, schemes):
    return grades.of_site([series for filed in filings for series in grades.series_of(filed)], schemes)


def counts(*rows, unit="health", stage="绩效自评", counted="项目", by="等级"):
    return [
        row(Group, unit=unit, stage=stage, counted=counted, by=by, name=n, count=c, lower=lo, upper=up)
        for n, c, lo, up in rows
    ]


FENGNAN = counts(
    ("优秀（90分以上）", "53", "90", ""), ("良好（80-90分）", "0", "80", "90"),
    ("中(60-80分)", "0", "60", "80"), ("较差（60分以下）", "3", "", "60"),
)  # fmt: skip


def sheet(kind, grade=""):
    return row(Evaluation, kind=kind, unit="health", grade=grade)


def colours(picture):
    return [bar["colour"] for bar in picture.datasets["backs"]]


def test_a_filed_summary_as_shares_with_its_own_words():
    fengnan = filed(
        filing("丰南区", "fengnan", groups=FENGNAN + counts(("低于70%", "3", "", ""), by="执行率"))
    )
    picture = of_region(fengnan, SCHEMES)
    assert picture.words.title == "丰南区 2024 年评价等级分布"
    assert picture.words.alternative == (
        "绩效自评·项目：优秀（90分以上） 53、良好（80-90分） 0、中(60-80分) 0、较差（60分以下） 3。"
    )
    assert picture.words.heads == ("地区", "年度", "对象", "来源", "等级", "数量")
    assert picture.words.rows[0] == ("丰南区", "2024", "绩效自评·项目", "分类汇总", "优秀（90分以上）", "53")
    assert [r[5] for r in picture.words.rows] == ["53", "0", "0", "3"]
    assert [(round(b["start"], 4), round(b["end"], 4)) for b in picture.datasets["backs"]] == [
        (0, round(53 / 56 * 100, 4)), (round(53 / 56 * 100, 4), 100),
    ]  # fmt: skip
    assert notes(picture)[0].text == "优秀 53 · 较差 3"
    assert legend(picture) == ["优秀", "较差"]


def test_sheets_count_by_filed_grade_else_by_that_of_their_total():
    sheets = [
        evaluated(sheet("部门整体支出自评", "优")), evaluated(sheet("项目支出自评"), grade="优"),
        evaluated(sheet("项目支出自评", "良"), grade="优"), evaluated(sheet("项目支出自评", "—"), grade="优"),
        evaluated(sheet("财政审核")),
    ]  # fmt: skip
    picture = of_region(filed(filing(), sheets), SCHEMES)
    assert [row[2:] for row in picture.words.rows] == [
        ("部门整体支出自评", "评价表", "优", "1"),
        ("项目支出自评", "评价表", "优", "2"),
        ("项目支出自评", "评价表", "良", "1"),
    ]


def test_reviews_count_units():
    reviews = [reviewed(row(Review, unit=str(i)), i, grade=g) for i, g in enumerate("良优良中良")]
    picture = of_region(filed(filing(year=2023), (), reviews), SCHEMES)
    assert [row[4:] for row in picture.words.rows] == [("优", "1"), ("良", "3"), ("中", "1")]
    assert picture.words.alternative == "复核·单位：优 1、良 3、中 1。"
    assert notes(picture)[0].text == "优 1 · 良 3 · 中 1"  # best first


def test_words_of_one_place_share_a_colour_and_a_place_in_the_legend():
    wuhua = counts(("自评分≥90分", "51", "90", ""), ("自评分<60分", "0", "", "60"))
    filings = [
        filed(filing(groups=wuhua), [evaluated(sheet("部门整体支出自评", "优"))]),
        filed(filing("丰南区", "fengnan", groups=FENGNAN)),
    ]
    picture = of_site(filings, SCHEMES)
    assert picture.words.title == "各地区评价等级分布"
    best, _same, _again, worst = colours(picture)
    assert colours(picture) == [best, best, best, worst]
    assert best != worst
    assert legend(picture) == ["优/优秀", "较差"]
    assert texts(names(picture)) == [
        "五华区 2024·绩效自评·项目", "五华区 2024·部门整体支出自评", "丰南区 2024·绩效自评·项目",
    ]  # fmt: skip


def test_summaries_of_several_units_are_named_and_never_added_up():
    groups = counts(("优", "5", "", "")) + counts(("优", "9", "", ""), unit="finance")
    units = [unit("health", "卫健局"), unit("finance", "财政局")]
    picture = of_region(filed(filing(units=units, groups=groups)), SCHEMES)
    assert [row[2::3] for row in picture.words.rows] == [
        ("卫健局·绩效自评·项目", "5"), ("财政局·绩效自评·项目", "9"),
    ]  # fmt: skip


def test_words_of_no_scheme_follow_in_order_and_the_last_colour_serves_the_rest():
    groups = counts(*((f"（{i}）档", "1", "", "") for i in range(8)))
    picture = of_region(filed(filing(groups=groups)), {})
    assert len(set(colours(picture))) == 6
    assert len(picture.datasets["legend"]) == 8
    assert notes(picture)[0].text.startswith("（0）档 1 · （1）档 1")
    after_known = of_region(filed(filing(groups=counts(("甲", "1", "", ""), ("优", "1", "", "")))), SCHEMES)
    assert notes(after_known)[0].text == "优 1 · 甲 1"


def test_a_lower_bound_of_zero_is_a_bound():
    groups = counts(("末等", "1", "0", ""), ("优", "1", "", ""), ("差", "1", "", ""))
    picture = of_region(filed(filing(groups=groups)), SCHEMES)
    assert notes(picture)[0].text == "优 1 · 末等 1 · 差 1"
    assert len(picture.datasets["legend"]) == 2


def test_a_missing_count_is_told_and_not_drawn():
    picture = of_region(
        filed(filing(groups=counts(("优", "2", "", ""), ("良", "", "", ""), ("中", "无", "", "")))), SCHEMES
    )
    assert picture.words.alternative == "绩效自评·项目：优 2、良 未载明、中 无。"
    assert len(picture.datasets["backs"]) == 1


def test_nothing_counted_no_chart():
    assert of_region(filed(filing(groups=counts(("优", "0", "", ""), ("良", "—", "", "")))), SCHEMES) is None
    assert of_site([], SCHEMES) is None
