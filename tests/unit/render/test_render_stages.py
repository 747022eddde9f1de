"""The lifecycle's dates: when a stage was published, and when what is owed is due."""

from datetime import date

from render_sites import CLEAN, data, examined, only

from generator.render.stages import lifecycle
from generator.render.views import FilingView

SHEET = (
    "评价编号,评价类型,单位编码,评分方案,预期目标,文件编号\n"
    "E1,部门整体支出自评,health,department,看病方便,{}\n"
)
DOCUMENTS = "文件编号,文件名称,发布日期\nD1,甲,2025-04-02\nD2,乙,2025-03-01\n"
OWED = "事项编号,单位编码,环节,公开事项,应公开日期,公开日期,公开状态\n"


def stages(folder, unit="health", project="", year=2024):
    _site, scored, _findings = examined(folder)
    view = FilingView(next(item for item in scored if item.filing.year == year), ())
    return {stage.name: stage for stage in lifecycle(view, unit, project)}


def test_a_stage_is_dated_by_the_document_of_its_rows(tmp_path):
    root = only(tmp_path / "data", documents=DOCUMENTS, evaluations=SHEET.format("D2"))
    found = stages(root)["绩效自评"]
    assert (found.day, found.due, found.address) == (date(2025, 3, 1), False, "#evaluation")


def test_a_document_without_a_date_gives_none(tmp_path):
    root = only(tmp_path / "data", documents="文件编号,文件名称\nD1,甲\n", evaluations=SHEET.format("D1"))
    assert stages(root)["绩效自评"].day is None


def test_of_what_is_owed_the_state_and_the_day_it_is_due_are_said(tmp_path):
    rows = OWED + "G1,health,重点评价,评价报告,2025-09-30,,逾期\n"
    found = stages(only(tmp_path / "data", disclosures=rows))["重点评价"]
    assert (found.state, found.disclosure, found.day, found.due) == ("none", "逾期", date(2025, 9, 30), True)
    assert found.address == ""


def test_what_is_owed_without_a_day_has_none(tmp_path):
    rows = OWED + "G1,health,复核,复核结果,,,未报送\n"
    found = stages(only(tmp_path / "data", disclosures=rows))["复核"]
    assert (found.disclosure, found.day, found.due) == ("未报送", None, False)


def test_a_published_item_dates_a_stage_of_which_only_the_whole_is_known(tmp_path):
    rows = OWED + "G1,health,事前评估,评估结果,2025-01-31,2025-01-20,已公开\n"
    found = stages(data(tmp_path / "data", disclosures=rows))["事前评估"]
    assert (found.state, found.day, found.due) == ("partial", date(2025, 1, 20), False)


def test_every_stage_with_something_leads_somewhere():
    for project in ("", "p01", "p02"):
        for stage in stages(CLEAN, project=project).values():
            assert bool(stage.address) == (stage.state != "none"), stage
