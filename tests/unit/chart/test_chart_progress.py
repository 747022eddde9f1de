"""Quarters against the schedule."""

from chart_rows import filed, filing, row, unit

from generator.chart import progress
from generator.model import Progress

HEALTH = unit("health", "罗湖区卫生健康局")


def quarter(number, rate, schedule="", **more):
    return row(
        Progress, unit=more.pop("unit", "health"), quarter=number, rate=rate, schedule=schedule, **more
    )


def draw(*rows):
    return progress.of_unit(filed(filing("罗湖区", "luohu", units=[HEALTH], progress=rows)), HEALTH)


LUOHU = [
    quarter("1", "44.72%", "25%"), quarter("2", "58.18%", "50%"),
    quarter("3", "88.53%", "75%"), quarter("4", "87.62%", "100%"),
]  # fmt: skip


def test_quarters_as_printed():
    picture = draw(*reversed(LUOHU))
    assert picture.words.title == "罗湖区卫生健康局 2024 年各季度执行进度"
    assert picture.words.heads == ("季度", "累计执行率", "序时进度")
    assert picture.words.rows == (
        ("一季度", "44.72%", "25%"), ("二季度", "58.18%", "50%"),
        ("三季度", "88.53%", "75%"), ("四季度", "87.62%", "100%"),
    )  # fmt: skip
    assert picture.words.alternative.startswith("一季度末累计执行率 44.72%、序时进度 25%；二季度末")
    assert [point["value"] for point in picture.datasets["rates"]] == [44.72, 58.18, 88.53, 87.62]
    assert [point["value"] for point in picture.datasets["schedule"]] == [25, 50, 75, 100]
    assert [point["label"] for point in picture.datasets["above"]] == ["44.72%", "58.18%", "88.53%", "100%"]
    assert [point["label"] for point in picture.datasets["below"]] == ["25%", "50%", "75%", "87.62%"]


def test_a_schedule_that_is_not_filed_is_a_quarter_each_and_a_filed_zero_is_zero():
    picture = draw(quarter("1", "20", "0"), quarter("2", "无"), quarter("4", "９０％", "—"))
    assert picture.words.rows == (("一季度", "20%", "0%"), ("二季度", "", "50%"), ("四季度", "90%", "100%"))
    assert "二季度末累计执行率 未载明、序时进度 50%" in picture.words.alternative
    assert [point["quarter"] for point in picture.datasets["rates"]] == ["一季度", "四季度"]


def test_fewer_than_two_rates_no_chart():
    assert draw() is None
    assert draw(quarter("1", "20%", "25%"), quarter("2", "—", "50%")) is None
    others = [
        quarter("2", "30%", project="p01"),
        quarter("3", "50%", unit="other"),
        quarter("无", "9%"),
        quarter("5", "9%"),
    ]
    assert draw(quarter("1", "20%"), *others) is None
