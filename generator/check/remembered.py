"""What was found in each score sheet, so that one that is what it was need not be looked at again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import NamedTuple

from generator.check.beside import Beside
from generator.model import Finding, Problem, Row, ScoredEvaluation, ScoredFiling, column, numbers
from generator.records import dataclass


class KnownSheet(NamedTuple):
    """All that the checks of a sheet look at, and what they found.

    ``said``: of the sheet (``ScoredEvaluation.said``); ``rows``: where its indicators stand, which findings
    name; ``told``: fingerprint of its own row, and of the problems that speak of it.
    """

    said: bytes
    rows: tuple[int, ...]
    told: bytes
    found: tuple[Finding, ...]


KnownSheets = Mapping[str, KnownSheet]
"""By the code of a sheet."""
_TOLD = frozenset({"evaluations", "problems"})
"""The tables of which ``told`` is made."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was found in a filing, to be found again where it is what it was."""

    sheets: KnownSheets = field(default_factory=dict)
    beside: Beside | None = None


class Sheets:
    """The sheets of one filing, and those of ``before`` that are what they were."""

    def __init__(self, scored: ScoredFiling, before: KnownSheets) -> None:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for code, number in zip(*_placed(scored), strict=True):
            rows[code].append(number)
        self._filed = scored.filing.problems
        as_before = before if scored.filing.unchanged >= _TOLD else {}
        self._now = {
            sheet.evaluation.code: KnownSheet(
                sheet.said, tuple(rows.get(sheet.evaluation.code, ())), self._told(sheet, as_before), ()
            )
            for sheet in scored.evaluations
        }
        self.known = {
            code: before[code].found
            for code, now in self._now.items()
            if code in before and before[code][:3] == now[:3]
        }
        """What was found in those that are what they were."""

    def _told(self, sheet: ScoredEvaluation, before: KnownSheets) -> bytes:
        head = sheet.evaluation
        if head.code in before:
            return before[head.code].told
        problems = (self._problems.get(owner, []) for owner in ((head.code,), (head.unit, head.project)))
        said = [_said(head), *(list(map(_said, own)) for own in problems)]
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).digest()

    @cached_property
    def _problems(self) -> Mapping[tuple[str, ...], list[Problem]]:
        """By the code of the sheet that they name, else by unit and project."""
        found: defaultdict[tuple[str, ...], list[Problem]] = defaultdict(list)
        for problem in self._filed:
            owner = (problem.evaluation,) if problem.evaluation else (problem.unit, problem.project)
            found[owner].append(problem)
        return found

    def remembered(self, findings: Iterable[Finding], checks: Collection[str]) -> KnownSheets:
        """What to keep of all ``findings``: those of ``checks``, the codes of checks of single sheets."""
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            if finding.code in checks:
                found[finding.item.partition("/")[0]].append(replace(finding, explanations=()))
        return {code: now._replace(found=tuple(found.get(code, ()))) for code, now in self._now.items()}


def _placed(scored: ScoredFiling) -> tuple[Sequence[str], Sequence[int]]:
    """Of each indicator the code of its sheet, and the number of its row."""
    rows = scored.filing.indicators
    return column(rows, "evaluation"), numbers(rows)


def _said(row: Row) -> tuple[object, ...]:
    return row.origin.row, row.origin.cells, row.origin.heading.said
