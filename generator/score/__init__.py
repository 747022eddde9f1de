"""Scores: what each scheme's rules give for what was filed, with the arithmetic. Nothing filed is altered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from generator.model import (
    Evaluation,
    Filing,
    Indicator,
    Input,
    ScoredEvaluation,
    ScoredFiling,
    Site,
    leaves_of,
)
from generator.score.case import Case
from generator.score.parts import RULES, apply
from generator.score.reviews import score_reviews
from generator.score.ties import run_example, score_tie
from generator.score.totals import computed_total, grade, leaf_sum, leaf_weight, mean_of
from generator.score.tree import tree_of

__all__ = [
    "RULES",
    "Case",
    "apply",
    "grade",
    "mean_of",
    "run_example",
    "score",
    "score_heads",
    "score_sheets",
]


def score(site: Site) -> tuple[ScoredFiling, ...]:
    """Every filing of ``site`` scored, in the order of ``site.filings``.

    Raises ``KeyError`` where a filing names a scheme that was not loaded.
    """
    return tuple(
        _scored_filing(site, filing, score_sheets(site, filing, filing.evaluations))
        for filing in site.filings
    )


def score_heads(site: Site, filing: Filing) -> ScoredFiling:
    """``filing`` scored but for its sheets: of each only the grade that its total gives, no tree."""
    heads = (
        ScoredEvaluation(row, scheme, (), None, Decimal(0), grade(scheme, row.total), None)
        for row in filing.evaluations
        for scheme in (site.schemes[row.scheme],)
    )
    return _scored_filing(site, filing, tuple(heads))


def _scored_filing(site: Site, filing: Filing, sheets: tuple[ScoredEvaluation, ...]) -> ScoredFiling:
    ties = {tie.code: score_tie(site, filing, tie) for tie in filing.ties if tie.relation == "按规则"}
    return ScoredFiling(filing, sheets, score_reviews(site.schemes, filing.reviews), ties)


def score_sheets(
    site: Site, filing: Filing, evaluations: Sequence[Evaluation]
) -> tuple[ScoredEvaluation, ...]:
    """The sheets of ``evaluations``, all or some of those of ``filing``. Raises as ``score`` does."""
    wanted = {row.code for row in evaluations}
    indicators: defaultdict[str, list[Indicator]] = defaultdict(list)
    inputs: defaultdict[str, defaultdict[str, list[Input]]] = defaultdict(lambda: defaultdict(list))
    for row in filing.indicators:
        if row.evaluation in wanted:
            indicators[row.evaluation].append(row)
    for item in filing.inputs:
        inputs[item.evaluation][item.indicator].append(item)

    def evaluated(evaluation: Evaluation) -> ScoredEvaluation:
        scheme, code = site.schemes[evaluation.scheme], evaluation.code
        tree = tree_of(filing, scheme, indicators[code], inputs[code])
        leaves = leaves_of(tree)
        return ScoredEvaluation(
            evaluation,
            scheme,
            tree,
            leaf_sum(leaves),
            leaf_weight(leaves),
            grade(scheme, evaluation.total),
            computed_total(scheme, leaves),
        )

    return tuple(map(evaluated, evaluations))
