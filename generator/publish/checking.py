"""The findings of one region and year alone, for those who want no pages: nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from generator import forks
from generator.check import check_sheets, checked_apart
from generator.load import Faults, Folder, Plan, read_folder
from generator.model import Evaluation, Filing, Finding, ScoredFiling, Site
from generator.score import score_heads, score_sheets

_MANY = 400
"""Score sheets from which on it pays to share them out."""


def checked(plan: Plan, folder: Folder) -> tuple[Faults, tuple[Finding, ...]]:
    """Only the faults of one filing, or else its findings; scores are let go, and made over all cores."""
    filing, faults = read_folder(plan, folder)
    if len(faults) or len(plan.faults):
        return faults, ()
    site, sheets = plan.site(filing), filing.evaluations
    cores = forks.cores()
    portions = 2 * cores if cores > 1 and len(sheets) >= _MANY else 1
    in_sheets = [partial(_in_sheets, site, filing, sheets[n::portions]) for n in range(portions)]
    return faults, checked_apart(site, score_heads(site, filing), in_sheets)


def _in_sheets(site: Site, filing: Filing, evaluations: Sequence[Evaluation]) -> list[Finding]:
    """What is found in some of the score sheets."""
    sheets = score_sheets(site, filing, evaluations, None)
    return check_sheets(site, ScoredFiling(filing, sheets, (), {}))
