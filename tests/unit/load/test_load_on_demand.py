"""Rows of indicators are made when something asks for them, and are then what rows read at once are."""

import pickle
from dataclasses import replace

import pytest
from conftest import ROOT

from generator.load import load
from generator.model import OnDemand
from generator.score import remembered, score


@pytest.fixture
def site():
    """The filings of the real data with indicators, to none of which a reference points: it looks rows up."""
    whole = load(ROOT / "data")
    files = {f.key: (ROOT / "data" / f.key).glob("*.csv") for f in whole.filings}
    pointed = {
        key for key, own in files.items() if any("indicators[" in path.read_text("utf-8-sig") for path in own)
    }
    assert len(pointed) < len(files)
    return replace(
        whole,
        filings=tuple(filing for filing in whole.filings if filing.indicators and filing.key not in pointed),
    )


def test_reading_and_scoring_again_makes_no_row_until_a_tree_is_asked_for(site):
    before = {found.filing.key: remembered(found) for found in score(load(ROOT / "data"))}
    for filing in site.filings:
        (scored,) = score(replace(site, filings=(filing,)), before[filing.key])
        rows = filing.indicators
        assert isinstance(rows, OnDemand)
        assert rows.made == 0
        sheet = scored.evaluations[-1]
        assert sheet.tree
        assert rows.made == sum(row.evaluation == sheet.evaluation.code for row in tuple(rows))


def test_a_row_is_made_once_and_stands_for_its_line(site):
    for filing in site.filings:
        rows = filing.indicators
        last = rows[-1]
        assert rows[len(rows) - 1] is last
        assert rows.made == 1
        assert [row.origin.row for row in rows] == [number for number, _cells in rows.cells.lines]
        assert all(row.text("code") == row.origin.cells[rows.cells.heading.positions["code"]] for row in rows)
        assert rows[2:5] == tuple(rows)[2:5]
        assert pickle.loads(pickle.dumps(rows)) == rows == tuple(rows)  # noqa: S301 - made just now
