"""Checks: what does not agree in a filing, what the rule gives, and what would reconcile them.

A check is one pure function with a code, a title, a severity and a remedy; see ``registry``. It
reports and never alters a filed figure (DOMAIN section 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import localcontext
from functools import partial
from typing import Final

from generator import forks
from generator.check import (
    answers,
    coverage,
    disclosure,
    funds,
    groups,
    limits,
    lists,
    progress,
    reviews,
    scores,
    sums,
    targets,
    ties,
    totals,
    weights,
)
from generator.check.registry import DIFFERS, NOTE, ROUNDING, SEVERITIES, Case, Check
from generator.model import Explanation, Finding, ScoredFiling, Site

__all__ = ["CHECKS", "DIFFERS", "NOTE", "ROUNDING", "SEVERITIES", "Check", "check", "ordered"]

_PRECISION: Final = 60
"""Digits of arithmetic: enough to round whatever sums and ratios of accepted figures give."""
_MANY: Final = 5_000
"""Indicators from which on it pays to share the checks out."""
_THEMES: Final = (
    weights,
    scores,
    totals,
    targets,
    funds,
    progress,
    sums,
    groups,
    coverage,
    lists,
    reviews,
    ties,
    limits,
    disclosure,
    answers,
)
CHECKS: Final = tuple(item for theme in _THEMES for item in vars(theme).values() if isinstance(item, Check))
"""Every check, in the order of the method page; the last looks at what the others found."""


def check(site: Site, scored: Sequence[ScoredFiling]) -> tuple[Finding, ...]:
    """All findings of all filings, by region, year, unit, project, code and item.

    Each carries the explanations that name its code, unit, project and item. Nothing is printed,
    and no figure makes a check raise.
    """
    with localcontext(prec=_PRECISION):
        found = [finding for filing in scored for finding in _filing(site, filing)]
    return tuple(sorted(found, key=ordered))


def ordered(finding: Finding) -> tuple[str, int, str, str, str, str, int]:
    """What findings are sorted by."""
    f = finding
    return f.region, f.year, f.unit, f.project, f.code, f.item, f.source.row


def _filing(site: Site, scored: ScoredFiling) -> list[Finding]:
    *first, last = CHECKS
    case = Case(scored, site)
    found = list(_found(case, first))
    found += last(replace(case, found=tuple(found)))
    explanations: dict[answers.Key, list[Explanation]] = {}
    for row in scored.filing.explanations:
        explanations.setdefault(answers.explained(row), []).append(row)
    return [replace(f, explanations=tuple(explanations.get(answers.key_of(f), ()))) for f in found]


def _found(case: Case, checks: Sequence[Check]) -> Iterator[Finding]:
    """What ``checks`` find, in their order; of many rows, in workers over all cores."""
    if len(case.filing.indicators) < _MANY or forks.cores() == 1:
        for item in checks:
            yield from item(case)
        return
    case.prepare()
    workers = forks.cores()
    portions = [checks[number::workers] for number in range(workers)]
    done = dict(forks.each([partial(_all, case, portion) for portion in portions]))
    for index in range(len(checks)):
        yield from done[index % workers][index // workers]


def _all(case: Case, checks: Sequence[Check]) -> list[tuple[Finding, ...]]:
    with localcontext(prec=_PRECISION):
        return [tuple(item(case)) for item in checks]
