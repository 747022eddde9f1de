"""Scores: what each scheme's rules give for what was filed, with the arithmetic. Nothing filed is altered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from generator.model import (
    Evaluation,
    Filing,
    Indicator,
    Input,
    ScoredEvaluation,
    ScoredFiling,
    Site,
)
from generator.score.case import Case
from generator.score.parts import RULES, apply
from generator.score.reviews import score_reviews
from generator.score.ties import run_example, score_tie
from generator.score.totals import computed_total, grade, leaf_sum, leaf_weight, mean_of
from generator.score.tree import tree_of

__all__ = ["RULES", "Case", "apply", "grade", "mean_of", "run_example", "score"]


def score(site: Site) -> tuple[ScoredFiling, ...]:
    """Every filing of ``site`` scored, in the order of ``site.filings``.

    Raises ``KeyError`` where a filing names a scheme that was not loaded.
    """
    return tuple(_scored_filing(site, filing) for filing in site.filings)


def _scored_filing(site: Site, filing: Filing) -> ScoredFiling:
    indicators: defaultdict[str, list[Indicator]] = defaultdict(list)
    inputs: defaultdict[str, defaultdict[str, list[Input]]] = defaultdict(lambda: defaultdict(list))
    for row in filing.indicators:
        indicators[row.evaluation].append(row)
    for item in filing.inputs:
        inputs[item.evaluation][item.indicator].append(item)

    def evaluated(evaluation: Evaluation) -> ScoredEvaluation:
        scheme, code = site.schemes[evaluation.scheme], evaluation.code
        tree = tree_of(filing, scheme, indicators[code], inputs[code])
        marks = grade(scheme, evaluation.total)
        bare = ScoredEvaluation(evaluation, scheme, tree, None, Decimal(0), marks, None)
        leaves = bare.leaves()
        return replace(
            bare,
            leaf_sum=leaf_sum(leaves),
            leaf_weight=leaf_weight(leaves),
            computed_total=computed_total(scheme, leaves),
        )

    return ScoredFiling(
        filing,
        tuple(evaluated(evaluation) for evaluation in filing.evaluations),
        score_reviews(site.schemes, filing.reviews),
        {tie.code: score_tie(site, filing, tie) for tie in filing.ties if tie.relation == "按规则"},
    )
