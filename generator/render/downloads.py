"""Which tables are offered to take away, and the rows that a region and year gives to each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import TABLES, Finding, Offer, OfferedHead, Record, Table
from generator.render import plain
from generator.render.views import FilingView
from generator.words import N_, _

_TYPES = {
    "money": "number", "number": "number", "score": "number", "rate": "number", "integer": "integer",
    "date": "date",
}  # fmt: skip
_UNITS = {"money": N_("万元"), "score": N_("分")}
_OWNER = (OfferedHead("地区编码", required=True), OfferedHead("年度", "integer", required=True))
_SHEET = OfferedHead("评价编号", required=True, refers=("evaluations", "评价编号"))
_UNIT = OfferedHead("单位编码", required=True, refers=("units", "单位编码"))


def offers() -> tuple[Offer, ...]:
    """All tables as filed, then the computed scores, reviews and findings; in the language in use."""
    return (*map(_filed, TABLES), _scores(), _reviews(), _findings())


def offered_rows(name: str, view: FilingView) -> Iterator[Record]:
    """What ``view``'s region and year adds to the table ``name``, the cells in the order of its heads."""
    owner = (view.filing.region.code, view.filing.year)
    if name == "scores":
        return (
            owner + tuple(map(plain.plain, line))
            for sheet in view.scored.evaluations
            for line in plain.scores(sheet)
        )
    if name == "review_scores":
        return (owner + tuple(plain.review(one).values()) for one in view.scored.reviews)
    if name == "findings":
        return map(_finding, view.findings)
    return (owner + values for values in plain.values(name, view.filing.rows(name)))


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
