"""Checks: what does not agree in a filing, what the rule gives, and what would reconcile them.

A check is one pure function with a code, a title, a severity and a remedy; see ``registry``. It
reports and never alters a filed figure (DOMAIN section 5).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import localcontext
from functools import partial
from itertools import chain
from typing import Any, Final

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
from generator.check.beside import Beside
from generator.check.registry import DIFFERS, NOTE, ROUNDING, SEVERITIES, Case, Check
from generator.check.remembered import Known, Sheets
from generator.model import Explanation, Finding, ScoredFiling, Site, Watch

__all__ = [
    "BY_SHEET",
    "CHECKS",
    "DIFFERS",
    "NOTE",
    "ROUNDING",
    "SEVERITIES",
    "Check",
    "Known",
    "check",
    "check_again",
    "check_sheets",
    "checked_apart",
    "ordered",
]

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
BY_SHEET: Final = frozenset(
    item.code
    for theme in (weights, scores, totals, targets)
    for item in vars(theme).values()
    if isinstance(item, Check)
)
"""Checks that look at one score sheet after another: of some sheets they find what they find of those."""
CHECKS: Final = tuple(item for theme in _THEMES for item in vars(theme).values() if isinstance(item, Check))
"""Every check, in the order of the method page; the last looks at what the others found."""
_IN_SHEETS: Final = tuple(item for item in CHECKS[:-1] if item.code in BY_SHEET)
_BESIDE: Final = tuple(item for item in CHECKS[:-1] if item.code not in BY_SHEET)


def check(site: Site, scored: Sequence[ScoredFiling]) -> tuple[Finding, ...]:
    """All findings of all filings, by region, year, unit, project, code and item.

    Each carries the explanations that name its code, unit, project and item. Nothing is printed,
    and no figure makes a check raise.
    """
    found: list[Finding] = []
    for filing in scored:
        case = Case(filing, site)
        in_sheets, beside = _found(case)
        found += _answered(case, [*in_sheets, *beside.findings])
    return tuple(sorted(found, key=ordered))


def check_again(site: Site, scored: ScoredFiling, before: Known) -> tuple[tuple[Finding, ...], Known]:
    """As ``check`` of one filing, and what to remember of it; ``before`` is what was remembered last time.

    Sheets that are what they were are not looked at: what was found in them is found again. So is what was
    found beside them, where the tables in which it was looked for did not change.
    """
    sheets, case, beside = Sheets(scored, before.sheets), Case(scored, site), before.beside
    known = sheets.known
    if known:
        fresh = tuple(sheet for sheet in scored.evaluations if sheet.evaluation.code not in known)
        found = _flat(Case(replace(scored, evaluations=fresh), site), _IN_SHEETS)
        found += chain.from_iterable(known.values())
        if beside is None or not beside.stands(scored.filing):
            beside = _beside(case)
    else:
        found, beside = _found(case)
    findings = tuple(sorted(_answered(case, [*found, *beside.findings]), key=ordered))
    return findings, Known(sheets.remembered(findings, BY_SHEET), beside)


def check_sheets(site: Site, scored: ScoredFiling) -> list[Finding]:
    """What is found in the score sheets of ``scored``, which may be some of those filed.

    For ``checked_apart``, which puts it together with what stands beside the sheets.
    """
    return _flat(Case(scored, site), _IN_SHEETS)


def checked_apart(
    site: Site, scored: ScoredFiling, in_sheets: Sequence[Callable[[], list[Finding]]]
) -> tuple[Finding, ...]:
    """As ``check``, where ``in_sheets`` give what ``check_sheets`` finds, each in some of the sheets.

    Of the sheets of ``scored`` only the heads are looked at. What is beside them is checked at the
    same time, in workers over all cores; nothing but findings comes back from them.
    """
    case = Case(scored, site)
    tasks: list[Callable[[], list[Finding]]] = [partial(_flat, case, _BESIDE), *in_sheets]
    found = list(chain.from_iterable(forks.all_of(tasks)))
    return tuple(sorted(_answered(case, found), key=ordered))


def ordered(finding: Finding) -> tuple[str, int, str, str, str, str, int]:
    """What findings are sorted by."""
    f = finding
    return f.region, f.year, f.unit, f.project, f.code, f.item, f.source.row


def _answered(case: Case, found: list[Finding]) -> list[Finding]:
    """``found``, what the last check finds in it, and to each the explanations that name it."""
    found += _flat(replace(case, found=tuple(found)), CHECKS[-1:])
    explanations: dict[answers.Key, list[Explanation]] = {}
    for row in case.filing.explanations:
        explanations.setdefault(answers.explained(row), []).append(row)
    return [replace(f, explanations=tuple(explanations.get(answers.key_of(f), ()))) for f in found]


def _found(case: Case) -> tuple[list[Finding], Beside]:
    """What is found in the sheets and beside them; of many rows, in workers over all cores."""
    if len(case.filing.indicators) < _MANY or forks.cores() == 1:
        return _flat(case, _IN_SHEETS), _beside(case)
    case.prepare()
    workers = forks.cores()
    portions = [partial(_flat, case, _IN_SHEETS[number::workers]) for number in range(workers)]
    tasks: list[Callable[[], Any]] = [partial(_beside, case), *portions]
    beside, *in_sheets = forks.all_of(tasks)
    return list(chain.from_iterable(in_sheets)), beside


def _beside(case: Case) -> Beside:
    """What is found beside the sheets."""
    watch = Watch(case.scored)
    found = tuple(_flat(Case(watch.scored, case.site), _BESIDE))
    return Beside(watch.tables, found)


def _flat(case: Case, checks: Sequence[Check]) -> list[Finding]:
    """What ``checks`` find."""
    with localcontext(prec=_PRECISION):
        return [finding for item in checks for finding in item(case)]
