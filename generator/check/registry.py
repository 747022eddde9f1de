"""What a check is: a function with a code, a title, a severity and a remedy, that yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pkgutil import resolve_name
from typing import Any

from generator.check.case import Case
from generator.check.findings import DIFFERS, NOTE, ROUNDING, SEVERITIES, Found
from generator.model import Finding
from generator.records import dataclass

__all__ = ["DIFFERS", "NOTE", "ROUNDING", "SEVERITIES", "Case", "Check", "Found", "finds"]


@dataclass(frozen=True, slots=True)
class Check:
    """A check. ``title`` and ``remedy`` are catalogue words, translated where they are printed."""

    code: str
    severity: str
    title: str
    remedy: str
    function: Callable[[Case], Iterator[Found]]

    def __reduce__(self) -> tuple[Callable[[str], Any], tuple[str]]:
        """By its name: a check stands where its function would."""
        return resolve_name, (f"{self.function.__module__}:{self.function.__name__}",)

    def __call__(self, case: Case) -> Iterator[Finding]:
        """The findings in ``case``, complete but for explanations. Never raises or prints."""
        filing = case.filing
        for found in self.function(case):
            yield Finding(
                code=self.code,
                severity=found.severity or self.severity,
                region=filing.region.code,
                year=filing.year,
                unit=found.unit,
                project=found.project,
                item=found.item,
                filed=found.filed,
                computed=found.computed,
                reconciles=found.reconciles,
                message=found.message,
                source=found.source,
            )


def finds(
    *, code: str, severity: str, title: str, remedy: str
) -> Callable[[Callable[[Case], Iterator[Found]]], Check]:
    """Make a ``Check`` of the function below it."""

    def made(function: Callable[[Case], Iterator[Found]]) -> Check:
        return Check(code, severity, title, remedy, function)

    return made
