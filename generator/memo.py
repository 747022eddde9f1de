"""What was made of a key, kept: to ask for it takes no call of Python's where it was asked for before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V]):
    """What ``make`` gives for each key. Where more than ``most`` are kept, all are forgotten."""

    def __init__(self, make: Callable[[K], V], most: int = 50_000) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, key: K) -> V:
        if len(self) >= self._most:
            self.clear()
        made = self[key] = self._make(key)
        return made
