"""Checks: what does not agree in a filing, what the rule gives, and what would reconcile them.

A check is one pure function with a code, a title, a severity and a remedy; see ``registry``. It
reports and never alters a filed figure (DOMAIN section 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import localcontext
from typing import Final

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

__all__ = ["CHECKS", "DIFFERS", "NOTE", "ROUNDING", "SEVERITIES", "Check", "check"]

_PRECISION: Final = 60
"""Digits of arithmetic: enough to round whatever sums and ratios of accepted figures give."""
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
    return tuple(
        sorted(found, key=lambda f: (f.region, f.year, f.unit, f.project, f.code, f.item, f.source.row))
    )


def _filing(site: Site, scored: ScoredFiling) -> list[Finding]:
    *first, last = CHECKS
    case = Case(scored, site)
    found = [finding for item in first for finding in item(case)]
    found += last(replace(case, found=tuple(found)))
    explanations: dict[answers.Key, list[Explanation]] = {}
    for row in scored.filing.explanations:
        explanations.setdefault(answers.explained(row), []).append(row)
    return [replace(f, explanations=tuple(explanations.get(answers.key_of(f), ()))) for f in found]
