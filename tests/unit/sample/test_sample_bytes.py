"""The same arguments give the same bytes; what was asked for is what is written."""

import csv
import os
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from generator.errors import DiscloseError
from generator.load import load
from generator.load.privacy import CANDIDATE
from generator.model import TABLES
from generator.sample import LATEST, write_sample

SCHEMES = Path(__file__).parents[3] / "data" / "schemes"
NO_FAULTS = Decimal(0)


def written(target, *size, seed=1, fault_rate=Decimal("0.05")):
    """The sample below ``target`` as bytes by path."""
    write_sample(target, *size, seed, fault_rate, schemes=SCHEMES)
    return {p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*") if p.is_file()}


def rows_of(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    assert written(tmp_path / "a", 2, 9, 4, 2) == written(tmp_path / "b", 2, 9, 4, 2)


def test_no_byte_depends_on_the_hashes_of_a_process(tmp_path):
    program = (
        "import sys, hashlib, pathlib; from generator.sample import write_sample\n"
        "target = pathlib.Path(sys.argv[1])\n"
        "write_sample(target, 1, 9, 4, 2, 7, schemes=pathlib.Path(sys.argv[2]))\n"
        "found = sorted(p for p in target.rglob('*') if p.is_file())\n"
        "print(hashlib.sha256(b''.join(p.read_bytes() for p in found)).hexdigest())"
    )
    digests = set()
    for hash_seed in ("1", "2"):
        command = [sys.executable, "-c", program, str(tmp_path / hash_seed), str(SCHEMES)]
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        made = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        digests.add(made.stdout)
    assert len(digests) == 1


def test_another_seed_gives_other_data(tmp_path):
    one, other = (written(tmp_path / str(seed), 1, 4, 3, 1, seed=seed) for seed in (1, 2))
    tables = [name for name in one if name.endswith(("/projects.csv", "/funds.csv", "/indicators.csv"))]
    assert len(tables) == 3
    assert all(one[name] != other[name] for name in tables)


def test_more_regions_leave_the_first_as_it_was(tmp_path):
    one, more = written(tmp_path / "a", 1, 5, 3, 1), written(tmp_path / "b", 3, 5, 3, 1)
    assert all(more[name] == content for name, content in one.items() if not name.endswith("regions.csv"))


def test_the_rate_of_faults_changes_only_what_is_at_fault(tmp_path):
    written(tmp_path / "a", 1, 12, 10, 1, fault_rate=NO_FAULTS)
    written(tmp_path / "b", 1, 12, 10, 1, fault_rate=Decimal("0.2"))
    sheets = []
    for folder in ("a", "b"):
        (year,) = (tmp_path / folder / "data").glob(f"*/{LATEST}")
        by_project = {}
        for table in ("funds", "evaluations", "monitoring", "indicators"):
            for row in rows_of(year, table):
                code = row.get("项目编码") or row.get("评价编号", "").removeprefix("E")
                by_project.setdefault(code, []).append(tuple(row.values()))
        sheets.append({code: rows for code, rows in by_project.items() if "-" in code})
    clean, spoilt = sheets
    assert clean.keys() == spoilt.keys()
    changed = sum(clean[code] != spoilt[code] for code in clean)
    assert 120 * 0.1 < changed < 120 * 0.3


@pytest.mark.parametrize("size", [(1, 1, 1, 1), (2, 2, 3, 2), (1, 3, 2, 1), (3, 30, 2, 1)])
def test_there_are_as_many_as_asked(tmp_path, size):
    regions, units, projects, years = size
    rows = write_sample(tmp_path, *size, 5, schemes=SCHEMES)
    site = load(tmp_path / "data")
    assert len(site.regions) == regions
    assert [filing.year for filing in site.filings] == [*range(LATEST - years + 1, LATEST + 1)] * regions
    for filing in site.filings:
        assert len(filing.units) == units
        assert len(filing.projects) == units * projects
        carried = [project.operator or project.unit for project in filing.projects]
        leaves = {u.code for u in filing.units} - {u.parent for u in filing.units}
        assert set(carried) == leaves
    assert rows == sum(len(filing.rows(table.name)) for filing in site.filings for table in TABLES)


def test_large_regions_have_units_below_departments_and_every_name_once(tmp_path):
    write_sample(tmp_path, 1, 200, 1, 1, 5, schemes=SCHEMES)
    (filing,) = load(tmp_path / "data").filings
    names = [unit.name for unit in filing.units]
    assert len(set(names)) == len(names) == 200
    below = sum(bool(unit.parent) for unit in filing.units)
    assert 40 < below < 160
    assert any("卫生健康局" in name for name in names)
    assert any("街道办事处" in name for name in names)


def test_projects_recur_under_their_codes_and_names(tmp_path):
    write_sample(tmp_path, 1, 8, 12, 4, 5, schemes=SCHEMES)
    years = [{p.code: p.name for p in filing.projects} for filing in load(tmp_path / "data").filings]
    for before, after in pairwise(years):
        both = before.keys() & after.keys()
        assert len(both) > 0.5 * len(before)
        assert before.keys() - both, "some end"
        assert after.keys() - both, "some appear"
        assert all(before[code] == after[code] for code in both)
    assert all(len(set(year.values())) > 0.9 * len(year) for year in years)


def test_indicators_are_six_to_fourteen_with_many_forms_of_names_and_targets(tmp_path):
    write_sample(tmp_path, 1, 30, 12, 1, 5, NO_FAULTS, schemes=SCHEMES)
    (filing,) = load(tmp_path / "data").filings
    counts = {}
    for row in filing.indicators:
        if "-" in row.code:
            counts[row.evaluation] = counts.get(row.evaluation, 0) + 1
    assert len(counts) == 360
    assert (min(counts.values()), max(counts.values())) == (6, 14)
    assert {e.scheme for e in filing.evaluations} == {"national", "national-cost", "wuhua-department"}
    assert {r.target.operator for r in filing.indicators} >= {"≥", "≤", "="}
    assert len({row.target.text[:1] for row in filing.indicators}) > 8
    lengths = [len(project.name) for project in filing.projects]
    assert min(lengths) <= 5
    assert max(lengths) >= 25


def test_tables_without_rows_are_explained(tmp_path):
    write_sample(tmp_path, 1, 1, 1, 1, 5, NO_FAULTS, schemes=SCHEMES)
    (filing,) = load(tmp_path / "data").filings
    empty = {name for name, value in vars(filing).items() if isinstance(value, tuple) and not value}
    assert empty == set(filing.empty)
    assert "explanations" in empty


def test_schemes_are_copied_and_nothing_else_beside_them(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    for path in SCHEMES.glob("*.yml"):
        (source / path.name).write_bytes(path.read_bytes())
    (source / "notes.txt").write_text("not a scheme", encoding="utf-8")
    write_sample(tmp_path / "out", 1, 1, 1, 1, 1, schemes=source)
    copied = {p.name: p.read_bytes() for p in (tmp_path / "out" / "data" / "schemes").iterdir()}
    assert copied == {p.name: p.read_bytes() for p in SCHEMES.glob("*.yml")}


def test_nothing_looks_like_personal_data(tmp_path):
    files = written(tmp_path, 2, 20, 6, 2)
    filed = {name: content.decode() for name, content in files.items() if f"/{LATEST}/" in name}
    assert len(filed) > 30
    assert not [name for name, text in filed.items() if CANDIDATE.search(text)]


def test_data_are_never_overwritten(tmp_path):
    kept = tmp_path / "data" / "site.yml"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(DiscloseError, match="已经存在，不会覆盖"):
        write_sample(tmp_path, 1, 1, 1, 1, 1, schemes=SCHEMES)
    assert kept.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("size", "rate"),
    [
        ((0, 1, 1, 1), "0"),
        ((1, 0, 1, 1), "0"),
        ((1, 1, 0, 1), "0"),
        ((1, 1, 1, 0), "0"),
        ((1, 1, 1, 101), "0"),
        ((1, 1, 1, 1), "-0.1"),
        ((1, 1, 1, 1), "1.1"),
    ],
)
def test_impossible_measures_are_refused_before_anything_is_written(tmp_path, size, rate):
    with pytest.raises(ValueError, match="Decimal"):
        write_sample(tmp_path, *size, 1, Decimal(rate), schemes=SCHEMES)
    assert not list(tmp_path.iterdir())
