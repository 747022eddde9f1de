"""Shares of the full score by group of indicators."""

from chart_rows import evaluated, filed, filing, headings, notes, row, scored, texts, unit

from generator.chart import scores
from generator.model import Evaluation

HEALTH = unit("health", "卫生健康局")


def sheet(kind="部门整体支出自评", project="", **texts):
    return row(Evaluation, code="E1", kind=kind, unit="health", project=project, scheme="national", **texts)


def draw(*evaluations):
    return scores.of_unit(filed(filing(units=[HEALTH]), evaluations), HEALTH)


def test_groups_as_filed():
    tree = [scored("单位决策", 35, 35), scored("单位管理", 20, 20), scored("单位绩效", 45, 43)]
    picture = draw(evaluated(sheet(total="98"), tree))
    assert picture.words.title == "卫生健康局 2024 年各类指标得分"
    assert picture.words.alternative == (
        "部门整体支出自评（总分 98）：单位决策 35/35、单位管理 20/20、单位绩效 43/45。"
    )
    assert picture.words.heads == ("评价", "指标", "得分", "分值", "得分率", "未载明的分值")
    assert picture.words.rows[2] == ("部门整体支出自评（总分 98）", "单位绩效", "43", "45", "95.6%", "0")
    assert [bar["end"] for bar in picture.datasets["backs"]] == [100, 100, 100]
    assert picture.datasets["fronts"][2]["end"] == 43 / 45 * 100
    assert headings(picture) == []


def test_a_group_without_a_score_adds_its_leaves_and_says_what_is_missing():
    staff = scored("人员管理", 5, None, [scored("供养人员", 4), scored("编外人员", 1, 0)])
    money = scored(
        "资金管理", None, None, [scored("采购", 2, "0.49"), scored("合规", 3, 3), scored("公开", 3)]
    )
    odd = scored("项目管理", 4, None, [scored("程序", None, 2), scored("监管", 5, 4)])
    picture = draw(evaluated(sheet(), [scored("部门管理", 20, None, [staff, money, odd])]))
    assert picture.words.rows == (
        ("部门整体支出自评", "部门管理", "7.49", "11", "68.1%", "9"),  # 0 + 0.49 + 3 + 4 of 1 + 2 + 3 + 5
        ("部门整体支出自评", "　人员管理", "0", "1", "0%", "4"),
        ("部门整体支出自评", "　资金管理", "3.49", "5", "69.8%", "3"),
        ("部门整体支出自评", "　项目管理", "4", "5", "80%", "0"),
    )
    assert picture.words.alternative == "部门整体支出自评：部门管理 7.49/11（另 9 分未载明）。"
    assert texts(notes(picture))[:2] == [
        "7.49/11（另 9 分未载明） · 68.1%", "0/1（另 4 分未载明） · 0%",
    ]  # fmt: skip


def test_each_evaluation_of_the_unit_stands_under_its_name():
    of_project = evaluated(sheet("项目支出自评", project="p01"), [scored("产出", 50, 1)])
    of_another = evaluated(row(Evaluation, kind="财政审核", unit="other"), [scored("产出", 50, 2)])
    picture = draw(
        evaluated(sheet(total="98"), [scored("单位绩效", 45, 43)]),
        evaluated(sheet("项目支出自评", total="95"), [scored("执行率", 10, 8)]),
        of_project, of_another,
    )  # fmt: skip
    assert headings(picture) == ["部门整体支出自评（总分 98）", "项目支出自评（总分 95）"]
    assert [row[2] for row in picture.words.rows] == ["43", "8"]


def test_nothing_filed_no_chart():
    empty = [scored("产出", 50), scored("效益", None, 3), scored("满意度", 0, 0)]
    assert draw(evaluated(sheet(), empty)) is None
    assert draw() is None
