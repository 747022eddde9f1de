"""Checks on numbered lists: no number left out, none used twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from generator.check.printed import listed
from generator.check.registry import NOTE, Case, Found, finds
from generator.figures import known
from generator.model import CarryOver, KeyEvaluation, Problem, Result, Review, TABLES_BY_NAME
from generator.words import N_, _

Numbered = CarryOver | KeyEvaluation | Problem | Result | Review
_OF_A_UNIT: Final = ("carryovers", "problems")
_OF_A_DOCUMENT: Final = ("key_evaluations", "reviews", "results")
"""Lists whose rows name many units and are numbered through."""


@finds(
    code="numbering-skipped",
    severity=NOTE,
    title=N_("序号不连续"),
    remedy=N_("补上缺少的行，或更正序号。"),
)
def numbering_skipped(case: Case) -> Iterator[Found]:
    """Numbers of a list run from 1 without a gap."""
    for table, rows in _lists(case):
        for (before, _row), (after, row) in pairwise([(0, rows[0][1]), *rows]):
            skipped = [str(number) for number in range(before + 1, after)]
            if skipped:
                words = _("{table}序号 {before} 之后是 {after}，缺 {skipped}")
                if not before:
                    words = _("{table}序号从 {after} 开始，缺 {skipped}")
                message = words.format(
                    table=_(TABLES_BY_NAME[table].title),
                    before=before,
                    after=after,
                    skipped=listed(skipped),
                )
                yield _found(table, row, str(after), str(before + 1), message)


@finds(
    code="numbering-repeated",
    severity=NOTE,
    title=N_("序号重复"),
    remedy=N_("更正重复的序号。"),
)
def numbering_repeated(case: Case) -> Iterator[Found]:
    """No number of a list stands twice."""
    for table, rows in _lists(case):
        for (before, _row), (number, row) in pairwise(rows):
            if number == before:
                words = _("{table}序号 {number} 出现不止一次")
                message = words.format(table=_(TABLES_BY_NAME[table].title), number=number)
                yield _found(table, row, str(number), str(number + 1), message)


def _lists(case: Case) -> Iterator[tuple[str, list[tuple[int, Numbered]]]]:
    """Each list with its rows in the order of their numbers."""
    for table in (*_OF_A_UNIT, *_OF_A_DOCUMENT):
        lists: dict[tuple[str, str], list[tuple[int, Numbered]]] = {}
        for row in case.filing.rows(table):
            number = known(row.number)
            if number is not None:
                unit = row.unit if table in _OF_A_UNIT else ""
                lists.setdefault((unit, row.document), []).append((int(number), row))
        for rows in lists.values():
            yield table, sorted(rows, key=lambda pair: pair[0])


def _found(table: str, row: Numbered, filed: str, computed: str, message: str) -> Found:
    key = f"{table}·{row.document}·{filed}" if row.document else f"{table}·{filed}"
    return Found(
        unit=row.unit,
        item=key,
        filed=filed,
        computed=computed,
        message=message,
        source=row.place("number"),
    )
