"""Faults of a project's filing, each of a kind that published documents have (DOMAIN section 5)."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Final

from generator.figures import round_half_up
from generator.sample.draws import between, chance, pick
from generator.sample.editing import Spoiler, blank, get, number, put
from generator.sample.indicators import DEGREE, Spec
from generator.sample.printing import amount, money, percent, rate, score, share
from generator.sample.projects import BANDS, Project
from generator.sample.tables import Line

_SLIP: Final = 10_000
_ANSWERED: Final = 35
"""Of a hundred mistyped rates, how many the office explains."""
_WRONG: Final = 137
"""How far a mistyped rate lies from the right one, in hundredths of a percent."""


def rate_mistyped(rng: Random, project: Project) -> bool:
    """Another execution rate than spending and budget give; some are explained."""
    execution = project.money.execution
    wrong = execution - _WRONG if execution > _WRONG else execution + _WRONG
    put("funds", project.rows["funds"][0], rate=percent(wrong))
    if chance(rng, _ANSWERED):
        career, on = project.entry.career, f"{project.entry.year + 1}-05-{between(rng, 1, 28):02d}"
        put(
            "explanations",
            blank("explanations", project.rows),
            check="rate-differs",
            unit=career.unit.code,
            project=career.code,
            item="合计",
            text_="填报时按调整前的预算数计算，后续年度统一按全年预算数计算。",
            by=career.unit.name,
            on=on,
        )
    return True


def yuan_for_ten_thousand(_rng: Random, project: Project) -> bool:
    """Spending printed in 元 where the head says 万元."""
    spent = project.money.total[2]
    put("funds", project.rows["funds"][0], spent=money(spent * _SLIP))
    return spent > 0


def part_off(rng: Random, project: Project) -> bool:
    """A source whose budget does not fit the total."""
    line = project.rows["funds"][-1]
    budget = int(number("funds", line, "budget") * 100) + between(rng, 100, 9900)
    spent = int(number("funds", line, "spent") * 100)
    put("funds", line, budget=money(budget), rate=rate(spent, budget))
    return True


def overspent(rng: Random, project: Project) -> bool:
    """More spent than the full-year budget."""
    budget = project.money.total[1]
    spent = budget + max(1, budget * between(rng, 1, 12) // 100)
    put("funds", project.rows["funds"][0], spent=money(spent), rate=percent(share(spent, budget)))
    return True


def total_off(rng: Random, project: Project) -> bool:
    """A total that its rows do not add to."""
    total = project.sheet.total + pick(rng, (Decimal(-2), Decimal(-1), Decimal("0.5")))
    put("evaluations", project.rows["evaluations"][0], total=score(total))
    return True


def grade_off(_rng: Random, project: Project) -> bool:
    """A grade beside the band of its total."""
    grades = [grade for grade, _lower in BANDS]
    put("evaluations", project.rows["evaluations"][0], grade=grades[grades.index(project.grade) - 1])
    return True


def score_raised(rng: Random, project: Project) -> bool:
    """Full marks for a target that was missed."""
    line = _losing(rng, project)
    put("indicators", line, score=get("indicators", line, "weight"))
    _add_up(project)
    return True


def score_above_weight(_rng: Random, project: Project) -> bool:
    """More points than the indicator is worth."""
    line = project.rows["indicators"][1]
    put("indicators", line, score=score(number("indicators", line, "weight") + 1))
    _add_up(project)
    return True


def full_marks(_rng: Random, project: Project) -> bool:
    """Full marks everywhere, whatever was reached."""
    for line in project.rows["indicators"]:
        put("indicators", line, score=get("indicators", line, "weight"), reason="")
    _add_up(project)
    return True


def equal_weights(_rng: Random, project: Project) -> bool:
    """Ten points for every indicator that the project filled in itself."""
    for line in project.rows["indicators"][1:]:
        part = number("indicators", line, "score") / number("indicators", line, "weight")
        put("indicators", line, weight="10", score=score(round_half_up(part * 10)))
    _add_up(project)
    return True


def weight_off(_rng: Random, project: Project) -> bool:
    """A weight with which its level does not add up."""
    line = project.rows["indicators"][-1]
    put("indicators", line, weight=score(number("indicators", line, "weight") + 1))
    return True


def actual_missing(rng: Random, project: Project) -> bool:
    """A score without an actual."""
    _spec, line = pick(rng, _numbered(project))
    put("indicators", line, actual="")
    return True


def target_repeated(_rng: Random, project: Project) -> bool:
    """The target, with its operator, in place of the actual."""
    for _spec, line in _numbered(project):
        if get("indicators", line, "target")[0] in "≥≤=" and not _lost(line):
            put("indicators", line, actual=get("indicators", line, "target"))
            return True
    return False


def reason_missing(rng: Random, project: Project) -> bool:
    """Points lost without a reason."""
    put("indicators", _losing(rng, project), reason="")
    return True


def far_beyond(_rng: Random, project: Project) -> bool:
    """A target exceeded several times, and nothing said about it."""
    for spec, line in _numbered(project):
        measure = spec.measure
        if measure.sign == "≥" and measure.unit != "%" and not _lost(line):
            done = amount(measure.base * 4, measure.places) + measure.unit
            put("indicators", line, actual=done, reason="")
            return True
    return False


def judged_full(_rng: Random, project: Project) -> bool:
    """A target missed and judged to be reached."""
    for _spec, line in _numbered(project):
        if _lost(line):
            put("indicators", line, rule="判断", score=get("indicators", line, "weight"))
            _add_up(project)
            return True
    return False


def judged_down(_rng: Random, project: Project) -> bool:
    """A target reached and points off by judgement, without a reason."""
    for _spec, line in _numbered(project):
        if not _lost(line):
            less = number("indicators", line, "weight") - Decimal("0.5")
            put("indicators", line, rule="判断", score=score(less), reason="")
            _add_up(project)
            return True
    return False


def degree_overrated(_rng: Random, project: Project) -> bool:
    """Full marks for a degree that allows fewer."""
    for spec, line in zip(project.entry.career.specs, project.rows["indicators"][1:], strict=True):
        if spec.measure.sign == DEGREE:
            put("indicators", line, actual="部分达成", score=get("indicators", line, "weight"))
            _add_up(project)
            return True
    return False


def monitored_rate_off(_rng: Random, project: Project) -> bool:
    """Another rate in monitoring than its spending and budget give."""
    line = project.rows["monitoring"][0]
    if get("monitoring", line, "rate") == "—":
        return False
    put("monitoring", line, rate=f"{number('monitoring', line, 'rate') + 10}%")
    return True


def quarters_fall(_rng: Random, project: Project) -> bool:
    """Cumulative spending that falls in the last quarter."""
    return swap_quarters(project.rows["progress"])


def swap_quarters(lines: list[Line]) -> bool:
    """Exchange the figures of the last two quarters of a unit or project; false where they are the same."""
    if not lines or get("progress", lines[2], "spent") == get("progress", lines[3], "spent"):
        return False
    third, fourth = ([get("progress", line, name) for name in ("spent", "rate")] for line in lines[2:4])
    put("progress", lines[2], spent=fourth[0], rate=fourth[1])
    put("progress", lines[3], spent=third[0], rate=third[1])
    return True


PROJECT_FAULTS: Final[tuple[Spoiler[Project], ...]] = (
    rate_mistyped, yuan_for_ten_thousand, part_off, overspent, total_off, grade_off, score_raised,
    score_above_weight, full_marks, equal_weights, weight_off, actual_missing, target_repeated,
    reason_missing, far_beyond, judged_full, judged_down, degree_overrated, monitored_rate_off,
    quarters_fall,
)  # fmt: skip


def _lost(line: Line) -> bool:
    return get("indicators", line, "score") != get("indicators", line, "weight")


def _losing(rng: Random, project: Project) -> Line:
    """A row that lost points; every sheet has one."""
    return pick(rng, [line for line in project.rows["indicators"] if _lost(line)])


def _numbered(project: Project) -> list[tuple[Spec, Line]]:
    """The indicators with a number, each with its row."""
    pairs = zip(project.entry.career.specs, project.rows["indicators"][1:], strict=True)
    return [(spec, line) for spec, line in pairs if spec.measure.unit]


def _add_up(project: Project) -> None:
    """Make total and grade follow the scores again."""
    scores = [number("indicators", line, "score") for line in project.rows["indicators"]]
    total = sum(scores, Decimal(0))
    grade = next(grade for grade, lower in BANDS if total >= lower)
    put("evaluations", project.rows["evaluations"][0], total=score(total), grade=grade)
