"""The ranking of a review: each unit's mean as a bar, its documents' scores as dots."""

from __future__ import annotations

from decimal import Decimal

from generator.chart.filed import Filed
from generator.chart.picture import Bar, Dot, Picture, Piece, Sign, Words, bars, listing
from generator.chart.style import ACCENT, INK, QUIET
from generator.figures import known, show
from generator.model import ScoredReview
from generator.words import N_, _

_DOCUMENTS = (
    ("self_sheet", N_("自评表"), ACCENT, "circle"),
    ("project_report", N_("项目绩效报告"), "#b4762c", "square"),
    ("whole_report", N_("整体绩效报告"), "#4d7c5a", "triangle-up"),
    ("monitoring", N_("监控表"), INK, "diamond"),
)


def of_region(filed: Filed) -> Picture | None:
    """The reviewed units by rank. The mean is the filed one, or where none is filed the computed one."""
    means = [(item, mean) for item in filed.scored.reviews if (mean := _mean(item)) is not None]
    if not means:
        return None
    means.sort(key=lambda pair: pair[0].rank)
    filing = filed.filing
    names = {item.review.unit: filed.name(item.review.unit) for item, _m in means}
    signs = {field: Sign(_(title), colour, shape) for field, title, colour, shape in _DOCUMENTS}
    title = _("{region} {year} 年复核得分排名").format(region=filing.region.name, year=filing.year)
    documents = (_(title) for _field, title, _colour, _shape in _DOCUMENTS)
    words = Words(
        title,
        listing([_told(names[item.review.unit], item) for item, _m in means]),
        (_("名次"), _("单位"), *documents, _("平均分"), _("等级")),
        tuple(_row(names[item.review.unit], item) for item, _m in means),
    )
    lines = [_bar(names[item.review.unit], item, mean, signs) for item, mean in means]
    return bars("amounts", words, lines, [Sign(_("平均分"), QUIET), *signs.values()], Decimal(100))


def _mean(item: ScoredReview) -> Decimal | None:
    filed = known(item.review.mean)
    return item.mean if filed is None else filed


def _printed(item: ScoredReview) -> str:
    return show(item.mean) if known(item.review.mean) is None else item.review.text("mean")


def _rank(item: ScoredReview) -> str:
    return _("并列 {rank}").format(rank=item.rank) if item.tied else str(item.rank)


def _bar(name: str, item: ScoredReview, mean: Decimal, signs: dict[str, Sign]) -> Bar:
    dots = tuple(
        Dot(score, sign, lane - 1.5)
        for lane, (field, sign) in enumerate(signs.items())
        if (score := known(getattr(item.review, field))) is not None
    )
    return Bar(f"{_rank(item)}  {name}", _printed(item), 0, (Piece(Decimal(0), mean, QUIET),), (), dots)


def _told(name: str, item: ScoredReview) -> str:
    return _("第 {rank} 名{name}平均 {mean} 分").format(rank=item.rank, name=name, mean=_printed(item))


def _row(name: str, item: ScoredReview) -> tuple[str, ...]:
    documents = (item.review.text(field) for field, *_rest in _DOCUMENTS)
    return _rank(item), name, *documents, _printed(item), item.grade
