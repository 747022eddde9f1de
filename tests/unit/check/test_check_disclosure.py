"""What must be published and mended by when; the day of the figures is 2025-06-30."""

import pytest
from check_cases import find, row

from generator.model import Disclosure, Problem


def item(**cells):
    keys = {"code": "G1", "unit": "u1", "stage": "绩效自评", "item": "自评结果", "state": "已公开"}
    return row(Disclosure, **(keys | cells))


def codes(*rows):
    names = ("overdue", "late", "undated", "state-differs")
    return [name for name in names for _found in find(f"disclosure-{name}", *rows)]


@pytest.mark.parametrize(
    ("state", "due", "published", "found"),
    [
        ("已公开", "2025-06-01", "2025-06-01", []),
        ("已公开", "2025-06-01", "2025-05-20", []),
        ("已公开", "2025-06-01", "2025-06-02", ["late"]),
        ("逾期", "2025-06-01", "2025-06-02", ["late"]),
        ("逾期", "2025-06-01", "2025-06-01", ["state-differs"]),
        ("未到期", "2025-06-01", "2025-05-20", ["state-differs"]),
        ("已公开", "2025-06-01", "", ["undated"]),
        ("已公开", "", "", []),
        ("已公开", "", "2025-06-02", []),
        ("逾期", "2025-06-29", "", ["overdue"]),
        ("未到期", "2025-06-29", "", ["overdue", "state-differs"]),
        ("未到期", "2025-06-30", "", []),
        ("逾期", "2025-06-30", "", ["state-differs"]),
        ("未报送", "2025-06-29", "", ["overdue"]),
        ("未报送", "2025-07-29", "", []),
        ("不予公开", "2025-06-29", "", []),
        ("未到期", "无", "", []),
    ],
)
def test_states_and_dates(state, due, published, found):
    assert codes(item(state=state, due=due, published=published)) == found


def test_the_words_of_dates():
    (found,) = find("disclosure-overdue", item(state="逾期", due="2025-06-01"))
    assert found.message == "「自评结果」应于 2025-06-01 前公开，至 2025-06-30 没有公开日期"
    assert (found.item, found.filed, found.source.column) == ("G1", "2025-06-01", "F")
    (found,) = find("disclosure-late", item(due="2025-06-01", published="2025年6月11日"))
    assert found.message == "「自评结果」应于 2025-06-01 前公开，公开日期为 2025-06-11，晚 10 天"
    (found,) = find("disclosure-undated", item(due="2025-06-01", published="—"))
    assert found.message == "「自评结果」填为已公开，没有公开日期，无法与应公开日期 2025-06-01 比较"
    assert found.filed == "—"
    (found,) = find("disclosure-state-differs", item(state="未到期", due="2025-06-01"))
    assert found.message == "「自评结果」状态填为「未到期」，按日期应为「逾期」"


@pytest.mark.parametrize(("ground", "count"), [("", 1), ("无", 1), ("涉密", 0)])
def test_what_is_withheld_states_its_ground(ground, count):
    found = find("withheld-without-ground", item(state="不予公开", ground=ground), item(code="G2"))
    assert [one.message for one in found] == ["「自评结果」不予公开，没有填写理由"] * count


def problem(**cells):
    return row(Problem, **{"number": "2", "unit": "u1", "title": "执行率", "problem": "偏低"} | cells)


def test_a_deadline_that_passed():
    (found,) = find("rectification-overdue", problem(deadline="2025-06-29", state="整改中"))
    assert found.message == "「执行率」整改期限为 2025-06-29，至 2025-06-30 状态为「整改中」"
    assert (found.item, found.filed, found.computed) == ("2", "整改中", "已完成")
    (found,) = find("rectification-overdue", problem(deadline="2025-06-29"))
    assert found.message.endswith("状态为「未填」")


@pytest.mark.parametrize(
    ("deadline", "state"), [("2025-06-30", "整改中"), ("2025-06-29", "已完成"), ("", "整改中")]
)
def test_a_deadline_kept_or_to_come(deadline, state):
    assert find("rectification-overdue", problem(deadline=deadline, state=state)) == []
