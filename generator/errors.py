"""What can go wrong and how it is said: faults of input, and one exit code per kind of failure.

Exit codes: 0 clean, 1 findings about figures, 2 wrong use of the command line (click's own),
3 faults of shape in the input, 4 personal data in the input, 5 the site could not be built.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from generator.records import dataclass
from generator.words import _

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_FAULTS = 3
EXIT_PRIVACY = 4
EXIT_BUILD = 5


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of shape: where it is, what stands there, what is expected, how to mend it.

    ``row`` is the row number and ``column`` the column letter that the spreadsheet shows; both are
    empty (0, "") where the fault concerns a whole file. For YAML, ``row`` is the line and
    ``column`` is empty.
    """

    file: str
    row: int
    column: str
    head: str
    value: str
    expected: str
    remedy: str = ""

    def __str__(self) -> str:
        """One line in plain words, in the language in use."""
        where = self.file
        if self.row:
            where += " " + _("第 {row} 行").format(row=self.row)
        if self.column:
            where += " " + _("{column} 列").format(column=self.column)
        if self.head:
            where += _("「{head}」").format(head=self.head)
        said = f"{where}: "
        if self.value:
            said += f'"{self.value}" '
        said += self.expected
        if self.remedy:
            said += _("；{remedy}").format(remedy=self.remedy)
        return said


class DiscloseError(click.ClickException):
    """A failure with words for the person at the keyboard; never a traceback."""

    exit_code = EXIT_BUILD


class FaultyDataError(DiscloseError):
    """All faults of shape found in the input, together."""

    exit_code = EXIT_FAULTS

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        lines = [_("输入数据有 {count} 处错误，未生成网站：").format(count=len(self.faults))]
        lines += [f"  {fault}" for fault in self.faults]
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[FaultyDataError], tuple[tuple[Fault, ...]]]:
        """Sent home from a worker by its faults, not by its words."""
        return type(self), (self.faults,)


class PersonalDataError(FaultyDataError):
    """Personal data (identity number, mobile number, bank card) stands in the input."""

    exit_code = EXIT_PRIVACY


class BuildError(DiscloseError):
    """The site could not be built; what was published before still stands."""

    exit_code = EXIT_BUILD
