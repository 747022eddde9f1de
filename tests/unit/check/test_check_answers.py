"""Corrections that were made or not, and explanations with and without a finding."""

import pytest
from check_cases import filing, find, row, scored, site

from generator.check import check
from generator.model import Correction, Explanation, Figure, Fund


def correction(**cells):
    keys = {"code": "R1", "unit": "u1", "reference": "F1", "old": "76.74元", "new": "76.74万元"}
    return row(Correction, **(keys | {"reason": "误写", "on": "2025-09-10"} | cells))


def figure(printed, measure):
    return row(Figure, code="F1", unit="u1", group="g", name="预算", print=printed, measure=measure)


@pytest.mark.parametrize("new", ["76.74万元", "76.74 万元", "76.74", "７６.７４万元"])
def test_a_correction_that_was_made(new):
    assert find("correction-not-applied", figure("76.74", "万元"), correction(new=new)) == []


def test_thousands_separators_do_not_matter():
    assert find("correction-not-applied", figure("1,234.50", "万元"), correction(new="1234.50")) == []


def test_a_correction_that_was_not_made():
    (found,) = find("correction-not-applied", figure("76.74", "元"), correction())
    assert found.message == "更正「F1」应由 76.74元改为 76.74万元，现为 76.74 元"
    assert (found.filed, found.computed, found.item) == ("76.74 元", "76.74万元", "R1")


def test_a_correction_of_nothing():
    (found,) = find("correction-not-applied", correction())
    assert found.message == "更正「F1」应由 76.74元改为 76.74万元，现为无此数据"
    (found,) = find("correction-not-applied", correction(reference=""))
    assert found.filed == ""


def test_a_correction_of_a_cell():
    paid = row(Fund, unit="u1", source="合计", spent="11.94")
    made = correction(reference="funds[单位编码=u1].全年执行数", old="1.94", new="11.94")
    assert find("correction-not-applied", paid, made) == []


def explanation(**cells):
    keys = {"check": "over-budget", "unit": "u1", "item": "合计", "text_": "含年中追加"}
    return row(Explanation, **(keys | {"by": "某局", "on": "2025-09-10"} | cells))


OVER = row(Fund, unit="u1", source="合计", budget="1.00", spent="2.00")


def test_an_explanation_stands_beside_its_finding():
    made = scored(OVER, explanation(), explanation(text_="已核实"))
    (found,) = check(site(made.filing), [made])
    assert [item.text_ for item in found.explanations] == ["含年中追加", "已核实"]


@pytest.mark.parametrize(
    "other", [{"check": "rate-differs"}, {"unit": "u2"}, {"project": "p1"}, {"item": "基本支出"}]
)
def test_an_explanation_of_nothing_is_a_finding(other):
    made = scored(OVER, explanation(**other))
    found = {item.code: item for item in check(site(made.filing), [made])}
    assert set(found) == {"over-budget", "explanation-orphan"}
    assert found["over-budget"].explanations == ()
    said = found["explanation-orphan"]
    item = other.get("item", "合计")
    name = other.get("check", "over-budget")
    assert said.message == f"「{name}」「{item}」没有检查结果与这条说明对应"
    assert (said.item, said.filed, said.severity) == (f"{name}·{item}", "含年中追加", "提示")


def test_a_filing_without_answers():
    assert filing().explanations == ()
    assert find("explanation-orphan") == []
