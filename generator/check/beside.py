"""What is found beside the score sheets, and in which tables it was looked for."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from generator.check.case import Case
from generator.model import TABLES_BY_NAME, Filing, Finding, ScoredFiling

SCORED = frozenset({"evaluations", "reviews", "ties"})
"""Tables of which the scores that a check looks at are made; what ties point to, checks of ties look up."""


@dataclass(frozen=True, slots=True)
class Beside:
    """``findings``, without explanations, and the names of the ``tables`` that alone decide on them."""

    tables: frozenset[str]
    findings: tuple[Finding, ...]

    def stands(self, filing: Filing) -> bool:
        """Whether it is what would be found in ``filing`` too."""
        return self.tables <= filing.unchanged


@dataclass(frozen=True)
class Watched(Filing):
    """A filing that notes the names of the tables that are asked for."""

    asked: set[str] = field(default_factory=set)

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - as any attribute
        """The attribute, noted where it is a table."""
        if name in TABLES_BY_NAME:
            super().__getattribute__("asked").add(name)
        return super().__getattribute__(name)


def watched(case: Case) -> tuple[Case, set[str]]:
    """``case`` without what was worked out before, of the sheets only the heads; and what is asked of it."""
    filing, scored = case.filing, case.scored
    watching = Watched(**{one.name: getattr(filing, one.name) for one in fields(Filing)})
    heads = tuple(sheet.head() for sheet in scored.evaluations)
    return Case(ScoredFiling(watching, heads, scored.reviews, scored.ties), case.site), watching.asked
