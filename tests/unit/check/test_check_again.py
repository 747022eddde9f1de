"""Sheets that are what they were are not looked at again; what is found is what a whole check finds."""

import csv
import random
from decimal import Decimal

import pytest
from conftest import ROOT

from generator import check as check_module
from generator.check import NOTE, Check, check, check_again
from generator.load import load
from generator.sample import write_sample
from generator.score import remembered, score


@pytest.fixture
def folder(tmp_path):
    """A small district, every third of its rows at fault."""
    schemes = ROOT / "data/schemes"
    write_sample(
        tmp_path, regions=1, units=4, projects=3, years=1, seed=3, fault_rate=Decimal("0.3"), schemes=schemes
    )
    return next((tmp_path / "data").glob("*/2*"))


def again(folder, scores, found):
    """All findings, looked for where needed, and what to remember; it is what a whole check finds."""
    site = load(folder.parent.parent)
    (scored,) = score(site, scores)
    findings, known = check_again(site, scored, found)
    assert findings == check(site, score(site))
    return findings, remembered(scored.evaluations), known


def edit(folder, table, change):
    path = folder / f"{table}.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def put(chance, head, value):
    """Puts ``value`` into a column of any row that has something there."""

    def change(rows):
        index = next(number for number, found in enumerate(rows[0]) if found.partition("（")[0] == head)
        chance.choice([row for row in rows[1:] if row[index]])[index] = value

    return change


def drop(chance):
    """Drops any row but the last."""
    return lambda rows: rows.remove(chance.choice(rows[1:])) if len(rows) > 2 else None


def swap(_chance):
    return lambda rows: rows.append(rows.pop(1))


EDITS = {
    "a score": ("indicators", lambda chance: put(chance, "得分", "3")),
    "an actual": ("indicators", lambda chance: put(chance, "实际完成值", "77%")),
    "an indicator less": ("indicators", drop),
    "indicators in another order": ("indicators", swap),
    "a total": ("evaluations", lambda chance: put(chance, "总分", "71.5")),
    "a grade": ("evaluations", lambda chance: put(chance, "等级", "差")),
    "what was reached": ("evaluations", lambda chance: put(chance, "实际完成情况", "尚未完成。")),
    "no problem": ("problems", lambda chance: put(chance, "存在问题", "无")),
    "a problem less": ("problems", drop),
    "problems in another order": ("problems", swap),
    "money": ("funds", lambda chance: put(chance, "全年执行数", "12.5")),
    "a figure": ("figures", lambda chance: put(chance, "原文", "8")),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_is_found_what_a_whole_check_finds(folder, name):
    chance = random.Random(name)  # noqa: S311 - a test repeats
    _findings, scores, found = again(folder, {}, {})
    for _round in range(4):
        table, change = EDITS[name]
        edit(folder, table, change(chance))
        _findings, scores, found = again(folder, scores, found)


def test_only_the_sheet_that_changed_is_looked_at(folder, monkeypatch):
    _findings, scores, found = again(folder, {}, {})
    looked = []

    def look(case):
        looked.append([sheet.evaluation.code for sheet in case.scored.evaluations])
        return iter(())

    monkeypatch.setattr(check_module, "_IN_SHEETS", (Check("looking", NOTE, "", "", look),))
    edit(folder, "indicators", put(random.Random(1), "得分", "2"))  # noqa: S311
    site = load(folder.parent.parent)
    (scored,) = score(site, scores)
    check_again(site, scored, found)
    changed = [s.evaluation.code for s in scored.evaluations if s.said != scores[s.evaluation.code].said]
    assert len(changed) == 1
    assert looked == [changed]
