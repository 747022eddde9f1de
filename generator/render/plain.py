"""Rows as plain values for JSON, CSV and the pages' own data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from generator.figures import Missing, Reading
from generator.memo import Memo
from generator.model import (
    TABLES_BY_NAME,
    Finding,
    Plain,
    Row,
    ScoredEvaluation,
    ScoredReview,
    Table,
    walk,
)
from generator.render.views import FilingView
from generator.text import json_form, json_text


def plain(value: object) -> Plain:
    """A value for JSON: numbers as numbers, 无 and its like as printed, a blank as null."""
    return _PLAIN.get(type(value), _text)(value)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _text(value: object) -> str | None:
    return str(value) or None


_PLAIN: Mapping[type, Callable[[Any], Plain]] = {
    type(None): lambda value: value,
    Missing: lambda value: value.value or None,
    Decimal: _number,
    Reading: lambda value: value.text or None,
    date: date.isoformat,
}


def head(table: Table, field: str) -> str:
    """The head of a column in downloads: money is always in 万元."""
    column = next(c for c in table.columns if c.field == field)
    return f"{column.head}（万元）" if column.kind == "money" else column.head


def tables(view: FilingView, unit: str, project: str | None = None) -> dict[str, Any]:
    """All rows of one unit or project, by table."""
    own = ((name, view.of(view.filing.rows(name), unit, project)) for name in TABLES_BY_NAME)
    return {name: records(name, rows) for name, rows in own if rows}


def sheets(view: FilingView, unit: str, project: str = "") -> dict[str, Any]:
    """What stands in the sheets of a unit itself or of a project: indicators, watched ones, scores."""
    own = view.evaluations(unit, project)
    rows = {
        "indicators": [scored.row for sheet in own for scored in walk(sheet.tree) if scored.row is not None],
        "monitored_indicators": view.monitored(unit, project),
    }
    found: dict[str, Any] = {name: records(name, filed) for name, filed in rows.items() if filed}
    return found | {"scores": _lines_of(SCORES, chain.from_iterable(map(scores, own)))}


class Line(str):
    """A record as JSON on one line."""

    __slots__ = ()


def records(name: str, rows: Iterable[Row]) -> list[Line]:
    """``rows`` of the table ``name`` by heads, money in 万元."""
    heads, cells = _columns(name)
    return _lines_of(heads, map(cells, rows))


def _lines_of(heads: Sequence[str], rows: Iterable[tuple[object, ...]]) -> list[Line]:
    """A record of each of ``rows``, whose values stand below ``heads``."""
    form = json_form(*heads)
    return [Line(form % tuple([_JSON[type(value)](value) for value in row])) for row in rows]


_quoted: Memo[str, str] = Memo(lambda text: json_text(text or None))
"""Texts as JSON, a blank as null; most stand on several pages."""
_JSON: Memo[type, Callable[[Any], str]] = Memo(lambda _kind: lambda value: json_text(plain(value)))
"""How values of a type are written as JSON; the encoder itself takes ten times as long for a number."""
_JSON.update(
    {
        str: _quoted.__getitem__,
        Decimal: Memo(lambda value: repr(_number(value))).__getitem__,
        Reading: lambda value: _quoted[value.text],
        Missing: lambda value: _quoted[value.value],
        type(None): lambda _nothing: "null",
    }
)


def values(name: str, rows: Iterable[Row]) -> Iterator[tuple[Plain, ...]]:
    """The cells of ``rows`` of the table ``name``, money in 万元."""
    _heads, cells = _columns(name)
    return (tuple(map(plain, cells(row))) for row in rows)


@cache
def _columns(name: str) -> tuple[tuple[str, ...], Callable[[Row], tuple[object, ...]]]:
    """The heads of a table, and a function that gives the values below them."""
    table = TABLES_BY_NAME[name]
    fields = [column.field for column in table.columns]
    return tuple(head(table, field) for field in fields), attrgetter(*fields)


def finding(item: Finding) -> dict[str, Any]:
    """A finding in the published form: the same keys as ``disclose check --format json``."""
    return {
        "code": item.code,
        "severity": item.severity,
        "region": item.region,
        "year": item.year,
        "unit": item.unit,
        "project": item.project,
        "item": item.item,
        "filed": item.filed,
        "computed": item.computed,
        "reconciles": item.reconciles,
        "message": item.message,
        "explanations": [{"text": e.text_, "by": e.by, "date": plain(e.on)} for e in item.explanations],
        "source": {"file": item.source.file, "row": item.source.row, "column": item.source.column},
    }


SCORES = ("评价编号", "指标编码", "指标", "分值", "填报得分", "复算得分", "算式")
"""Heads of ``scores``."""


def scores(sheet: ScoredEvaluation) -> Iterator[tuple[object, ...]]:
    """The lines of a score sheet with filed and computed score."""
    code = sheet.evaluation.code
    for leaf in sheet.leaves():
        outcome = leaf.outcome
        yield code, leaf.code, leaf.name, leaf.weight, leaf.filed, outcome.score, outcome.arithmetic


def review(scored: ScoredReview) -> dict[str, Plain]:
    """A reviewed unit with filed and computed mean."""
    return {
        "单位编码": scored.review.unit,
        "填报平均分": plain(scored.review.mean),
        "复算平均分": plain(scored.mean) if scored.mean is not None else None,
        "算式": scored.arithmetic,
        "名次": scored.rank,
        "等级": scored.grade,
    }


def to_json(value: object) -> bytes:
    """``value`` as UTF-8 JSON that a person can read: each record on a line of its own."""
    return (_lines(value) + "\n").encode()


def _lines(value: object) -> str:
    """JSON with a line for each item of a list, and for each value of an object that holds one."""
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(item if type(item) is Line else json_text(item) for item in value) + "\n]"
    if isinstance(value, dict) and any(isinstance(item, list | dict) for item in value.values()):
        return "{\n" + ",\n".join(f"{json_text(key)}: {_lines(item)}" for key, item in value.items()) + "\n}"
    return json_text(value)
