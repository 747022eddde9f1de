"""The ranking of a review."""

from chart_rows import filed, filing, reviewed, row, unit

from generator.chart import reviews
from generator.model import Review

UNITS = [
    unit("finance", "财政局"),
    unit("treasury", "国库支付中心"),
    unit("nature", "自然资源局"),
    unit("health", "卫生监督所"),
]
SHEETS = {
    "finance": ("98.5", "97.80", "93.30", "89.50", "94.78"),
    "treasury": ("98", "97.00", "94.10", "90.00", "94.78"),
    "nature": ("96", "99.00", "99.00", "96.00", "97.50"),
    "health": ("无", "无", "81.00", "无", "81.00"),
}
FIELDS = ("self_sheet", "project_report", "whole_report", "monitoring", "mean")


def review(code, **changed):
    return row(Review, unit=code, **dict(zip(FIELDS, SHEETS[code], strict=True)) | changed)


def draw(*found):
    return reviews.of_region(filed(filing("金凤区", "jinfeng", 2023, units=UNITS), (), found))


def jinfeng():
    return draw(
        reviewed(review("finance"), 2, tied=True, grade="优"),
        reviewed(review("treasury"), 2, tied=True, grade="优"),
        reviewed(review("nature"), 1, grade="优"),
        reviewed(review("health"), 18, grade="良"),
    )


def test_units_by_rank_with_every_printed_score():
    words = jinfeng().words
    assert words.title == "金凤区 2023 年复核得分排名"
    assert words.heads == (
        "名次",
        "单位",
        "自评表",
        "项目绩效报告",
        "整体绩效报告",
        "监控表",
        "平均分",
        "等级",
    )
    assert words.rows == (
        ("1", "自然资源局", "96", "99.00", "99.00", "96.00", "97.50", "优"),
        ("并列 2", "财政局", "98.5", "97.80", "93.30", "89.50", "94.78", "优"),
        ("并列 2", "国库支付中心", "98", "97.00", "94.10", "90.00", "94.78", "优"),
        ("18", "卫生监督所", "无", "无", "81.00", "无", "81.00", "良"),
    )
    assert words.alternative == (
        "第 1 名自然资源局平均 97.50 分；第 2 名财政局平均 94.78 分；"
        "第 2 名国库支付中心平均 94.78 分；第 18 名卫生监督所平均 81.00 分。"
    )


def test_bars_are_means_and_dots_documents_each_in_its_lane():
    datasets = jinfeng().datasets
    assert [bar["end"] for bar in datasets["backs"]] == [97.5, 94.78, 94.78, 81]
    assert [dot["start"] for dot in datasets["dots"]] == [
        96, 99, 99, 96, 98.5, 97.8, 93.3, 89.5, 98, 97, 94.1, 90, 81,
    ]  # fmt: skip
    lanes = {dot["shape"]: dot["dy"] for dot in datasets["dots"][:4]}
    assert len(set(lanes.values())) == 4
    assert datasets["dots"][-1]["dy"] == lanes["triangle-up"]  # 无 leaves its lane empty
    assert datasets["frame"][-1]["start"] == 100


def test_a_mean_that_is_not_filed_is_the_computed_one():
    picture = draw(
        reviewed(review("nature", mean=""), 1, mean="97.5"), reviewed(review("finance", mean="无"), 2)
    )
    assert [row[1::5] for row in picture.words.rows] == [("自然资源局", "97.5")]


def test_nothing_reviewed_no_chart():
    assert draw() is None
