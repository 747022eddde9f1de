"""What follows an evaluation: problems and their mending, uses of results, publication, money kept."""

from __future__ import annotations

from decimal import Decimal
from operator import itemgetter
from random import Random
from typing import Final

from generator.sample.careers import CARRIED
from generator.sample.departments import Bureau
from generator.sample.draws import between, chance, pick, some
from generator.sample.money import LEAST
from generator.sample.printing import money, score
from generator.sample.tables import Line, Rows

_PROBLEMS: Final = (
    "部分绩效指标量化程度不足，个别指标值与项目内容关联不强。",
    "预算执行进度前慢后快，部分资金年底集中支付。",
    "项目前期论证不充分，实施方案调整较多，影响完成时限。",
    "绩效监控流于形式，未及时发现并纠正目标偏差。",
    "资金分配与项目进度衔接不够，个别项目资金沉淀。",
    "佐证材料收集整理不及时，满意度调查样本偏少。",
)
_MEASURES: Final = (
    "加强预算编制与项目储备衔接，提前做好前期工作。",
    "按季度通报执行进度，对进度滞后的项目约谈责任科室。",
    "组织绩效管理培训，细化量化指标，提高目标编制质量。",
    "建立问题清单和整改台账，明确责任单位和完成时限。",
    "将自评结果与下年度预算安排挂钩，压减低效支出。",
)
_USES: Final = (
    ("绩效自评", "预算安排参考", "自评结果作为编制下一年度部门预算的依据。"),
    ("绩效自评", "压减预算", "对执行率偏低的项目压减下一年度预算。"),
    ("绩效监控", "调整预算", "监控发现进度滞后，收回当年不能完成的资金统筹使用。"),
    ("复核", "整改通知", "对复核发现的问题印发整改通知，限期整改。"),
)
_ITEMS: Final = (
    ("公开", "{year}年度部门预算", "预算法第十四条", 0, "02-28", 8),
    ("绩效目标", "{year}年度部门整体和项目支出绩效目标", "预算法第十四条", 0, "02-28", 8),
    ("公开", "{year}年度部门决算", "预算法第十四条", 1, "08-31", 15),
    ("绩效自评", "{year}年度部门整体支出绩效自评结果", "政府信息公开条例第二十六条", 1, "09-30", 20),
    ("绩效自评", "{year}年度项目支出绩效自评结果", "政府信息公开条例第二十六条", 1, "09-30", 20),
)
"""Stage, item, ground, years after, due day, and on how many days up to it it is published."""


def followup_rows(rng: Random, bureau: Bureau) -> Rows:
    """Problems, results, disclosures and carried-over money of a department."""
    return {
        "problems": _problems(rng, bureau),
        "results": _results(rng, bureau),
        "disclosures": _disclosures(rng, bureau),
        "carryovers": _carryovers(bureau),
    }


def _problems(rng: Random, bureau: Bureau) -> list[Line]:
    """One of the whole department, and the largest losses of up to three projects."""
    worst = sorted(bureau.projects, key=lambda project: project.sheet.total)[: between(rng, 1, 3)]
    lost = [("", bureau.evaluation, max(bureau.lost, key=itemgetter(2)))]
    lost += [
        (project.entry.career.code, project.entry.evaluation, max(project.sheet.lost, key=itemgetter(2)))
        for project in worst
    ]
    rows = []
    for number, (project, evaluation, (indicator, name, points)) in enumerate(lost, 1):
        said = (name, pick(rng, _PROBLEMS), score(Decimal(points)), pick(rng, _MEASURES))
        keys = (str(number), bureau.code, project, evaluation, indicator)
        rows.append([*keys, *said, *_mending(rng, bureau), bureau.document, f"四（一）{number}"])
    return rows


def _mending(rng: Random, bureau: Bureau) -> tuple[str, str, str]:
    """State, deadline and day of mending: all is mended but for some of the latest year."""
    year = bureau.term.year + 1
    if bureau.term.latest and chance(rng, 45):
        return pick(rng, ("整改中", "未开始")), f"{year}-12-31", ""
    if chance(rng, 8):
        return "未公开", "", ""
    return "已完成", f"{year}-10-31", f"{year}-{between(rng, 6, 9):02d}-{between(rng, 1, 28):02d}"


def _results(rng: Random, bureau: Bureau) -> list[Line]:
    rows = []
    for number, (stage, use, content) in enumerate(some(rng, _USES, between(rng, 1, 3)), 1):
        project = pick(rng, bureau.projects)
        named = project.entry.career.code if use == "压减预算" else ""
        amount = money(project.money.total[1] * between(rng, 5, 30) // 100) if named else ""
        rows.append([str(number), stage, bureau.code, named, use, content, amount, bureau.document])
    return rows


def _disclosures(rng: Random, bureau: Bureau) -> list[Line]:
    """What must be published by when: all of it in time; the mending of the latest year is not due."""
    code, year = bureau.code, bureau.term.year
    rows = []
    for stage, item, ground, after, due, days in _ITEMS:
        month, day = due.split("-")
        published = f"{year + after}-{month}-{int(day) - between(rng, 0, days):02d}"
        dates = (f"{year + after}-{due}", published, "已公开", "", "1")
        rows.append([code, stage, item.format(year=year), ground, *dates])
    ground, item, due = "政府信息公开条例第二十六条", f"{year}年度绩效评价整改情况", f"{year + 1}-12-31"
    mended = ("", "未到期") if bureau.term.latest else (f"{year + 1}-12-{between(rng, 1, 30):02d}", "已公开")
    rows.append([code, "整改", item, ground, due, *mended, "", "1"])
    if chance(rng, 10):
        count = str(between(rng, 1, 3))
        rows.append([code, "绩效自评", "涉密项目", "保守国家秘密法", "", "", "不予公开", "涉密", count])
    return [[f"G{code}-{number}", *row, bureau.document] for number, row in enumerate(rows, 1)]


def _carryovers(bureau: Bureau) -> list[Line]:
    """The list of money kept from the year before: the projects that have such a source."""
    kept = [project for project in bureau.projects if CARRIED in project.money.sources]
    return [
        [
            *(str(number), bureau.code, project.entry.career.code),
            money(max(LEAST, project.money.sources[CARRIED][1])),
            f"{project.entry.career.level}项目",
            *(bureau.document, f"附件3 序号{number}"),
        ]
        for number, project in enumerate(kept, 1)
    ]
