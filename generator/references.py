"""References: how a tie or a rule's input points to ledger figures and to rows of the tables.

``F01`` is the ledger figure with that code. ``funds[单位编码=health,资金来源=合计].全年执行数`` is
a column of the rows for which each named column prints exactly that text (blank matches blank); several
rows are added. Without a column, ``carryovers[资金性质=区级项目]`` stands for the rows themselves, to be
counted.
A minus sign in front subtracts. References are separated by ";". Nothing is evaluated.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import repeat

from generator.figures import MONEY_UNITS, Reading, known, narrow, parse_number
from generator.model import TABLES_BY_NAME, Column, Figure, Filing, Place, Row, Table, take, texts
from generator.records import dataclass
from generator.words import _

_ROWS = re.compile(r"(?P<table>[a-z_]+)\[(?P<where>[^\]]*)\](?:\.(?P<head>.+))?")


class UnresolvedError(ValueError):
    """A reference that points to nothing; the text says what was looked for."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one reference stands for.

    ``value``: its figure without the sign, money in 万元, None where the cell holds no number.
    ``count``: number of rows selected. ``measure``: unit as printed (元, 万元, %, 人 …).
    """

    reference: str
    sign: int
    name: str
    value: Decimal | None
    text: str
    measure: str
    count: int
    place: Place

    @property
    def signed(self) -> Decimal | None:
        """The value with its sign."""
        return None if self.value is None else self.sign * self.value


@lru_cache(50_000)
def split(references: str) -> tuple[str, ...]:
    """The single references of a cell; ";" and "；" both separate."""
    return tuple(part for part in (p.strip() for p in re.split("[;；]", references)) if part)


def resolve(filing: Filing, references: str) -> tuple[Term, ...]:
    """The terms of a cell, in order. Raises ``UnresolvedError`` for one that points to nothing."""
    known, terms = filing.terms, []
    for reference in split(references):
        term = known.get(reference)
        if term is None:
            term = known[reference] = _term(filing, reference)
        terms.append(term)
    return tuple(terms)


def tables_of(cells: Iterable[str]) -> frozenset[str]:
    """The names of the tables that decide on what the references in ``cells`` come to."""
    matches = (_ROWS.fullmatch(one.lstrip("-−").strip()) for cell in cells for one in split(cell))
    return frozenset({"figures"} | {match["table"] for match in matches if match})


def total(terms: tuple[Term, ...]) -> Decimal | None:
    """Sum of the signed values, None where one of them is missing or there is none."""
    values = [term.signed for term in terms]
    if not values or any(value is None for value in values):
        return None
    return sum((value for value in values if value is not None), Decimal(0))


def figure_value(figure: Figure) -> Decimal | None:
    """A ledger figure's value: money in 万元, everything else as printed; None if it is no number."""
    try:
        number = parse_number(narrow(figure.print).removesuffix("%"))
    except ValueError:
        return None
    return number * MONEY_UNITS.get(figure.measure, Decimal(1))


def _term(filing: Filing, reference: str) -> Term:
    sign, bare = (-1, reference[1:].strip()) if reference[:1] in "-−" else (1, reference)
    figure = filing.figure_by_code.get(bare)
    if figure is not None:
        value, place = figure_value(figure), figure.place("print")
        return Term(bare, sign, figure.name, value, figure.print, figure.measure, 1, place)
    match = _ROWS.fullmatch(bare)
    table = TABLES_BY_NAME.get(match["table"]) if match else None
    if match is None or table is None:
        raise UnresolvedError(
            _("引用「{reference}」不是台账编号，也不是 表[列=值].列").format(reference=bare)
        )
    rows = _select(filing, table, match["where"], bare)
    if match["head"] is None:
        value = Decimal(len(rows))
        return Term(bare, sign, table.title, value, str(len(rows)), "", len(rows), rows[0].place())
    return _sum(table, _column(table, match["head"], bare), rows, bare, sign)


def _select(filing: Filing, table: Table, where: str, reference: str) -> tuple[Row, ...]:
    wanted: list[tuple[Column, str]] = []
    for condition in filter(None, re.split("[,，]", where)):
        head, equals, text = condition.partition("=")
        if not equals:
            raise UnresolvedError(_("引用「{reference}」的条件应为 列=值").format(reference=reference))
        wanted.append((_column(table, head.strip(), reference), text.strip()))
    fields = tuple(column.field for column, _text in wanted)
    places = _index(filing, table.name, fields).get(tuple(narrow(text) for _column, text in wanted))
    if not places:
        raise UnresolvedError(_("引用「{reference}」没有找到任何行").format(reference=reference))
    return take(filing.rows(table.name), places)


def _index(filing: Filing, table: str, fields: tuple[str, ...]) -> Mapping[tuple[str, ...], list[int]]:
    """Places of rows by what their fields print. A city's filing has thousands of references to as many."""
    made = filing.indexes.get((table, *fields))
    if made is None:
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        rows = filing.rows(table)
        columns = [map(narrow, texts(rows, name)) for name in fields]
        for place, key in enumerate(zip(*columns, strict=True) if columns else repeat((), len(rows))):
            found[key].append(place)
        made = filing.indexes[table, *fields] = dict(found)
    return made


def _column(table: Table, head: str, reference: str) -> Column:
    column = table.by_head(head)
    if column is None:
        message = _("引用「{reference}」：表 {table} 没有「{head}」列")
        raise UnresolvedError(message.format(reference=reference, table=table.name, head=head))
    return column


def _sum(table: Table, column: Column, rows: tuple[Row, ...], reference: str, sign: int) -> Term:
    values = [_number(getattr(row, column.field)) for row in rows]
    complete = all(value is not None for value in values)
    value = sum((v for v in values if v is not None), Decimal(0)) if complete else None
    text = rows[0].text(column.field) if len(rows) == 1 else ""
    head = rows[0].origin.heading.heads.get(column.field, column.head)
    unit = re.search(r"[（(](.+)[）)]", head)
    measure = unit.group(1) if unit else "%" if column.kind == "rate" else ""
    name = f"{table.title}·{column.head}"
    return Term(reference, sign, name, value, text, measure, len(rows), rows[0].place(column.field))


def _number(value: object) -> Decimal | None:
    if isinstance(value, Reading):
        return value.number
    return known(value) if isinstance(value, Decimal) else None
