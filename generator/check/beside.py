"""What is found beside the score sheets, and in which tables it was looked for."""

from __future__ import annotations

from generator.model import Filing, Finding
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Beside:
    """``findings``, without explanations, and the names of the ``tables`` that alone decide on them."""

    tables: frozenset[str]
    findings: tuple[Finding, ...]

    def stands(self, filing: Filing) -> bool:
        """Whether it is what would be found in ``filing`` too."""
        return self.tables <= filing.unchanged
