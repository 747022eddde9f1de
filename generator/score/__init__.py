"""Scores: what each scheme's rules give for what was filed, with the arithmetic. Nothing filed is altered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from generator.model import (
    Evaluation,
    Filing,
    Indicator,
    Scheme,
    Scored,
    ScoredEvaluation,
    ScoredFiling,
    Site,
    column,
    said,
    take,
)
from generator.score.case import Case
from generator.score.inputs import Inputs, fed_from
from generator.score.parts import RULES, apply
from generator.score.remembered import KnownScores, fed_by, remembered, said_by
from generator.score.reviews import score_reviews
from generator.score.ties import run_example, score_tie
from generator.score.totals import grade, mean_of, sums_of
from generator.score.tree import tree_of

__all__ = [
    "RULES",
    "Case",
    "KnownScores",
    "apply",
    "grade",
    "mean_of",
    "remembered",
    "run_example",
    "score",
    "score_heads",
    "score_sheets",
]


NOTHING: Final = KnownScores()
Feed = Callable[[], Mapping[str, Inputs]]
"""What ``inputs.csv`` feeds the indicators of a sheet, by code, found when it is asked for."""


def score(site: Site, before: KnownScores = NOTHING) -> tuple[ScoredFiling, ...]:
    """Every filing of ``site`` scored, in the order of ``site.filings``.

    ``before``: what is remembered of sheets, made with the same schemes. Raises ``KeyError`` where a
    filing names a scheme that was not loaded.
    """
    return tuple(
        _scored_filing(site, filing, score_sheets(site, filing, filing.evaluations, before))
        for filing in site.filings
    )


def score_heads(site: Site, filing: Filing) -> ScoredFiling:
    """``filing`` scored but for its sheets: of each only the grade that its total gives, no tree."""
    heads = (
        ScoredEvaluation(row, scheme, grade(scheme, row.total))
        for row in filing.evaluations
        for scheme in (site.schemes[row.scheme],)
    )
    return _scored_filing(site, filing, tuple(heads))


def _scored_filing(site: Site, filing: Filing, sheets: tuple[ScoredEvaluation, ...]) -> ScoredFiling:
    ties = {tie.code: score_tie(site, filing, tie) for tie in filing.ties if tie.relation == "按规则"}
    return ScoredFiling(filing, sheets, score_reviews(site.schemes, filing.reviews), ties)


def score_sheets(
    site: Site,
    filing: Filing,
    evaluations: Sequence[Evaluation],
    before: KnownScores | None = NOTHING,
) -> tuple[ScoredEvaluation, ...]:
    """The sheets of ``evaluations``, all or some of those of ``filing``. Raises as ``score``.

    ``before``: as ``score`` has it; None: none will be remembered, and so none has a fingerprint.
    """
    rows, fed_as_before = filing.indicators, before is not None and before.feeds(filing)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, code in enumerate(column(rows, "evaluation")):
        places[code].append(place)
    feeding = _feeding(filing)

    def evaluated(evaluation: Evaluation) -> ScoredEvaluation:
        code, scheme = evaluation.code, site.schemes[evaluation.scheme]
        own, known = places.get(code, ()), before.sheets.get(code) if before else None
        feed: Feed = partial(_fed, filing, feeding.get(code, {}))
        if known and fed_as_before:
            fed = known.fed
        else:
            feed = partial(dict, feed())
            fed = fed_by(feed())
        sha = b"" if before is None else said_by(scheme, said(rows, own), fed)
        grow = partial(_grown, scheme, rows, own, feed)
        if known and known.said == sha:
            sums = known.sums
        else:
            tree = grow()
            sums, grow = sums_of(scheme, tree), partial(tuple, tree)
        return ScoredEvaluation(evaluation, scheme, grade(scheme, evaluation.total), sums, grow, sha, fed)

    return tuple(map(evaluated, evaluations))


def _feeding(filing: Filing) -> Mapping[str, Mapping[str, list[int]]]:
    """Where the rows of ``inputs.csv`` stand, by the codes of evaluation and indicator."""
    found: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    owners = zip(*(column(filing.inputs, name) for name in ("evaluation", "indicator")), strict=True)
    for place, (evaluation, indicator) in enumerate(owners):
        found[evaluation][indicator].append(place)
    return found


def _fed(filing: Filing, feeding: Mapping[str, Sequence[int]]) -> dict[str, Inputs]:
    """What the rows at the places of ``feeding`` feed each indicator."""
    return {code: fed_from(filing, take(filing.inputs, places)) for code, places in feeding.items()}


def _grown(
    scheme: Scheme, rows: Sequence[Indicator], places: Sequence[int], feed: Feed
) -> tuple[Scored, ...]:
    return tree_of(scheme, take(rows, places), feed())
