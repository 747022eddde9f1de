"""The bench measures what it says: time, memory of all processes, one edit, the same pages."""

import csv
import json
import shutil
import sys
from dataclasses import replace
from datetime import date

import pytest
from conftest import ROOT, disclose

from generator.bench import Bench, Result, searching
from generator.bench.measured import Measured, run
from generator.bench.report import aligned, report
from generator.bench.scenarios import _edit_project
from generator.bench.searching import Searched

HUNDRED_MB = "x = bytearray(10**8); import time; time.sleep(0.6)"


def test_a_command_is_timed_and_its_memory_seen(tmp_path):
    found = run((sys.executable, "-c", HUNDRED_MB), tmp_path)
    assert 0.6 <= found.seconds < 10
    assert 10**8 <= found.memory < 2 * 10**8
    assert found.code == 0


def test_memory_of_workers_is_added_and_what_they_share_counted_once(tmp_path):
    forked = "import os, time; x = bytearray(10**8); os.fork(); y = bytearray(5 * 10**7); time.sleep(0.8)"
    found = run((sys.executable, "-c", forked), tmp_path)
    assert 2 * 10**8 <= found.memory < 2.6 * 10**8


def test_processor_time_is_that_of_all_cores(tmp_path):
    busy = "import time; t = time.process_time()\nwhile time.process_time() - t < 0.5: pass"
    assert 0.5 <= run((sys.executable, "-c", busy), tmp_path).processor < 2


def test_a_commands_own_words_are_kept(tmp_path):
    found = run((sys.executable, "-c", "import sys; print('好', file=sys.stderr); sys.exit(5)"), tmp_path)
    assert (found.code, found.said.strip()) == (5, "好")


def test_one_edit_changes_one_score_of_one_row(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    before = rows_of(tmp_path)
    _edit_project(tmp_path)
    changed = [(old, new) for old, new in zip(before, rows_of(tmp_path), strict=True) if old != new]
    assert len(changed) == 1
    assert sum(old != new for old, new in zip(*changed[0], strict=True)) == 1
    assert disclose(tmp_path, "check").returncode == 1


def rows_of(root):
    found = []
    for path in sorted((root / "data").glob("*/*/indicators.csv")):
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        found += [
            (path, n, head, cell)
            for n, row in enumerate(rows)
            for head, cell in zip(rows[0], row, strict=True)
        ]
    return found


MADE = Bench(
    {"units": 2, "seed": 7},
    12,
    (
        Result("首次生成", Measured(4.0, 6.5, 300_000_000, 0, ""), {"load": 1.0, "build": 2.0}),
        Result("mkdocs build（同样的页面）", Measured(30.0, 29.0, 200_000_000, 0, "")),
    ),
)


def test_the_report_names_every_figure_and_the_ratio_of_the_build_stage():
    lines = list(report(MADE))
    said = [line.split() for line in lines]
    assert ["首次生成", "4.00", "6.50", "300"] in said
    assert ["build", "2.00"] in said
    assert any("快 15.0 倍" in line for line in lines)  # 30 seconds of mkdocs against 2 of the stage
    assert "--units 2 --seed 7" in "".join(lines)


def test_an_earlier_result_stands_beside():
    before = json.loads(json.dumps(MADE.plain(date(2026, 1, 31))))
    said = [line.split() for line in report(MADE, before)]
    assert ["首次生成", "4.00", "4.00", "6.50", "300"] in said
    assert ["load", "1.00", "1.00"] in said


@pytest.mark.parametrize("text", ["甲", "ab"])
def test_columns_are_aligned_with_two_places_for_a_han_character(text):
    assert next(aligned([(text, "1"), ("一二三", "10")])) == text + " " * 4 + "   1"


def test_how_a_first_build_grew_is_said_where_the_pages_are_not_as_many():
    before = MADE.plain(date(2026, 1, 31)) | {"pages": 3}
    before["results"] = [{"name": "首次生成", "seconds": 0.8, "stages": {}}]
    assert "页面为此前的 4.00 倍，首次生成的用时为此前的 5.00 倍。" in list(report(MADE, before))
    assert not [line for line in report(MADE, MADE.plain(date(2026, 1, 31))) if "页面为此前" in line]


def test_each_first_search_has_a_line():
    found = replace(MADE, searches=(Searched("一个字", "经", 11_400, 0.2664, 2031),))
    assert ["一个字", "经", "11", "266", "2031"] in [line.split() for line in report(found)]


def test_without_a_browser_no_search_is_measured_and_that_is_said(monkeypatch, site_dir):
    monkeypatch.setattr(searching, "at_hand", lambda: False)
    assert list(searching.searches(site_dir)) == []
    assert "首次搜索没有测量" in list(report(MADE))[-1]


def test_the_command_measures_everything_on_a_small_sample(tmp_path):
    kept = tmp_path / "bench.json"
    said = disclose(ROOT, "bench", "--units", "1", "--projects", "1", "--json", str(kept))
    assert said.returncode == 0, said.stderr
    figures = json.loads(kept.read_text(encoding="utf-8"))
    assert len(figures["results"]) == 8
    assert all(result["seconds"] > 0 and result["memory"] > 10**7 for result in figures["results"])
    *found, nothing = figures["searches"]
    assert len(found) == 5
    assert all(own["found"] > 0 and 0 < own["moved"] <= 600_000 and own["seconds"] > 0 for own in found)
    assert (nothing["kind"], nothing["found"]) == ("查不到的词", 0)
