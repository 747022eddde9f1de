"""Whatever bytes stand in a file, loading gives a site or names faults; it never breaks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import FaultyDataError
from generator.load import load
from generator.model import TABLES

GOOD = Path(__file__).parents[2] / "shape" / "good"
WORDS = [
    "", "无", "—", "/", "0", "1", "health", "p01", "E1", "A", "B-1", "F01", "F01;F02", "plain", "plain/A",
    "-", "合计", "按规则", "区间", "比率", "≥95%", "2024-02-30", "1,23", "１２", "95分", "funds[",
    "units[].x", "units[]", "figures[原文=10].原文",
    "\u200b", "=1+1", "é", "\U00020000", "٣", "²", "13000000000",
]  # fmt: skip
CELLS = st.one_of(st.sampled_from([*WORDS, "9" * 40]), st.text(max_size=5))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return Path(shutil.copytree(GOOD, tmp_path_factory.mktemp("any") / "data"))


def sound(root, name, content):
    """Whether loading gives a site or faults in words, with one file of the good folder replaced."""
    before = (root / name).read_bytes() if (root / name).exists() else None
    (root / name).write_bytes(content)
    try:
        said = [str(fault) for fault in _faults(root)]
    finally:
        (root / name).unlink() if before is None else (root / name).write_bytes(before)
    return all(line.startswith("data/") and "\n" not in line for line in said)


def _faults(root):
    try:
        load(root)
    except FaultyDataError as error:
        return error.faults
    return ()


def encoded(text, encoding):
    return text.encode(encoding, errors="ignore")


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"'


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["units", "funds", "ties", "regions"]), st.binary(max_size=200))
def test_any_bytes_in_a_csv_file(root, name, content):
    path = "regions.csv" if name == "regions" else f"east/2024/{name}.csv"
    assert sound(root, path, content)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(TABLES), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_any_cells_under_the_right_heads(root, data, table, encoding):
    heads = [f"{column.head}（元）" if column.kind == "money" else column.head for column in table.columns]
    row = st.tuples(*(CELLS for _head in heads))
    lines = [heads, *data.draw(st.lists(row, max_size=4))]
    text = "\r\n".join(",".join(map(quoted, line)) for line in lines)
    content = encoded(text, encoding)
    assert sound(root, f"east/2024/{table.name}.csv", content)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["site.yml", "schemes/plain.yml", "schemes/review.yml", "east/2024/filing.yml"]),
    st.integers(0, 60),
    st.integers(0, 12),
    st.one_of(st.text("[]{}:,-\n \"'&*!|#?<%@`\\U自零1.", max_size=8), CELLS),
)
def test_any_change_of_a_yaml_file(root, name, line, column, inserted):
    lines = (GOOD / name).read_text(encoding="utf-8").split("\n")
    chosen = lines[line % len(lines)]
    lines[line % len(lines)] = chosen[:column] + inserted + chosen[column:]
    content = encoded("\n".join(lines), "utf-8")
    assert sound(root, name, content)


@pytest.mark.parametrize("name", ["site.yml", "schemes/plain.yml", "east/2024/filing.yml"])
@pytest.mark.parametrize("keep", range(0, 900, 60))
def test_any_cut_of_a_yaml_file(root, name, keep):
    content = (GOOD / name).read_bytes()[:keep]
    assert sound(root, name, content)
