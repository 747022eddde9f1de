"""Checks on the finance office's re-scores (复核): means, ranks, documents."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.check.printed import listed, read, rounding, say, verdict
from generator.check.registry import DIFFERS, NOTE, ROUNDING, Case, Found, finds
from generator.check.sheets import points
from generator.figures import Missing, known, round_half_up, show
from generator.model import Review, ScoredReview
from generator.words import N_, _

_DOCUMENTS: Final = {
    "self_sheet": "自评表",
    "project_report": "项目绩效报告",
    "whole_report": "整体绩效报告",
    "monitoring": "监控表",
}
_EXPECTED: Final = {
    "仅人员类": ("whole_report",),
    "仅项目类": ("self_sheet", "project_report", "monitoring"),
}
"""Documents of a unit by its 预算构成; any other unit files all four (DOMAIN section 5, seed 5)."""


@finds(
    code="mean-differs",
    severity=DIFFERS,
    title=N_("平均分与各项得分不符"),
    remedy=N_("平均分按已有得分的材料计算，无 不计入；核对得分与平均分。"),
)
def mean_differs(case: Case) -> Iterator[Found]:
    """Mean over the documents present, rounded half up at the digits printed."""
    for scored in case.scored.reviews:
        filed, mean = read(scored.review, "mean"), scored.mean
        severity = "" if filed is None or mean is None else verdict(filed, mean, filed.step)
        if filed is None or mean is None or not severity:
            continue
        computed = points(round_half_up(mean, max(filed.digits, scored.scheme.digits)))
        words = _("平均分填报为{filed}；按{arithmetic}计算为{computed}")
        yield Found(
            unit=scored.review.unit,
            item=scored.review.text("number"),
            filed=filed.shown,
            computed=computed,
            message=say(words, filed=filed.shown, arithmetic=scored.arithmetic, computed=computed),
            source=filed.place,
            reconciles=rounding(filed, mean) if severity == ROUNDING else "",
            severity=severity,
        )


@finds(
    code="rank-tied",
    severity=NOTE,
    title=N_("平均分相同而名次不同"),
    remedy=N_("注明并列，或写明先后的依据。"),
)
def rank_tied(case: Case) -> Iterator[Found]:
    """Equal means under different numbers, in a list that stands in the order of its means."""
    for reviews in _lists(case):
        means = [scored.mean for scored in reviews if scored.mean is not None]
        if means != sorted(means, reverse=True):
            continue
        for mean in dict.fromkeys(scored.mean for scored in reviews if scored.tied):
            tied = [scored.review for scored in reviews if scored.mean == mean]
            if mean is not None and len({review.number for review in tied}) > 1:
                yield _tie(case, tied, points(mean))


@finds(
    code="review-document-unexpected",
    severity=DIFFERS,
    title=N_("预算构成之外的材料有得分"),
    remedy=N_("核对得分，或更正单位的 预算构成。"),
)
def review_document_unexpected(case: Case) -> Iterator[Found]:
    """A score for a document that a unit with this 预算构成 does not file."""
    for review, expected in _expected(case):
        for field, title in _DOCUMENTS.items():
            filed = read(review, field)
            if field not in expected and filed is not None:
                budget = _budget(case, review)
                words = _("预算构成为「{budget}」，{document}有得分{filed}")
                yield Found(
                    unit=review.unit,
                    item=title,
                    filed=filed.shown,
                    computed=Missing.NONE.value,
                    message=say(words, budget=budget, document=_(title), filed=filed.shown),
                    source=filed.place,
                )


@finds(
    code="review-document-missing",
    severity=NOTE,
    title=N_("应有的材料没有得分"),
    remedy=N_("补上得分，或写明没有该项材料的原因。"),
)
def review_document_missing(case: Case) -> Iterator[Found]:
    """No score for a document that a unit with this 预算构成 files."""
    for review, expected in _expected(case):
        for field in expected:
            title = _DOCUMENTS[field]
            if read(review, field) is None:
                budget = _budget(case, review) or _("全部")
                words = _("预算构成为「{budget}」，{document}没有得分")
                yield Found(
                    unit=review.unit,
                    item=title,
                    filed=review.text(field),
                    message=say(words, budget=budget, document=_(title)),
                    source=review.place(field),
                )


def _lists(case: Case) -> list[list[ScoredReview]]:
    """The reviews of each document, by their numbers."""
    found: dict[str, list[ScoredReview]] = {}
    for scored in case.scored.reviews:
        found.setdefault(scored.review.document, []).append(scored)
    return [sorted(rows, key=lambda row: known(row.review.number) or Decimal(0)) for rows in found.values()]


def _expected(case: Case) -> Iterator[tuple[Review, tuple[str, ...]]]:
    for review in case.filing.reviews:
        yield review, _EXPECTED.get(_budget(case, review), tuple(_DOCUMENTS))


def _budget(case: Case, review: Review) -> str:
    unit = case.filing.unit_by_code.get(review.unit)
    return "" if unit is None else unit.budget


def _name(case: Case, code: str) -> str:
    unit = case.filing.unit_by_code.get(code)
    return unit.name if unit else code


def _tie(case: Case, tied: list[Review], mean: str) -> Found:
    numbers = listed([show(review.number) for review in tied])
    units = listed([_name(case, review.unit) for review in tied])
    words = _("序号{numbers}（{units}）的平均分都是{mean}，没有标明并列")
    return Found(
        unit=tied[0].unit,
        item=numbers,
        filed=numbers,
        computed=mean,
        message=say(words, numbers=numbers, units=units, mean=mean),
        source=tied[-1].place("number"),
    )
