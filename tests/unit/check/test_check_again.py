"""Sheets that are what they were are not looked at again; what is found is what a whole check finds."""

import csv
import hashlib
import random
from decimal import Decimal

import pytest
from conftest import ROOT

from generator import check as check_module
from generator.check import NOTE, Check, Known, check, check_again
from generator.load import load, plan, read_folder
from generator.model import TABLES_BY_NAME, Watch
from generator.sample import write_sample
from generator.score import KnownScores, remembered, score


@pytest.fixture
def folder(tmp_path):
    """A small district, every third of its rows at fault."""
    schemes = ROOT / "data/schemes"
    write_sample(
        tmp_path, regions=1, units=4, projects=3, years=1, seed=3, fault_rate=Decimal("0.3"), schemes=schemes
    )
    return next((tmp_path / "data").glob("*/2*"))


NOTHING = KnownScores(), Known(), {}
"""What is remembered before anything was looked at."""


def scored_again(folder, scores, sound):
    """The one filing, of which ``scores`` and sound files are remembered; with all that was loaded."""
    found = plan(folder.parent.parent)
    filing, faults = read_folder(found, found.folders[0], sound)
    assert not len(faults)
    (scored,) = score(found.site(filing), scores)
    return found.site(filing), scored


def again(folder, scores, known, sound):
    """What to remember of all findings, looked for where needed; they are what a whole check finds."""
    site, scored = scored_again(folder, scores, sound)
    findings, known = check_again(site, scored, known)
    whole = load(folder.parent.parent)
    assert findings == check(whole, score(whole))
    files = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in folder.iterdir()}
    return remembered(scored), known, files


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


def other_fund(chance):
    """Lets a rule be fed another figure of the funds it is fed with."""

    def change(rows):
        row = chance.choice(rows[1:])
        row[-1] = row[-1].partition("]")[0] + chance.choice(["].全年预算数", "].全年执行数", "].执行率"])

    return change


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
    "a figure of mid-year": ("monitoring", lambda chance: put(chance, "监控期执行数", "12.5")),
    "what a rule is fed": ("inputs", other_fund),
    "an input less": ("inputs", drop),
    "progress": ("progress", lambda chance: put(chance, "累计执行率", "44%")),
    "a group": ("groups", lambda chance: put(chance, "数量", "7")),
    "what is covered": ("coverages", lambda chance: put(chance, "已覆盖数", "7")),
    "what is tied": ("ties", lambda chance: put(chance, "名称", "另一名称")),
    "an explanation": ("explanations", lambda chance: put(chance, "说明", "已核对。")),
    "a disclosure": ("disclosures", lambda chance: put(chance, "应公开日期", "2025-01-31")),
    "a unit's name": ("units", lambda chance: put(chance, "单位名称", "另一单位")),
    "a project's name": ("projects", lambda chance: put(chance, "项目名称", "另一项目")),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_is_found_what_a_whole_check_finds(folder, name):
    chance = random.Random(name)  # noqa: S311 - a test repeats
    kept = again(folder, *NOTHING)
    for _round in range(4):
        table, change = EDITS[name]
        edit(folder, table, change(chance))
        kept = again(folder, *kept)


def test_only_the_sheet_that_changed_is_looked_at(folder, monkeypatch):
    scores, known, sound = again(folder, *NOTHING)
    looked, beside = [], []

    def look(case):
        looked.append([sheet.evaluation.code for sheet in case.scored.evaluations])
        return iter(())

    monkeypatch.setattr(check_module, "_IN_SHEETS", (Check("looking", NOTE, "", "", look),))
    monkeypatch.setattr(
        check_module, "_BESIDE", (Check("beside", NOTE, "", "", lambda _: beside.append(1) or ()),)
    )
    edit(folder, "indicators", put(random.Random(1), "得分", "2"))  # noqa: S311
    site, scored = scored_again(folder, scores, sound)
    check_again(site, scored, known)
    changed = [
        s.evaluation.code for s in scored.evaluations if s.said != scores.sheets[s.evaluation.code].said
    ]
    assert len(changed) == 1
    assert looked == [changed]
    assert not beside
    edit(folder, "funds", put(random.Random(1), "全年执行数", "12.5"))  # noqa: S311
    check_again(*scored_again(folder, scores, sound), known)
    assert beside


@pytest.mark.parametrize("name", ["narratives", "empty", "title", "funds"])
def test_what_was_made_of_anything_filed_is_known_by_it(folder, name):
    """Of what ``filing.yml`` says nothing is remembered; of a table, where that is unchanged."""
    _site, scored = scored_again(folder, KnownScores(), {})
    watch = Watch(scored)
    getattr(watch.scored.filing, name)
    others = {"evaluations", "reviews", "ties"}
    assert watch.tables == others | {name}
    assert (watch.tables <= frozenset(TABLES_BY_NAME)) == (name == "funds")
