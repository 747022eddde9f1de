"""Indicators of a project: what each measures, its target's usual size, and weights that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from random import Random
from typing import Final, NamedTuple

from generator.records import dataclass
from generator.sample.draws import between, chance, pick, some
from generator.sample.measures import (
    DEGREES,
    ECOLOGY,
    ECONOMIC,
    HARMLESS,
    LASTING,
    LIMITS,
    QUALITY,
    SATISFIED,
    TIMELY,
    UNIT_COSTS,
    ZEROS,
)
from generator.sample.vocabulary import Field

WORDS: Final = "words"
DEGREE: Final = "degree"
DATE: Final = "date"
FEWEST, MOST = 6, 14
"""Least and greatest number of indicators that a project fills in itself."""


class Measure(NamedTuple):
    """What an indicator measures. A tuple, because tens of thousands are made.

    ``sign`` is the operator of a number (≥ ≤ =), or WORDS, DEGREE (有效提升) or DATE. ``base`` is the usual
    target as a whole number of units of the last of ``places``; ``words`` target and actual in words.
    """

    name: str
    sign: str
    unit: str = ""
    base: int = 0
    places: int = 0
    words: tuple[str, str] = ("", "")


class Spec(NamedTuple):
    """An indicator that a project files every year: its code, weight and measure."""

    code: str
    weight: Decimal
    measure: Measure


def _counts(rng: Random, field: Field, count: int, _size: int) -> list[Measure]:
    return [
        Measure(name, "=" if chance(rng, 12) else "≥", unit, max(1, number * between(rng, 40, 180) // 100))
        for name, unit, number in some(rng, field.counts, count)
    ]


def _quality(rng: Random, _field: Field, count: int, _size: int) -> list[Measure]:
    return [
        Measure(name, "=" if rate == 100 and chance(rng, 40) else "≥", "%", rate * 10, 1)
        for name, rate in some(rng, QUALITY, count)
    ]


def _timely(rng: Random, _field: Field, count: int, _size: int) -> list[Measure]:
    found = [Measure("项目完成时限", DATE)] if chance(rng, 35) else []
    if chance(rng, 30):
        name, unit, number = pick(rng, LIMITS)
        found.append(Measure(name, "≤", unit, max(2, number * between(rng, 60, 150) // 100)))
    found += [Measure(name, "≥", "%", rate * 10, 1) for name, rate in some(rng, TIMELY, count)]
    return found[:count]


def _cost(rng: Random, _field: Field, count: int, size: int) -> list[Measure]:
    found = [Measure("项目总成本", "≤", "万元", size, 2)] if chance(rng, 55) else []
    for name, unit, number in some(rng, UNIT_COSTS, count):
        found.append(Measure(name, "≤", unit, max(2, number * between(rng, 50, 180) // 100)))
    return found[:count]


def _economic(rng: Random, _field: Field, count: int, _size: int) -> list[Measure]:
    return [
        Measure(name, "≥", unit, max(1, number * between(rng, 30, 200) // 100))
        for name, unit, number in some(rng, ECONOMIC, count)
    ]


def _social(rng: Random, field: Field, count: int, _size: int) -> list[Measure]:
    found = []
    if chance(rng, 30):
        name, unit = pick(rng, ZEROS)
        found.append(Measure(name, "=", unit))
    found += [Measure(effect, DEGREE, words=(pick(rng, DEGREES), "")) for effect in field.effects]
    return found[:count]


def _ecology(rng: Random, _field: Field, count: int, _size: int) -> list[Measure]:
    return [Measure(name, "≥", "%", rate * 10, 1) for name, rate in some(rng, ECOLOGY, count)]


def _lasting(rng: Random, _field: Field, count: int, _size: int) -> list[Measure]:
    return [
        Measure(name, WORDS, words=(target, actual)) for name, target, actual in some(rng, LASTING, count)
    ]


def _satisfied(rng: Random, _field: Field, count: int, _size: int) -> list[Measure]:
    return [Measure(name, "≥", "%", between(rng, 17, 19) * 50, 1) for name in some(rng, SATISFIED, count)]


def _harmless(index: int) -> Callable[[Random, Field, int, int], list[Measure]]:
    def made(_rng: Random, _field: Field, _count: int, _size: int) -> list[Measure]:
        name, state = HARMLESS[index]
        return [Measure(name, WORDS, words=(state, state))]

    return made


@dataclass(frozen=True, slots=True)
class _Node:
    """A second-level indicator: how many there are at least and at most, in how many of 100 projects."""

    code: str
    made: Callable[[Random, Field, int, int], list[Measure]]
    least: int
    most: int
    share: int = 100


_SHEETS: Final = {
    "national": (
        (50, (_Node("B1", _counts, 1, 3), _Node("B2", _quality, 1, 2), _Node("B3", _timely, 1, 1),
              _Node("B4", _cost, 1, 1, 70))),
        (30, (_Node("C1", _economic, 1, 1, 40), _Node("C2", _social, 1, 2), _Node("C3", _ecology, 1, 1, 35),
              _Node("C4", _lasting, 1, 1, 45))),
        (10, (_Node("D1", _satisfied, 1, 2),)),
    ),
    "national-cost": (
        (40, (_Node("B1", _counts, 1, 3), _Node("B2", _quality, 1, 2), _Node("B3", _timely, 1, 1))),
        (20, (_Node("C1", _cost, 1, 1), _Node("C2", _harmless(0), 1, 1, 25),
              _Node("C3", _harmless(1), 1, 1, 25))),
        (20, (_Node("D1", _economic, 1, 1, 40), _Node("D2", _social, 1, 2), _Node("D3", _ecology, 1, 1, 30),
              _Node("D4", _lasting, 1, 1, 50))),
        (10, (_Node("E1", _satisfied, 1, 2),)),
    ),
}  # fmt: skip
"""Of each scheme the weight of its first-level indicators and what stands below each; 10 are the
execution rate's. It is the tree of the project's own ``data/schemes``, which loading holds it to."""


def specs_of(rng: Random, scheme: str, field: Field, size: int) -> tuple[Spec, ...]:
    """Six to fourteen indicators whose weights add to 90 and, level by level, to the scheme's.

    ``size`` is the project's budget in hundredths of 万元. Not all weights are the same.
    """
    drawn = [_drawn(rng, nodes) for _weight, nodes in _SHEETS[scheme]]
    total = sum(drawn, Counter[_Node]()).total()
    drawn[0][_SHEETS[scheme][0][1][0]] += max(0, FEWEST - total) - max(0, total - MOST)
    groups = [
        (weight, _measures(rng, counts, field, size))
        for (weight, _nodes), counts in zip(_SHEETS[scheme], drawn, strict=True)
    ]
    weights = [split(rng, weight, len(measures)) for weight, measures in groups]
    if len({weight for group in weights for weight in group}) == 1:
        weights[0][0] += 1
        weights[0][-1] -= 1
    return tuple(
        Spec(code, weight, measure)
        for (_total, measures), group in zip(groups, weights, strict=True)
        for (code, measure), weight in zip(measures, group, strict=True)
    )


def split(rng: Random, total: int, count: int) -> list[Decimal]:
    """``count`` weights above 0 that add to ``total`` exactly, in halves or, evenly, in hundredths."""
    step = 100 if count > 2 and chance(rng, 12) else 2
    each, left = divmod(total * step, count)
    parts = [each + (index < left) for index in range(count)]
    for index in range(count if step == 2 else 0):
        other, moved = between(rng, 0, count - 1), between(rng, 0, max(1, each // 3))
        if parts[index] > moved:
            parts[index] -= moved
            parts[other] += moved
    return [_weight(part, step) for part in parts]


@cache
def _weight(part: int, step: int) -> Decimal:
    return Decimal(part) / step


def _drawn(rng: Random, nodes: tuple[_Node, ...]) -> Counter[_Node]:
    """How many indicators each of ``nodes`` has, in their order."""
    return Counter(
        {
            node: between(rng, node.least, node.most)
            for node in nodes
            if node.share == 100 or chance(rng, node.share)
        }
    )


def _measures(rng: Random, counts: Counter[_Node], field: Field, size: int) -> list[tuple[str, Measure]]:
    """The measures of one first-level indicator with their codes."""
    return [
        (f"{node.code}-{number}", measure)
        for node, count in counts.items()
        for number, measure in enumerate(node.made(rng, field, count, size), 1)
    ]
