"""Rows found by unit and project without going over all of them again for each page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from generator.model import take

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def grouped(items: Iterable[T], key: Callable[[T], K]) -> Mapping[K, tuple[T, ...]]:
    """``items`` by ``key``, each group in their order."""
    found: dict[K, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return {name: tuple(group) for name, group in found.items()}


class Owned(Generic[T]):
    """Items that belong to a unit, and to one of its projects or ("") to the unit itself."""

    def __init__(self, items: Sequence[T], owners: Iterable[tuple[str, str]]) -> None:
        """``owners``: unit and project of each of ``items``, which are looked at when they are asked for."""
        self._items = items
        self._by_owner: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_unit: defaultdict[str, list[int]] = defaultdict(list)
        for place, owner in enumerate(owners):
            self._by_owner[owner].append(place)
            self._by_unit[owner[0]].append(place)

    def of(self, unit: str, project: str | None = None) -> tuple[T, ...]:
        """Those of ``unit``; with ``project`` ("" for the unit's own) only those of it."""
        places = self._by_unit.get(unit) if project is None else self._by_owner.get((unit, project))
        return take(self._items, places) if places else ()
