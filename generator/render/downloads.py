"""Which tables are offered to take away, and the rows that a region and year gives to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from typing import TypeVar

from generator.model import (
    ROWS,
    TABLES,
    Finding,
    Offer,
    OfferedHead,
    Portion,
    Record,
    Row,
    ScoredEvaluation,
    Table,
    portions,
    said,
    take,
)
from generator.render import plain
from generator.render.slices import fingerprint
from generator.render.views import FilingView
from generator.words import N_, _, language

_TYPES = {
    "money": "number", "number": "number", "score": "number", "rate": "number", "integer": "integer",
    "date": "date",
}  # fmt: skip
_T = TypeVar("_T")
_UNITS = {"money": N_("万元"), "score": N_("分")}
_OWNER = (OfferedHead("地区编码", required=True), OfferedHead("年度", "integer", required=True))
_SHEET = OfferedHead("评价编号", required=True, refers=("evaluations", "评价编号"))
_UNIT = OfferedHead("单位编码", required=True, refers=("units", "单位编码"))


def offers() -> tuple[Offer, ...]:
    """All tables as filed, then the computed scores, reviews and findings; in the language in use."""
    return _offers(language())


@cache
def _offers(_language: str) -> tuple[Offer, ...]:
    return (*map(_filed, TABLES), _scores(), _reviews(), _findings())


_SHEETS = 40
"""Score sheets of a portion of the recomputed scores; their lines are not counted before they are made."""


def offered(name: str, view: FilingView, basis: bytes) -> Iterator[Portion]:
    """What ``view``'s region and year adds to the table ``name``, the cells in the order of its heads.

    ``basis``: fingerprint of what every filing's rows and scores depend on besides what is filed.
    """
    owner = (view.filing.region.code, view.filing.year)
    if name == "review_scores":
        return portions(owner + tuple(plain.review(one).values()) for one in view.scored.reviews)
    if name == "findings":
        return portions(map(_finding, view.findings))
    about = (basis, name, *owner)
    if name == "scores":
        return (
            Portion(fingerprint(about, [_said(sheet) for sheet in part]), partial(_scores_of, owner, part))
            for part in _parts(view.scored.evaluations, _SHEETS)
        )
    rows = view.filing.rows(name)
    return (
        Portion(fingerprint(about, said(rows, part)), partial(_filed_rows, owner, name, rows, part))
        for part in _parts(range(len(rows)), ROWS)
    )


def _parts(items: Sequence[_T], count: int) -> Iterator[Sequence[_T]]:
    return (items[first : first + count] for first in range(0, len(items), count))


def _said(sheet: ScoredEvaluation) -> tuple[str, bytes]:
    return sheet.evaluation.code, sheet.said


def _scores_of(owner: tuple[str, int], sheets: Iterable[ScoredEvaluation]) -> Iterator[Record]:
    return (owner + tuple(map(plain.plain, line)) for sheet in sheets for line in plain.scores(sheet))


def _filed_rows(
    owner: tuple[str, int], name: str, rows: Sequence[Row], places: Sequence[int]
) -> Iterator[Record]:
    return (owner + values for values in plain.values(name, take(rows, places)))


def _filed(table: Table) -> Offer:
    codes = tuple(column.head for column in table.columns if column.unique)
    heads = tuple(
        OfferedHead(
            plain.head(table, column.field),
            _TYPES.get(column.kind, "string"),  # type: ignore[arg-type]
            column.note,
            "%" if column.kind == "rate" else _(_UNITS.get(column.kind, "")),
            required=column.required and column.kind != "text",  # a text may say 无
            choices=column.choices,
            refers=_referred(column.refers),
        )
        for column in table.columns
    )
    key = tuple(head.name for head in _OWNER) + codes if codes else ()
    return Offer(table.name, _(table.title), _(table.purpose), _OWNER + heads, key)


def _referred(name: str) -> tuple[str, str] | None:
    """The table ``name`` and the head of its codes."""
    table = next((table for table in TABLES if table.name == name), None)
    return (name, next(column.head for column in table.columns if column.unique)) if table else None


def _scores() -> Offer:
    numbers = (OfferedHead(head, "number", unit=_("分")) for head in ("分值", "填报得分", "复算得分"))
    heads = (*_OWNER, _SHEET, OfferedHead("指标编码"), OfferedHead("指标"), *numbers, OfferedHead("算式"))
    return Offer("scores", _("得分复算"), _("每项指标的填报得分、复算得分与算式"), heads)


def _reviews() -> Offer:
    means = (OfferedHead(head, "number", unit=_("分")) for head in ("填报平均分", "复算平均分"))
    placed = (OfferedHead("算式"), OfferedHead("名次", "integer"), OfferedHead("等级"))
    return Offer(
        "review_scores", _("复核复算"), _("复核平均分、名次与算式"), (*_OWNER, _UNIT, *means, *placed)
    )


def _findings() -> Offer:
    names = (
        "code", "severity", "region", "year", "unit", "project", "item", "filed", "computed", "reconciles",
        "message", "explanations", "file", "row", "column",
    )  # fmt: skip
    heads = tuple(OfferedHead(head, "integer" if head in {"year", "row"} else "string") for head in names)
    return Offer("findings", _("检查结果"), _("填报数与复算数不同之处，及单位说明"), heads)


def _finding(item: Finding) -> Record:
    found = plain.finding(item)
    explained = "；".join(explanation.text_ for explanation in item.explanations)
    source = (item.source.file, item.source.row, item.source.column)
    del found["source"]
    return (*(found | {"explanations": explained}).values(), *source)
