"""The receipt and the official form of small sheets worked by hand."""

from decimal import Decimal

import pytest
from render_sites import CLEAN, data, examined

from generator.render.form import form
from generator.render.receipt import receipt
from generator.render.views import FilingView


def view_of(folder):
    _site, scored, _findings = examined(folder)
    return FilingView(next(item for item in scored if item.filing.year == 2024), ())


@pytest.fixture(scope="module")
def clean():
    return view_of(CLEAN)


def test_what_costs_points_comes_with_the_greatest_loss_first(clean):
    """A 18 of 20, B1 37 of 40, B2 18 of 20, C 20 of 20: 2 + 3 + 2 = 7 of 100 lost, 93 filed."""
    made = receipt(clean.headline("health"))
    assert [(line.scored.code, line.lost) for line in made.costing] == [("B1", 3), ("A", 2), ("B2", 2)]
    assert made.lost == 7
    assert made.differing == ()


def test_the_share_kept_is_of_the_full_points(clean):
    kept = {line.scored.code: line.kept for line in receipt(clean.headline("health")).lines}
    assert kept == {"A": 90, "B": None, "B1": Decimal("92.5"), "B2": 90, "C": 100}


def test_a_line_that_does_not_add_up_is_named_with_its_difference(tmp_path):
    rows = (CLEAN / "west/2024/indicators.csv").read_text(encoding="utf-8")
    changed = rows.replace("960人次,50,48,", "960人次,50,49,")
    made = receipt(view_of(data(tmp_path / "data", indicators=changed)).headline("health", "p01"))
    assert [(line.scored.code, line.off) for line in made.differing] == [
        ("B-1", 1)
    ]  # 960 of 1000 of 50 is 48


def test_an_open_group_with_nothing_filed_has_no_line_but_is_said(tmp_path):
    rows = (CLEAN / "west/2024/indicators.csv").read_text(encoding="utf-8")
    changed = "\n".join(row for row in rows.splitlines() if not row.startswith("E2,D-1"))
    made = receipt(view_of(data(tmp_path / "data", indicators=changed)).headline("health", "p01"))
    assert made.unused == ("满意度指标",)
    assert "D" not in [line.scored.code for line in made.lines]


def test_the_form_prints_the_execution_rate_beside_the_money(clean):
    made = form(clean.headline("health", "p01"))
    assert made.execution.code == "A"
    assert [(row.first, row.second, row.leaf.name) for row in made.rows] == [
        ("产出指标", "", "服务人次"), ("效益指标", "", "知晓率"), ("满意度指标", "", "满意度"),
    ]  # fmt: skip


def test_a_level_above_reaches_over_its_rows(clean):
    made = form(clean.headline("health"))
    spans = [(row.first, row.first_span, row.leaf.code) for row in made.rows]
    assert spans == [("履职效能", 2, "B1"), ("履职效能", 0, "B2"), ("", 1, "C")]
