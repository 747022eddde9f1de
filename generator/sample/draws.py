"""Draws: everything random comes from here, so that a seed gives the same bytes everywhere.

Only ``Random.random`` and whole numbers are used: both are the same in every Python and on every
machine, which floating-point powers and the library's own sampling are not promised to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def rng_of(*parts: object) -> Random:
    """The generator of one part of the sample (seed, region, year …), independent of all others."""
    return Random("/".join(map(str, parts)))  # noqa: S311 - a sample wants to be predictable


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``, both included."""
    return low + int(rng.random() * (high - low + 1))


def chance(rng: Random, percent: int) -> bool:
    """True in ``percent`` of a hundred draws."""
    return rng.random() * 100 < percent


def pick(rng: Random, choices: Sequence[T]) -> T:
    """One of ``choices``, each as likely as any other."""
    return choices[int(rng.random() * len(choices))]


def some(rng: Random, choices: Sequence[T], count: int) -> list[T]:
    """``count`` different ones of ``choices`` (all where there are fewer), in their own order."""
    if count == 1:
        return [pick(rng, choices)]
    left = list(choices)
    while len(left) > count:
        del left[int(rng.random() * len(left))]
    return left
