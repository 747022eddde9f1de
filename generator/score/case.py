"""What a rule is applied to, and how its arithmetic is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from generator.figures import round_half_up, show, trim
from generator.model import Outcome, Scheme
from generator.records import dataclass
from generator.words import _

HUNDRED = Decimal(100)
NOTHING: Mapping[str, str] = MappingProxyType({})
_T = TypeVar("_T")


class UnknownError(ValueError):
    """A score that cannot be computed; the text says why, in the language in use."""


@dataclass(frozen=True, slots=True)
class Case:
    """One indicator, or one part of it, as a rule sees it.

    ``weight`` is its full score, None where neither the scheme nor the filing states one.
    ``numbers`` and ``words`` are its inputs by name: rates in percent points, money in 万元, counts
    plain. ``reasons`` says of an input without a number why it has none. ``digits`` are the places
    of a score. ``over_from``: percent of the target above which over-completion deducts; None: it
    does not.
    """

    weight: Decimal | None
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    digits: int = 2
    over_from: Decimal | None = None

    @property
    def full(self) -> Decimal:
        """The full score. Raises ``UnknownError`` where none is stated."""
        if self.weight is None:
            raise UnknownError(_("分值没有填报，方案也没有规定"))
        return self.weight

    def take(self, *names: str) -> list[Decimal]:
        """The inputs with these names. Raises ``UnknownError`` naming every one without a number."""
        lacking = [name for name in names if name not in self.numbers]
        if lacking:
            plain = _("文件没有写明「{name}」")
            raise UnknownError(
                _("；").join(self.reasons.get(name) or plain.format(name=name) for name in lacking)
            )
        return [self.numbers[name] for name in names]

    def part(self, name: str, weight: Decimal) -> Case:
        """The case of the part ``name``: of its inputs 「name.input」 those after the point."""
        prefix = f"{name}."
        return replace(
            self,
            weight=weight,
            numbers=_below(self.numbers, prefix),
            words=_below(self.words, prefix),
            reasons=_below(self.reasons, prefix),
        )

    def computed(
        self, formula: str, exact: Decimal, names: tuple[str, ...], full: Decimal | None = None
    ) -> Outcome:
        """The outcome of a ``formula`` worth ``exact``: held in [0, full score], rounded half up.

        The arithmetic shows the step where the bounds change the value: 「8 − 4 × 3 = −4 → 0」.
        """
        top = self.full if full is None else full
        bounded = min(max(exact, Decimal(0)), top)
        shown, score = (round_half_up(value, self.digits) for value in (exact, bounded))
        score = min(score, top)
        arithmetic = f"{formula} = {written(shown)}"
        if score != shown:
            arithmetic += f" → {written(score)}"
        return Outcome(score, arithmetic, inputs=self.used(names))

    def given(self, condition: str, score: Decimal, names: tuple[str, ...]) -> Outcome:
        """The outcome of a ``condition`` that alone decides the score: 「98 ≥ 95 → 6」."""
        return Outcome(score, f"{condition} → {written(score)}", inputs=self.used(names))

    def used(self, names: tuple[str, ...]) -> dict[str, Decimal]:
        """The named inputs, for ``Outcome.inputs``."""
        return {name: self.numbers[name] for name in names}


def case_in(
    scheme: Scheme,
    weight: Decimal | None,
    numbers: Mapping[str, Decimal],
    words: Mapping[str, str],
    reasons: Mapping[str, str] = NOTHING,
) -> Case:
    """The case of an indicator with the places and the over-completion policy of ``scheme``.

    A policy 扣分 without a starting point deducts from 100 % of the target.
    """
    over_from = (scheme.over_from or HUNDRED) if scheme.over_completion == "扣分" else None
    return Case(weight, numbers, words, reasons, scheme.digits, over_from)


@lru_cache(maxsize=20_000)
def written(value: Decimal) -> str:
    """``value`` as arithmetic writes it: thousands separated, the minus sign of mathematics.

    >>> written(Decimal("-1234.50"))
    '−1,234.5'
    """
    return trim(show(value)).replace("-", "−")


def added(values: list[Decimal]) -> str:
    """The sum of ``values`` as arithmetic.

    >>> added([Decimal(35), Decimal(20), Decimal(43)])
    '35 + 20 + 43 = 98'
    """
    terms = " + ".join(written(value) for value in values)
    return terms if len(values) == 1 else f"{terms} = {written(sum(values, Decimal(0)))}"


def _below(named: Mapping[str, _T], prefix: str) -> dict[str, _T]:
    return {name.removeprefix(prefix): value for name, value in named.items() if name.startswith(prefix)}
