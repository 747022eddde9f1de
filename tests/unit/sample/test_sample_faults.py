"""Each fault of the sample is found by the check that is made for it."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from generator.check import CHECKS, check
from generator.load import load
from generator.sample import bureau_faults as of_bureau
from generator.sample import faults, write_sample
from generator.sample import project_faults as of_project
from generator.score import score

SCHEMES = Path(__file__).parents[3] / "data" / "schemes"
DECKS = ("PROJECT_FAULTS", "MONEY_FAULTS", "STATED_FAULTS", "FOLLOWUP_FAULTS", "DISTRICT_FAULTS")
PROJECT = {
    of_project.rate_mistyped: {"rate-differs"},
    of_project.yuan_for_ten_thousand: {"unit-slip", "over-budget", "parts-differ", "projects-differ"},
    of_project.part_off: {"parts-differ"},
    of_project.overspent: {"over-budget"},
    of_project.total_off: {"total-differs"},
    of_project.grade_off: {"grade-differs"},
    of_project.score_raised: {"score-differs"},
    of_project.score_above_weight: {"score-out-of-range"},
    of_project.full_marks: {"score-differs"},
    of_project.equal_weights: {"equal-weights", "weights-differ"},
    of_project.weight_off: {"weights-differ"},
    of_project.actual_missing: {"actual-missing", "score-without-actual"},
    of_project.target_repeated: {"target-repeated"},
    of_project.reason_missing: {"reason-missing"},
    of_project.far_beyond: {"over-completion"},
    of_project.judged_full: {"missed-full"},
    of_project.judged_down: {"met-deducted"},
    of_project.degree_overrated: {"level-out-of-band"},
    of_project.monitored_rate_off: {"rate-differs"},
    of_project.quarters_fall: {"progress-falls"},
}
MONEY = {
    of_bureau.quarters_fall: {"progress-falls", "tie-order"},
    of_bureau.hospitality_overspent: {"over-budget", "tie-limit"},
    of_bureau.project_spending_off: {"parts-differ", "projects-differ"},
    of_bureau.branch_off: {"subunits-differ"},
    of_bureau.budget_of_staff_only: {"review-document-unexpected"},
}
STATED = {
    of_bureau.count_off: {"counts-differ"},
    of_bureau.bounds_unstated: {"band-edge"},
    of_bureau.coverage_short: {"coverage-differs", "coverage-incomplete", "coverage-conflict"},
    of_bureau.coverage_over: {"coverage-over"},
    of_bureau.figure_in_yuan: {"tie-sum", "tie-equal"},
    of_bureau.figure_count_off: {"tie-count"},
    of_bureau.figure_rate_off: {"tie-ratio"},
    of_bureau.figure_rate_impossible: {"tie-band", "tie-ratio"},
    of_bureau.figure_change_off: {"tie-difference"},
    of_bureau.figure_points_off: {"tie-rule"},
    of_bureau.figure_in_words: {"tie-not-computable"},
    of_bureau.correction_forgotten: {"correction-not-applied"},
    of_bureau.explained_in_vain: {"explanation-orphan"},
}
FOLLOWUP = {
    of_bureau.number_skipped: {"numbering-skipped"},
    of_bureau.number_repeated: {"numbering-repeated"},
    of_bureau.published_late: {"disclosure-late"},
    of_bureau.published_undated: {"disclosure-undated"},
    of_bureau.never_published: {"disclosure-overdue", "disclosure-state-differs"},
    of_bureau.withheld: {"withheld-without-ground"},
    of_bureau.not_mended: {"rectification-overdue"},
    of_bureau.no_problem: {"no-problem-stated"},
}
DISTRICT = {
    of_bureau.mean_off: {"mean-differs"},
    of_bureau.tie_unmarked: {"rank-tied"},
    of_bureau.review_incomplete: {"review-document-missing"},
    of_bureau.units_differ: {"coverage-base-differs"},
}
KINDS = dict(zip(DECKS, (PROJECT, MONEY, STATED, FOLLOWUP, DISTRICT), strict=True))


@pytest.fixture(scope="module")
def schemes(tmp_path_factory):
    """The schemes that a sample uses, without the others: they load in a fraction of the time."""
    folder = tmp_path_factory.mktemp("schemes")
    for code in ("national", "national-cost", "wuhua-department", "jinfeng-review"):
        shutil.copy(SCHEMES / f"{code}.yml", folder)
    return folder


def found(target, schemes, *size, seed, rate):
    """Findings of a sample."""
    write_sample(target, *size, seed, rate, schemes=schemes)
    site = load(target / "data")
    return check(site, score(site))


@pytest.mark.parametrize(
    ("deck", "fault"),
    [
        pytest.param(deck, fault, id=f"{fault.__module__.rpartition('.')[2]}.{fault.__name__}")
        for deck, kinds in KINDS.items()
        for fault in kinds
    ],
)
def test_the_check_made_for_a_fault_finds_it(tmp_path, schemes, monkeypatch, deck, fault):
    for name in DECKS:
        monkeypatch.setattr(faults, name, (fault,) if name == deck else ())
    findings = found(tmp_path, schemes, 1, 12, 3, 1, seed=4, rate=Decimal(1))
    assert {f.code for f in findings} >= KINDS[deck][fault]


@pytest.mark.parametrize("deck", DECKS)
def test_every_fault_is_in_this_test(deck):
    assert set(KINDS[deck]) == set(getattr(faults, deck))


def test_a_high_rate_shows_many_kinds(tmp_path, schemes):
    findings = found(tmp_path, schemes, 1, 60, 8, 1, seed=3, rate=Decimal("0.3"))
    codes = {f.code for f in findings}
    assert len(codes) >= 35
    assert codes <= {item.code for item in CHECKS}
    assert any(f.explanations for f in findings)


def test_the_rate_is_that_of_projects_at_fault(tmp_path, schemes):
    counts = []
    for rate in ("0.05", "0.2"):
        findings = found(tmp_path / rate, schemes, 1, 20, 20, 1, seed=3, rate=Decimal(rate))
        counts.append(len({f.project for f in findings if f.project}))
    assert 400 * 0.02 < counts[0] < 400 * 0.08
    assert 400 * 0.15 < counts[1] < 400 * 0.25


def test_all_faults_at_once_still_load(tmp_path, schemes):
    findings = found(tmp_path, schemes, 1, 30, 6, 2, seed=9, rate=Decimal(1))
    assert len({f.code for f in findings}) >= 45
