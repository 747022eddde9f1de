"""Faults of what a department and the finance office file, of kinds that published documents have."""

from __future__ import annotations

from random import Random
from typing import Final

from generator.sample.departments import HOSPITALITY, PROJECTS, Bureau
from generator.sample.draws import between, pick
from generator.sample.editing import Spoiler, blank, get, number, put
from generator.sample.printing import money, score
from generator.sample.project_faults import swap_quarters
from generator.sample.tables import Line, Rows


def number_skipped(_rng: Random, bureau: Bureau) -> bool:
    """A list of problems that leaves out a number."""
    line = bureau.rows["problems"][-1]
    put("problems", line, number=score(number("problems", line, "number") + 1))
    return True


def number_repeated(_rng: Random, bureau: Bureau) -> bool:
    """A list of problems that uses a number twice."""
    lines = bureau.rows["problems"]
    put("problems", lines[-1], number=get("problems", lines[-2], "number"))
    return True


def count_off(_rng: Random, bureau: Bureau) -> bool:
    """Groups that do not add to their total."""
    line = _group(bureau, "等级")
    put("groups", line, count=score(number("groups", line, "count") + 1))
    return True


def bounds_unstated(_rng: Random, bureau: Bureau) -> bool:
    """Grades whose bounds are not said to belong."""
    for line in bureau.rows["groups"]:
        if get("groups", line, "by") == "等级":
            put("groups", line, lower_closed="未说明", upper_closed="未说明")
    return True


def coverage_short(rng: Random, bureau: Bureau) -> bool:
    """Fewer projects covered than said to be all."""
    return _cover(bureau, -between(rng, 1, 3))


def coverage_over(_rng: Random, bureau: Bureau) -> bool:
    """More projects covered than there are."""
    return _cover(bureau, 1)


def published_late(rng: Random, bureau: Bureau) -> bool:
    """Published after the day it was due."""
    line = bureau.rows["disclosures"][3]
    put("disclosures", line, published=f"{bureau.term.year + 1}-10-{between(rng, 8, 31):02d}", state="逾期")
    return True


def published_undated(_rng: Random, bureau: Bureau) -> bool:
    """Said to be published, without a date."""
    put("disclosures", bureau.rows["disclosures"][4], published="")
    return True


def never_published(_rng: Random, bureau: Bureau) -> bool:
    """Due and not published, and said not to be due."""
    put("disclosures", bureau.rows["disclosures"][2], published="", state="未到期")
    return True


def withheld(_rng: Random, bureau: Bureau) -> bool:
    """Withheld without a ground."""
    put("disclosures", bureau.rows["disclosures"][1], published="", state="不予公开")
    return True


def not_mended(_rng: Random, bureau: Bureau) -> bool:
    """A problem still open after its deadline."""
    deadline = f"{bureau.term.year + 1}-06-30"
    put("problems", bureau.rows["problems"][0], state="整改中", deadline=deadline, closed="")
    return True


def no_problem(_rng: Random, bureau: Bureau) -> bool:
    """No problem stated where points were lost."""
    put("problems", bureau.rows["problems"][0], problem="无", measure="", state="", deadline="", closed="")
    return True


def figure_in_yuan(_rng: Random, bureau: Bureau) -> bool:
    """元 behind a figure in 万元."""
    put("figures", _figure(bureau, "自评金额"), measure="元")
    bureau.rows["corrections"] = []
    return True


def figure_count_off(rng: Random, bureau: Bureau) -> bool:
    """Another number of projects in the text than in the table."""
    return _shift(bureau, "开展自评的项目数", between(rng, 1, 12))


def figure_rate_off(rng: Random, bureau: Bureau) -> bool:
    """Another rate in the text than spending and budget give."""
    return _shift(bureau, "部门预算执行率", -between(rng, 2, 6))


def figure_rate_impossible(_rng: Random, bureau: Bureau) -> bool:
    """A rate above 100 %."""
    put("figures", _figure(bureau, "部门预算执行率"), print="104.2")
    return True


def figure_change_off(rng: Random, bureau: Bureau) -> bool:
    """Another change of the budget than its two figures give."""
    return _shift(bureau, "预算调整额", between(rng, 1, 9))


def figure_points_off(_rng: Random, bureau: Bureau) -> bool:
    """Other points for the execution rate than its rule gives."""
    return _shift(bureau, "预算执行率得分", -2)


def figure_in_words(_rng: Random, bureau: Bureau) -> bool:
    """A figure that is no number."""
    put("figures", _figure(bureau, "预算调整额"), print="若干")
    return True


def quarters_fall(_rng: Random, bureau: Bureau) -> bool:
    """Cumulative spending that falls in the last quarter."""
    return swap_quarters(bureau.rows["progress"][:4])


def hospitality_overspent(_rng: Random, bureau: Bureau) -> bool:
    """More 三公 spending than its budget."""
    line = _fund(bureau, bureau.code, HOSPITALITY)
    spent = int(number("funds", line, "budget") * 100) + 150
    put("funds", line, spent=money(spent), rate="")
    return True


def project_spending_off(rng: Random, bureau: Bureau) -> bool:
    """项目支出 that is neither the sum of its sources nor of the projects."""
    line = _fund(bureau, bureau.code, PROJECTS)
    budget = int(number("funds", line, "budget") * 100) + between(rng, 500, 90_000)
    put("funds", line, budget=money(budget), rate="")
    return True


def branch_off(rng: Random, bureau: Bureau) -> bool:
    """Units below the department that do not add to it."""
    if not bureau.department.branches:
        return False
    line = _fund(bureau, pick(rng, bureau.department.branches).code, "合计")
    put("funds", line, initial=money(int(number("funds", line, "initial") * 100) + 1000))
    return True


def correction_forgotten(_rng: Random, bureau: Bureau) -> bool:
    """A correction that was announced and not made."""
    figure = _figure(bureau, "预算调整额")
    put(
        "corrections",
        blank("corrections", bureau.rows),
        code=f"R{bureau.code}-2",
        unit=bureau.code,
        reference=get("figures", figure, "code"),
        old=get("figures", figure, "print"),
        new="0.00万元",
        reason="口径调整",
        on=f"{bureau.term.year + 1}-09-20",
    )
    return True


def explained_in_vain(_rng: Random, bureau: Bureau) -> bool:
    """An explanation of something that no check finds."""
    put(
        "explanations",
        blank("explanations", bureau.rows),
        check="parts-differ",
        unit=bureau.code,
        item="其他收入·全年预算数",
        text_="差异为四舍五入造成。",
        by=bureau.department.office.name,
        on=f"{bureau.term.year + 1}-05-20",
    )
    return True


def budget_of_staff_only(_rng: Random, bureau: Bureau) -> bool:
    """A unit said to have no projects, whose project reports were scored all the same."""
    for line in bureau.rows["units"]:
        put("units", line, budget="仅人员类")
    return True


MONEY_FAULTS: Final[tuple[Spoiler[Bureau], ...]] = (
    quarters_fall, hospitality_overspent, project_spending_off, branch_off, budget_of_staff_only,
)  # fmt: skip
"""Faults of a department's units and money."""
STATED_FAULTS: Final[tuple[Spoiler[Bureau], ...]] = (
    count_off, bounds_unstated, coverage_short, coverage_over, figure_in_yuan, figure_count_off,
    figure_rate_off, figure_rate_impossible, figure_change_off, figure_points_off, figure_in_words,
    correction_forgotten, explained_in_vain,
)  # fmt: skip
"""Faults of what it states of itself."""
FOLLOWUP_FAULTS: Final[tuple[Spoiler[Bureau], ...]] = (
    number_skipped, number_repeated, published_late, published_undated, never_published, withheld,
    not_mended, no_problem,
)  # fmt: skip
"""Faults of what follows: problems, publication."""


def mean_off(rng: Random, rows: Rows) -> bool:
    """A mean of reviews that its scores do not give."""
    line = pick(rng, rows["reviews"])
    put("reviews", line, mean=score(number("reviews", line, "mean") - 1))
    return True


def tie_unmarked(rng: Random, rows: Rows) -> bool:
    """Two units with the same scores under different numbers."""
    if len(rows["reviews"]) < 2:
        return False
    place = between(rng, 1, len(rows["reviews"]) - 1)
    above, below = rows["reviews"][place - 1 : place + 1]
    for field in ("self_sheet", "project_report", "whole_report", "monitoring", "mean"):
        put("reviews", below, **{field: get("reviews", above, field)})
    return True


def review_incomplete(rng: Random, rows: Rows) -> bool:
    """A unit reviewed without its monitoring."""
    put("reviews", pick(rng, rows["reviews"]), monitoring="无")
    return True


def units_differ(_rng: Random, rows: Rows) -> bool:
    """More units monitored than set targets."""
    line = rows["coverages"][1]
    more = score(number("coverages", line, "due") + 1)
    put("coverages", line, due=more, done=more)
    return True


DISTRICT_FAULTS: Final[tuple[Spoiler[Rows], ...]] = (mean_off, tie_unmarked, review_incomplete, units_differ)


def _group(bureau: Bureau, by: str) -> Line:
    return next(line for line in bureau.rows["groups"] if get("groups", line, "by") == by)


def _figure(bureau: Bureau, name: str) -> Line:
    return next(line for line in bureau.rows["figures"] if get("figures", line, "name") == name)


def _fund(bureau: Bureau, unit: str, source: str) -> Line:
    lines = bureau.rows["funds"]
    keys = (unit, source)
    return next(line for line in lines if (get("funds", line, "unit"), get("funds", line, "source")) == keys)


def _cover(bureau: Bureau, more: int) -> bool:
    line = bureau.rows["coverages"][2]
    done = int(number("coverages", line, "done")) + more
    put("coverages", line, done=str(max(0, done)))
    return True


def _shift(bureau: Bureau, name: str, by: int) -> bool:
    line = _figure(bureau, name)
    put("figures", line, print=f"{number('figures', line, 'print') + by:,f}")
    return True
