"""Which filings get a fault, and which: at the stated rate, apart from all other draws."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Generic

from generator.sample.bureau_faults import DISTRICT_FAULTS, FOLLOWUP_FAULTS, MONEY_FAULTS, STATED_FAULTS
from generator.sample.departments import Bureau
from generator.sample.editing import Spoiler, T
from generator.sample.project_faults import PROJECT_FAULTS
from generator.sample.tables import Rows


class Faults:
    """The faults of one filing, one in ``rate`` of all cases.

    A case is a project, a department's money, what it states, what follows, and each list of the region.

    ``rng`` serves nothing else, so that what has no fault reads the same whatever the rate.
    """

    def __init__(self, rng: Random, rate: float) -> None:
        self._rng = rng
        self._rate = rate
        self._of_project = _Deck(PROJECT_FAULTS)
        self._of_bureau = [_Deck(part) for part in (MONEY_FAULTS, STATED_FAULTS, FOLLOWUP_FAULTS)]

    def of_bureau(self, bureau: Bureau) -> None:
        """Faults of a department's own rows and of its projects'."""
        for deck in self._of_bureau:
            if self._hit():
                deck.spoil(self._rng, bureau)
        for project in bureau.projects:
            if self._hit():
                self._of_project.spoil(self._rng, project)

    def of_district(self, rows: Rows) -> None:
        """Faults of what the finance office files about the region: any of each kind."""
        for fault in DISTRICT_FAULTS:
            if self._hit():
                fault(self._rng, rows)

    def _hit(self) -> bool:
        return self._rng.random() < self._rate


class _Deck(Generic[T]):
    """Faults in a drawn order, each once before any comes again, so that few cases show many kinds."""

    def __init__(self, faults: Sequence[Spoiler[T]]) -> None:
        self._all = faults
        self._left: list[Spoiler[T]] = []

    def spoil(self, rng: Random, item: T) -> None:
        """Put the next fault that can into ``item``; none where no kind of all can."""
        fresh = sorted(self._all, key=lambda _fault: rng.random())
        for fault in (*self._left, *fresh):
            if fault(rng, item):
                break
        else:
            return
        self._left = self._left or fresh
        if fault in self._left:
            self._left.remove(fault)
