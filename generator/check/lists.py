"""Checks on numbered lists: no number left out, none used twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from generator.check.printed import listed, say
from generator.check.registry import NOTE, Case, Found, finds
from generator.figures import known
from generator.model import TABLES_BY_NAME, CarryOver, Filing, KeyEvaluation, Problem, Result, Review
from generator.words import N_, _

_MANY: Final = 5
Numbered = CarryOver | KeyEvaluation | Problem | Result | Review


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
            skipped = range(before + 1, after)
            if skipped:
                words = _("{table}序号{before}之后是{after}，缺{skipped}")
                if not before:
                    words = _("{table}序号从{after}开始，缺{skipped}")
                message = say(
                    words,
                    table=_(TABLES_BY_NAME[table].title),
                    before=before,
                    after=after,
                    skipped=_shown(skipped),
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
                words = _("{table}序号{number}出现不止一次")
                message = say(words, table=_(TABLES_BY_NAME[table].title), number=number)
                yield _found(table, row, str(number), str(number + 1), message)


def _lists(case: Case) -> Iterator[tuple[str, list[tuple[int, Numbered]]]]:
    """Each list with its rows in the order of their numbers."""
    for table, rows in _tables(case.filing).items():
        lists: dict[tuple[str, str], list[tuple[int, Numbered]]] = {}
        for row in rows:
            number = known(row.number)
            if number is not None:
                unit = row.unit if isinstance(row, CarryOver | Problem) else ""
                lists.setdefault((unit, row.document), []).append((int(number), row))
        for numbered in lists.values():
            yield table, sorted(numbered, key=lambda pair: pair[0])


def _tables(filing: Filing) -> dict[str, Sequence[Numbered]]:
    """The numbered tables: lists of one unit, and lists of one document that name many units."""
    return {
        "carryovers": filing.carryovers,
        "problems": filing.problems,
        "key_evaluations": filing.key_evaluations,
        "reviews": filing.reviews,
        "results": filing.results,
    }


def _shown(skipped: range) -> str:
    """The numbers one by one, or first and last where they are many."""
    if len(skipped) > _MANY:
        return f"{skipped[0]}–{skipped[-1]}"
    return listed([str(number) for number in skipped])


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
