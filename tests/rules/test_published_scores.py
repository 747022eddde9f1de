"""What the rules give for the published documents (DOMAIN section 5), typed from that list."""

from decimal import Decimal
from pathlib import Path

import pytest

from generator.load import load
from generator.score import score

DATA = Path(__file__).parent.parent.parent / "data"


@pytest.fixture(scope="module")
def scored():
    """The real data, scored."""
    return score(load(DATA))


def sheet(scored, key, code):
    filing = next(item for item in scored if item.filing.key == key)
    return next(item for item in filing.evaluations if item.evaluation.code == code)


def leaf(scored, key, code, indicator):
    return next(item for item in sheet(scored, key, code).leaves() if item.code == indicator)


@pytest.mark.parametrize(
    ("indicator", "filed", "computed", "arithmetic"),
    [
        ("C11", "6", "6", "83.71 < 90 → 3; 79.41 < 90 → 3; 3 + 3 = 6"),
        ("C21", "5.8", "5.27", "(1 + 1 + 1 + 0.8762) + 69.76% × 2 = 5.27"),
        ("C23", "4.88", "4.98", "147 ÷ 177 × 6 = 4.98"),
    ],
)
def test_luohu_scores_that_can_be_computed(scored, indicator, filed, computed, arithmetic):
    found = leaf(scored, "luohu/2024", "E1", indicator)
    assert (found.filed, found.outcome.score) == (Decimal(filed), Decimal(computed))
    assert found.outcome.arithmetic == arithmetic


def test_luohu_readings_that_explain_what_was_filed(scored):
    execution = leaf(scored, "luohu/2024", "E1", "C21").outcome
    assert list(execution.readings.values()) == [Decimal("5.81")]
    procurement = leaf(scored, "luohu/2024", "E1", "B11")
    assert procurement.filed == Decimal("0.49")
    assert list(procurement.outcome.readings.values()) == [Decimal("0.49")]
    assert (procurement.outcome.low, procurement.outcome.high) == (Decimal("0.24"), Decimal("1.24"))


def test_luohu_legible_rows(scored):
    found = sheet(scored, "luohu/2024", "E1")
    assert (found.leaf_sum, found.leaf_weight) == (Decimal("84.17"), 96)
    assert (found.evaluation.total, found.grade) == (Decimal("88.17"), "良")


def test_wuhua_totals_and_execution_score(scored):
    department, project = (sheet(scored, "wuhua/2024", code) for code in ("E1", "E2"))
    assert (department.leaf_sum, department.leaf_weight, department.grade) == (98, 100, "优")
    assert (project.leaf_sum, project.leaf_weight, project.grade) == (95, 100, "优")
    execution = leaf(scored, "wuhua/2024", "E2", "D")
    assert (execution.filed, execution.outcome.score) == (8, Decimal("9.76"))


def test_jinfeng_means_all_reproduce(scored):
    reviews = next(item.reviews for item in scored if item.filing.key == "jinfeng/2023")
    assert len(reviews) == 20
    assert [item.review.unit for item in reviews if item.mean != item.review.mean] == []
    assert [item.rank for item in reviews] == [1, 2, 2, *range(4, 21)]
    assert [[item.grade for item in reviews].count(word) for word in "优良中差"] == [4, 14, 2, 0]
