"""Sums, means and grades."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from generator.figures import Number, known, round_half_up
from generator.model import First, Scheme, Scored, Sums, leaves_of


def grade(scheme: Scheme, total: Number | None) -> str:
    """The word of the first band that ``total`` reaches, highest first; "" without a total or band.

    Bands are half-open upwards, so that 89.5 has a place. A lower bound belongs to its band unless
    the scheme says 否; where the scheme does not say (未说明) it is taken to belong.
    """
    score = known(total)
    if score is None:
        return ""
    for band in scheme.bands:
        if score > band.lower or (score == band.lower and band.closed is not False):
            return band.grade
    return ""


def mean_of(values: Iterable[Number | None]) -> Decimal | None:
    """The mean over the values present, not rounded; 无, —, / and blank are not zero. None if none is."""
    present = [value for value in map(known, values) if value is not None]
    return sum(present, Decimal(0)) / len(present) if present else None


def sums_of(scheme: Scheme, tree: tuple[Scored, ...]) -> Sums:
    """What the indicators of ``tree`` add up to by ``scheme``."""
    leaves = leaves_of(tree)
    firsts = tuple(map(first_of, tree))
    return Sums(leaf_sum(leaves), leaf_weight(leaves), computed_total(scheme, leaves), firsts)


def first_of(group: Scored) -> First:
    """Of a group the full score stated and the score filed, else those of its leaves with a score.

    Computed: the leaves' sum with the computed score wherever the rule gives one, the filed score elsewhere.
    """
    leaves = leaves_of((group,))
    return First(
        _added(_weights(leaves)) if group.weight is None else group.weight,
        leaf_sum(leaves) if group.filed is None else group.filed,
        _added([value for leaf in leaves if (value := _value(leaf)) is not None]),
    )


def leaf_sum(leaves: Sequence[Scored]) -> Decimal | None:
    """Sum of the filed scores, None where none is filed."""
    return _added([leaf.filed for leaf in leaves if leaf.filed is not None])


def leaf_weight(leaves: Sequence[Scored]) -> Decimal:
    """Sum of the full scores of the leaves whose score is filed."""
    return sum(_weights(leaves), Decimal(0))


def _weights(leaves: Sequence[Scored]) -> list[Decimal]:
    return [leaf.weight for leaf in leaves if leaf.filed is not None and leaf.weight is not None]


def _added(values: Sequence[Decimal]) -> Decimal | None:
    """The sum, None where there is nothing to add."""
    return sum(values, Decimal(0)) if values else None


def computed_total(scheme: Scheme, leaves: Sequence[Scored]) -> Decimal | None:
    """The sum with the computed score wherever the rule gives one, the filed score elsewhere.

    A leaf with neither follows the scheme's ``missing``: 零分 and 不作规定 add nothing, 满分 adds its
    full score, 剔除重算 drops it and scales the rest up to the scheme's full score. None where
    nothing is filed, and where the rest has no full score to scale by. Rounded half up.
    """
    values = [(leaf, _value(leaf)) for leaf in leaves]
    present = [(leaf, value) for leaf, value in values if value is not None]
    absent = [leaf.weight for leaf, value in values if value is None and leaf.weight is not None]
    if not present:
        return None
    total = sum((value for _leaf, value in present), Decimal(0))
    if scheme.missing == "满分":
        total += sum(absent, Decimal(0))
    elif scheme.missing == "剔除重算" and absent:
        weight = sum((leaf.weight or Decimal(0) for leaf, _value in present), Decimal(0))
        if not weight or any(leaf.weight is None for leaf, _value in present):
            return None
        total = total * scheme.full / weight
    return round_half_up(total, scheme.digits)


def _value(leaf: Scored) -> Decimal | None:
    return leaf.filed if leaf.outcome.score is None else leaf.outcome.score
