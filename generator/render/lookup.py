"""Rows found by unit and project without going over all of them again for each page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

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

    def __init__(self, items: Sequence[T], owner: Callable[[T], tuple[str, str]]) -> None:
        self._by_owner = grouped(items, owner)
        self._by_unit = grouped(items, lambda item: owner(item)[0])

    def of(self, unit: str, project: str | None = None) -> tuple[T, ...]:
        """Those of ``unit``; with ``project`` ("" for the unit's own) only those of it."""
        return self._by_unit.get(unit, ()) if project is None else self._by_owner.get((unit, project), ())
