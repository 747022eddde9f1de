"""Reviews: the mean over the documents present, its arithmetic, rank and grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.figures import known, round_half_up
from generator.model import Review, Scheme, ScoredReview
from generator.score.case import added, written
from generator.score.totals import grade, mean_of


def score_reviews(schemes: Mapping[str, Scheme], reviews: Sequence[Review]) -> tuple[ScoredReview, ...]:
    """The reviews of one filing, in their order.

    The mean is rounded half up to the scheme's places. Rank is by the rounded mean, highest first;
    units with the same mean share a rank, are ``tied``, and the ranks after them are left out
    (1, 2, 2, 4). A unit without any document has no mean and rank 0.
    """
    means = [_mean(schemes[review.scheme], review) for review in reviews]
    count = Counter(mean for mean in means if mean is not None)
    return tuple(
        ScoredReview(
            review,
            schemes[review.scheme],
            mean,
            _arithmetic(review, mean),
            1 + sum(times for other, times in count.items() if other > mean) if mean is not None else 0,
            mean is not None and count[mean] > 1,
            grade(schemes[review.scheme], mean),
        )
        for review, mean in zip(reviews, means, strict=True)
    )


def _documents(review: Review) -> list[Decimal]:
    filed = (review.self_sheet, review.project_report, review.whole_report, review.monitoring)
    return [score for score in map(known, filed) if score is not None]


def _mean(scheme: Scheme, review: Review) -> Decimal | None:
    mean = mean_of(_documents(review))
    return None if mean is None else round_half_up(mean, scheme.digits)


def _arithmetic(review: Review, mean: Decimal | None) -> str:
    if mean is None:
        return ""
    present = _documents(review)
    share = f"{written(sum(present, Decimal(0)))} ÷ {len(present)} = {written(mean)}"
    return share if len(present) == 1 else f"{added(present)}; {share}"
