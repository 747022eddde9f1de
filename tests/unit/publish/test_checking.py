"""Checking alone: sheets scored in portions, side by side, and nothing found more or less for it."""

import subprocess
import sys
from decimal import Decimal

import pytest
from conftest import ROOT

from generator import forks
from generator.check import check
from generator.load import load
from generator.publish import Place, checking, examine
from generator.sample import write_sample
from generator.score import score, score_heads


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """A district in which every fifth row or so has a fault, in several years."""
    root = tmp_path_factory.mktemp("faulty") / "publisher"
    schemes = ROOT / "data/schemes"
    write_sample(
        root, regions=2, units=9, projects=4, years=2, seed=11, fault_rate=Decimal("0.2"), schemes=schemes
    )
    return Place(root)


@pytest.fixture(params=["made up", "real"])
def place(request, faulty):
    return faulty if request.param == "made up" else Place(ROOT)


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_portions_find_what_the_whole_does(place, cores, monkeypatch):
    site = load(place.data)
    whole = check(site, score(site))
    monkeypatch.setattr(checking, "_MANY", 2)
    monkeypatch.setattr(forks, "cores", lambda: cores)
    assert len(whole) > 30
    assert examine(place) == whole


def test_heads_have_the_grades_of_whole_sheets(place):
    site = load(place.data)
    for scored, filing in zip(score(site), site.filings, strict=True):
        heads = score_heads(site, filing)
        assert [sheet.grade for sheet in heads.evaluations] == [sheet.grade for sheet in scored.evaluations]
        assert (heads.reviews, heads.ties) == (scored.reviews, scored.ties)
        assert not any(sheet.tree for sheet in heads.evaluations)


def test_a_check_loads_no_templates_and_no_charts():
    """They take as long to load as everything else."""
    asked = "import sys, generator.cli; print([m for m in ('jinja2', 'altair') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
