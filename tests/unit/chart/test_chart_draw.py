"""The whole stage: which charts there are, and that they say what their pictures say."""

import re

from chart_rows import drawn_texts, evaluated, filing, fund, reviewed, row, scored, scored_filing, site, unit

from generator import words
from generator.chart import Engine, draw, draw_site, pictures_of, share_of
from generator.model import Evaluation, Group, Progress, Review


def luohu():
    of = filing(
        "罗湖区", "luohu",
        units=[unit("health", "罗湖区卫生健康局"), unit("cdc", "疾控中心", "health"), unit("x", "无资料")],
        funds=[
            fund("health", budget="571,010.03", spent="500,333.67", rate="87.62%"),
            fund("cdc", budget="30,373.11", spent="19,608.52", rate="64.56%"),
        ],
        progress=[
            row(Progress, unit="health", quarter=str(i), rate=rate, schedule=f"{25 * i}%")
            for i, rate in enumerate(("44.72%", "58.18%", "88.53%", "87.62%"), start=1)
        ],
        groups=[row(Group, unit="cdc", stage="绩效自评", counted="项目", by="等级", name="优", count="51")],
    )  # fmt: skip
    sheets = [
        evaluated(
            row(Evaluation, kind="部门整体支出自评", unit=code, total=total),
            [scored("部门绩效", 60, "52.68")],
        )
        for code, total in (("health", "88.17"), ("cdc", "90"))
    ]
    reviews = [reviewed(row(Review, unit="health", monitoring="87.00", mean="78.50"), 1, grade="中")]
    return scored_filing(of, sheets, reviews)


def drawn(*scored, cache=None):
    schemes = site([item.filing for item in scored]).schemes
    with Engine() as engine:
        found = draw_site(list(map(share_of, scored)), schemes, cache, engine)
        for item in scored:
            found |= draw(pictures_of(item, schemes), cache, engine)
    return found


def test_charts_stand_under_the_names_of_their_pages():
    charts = drawn(luohu())
    assert list(charts) == [
        "grades", "rate-score", "luohu/2024/grades", "luohu/2024/funds", "luohu/2024/rate-score",
        "luohu/2024/reviews", "luohu/2024/units/health/funds", "luohu/2024/units/health/scores",
        "luohu/2024/units/health/progress", "luohu/2024/units/cdc/funds", "luohu/2024/units/cdc/scores",
    ]  # fmt: skip
    assert all(chart.name == name for name, chart in charts.items())


def test_every_chart_is_whole():
    for chart in drawn(luohu()).values():
        assert f"<title>{chart.title}</title>" in chart.svg
        assert chart.alternative.endswith("。")
        assert chart.rows
        assert all(len(found) == len(chart.heads) for found in chart.rows)


def test_text_table_and_picture_give_the_same_figures():
    charts = drawn(luohu())
    for name, figures in {
        "luohu/2024/funds": ("500,333.67", "87.62%", "19,608.52", "64.56%"),
        "luohu/2024/units/health/scores": ("52.68", "60"),
        "luohu/2024/units/health/progress": ("44.72%", "58.18%", "88.53%", "87.62%"),
        "luohu/2024/reviews": ("78.50",),
        "luohu/2024/grades": ("51",),
    }.items():
        chart = charts[name]
        for figure in figures:
            assert figure in chart.alternative
            assert any(figure in found for found in chart.rows)
            assert any(figure in text for text in drawn_texts(chart.svg))


def test_the_same_input_gives_the_same_bytes_with_and_without_a_cache(tmp_path):
    assert drawn(luohu()) == drawn(luohu(), cache=tmp_path) == drawn(luohu(), cache=tmp_path)


def test_no_data_no_charts():
    assert drawn(scored_filing(filing(units=[unit("health", "卫生健康局")]))) == {}
    assert drawn() == {}


def test_words_follow_the_language_in_use(monkeypatch):
    class Marked:
        def gettext(self, message):
            return re.sub("[一-鿿]", "§", message)

    monkeypatch.setattr(words, "_current", Marked())
    chart = drawn(luohu())["luohu/2024/units/health/progress"]
    assert chart.heads == ("§§", "§§§§§", "§§§§")
    assert chart.title == "罗湖区卫生健康局 2024 §§§§§§§§"
    assert "§§§" in drawn_texts(chart.svg)  # 一季度
