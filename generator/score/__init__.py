"""Scores: what each scheme's rules give for what was filed, with the arithmetic. Nothing filed is altered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from generator.model import (
    Evaluation,
    Filing,
    Indicator,
    Input,
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
from generator.score.inputs import Inputs, fed_by
from generator.score.parts import RULES, apply
from generator.score.remembered import Remembered, remembered, said_by
from generator.score.reviews import score_reviews
from generator.score.ties import run_example, score_tie
from generator.score.totals import grade, mean_of, sums_of
from generator.score.tree import tree_of

__all__ = [
    "RULES",
    "Case",
    "Remembered",
    "apply",
    "grade",
    "mean_of",
    "remembered",
    "run_example",
    "score",
    "score_heads",
    "score_sheets",
]


NOTHING: Final[Mapping[str, Remembered]] = {}


def score(site: Site, before: Mapping[str, Remembered] = NOTHING) -> tuple[ScoredFiling, ...]:
    """Every filing of ``site`` scored, in the order of ``site.filings``.

    ``before``: what is remembered of sheets, by code, made with the same schemes. Raises ``KeyError`` where a
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
    before: Mapping[str, Remembered] = NOTHING,
) -> tuple[ScoredEvaluation, ...]:
    """The sheets of ``evaluations``, all or some of those of ``filing``. ``before``, raises: as ``score``."""
    rows = filing.indicators
    places: defaultdict[str, list[int]] = defaultdict(list)
    inputs: defaultdict[str, defaultdict[str, list[Input]]] = defaultdict(lambda: defaultdict(list))
    for place, code in enumerate(column(rows, "evaluation")):
        places[code].append(place)
    for item in filing.inputs:
        inputs[item.evaluation][item.indicator].append(item)

    def evaluated(evaluation: Evaluation) -> ScoredEvaluation:
        scheme, own = site.schemes[evaluation.scheme], places.get(evaluation.code, ())
        fed = {code: fed_by(filing, items) for code, items in inputs.get(evaluation.code, {}).items()}
        sha = said_by(scheme, said(rows, own), fed)
        grow = partial(_grown, scheme, rows, own, fed)
        known = before.get(evaluation.code)
        if known and known.said == sha:
            sums = known.sums
        else:
            tree = grow()
            sums, grow = sums_of(scheme, tree), partial(tuple, tree)
        return ScoredEvaluation(evaluation, scheme, grade(scheme, evaluation.total), sums, grow, sha)

    return tuple(map(evaluated, evaluations))


def _grown(
    scheme: Scheme, rows: Sequence[Indicator], places: Sequence[int], fed: Mapping[str, Inputs]
) -> tuple[Scored, ...]:
    return tree_of(scheme, take(rows, places), fed)
