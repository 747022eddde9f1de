"""Checks on a whole sheet: total, grade, full marks everywhere, problems stated."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.check.printed import Printed, printed, read, say
from generator.check.registry import DIFFERS, NOTE, Case, Found, finds
from generator.check.sheets import points
from generator.figures import known, narrow
from generator.model import ScoredEvaluation
from generator.words import N_, _

_ENOUGH: Final = 3
_NO_PROBLEM: Final = ("无", "无。", "没有", "不存在")
_INCOMPLETE: Final = ("未完成", "未实现", "未达到", "未达成")
"""Words of an outcome by which an evaluation itself states that a target was not reached."""


@finds(
    code="total-differs",
    severity=DIFFERS,
    title=N_("总分与各项得分之和不符"),
    remedy=N_("核对各项得分与总分；有指标没有列出的，请补齐。"),
)
def total_differs(case: Case) -> Iterator[Found]:
    """Total against the sum of the filed leaves, and each subtotal against the scores below it."""
    for sheet in case.scored.evaluations:
        total = read(sheet.evaluation, "total")
        if sheet.scheme.aggregate == "相加" and total is not None and sheet.leaf_sum is not None:
            yield from _total(sheet, total, sheet.leaf_sum)
    for line in case.lines:
        row, children, score = line.scored.row, line.scored.children, line.scored.filed
        if row is None or not children or score is None:
            continue
        scores = [below.filed for below in children if below.filed is not None]
        computed = sum(scores, Decimal(0))
        if score != computed and len(scores) == len(children):
            filed = printed(row, "score")
            words = _("「{name}」得分{filed}，下级得分相加为{computed}")
            yield Found(
                unit=line.unit,
                project=line.project,
                item=line.key,
                filed=filed.shown,
                computed=points(computed),
                message=say(words, name=line.scored.name, filed=filed.shown, computed=points(computed)),
                source=filed.place,
            )


@finds(
    code="grade-differs",
    severity=DIFFERS,
    title=N_("等级与总分不符"),
    remedy=N_("按方案的等级区间核对等级与总分。"),
)
def grade_differs(case: Case) -> Iterator[Found]:
    """The filed grade against the band of the filed total."""
    for sheet in case.scored.evaluations:
        evaluation, total = sheet.evaluation, read(sheet.evaluation, "total")
        grade = narrow(evaluation.grade)
        if total is None or not grade or not sheet.grade or grade == sheet.grade:
            continue
        words = _("等级填报为「{filed}」，总分{total}对应「{computed}」")
        yield Found(
            unit=evaluation.unit,
            project=evaluation.project,
            item=evaluation.code,
            filed=grade,
            computed=sheet.grade,
            message=say(words, filed=grade, total=total.shown, computed=sheet.grade),
            source=evaluation.place("grade"),
        )


@finds(
    code="all-full-marks",
    severity=NOTE,
    title=N_("所有指标都得满分"),
    remedy=N_("请核对各项得分是否都有实际完成值支持。"),
)
def all_full_marks(case: Case) -> Iterator[Found]:
    """Three or more indicators, and every one of them at its full score."""
    for sheet in case.scored.evaluations:
        leaves = [leaf for leaf in sheet.leaves() if leaf.row is not None or not leaf.node.open]
        full = all(leaf.filed is not None and leaf.filed == leaf.weight for leaf in leaves)
        if len(leaves) >= _ENOUGH and full:
            yield Found(
                unit=sheet.evaluation.unit,
                project=sheet.evaluation.project,
                item=sheet.evaluation.code,
                filed=say(_("{count}项满分"), count=len(leaves)),
                message=say(_("{count}项指标全部填报满分"), count=len(leaves)),
                source=sheet.evaluation.place("total"),
            )


@finds(
    code="no-problem-stated",
    severity=NOTE,
    title=N_("有扣分或未完成而问题填报为 无"),
    remedy=N_("写明扣分或未完成对应的问题和整改措施。"),
)
def no_problem_stated(case: Case) -> Iterator[Found]:
    """Problems filed as 无 for an evaluation that lost points or says that a target was not reached."""
    sheets: dict[tuple[str, ...], list[ScoredEvaluation]] = {}
    for sheet in case.scored.evaluations:
        evaluation = sheet.evaluation
        for key in ((evaluation.code,), (evaluation.unit, evaluation.project)):
            sheets.setdefault(key, []).append(sheet)
    for problem in case.filing.problems:
        if narrow(problem.problem) not in _NO_PROBLEM:
            continue
        key = (problem.evaluation,) if problem.evaluation else (problem.unit, problem.project)
        for sheet in sheets.get(key, ()):
            said = _shortfall(sheet)
            if said:
                words = _("「{title}」问题填报为「无」；同一评价{said}")
                yield Found(
                    unit=problem.unit,
                    project=problem.project,
                    item=sheet.evaluation.code,
                    filed=problem.problem,
                    computed=_("；").join(said),
                    message=say(words, title=problem.title, said=_("，").join(said)),
                    source=problem.place("problem"),
                )


def _total(sheet: ScoredEvaluation, total: Printed, leaf_sum: Decimal) -> Iterator[Found]:
    difference = total.value - leaf_sum
    if not difference:
        return
    count = sum(1 for leaf in sheet.leaves() if leaf.filed is not None)
    unlisted = sheet.scheme.full - sheet.leaf_weight
    covered = 0 < difference <= unlisted
    words = _("总分填报为{filed}；列出的{count}项（分值{weight}）得分相加为{computed}，相差{difference}")
    reconciled = _("没有列出的指标共{unlisted}，得{difference}时相符")
    yield Found(
        unit=sheet.evaluation.unit,
        project=sheet.evaluation.project,
        item=sheet.evaluation.code,
        filed=total.shown,
        computed=points(leaf_sum),
        reconciles=say(reconciled, unlisted=points(unlisted), difference=total.gap(leaf_sum))
        if covered
        else "",
        message=say(
            words,
            filed=total.shown,
            count=count,
            computed=points(leaf_sum),
            weight=points(sheet.leaf_weight),
            difference=total.gap(leaf_sum),
        ),
        source=total.place,
        severity=NOTE if covered else DIFFERS,
    )


def _shortfall(sheet: ScoredEvaluation) -> list[str]:
    """In words: which indicators lost points, and that targets were not reached."""
    said = []
    for leaf in sheet.leaves():
        filed, weight = known(leaf.filed), known(leaf.weight)
        if filed is not None and weight is not None and filed < weight:
            words = _("「{name}」{weight}得{filed}")
            said.append(say(words, name=leaf.name, weight=points(weight), filed=points(filed)))
    stated = next((word for word in _INCOMPLETE if word in sheet.evaluation.outcome), "")
    if stated:
        said.append(say(_("完成情况写明「{stated}」"), stated=stated))
    return said
