"""A sheet that says what it said is not scored again, and any other is."""

from dataclasses import fields, replace

import pytest
from score_rows import d, evaluation, feed, figure, filing, indicator, node, rule, scheme, site

from generator import score as score_module
from generator.model import First, Indicator
from generator.score import NOTHING, remembered, score
from generator.score.remembered import KnownScores, Remembered

TWO = scheme(node("A", "40", rule("share")), node("B", None, children=(node("B1", "30"), node("B2", "20"))))
ROWS = (indicator("A", score="30"), indicator("B1", score="25", target="≥3个"), indicator("B2", score="20"))
FED = (feed("A", "已完成", "F1"), feed("A", "计划", "F2"))
FIGURES = (figure("F1", "3"), figure("F2", "4"))


def whole(rows=ROWS, before=NOTHING, fed=FED, figures=FIGURES, made=TWO, unchanged=(), **cells):
    filed = filing(evaluations=(evaluation(**cells),), indicators=rows, inputs=fed, figures=figures)
    (found,) = score(site(replace(filed, unchanged=frozenset(unchanged)), schemes=(made,)), before)
    return found


def scored(**parts):
    return whole(**parts).evaluations[0]


@pytest.fixture
def grown(monkeypatch):
    """Codes of the schemes by which trees are made."""
    seen = []
    real = score_module.tree_of

    def tree_of(made, *parts):
        seen.append(made.code)
        return real(made, *parts)

    monkeypatch.setattr(score_module, "tree_of", tree_of)
    return seen


def test_what_first_level_indicators_add_up_to():
    firsts = scored().sums.firsts
    assert firsts == (First(d("40"), d("30"), d("30")), First(d("50"), d("45"), d("45")))
    assert scored(rows=ROWS[:1]).sums.firsts[1] == First(None, None, None)
    fewer = (ROWS[0], indicator("B1", score="25"))
    assert scored(rows=fewer).sums.firsts[1] == First(d("30"), d("25"), d("25"))


def test_a_sheet_that_says_the_same_is_not_scored_again_until_its_tree_is_asked_for(grown):
    filed = whole()
    (first,) = filed.evaluations
    again = scored(before=remembered(filed))
    assert grown == ["s"]
    assert (again.sums, again.said, again.fed, again.grade) == (
        first.sums,
        first.said,
        first.fed,
        first.grade,
    )
    assert again.tree == first.tree
    assert grown == ["s", "s"]


def test_what_is_remembered_stands_only_for_what_was_said(grown):
    wrong = remembered(whole(rows=ROWS[:2]))
    assert scored(before=wrong).sums == scored().sums
    of = scored()
    false = KnownScores({"E1": Remembered(of.said, of.fed, of.sums._replace(leaf_sum=d("1")))})
    grown.clear()
    assert scored(before=false).leaf_sum == 1
    assert grown == []


def test_what_a_sheet_is_fed_is_looked_up_again_only_where_a_table_of_it_changed(monkeypatch):
    before = remembered(whole())
    assert before.tables == {"inputs", "figures"}
    fewer = {"before": before, "figures": (figure("F1", "2"), FIGURES[1])}
    for unchanged in ((), ("inputs",), ("figures",)):
        assert scored(**fewer, unchanged=unchanged).sums == scored(figures=fewer["figures"]).sums
    looked = []
    real = score_module.fed_from
    monkeypatch.setattr(score_module, "fed_from", lambda *of: looked.append(1) or real(*of))
    again = scored(before=before, unchanged=("inputs", "figures", "units"))
    assert (again.said, again.fed, looked) == (scored().said, scored().fed, [1, 1])
    assert again.tree == scored().tree
    assert (
        scored(before=before, unchanged=("inputs", "figures"), rows=ROWS[:2]).tree
        == scored(rows=ROWS[:2]).tree
    )


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("name", [item.name for item in fields(Indicator) if "column" in item.metadata])
def test_every_cell_of_an_indicator_is_said(number, name):
    index = ROWS[number].origin.heading.positions[name]
    cells = list(ROWS[number].origin.cells)
    cells[index] += "1"
    edited = replace(ROWS[number], origin=replace(ROWS[number].origin, cells=tuple(cells)))
    assert scored(rows=(*ROWS[:number], edited, *ROWS[number + 1 :])).said != scored().said


def test_what_is_fed_and_the_scheme_are_said_and_where_rows_stand_is_not():
    said = scored().said
    assert scored(figures=(figure("F1", "2"), FIGURES[1])).said != said
    assert scored(figures=(figure("F1", "—"), FIGURES[1])).said != said
    assert scored(fed=FED[:1]).said != said
    assert scored(fed=()).said != said
    assert scored(made=replace(TWO, code="other"), scheme="other").said != said
    assert scored(rows=()).said != scored(rows=(), fed=()).said
    lower = tuple(replace(row, origin=replace(row.origin, row=row.origin.row + 9)) for row in ROWS)
    assert scored(rows=lower).said == said
    heading = ROWS[0].origin.heading
    swapped = heading.positions | {
        "score": heading.positions["weight"],
        "weight": heading.positions["score"],
    }
    moved = replace(heading, positions=swapped)
    other = tuple(replace(row, origin=replace(row.origin, heading=moved)) for row in ROWS)
    assert scored(rows=other).said != said
