"""What was found in each score sheet, so that one that is what it was need not be looked at again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.check.beside import Beside
from generator.model import Finding, Problem, Row, ScoredEvaluation, ScoredFiling, column, numbers

KnownSheets = Mapping[str, tuple[bytes, tuple[Finding, ...]]]
"""By the code of a sheet: fingerprint of all that its checks look at, and what they found."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was found in a filing, to be found again where it is what it was."""

    sheets: KnownSheets = field(default_factory=dict)
    beside: Beside | None = None


class Sheets:
    """The fingerprints of the sheets of one filing."""

    def __init__(self, scored: ScoredFiling) -> None:
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        self._problems: defaultdict[tuple[str, ...], list[Problem]] = defaultdict(list)
        rows = scored.filing.indicators
        for code, number in zip(column(rows, "evaluation"), numbers(rows), strict=True):
            self._rows[code].append(number)
        for problem in scored.filing.problems:
            owner = (problem.evaluation,) if problem.evaluation else (problem.unit, problem.project)
            self._problems[owner].append(problem)
        self.keys = {sheet.evaluation.code: self._key(sheet) for sheet in scored.evaluations}

    def _key(self, sheet: ScoredEvaluation) -> bytes:
        """Where rows stand is in it, as findings name it."""
        head = sheet.evaluation
        problems = self._problems[head.code,], self._problems[head.unit, head.project]
        said = [sheet.said, self._rows[head.code], _said(head), *(list(map(_said, own)) for own in problems)]
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).digest()

    def known(self, before: KnownSheets) -> dict[str, tuple[Finding, ...]]:
        """What was found in those sheets that are what they were."""
        return {
            code: before[code][1]
            for code, key in self.keys.items()
            if code in before and before[code][0] == key
        }

    def remembered(self, findings: Iterable[Finding], checks: Collection[str]) -> KnownSheets:
        """What to keep of all ``findings``: those of ``checks``, the codes of checks of single sheets."""
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            if finding.code in checks:
                found[finding.item.partition("/")[0]].append(replace(finding, explanations=()))
        return {code: (key, tuple(found[code])) for code, key in self.keys.items()}


def _said(row: Row) -> tuple[object, ...]:
    return row.origin.row, row.origin.cells, row.origin.heading.said
