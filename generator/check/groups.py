"""Checks on counts by group (分类汇总) and on the bounds of groups and grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from generator.check.printed import Printed, listed, read, say, verdict
from generator.check.registry import DIFFERS, NOTE, Case, Found, finds
from generator.check.sums import sum_reconciles
from generator.figures import known, show
from generator.model import TOTAL, Group, Scheme
from generator.words import N_, _

_COLUMNS: Final = ("count", "budget", "spent")
Key = tuple[str, str, str, str]


@finds(
    code="counts-differ",
    severity=DIFFERS,
    title=N_("分类之和与合计不符"),
    remedy=N_("核对各类的数量和金额；同一分类方式应覆盖全部对象。"),
)
def counts_differ(case: Case) -> Iterator[Found]:
    """Rows of one 分类方式 add to the 合计 row of the same unit, stage and counted objects."""
    groups = _grouped(case)
    for (unit, stage, counted, by), rows in groups.items():
        totals = groups.get((unit, stage, counted, TOTAL), [])
        if by != TOTAL and totals:
            for column in _COLUMNS:
                yield from _counts(totals[0], rows, column)


@finds(
    code="band-edge",
    severity=NOTE,
    title=N_("分档界限没有归属或归属两档"),
    remedy=N_("写明界限值归入哪一档，如「大于等于 80、小于 90」。"),
)
def band_edge(case: Case) -> Iterator[Found]:
    """A bound that belongs to no group or to two, or of which nothing is stated; also of grades."""
    for (unit, stage, counted, by), rows in _grouped(case).items():
        edges = _edges(rows)
        if edges:
            words = _("{stage}按「{by}」分类：{edges}")
            yield Found(
                unit=unit,
                item=f"{stage}·{counted}·{by}",
                filed=listed([row.name for row in rows]),
                message=say(words, stage=stage, by=by, edges=_("；").join(edges)),
                source=rows[0].place("name"),
            )
    yield from _scheme_edges(case)


def _grouped(case: Case) -> dict[Key, list[Group]]:
    found: dict[Key, list[Group]] = {}
    for group in case.filing.groups:
        found.setdefault((group.unit, group.stage, group.counted, group.by), []).append(group)
    return found


def _counts(whole: Group, rows: Sequence[Group], column: str) -> Iterator[Found]:
    left = read(whole, column)
    found = [(row.name, read(row, column)) for row in rows]
    right = [replace(printed, name=name) for name, printed in found if printed is not None]
    if left is None or len(right) < len(rows):
        return
    computed = sum((part.value for part in right), Decimal(0))
    severity = verdict(left, computed, _slack(right))
    if severity:
        words = _("{stage}{counted}的{column}合计为{filed}；按「{by}」分{count}类相加为{computed}")
        yield Found(
            unit=whole.unit,
            item=f"{whole.stage}·{whole.counted}·{rows[0].by}·{left.name}",
            filed=left.shown,
            computed=left.like(computed),
            reconciles=sum_reconciles(left, right, severity),
            message=say(
                words,
                stage=whole.stage,
                counted=whole.counted,
                column=left.name,
                filed=left.shown,
                by=rows[0].by,
                count=len(right),
                computed=left.like(computed),
            ),
            source=left.place,
            severity=severity,
        )


def _slack(parts: Sequence[Printed]) -> Decimal:
    return sum((part.slack for part in parts), Decimal(0))


def _edges(rows: Sequence[Group]) -> list[str]:
    """What is wrong with each bound between the groups, in words, from the highest down."""
    rows = [row for row in rows if known(row.lower) is not None or known(row.upper) is not None]
    bounds = [known(end) for row in rows for end in (row.lower, row.upper)]
    unstated, homeless, shared = [], [], []
    for edge in sorted({bound for bound in bounds if bound is not None}, reverse=True):
        stated = [_holds(row, edge) for row in rows]
        if not _outermost(rows, edge) and None in stated:
            unstated.append(show(edge))
        elif not _outermost(rows, edge) and True not in stated:
            homeless.append(show(edge))
        elif stated.count(True) > 1:
            shared.append(show(edge))
    said = (
        (unstated, _("恰为{edges}的归入哪一类没有说明")),
        (homeless, _("恰为{edges}的不归入任何一类")),
        (shared, _("恰为{edges}的归入不止一类")),
    )
    return [say(words, edges=listed(edges)) for edges, words in said if edges]


def _outermost(rows: Sequence[Group], edge: Decimal) -> bool:
    """Whether nothing lies on one side of ``edge``: the end of the scale, as 0 or 100."""
    lowers = [known(row.lower) for row in rows]
    uppers = [known(row.upper) for row in rows]
    below = all(lower is not None and lower >= edge for lower in lowers)
    return below or all(upper is not None and upper <= edge for upper in uppers)


def _holds(row: Group, edge: Decimal) -> bool | None:
    """Whether the group holds ``edge``; None where it is its bound and nothing is stated."""
    lower, upper = known(row.lower), known(row.upper)
    for bound, closed in ((lower, row.lower_closed), (upper, row.upper_closed)):
        if bound == edge:
            return {"是": True, "否": False}.get(closed)
    return (lower is None or lower < edge) and (upper is None or edge < upper)


def _scheme_edges(case: Case) -> Iterator[Found]:
    """Grades whose lower bound is not said to belong, of every scheme that the filing uses.

    The lowest grade is left out: nothing lies below its bound.
    """
    users: dict[str, tuple[str, Scheme]] = {}
    for sheet in case.scored.evaluations:
        users.setdefault(sheet.scheme.code, (sheet.evaluation.unit, sheet.scheme))
    for scored in case.scored.reviews:
        users.setdefault(scored.scheme.code, (scored.review.unit, scored.scheme))
    for code, (unit, scheme) in users.items():
        unstated = [show(band.lower) for band in scheme.bands[:-1] if band.closed is None]
        if unstated:
            words = _("评分方案「{scheme}」没有说明恰为{edges}分的归入哪一等级")
            yield Found(
                unit=unit,
                item=code,
                filed=listed([band.grade for band in scheme.bands]),
                message=say(words, scheme=scheme.name, edges=listed(unstated)),
                source=scheme.place,
            )
