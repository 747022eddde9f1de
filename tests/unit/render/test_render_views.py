"""What templates look up: rows of a unit or project, totals, stages of the lifecycle."""

from decimal import Decimal

import pytest
from render_sites import CLEAN, data, examined, only

from generator.model import STAGES
from generator.render.receipt import receipt
from generator.render.stages import lifecycle
from generator.render.views import FilingView


def view_of(folder, year=2024):
    _site, scored, findings = examined(folder)
    item = next(s for s in scored if s.filing.year == year)
    own = tuple(f for f in findings if (f.region, f.year) == (item.filing.region.code, year))
    return FilingView(item, own)


@pytest.fixture(scope="module")
def clean():
    return view_of(CLEAN)


def states(view, unit, project=""):
    return {stage.name: stage.state for stage in lifecycle(view, unit, project)}


def test_the_stages_come_in_the_order_of_the_year(clean):
    assert tuple(stage.name for stage in lifecycle(clean, "health", "")) == STAGES


def test_a_stage_with_rows_of_the_project_itself_is_done(clean):
    assert states(clean, "health", "p01") == {
        "事前评估": "partial",  # p02 was evaluated, and the groups count it
        "绩效目标": "done",
        "绩效监控": "done",
        "绩效自评": "done",
        "复核": "partial",  # of its unit
        "重点评价": "done",
        "结果应用": "none",
    }


def test_a_project_without_a_sheet_of_its_own_has_what_its_unit_has(clean):
    found = states(clean, "health", "p02")
    assert found["事前评估"] == "done"
    assert found["结果应用"] == "done"
    assert found["绩效自评"] == "partial"
    assert found["绩效目标"] == "none"


def test_a_unit_is_judged_by_its_own_rows_and_its_summaries(clean):
    found = states(clean, "health")
    assert found["绩效自评"] == found["绩效目标"] == found["绩效监控"] == found["复核"] == "done"
    assert found["事前评估"] == found["重点评价"] == "partial"
    assert states(clean, "cdc") == dict.fromkeys(STAGES, "none") | {"复核": "done"}


def test_progress_alone_is_monitoring(tmp_path):
    rows = "单位编码,季度,累计执行率\nhealth,1,20%\n"
    assert states(view_of(only(tmp_path / "data", progress=rows)), "health")["绩效监控"] == "done"


def test_a_sheet_without_goal_or_targets_is_no_target(tmp_path):
    sheet = "评价编号,评价类型,单位编码,评分方案\nE1,部门整体支出自评,health,department\n"
    found = states(view_of(only(tmp_path / "data", evaluations=sheet)), "health")
    assert (found["绩效目标"], found["绩效自评"]) == ("none", "done")


def test_a_goal_in_words_is_a_target(tmp_path):
    sheet = "评价编号,评价类型,单位编码,评分方案,预期目标\nE1,部门整体支出自评,health,department,看病方便\n"
    assert states(view_of(only(tmp_path / "data", evaluations=sheet)), "health")["绩效目标"] == "done"


def test_only_stages_with_something_lead_somewhere(clean):
    stages = {stage.name: stage for stage in lifecycle(clean, "health", "p01")}
    assert stages["绩效监控"].address == "west/2024/monitoring.html"
    assert stages["复核"].address == "west/2024/units/health.html#evaluation"  # its unit was reviewed
    assert stages["结果应用"].address == ""
    assert stages["绩效目标"].address == "#indicators"


def test_funds_are_found_in_filed_order_and_the_total_by_its_source(clean):
    assert [fund.source for fund in clean.funds("health")] == ["合计", "基本支出", "项目支出"]
    assert clean.total("health").spent == Decimal(900)
    assert clean.total("health", "p02").budget == Decimal(150)
    assert clean.funds("cdc") == ()
    assert clean.total("cdc") is None


def test_money_of_a_filing_is_the_sum_over_units_that_stand_below_no_other(clean):
    assert clean.money("budget") == Decimal(1000)
    assert clean.money("initial") == Decimal(900)


def test_money_counts_no_unit_twice_and_is_none_where_nothing_is_filed(tmp_path):
    rows = "单位编码,资金来源,全年预算数（万元）,全年执行数（万元）\na,合计,10,无\nb,合计,4,无\nc,合计,7,无\n"
    units = "单位编码,单位名称,上级单位编码\na,甲,\nb,乙,a\nc,丙,\nhealth,卫,\n"
    view = view_of(only(tmp_path / "data", units=units, funds=rows))
    assert view.money("budget") == Decimal(17)
    assert view.money("spent") is None
    assert [unit.code for unit in view.top_units] == ["a", "c", "health"]
    assert [unit.code for unit in view.below("a")] == ["b"]


def test_the_headline_is_the_whole_departments_sheet(clean):
    assert clean.headline("health").evaluation.code == "E1"
    assert clean.headline("health", "p01").evaluation.code == "E2"
    assert clean.headline("health", "p02") is None


def test_a_sheet_without_a_total_is_no_headline(tmp_path):
    sheets = (
        "评价编号,评价类型,单位编码,评分方案,总分\n"
        "E1,部门整体支出自评,health,department,无\nE2,财政审核,health,department,80\n"
    )
    assert view_of(only(tmp_path / "data", evaluations=sheets)).headline("health").evaluation.code == "E2"


def test_a_project_belongs_to_who_answers_for_it_and_who_carries_it_out(clean):
    assert [p.code for p in clean.projects("health")] == ["p01", "p02"]
    assert [p.code for p in clean.projects("cdc")] == ["p01"]


def test_a_review_is_found_by_its_unit(clean):
    assert clean.review("health").mean == Decimal(95)
    assert clean.review("nobody") is None


def test_figures_stand_below_their_headings_in_filed_order(clean):
    found = [(group, [f.code for f in rows]) for group, rows in clean.figures("health")]
    assert found == [("业务", ["F01", "F02", "F03", "F07"]), ("资金", ["F04"]), ("公开", ["F06"])]
    assert [(group, len(rows)) for group, rows in clean.figures("health", "p01")] == [("业务", 1)]


def test_rows_of_a_unit_are_all_or_its_own_or_a_projects(clean):
    problems = clean.filing.problems
    assert [p.project for p in clean.of(problems, "health")] == ["p01", ""]
    assert [p.project for p in clean.of(problems, "health", "")] == [""]
    assert [p.project for p in clean.of(problems, "health", "p01")] == ["p01"]
    assert clean.of(problems, "cdc") == ()


def test_a_document_is_the_rows_own_else_the_first(clean):
    assert clean.document(clean.filing.reviews[0]).code == "D2"
    assert clean.document(None, clean.filing.units[0]).code == "D1"
    assert clean.document().code == "D1"


def test_without_documents_there_is_none(tmp_path):
    assert view_of(only(tmp_path / "data")).document() is None


def test_findings_are_counted_by_unit_and_by_project(tmp_path):
    rows = (CLEAN / "west" / "2024" / "funds.csv").read_text(encoding="utf-8").replace("66.67%", "60%")
    view = view_of(data(tmp_path / "data", funds=rows))
    assert [f.code for f in view.findings_of("health")] == ["rate-differs"]
    assert [f.project for f in view.findings_of("health", "p02")] == ["p02"]
    assert view.findings_of("health", "p01") == ()
    assert (view.differing("health"), view.differing("health", "p02"), view.differing("cdc")) == (1, 1, 0)


def test_a_receipt_lists_parents_before_children_with_their_depth(clean):
    made = receipt(clean.headline("health"))
    assert [(line.depth, line.scored.code) for line in made.lines] == [
        (0, "A"), (0, "B"), (1, "B1"), (1, "B2"), (0, "C"),
    ]  # fmt: skip
