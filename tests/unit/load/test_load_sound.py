"""Files in which no fault was found are not looked at again; what is read is what is read without them."""

import csv
import hashlib
import random
import shutil

import pytest
from conftest import ROOT

from generator.load import plan, read_folder
from generator.model import TABLES, said_by_table, said_by_unit
from generator.score import score

WRONG = ("", "错", "nowhere", "-1", "F404", "funds[单位编码=nowhere].全年预算数", "13800138000", "99.99%")


def fingerprints(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).digest() for path in folder.files()}


def tables(filing):
    return {table.name: tuple(filing.rows(table.name)) for table in TABLES}


def told(faults):
    """Of faults all but what would be near, which is looked for in the first of them only."""
    every = [*faults.shape, *faults.personal]
    return sorted((f.file, f.row, f.column, f.head, f.value, f.expected) for f in every)


@pytest.fixture
def data(tmp_path):
    """The real data of one year that has most of the tables."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def folders(data):
    found = plan(data)
    return [(found, folder) for folder in found.folders]


def rewrite(path, change):
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def put_wrong(chance):
    """Puts something into one cell, be it right there or wrong."""

    def change(rows):
        row = chance.choice(rows[1:])
        row[chance.randrange(len(row))] = chance.choice(WRONG)

    return change


def drop(chance):
    return lambda rows: rows.remove(chance.choice(rows[1:]))


def repeat(chance):
    return lambda rows: rows.append(list(chance.choice(rows[1:])))


@pytest.mark.parametrize("edit", [put_wrong, drop, repeat])
@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_after_any_edit_every_fault_is_found_that_a_whole_reading_finds(data, table, edit):
    chance = random.Random(f"{table} {edit.__name__}")  # noqa: S311 - a test repeats
    for found, folder in folders(data):
        path, sound = folder.path / f"{table}.csv", fingerprints(folder)
        if not path.is_file():
            continue
        before = path.read_bytes()
        for _round in range(12 if edit is put_wrong else 3):
            rewrite(path, edit(chance))
            whole, faults = read_folder(found, folder)
            again, same = read_folder(found, folder, sound)
            assert told(same) == told(faults)
            assert tables(again) == tables(whole)
            assert table not in again.unchanged
            path.write_bytes(before)


def test_a_table_that_came_or_went_is_no_table_unchanged(data):
    found, folder = next(pair for pair in folders(data) if (pair[1].path / "funds.csv").is_file())
    sound = fingerprints(folder)
    (folder.path / "funds.csv").unlink()
    again, faults = read_folder(found, folder, sound)
    assert "funds" not in again.unchanged
    assert told(faults) == told(read_folder(found, folder)[1])
    again, _faults = read_folder(found, folder, {n: s for n, s in sound.items() if n != "units.csv"})
    assert "units" not in again.unchanged


def test_what_did_not_change_is_not_read_until_it_is_asked_for(data):
    for found, folder in folders(data):
        filing, _faults = read_folder(found, folder, fingerprints(folder))
        assert filing.unchanged == {table.name for table in TABLES}
        filed = [filing.rows(t.name) for t in TABLES if (folder.path / f"{t.name}.csv").is_file()]
        assert any(not rows.read for rows in filed)
        assert all(rows.made == 0 for rows in filed if not rows.read)


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_what_a_unit_says_is_the_same_where_what_it_said_is_known(data, table):
    """Whatever is edited, what is remembered of the other tables stands for them."""
    chance = random.Random(table)  # noqa: S311 - a test repeats
    for found, folder in folders(data):
        path, sound = folder.path / f"{table}.csv", fingerprints(folder)
        if not path.is_file():
            continue
        (scored,) = score(found.site(read_folder(found, folder)[0]))
        known = said_by_table(scored, {})
        rewrite(path, put_wrong(chance))
        filing, faults = read_folder(found, folder, sound)
        if len(faults):
            continue
        (again,) = score(found.site(filing))
        (whole,) = score(found.site(read_folder(found, folder)[0]))
        assert said_by_unit(again, said_by_table(again, known)) == said_by_unit(whole)
        assert said_by_table(again, known) == said_by_table(whole, {})
