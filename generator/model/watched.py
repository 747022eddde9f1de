"""Which tables something is made of, noted while it is made, to know later whether it would be the same."""

from __future__ import annotations

from dataclasses import field, fields
from typing import Any, Final

from generator.model.results import Filing, ScoredFiling
from generator.records import dataclass

_SCORED: Final = frozenset({"evaluations", "reviews", "ties"})
"""Tables of which the scores are made that stand beside a filing."""
_NOTED: Final = frozenset(one.name for one in fields(Filing)) - {"region", "year", "unchanged"}
"""The tables, and what ``filing.yml`` says: that is in no table, and so is never known to be unchanged."""


@dataclass(frozen=True)
class _Watched(Filing):
    """A filing that notes the names of what is asked for."""

    asked: set[str] = field(default_factory=set)

    def __getattribute__(self, name: str) -> Any:
        """The attribute, noted where it is filed."""
        if name in _NOTED:
            super().__getattribute__("asked").add(name)
        return super().__getattribute__(name)


class Watch:
    """``scored``, of its sheets only the heads, without what was worked out of the filing before.

    ``tables``: names of those asked for so far, and of those of which scores are made; what is asked for of
    ``filing.yml`` counts as a table that always changes. What is made of the
    filing, and of scores but for ties by rule, would be the same where those are unchanged; who looks at
    the score of such a tie must resolve its sides in the filing too.
    """

    def __init__(self, scored: ScoredFiling) -> None:
        filing = scored.filing
        watched = _Watched(**{one.name: getattr(filing, one.name) for one in fields(Filing)})
        heads = tuple(sheet.head() for sheet in scored.evaluations)
        self._asked = watched.asked
        self.scored = ScoredFiling(watched, heads, scored.reviews, scored.ties)

    @property
    def tables(self) -> frozenset[str]:
        """The tables that alone decide on what was made."""
        return _SCORED | self._asked
