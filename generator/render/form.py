"""The official form of a project (项目支出绩效自评表): its indicator rows with their levels joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model import Scored, ScoredEvaluation
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class FormRow:
    """An indicator's row. ``first`` and ``second``: names of the levels above it, "" where there is none.

    ``first_span`` and ``second_span``: how many rows that cell reaches over, 0 where one above covers it.
    """

    first: str
    second: str
    leaf: Scored
    first_span: int
    second_span: int


@dataclass(frozen=True, slots=True)
class Form:
    """What the form prints of a score sheet.

    ``execution``: the indicator of the execution rate, which the form prints beside the money, not among
    the rows; None where the scheme has none of the first level.
    """

    execution: Scored | None
    rows: tuple[FormRow, ...]


def form(sheet: ScoredEvaluation) -> Form:
    """The form of a score sheet; open groups in which nothing was filed have no row."""
    execution = next((item for item in sheet.tree if item.leaf and "执行率" in item.name), None)
    paths = [path for item in sheet.tree if item is not execution for path in _paths(item, ())]
    return Form(execution, tuple(_rows(paths)))


def _paths(item: Scored, above: tuple[str, ...]) -> Iterator[tuple[str, str, Scored]]:
    """Each leaf below ``item`` with the names of its first level and of what stands between."""
    if item.leaf:
        if item.row is not None or not item.node.open:
            first, between = (above[0], above[1:]) if above else ("", ())
            yield first, " · ".join(between), item
        return
    for child in item.children:
        yield from _paths(child, (*above, item.name))


def _rows(paths: Sequence[tuple[str, str, Scored]]) -> Iterator[FormRow]:
    for first, of_first in groupby(paths, key=lambda path: path[0]):
        group = list(of_first)
        first_span = len(group)
        for second, of_second in groupby(group, key=lambda path: path[1]):
            leaves = [leaf for _first, _second, leaf in of_second]
            for index, leaf in enumerate(leaves):
                yield FormRow(first, second, leaf, first_span, 0 if index else len(leaves))
                first_span = 0
