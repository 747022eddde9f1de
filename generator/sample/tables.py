"""The tables of one filing as they are written: columns by the model's own heads, rows as text."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from generator.model import TABLES_BY_NAME

if TYPE_CHECKING:
    from _csv import Writer

Line = list[str]
Rows = dict[str, list[Line]]
"""Rows of cells by table, in the order of ``COLUMNS``. They are lists: a fault alters single cells."""

_WRITTEN: Final = {
    "documents": "code title index_number publisher number written published topic validity",
    "units": "code name parent category budget remark document where",
    "projects": "code name unit operator category level purpose document where",
    "funds": "unit project source parent initial budget spent rate document where",
    "evaluations": "code kind unit project scheme total grade goal outcome evaluator document where",
    "indicators": "evaluation code name operator target actual weight score rule reason document where",
    "inputs": "evaluation indicator name reference",
    "progress": "unit project quarter schedule spent rate document where",
    "monitoring": "code unit project period initial spent rate expected remark document",
    "monitored_indicators": "monitoring name target actual expected cause explanation likelihood",
    "exante": "code unit project name necessity economy goals plan funding requested supported conclusion"
    " document",
    "key_evaluations": "number unit project name amount score grade scheme evaluator document",
    "reviews": "number unit scheme self_sheet project_report whole_report monitoring mean document",
    "results": "number stage unit project use content amount document",
    "problems": "number unit project evaluation indicator title problem lost measure state deadline closed"
    " document where",
    "carryovers": "number unit project amount source document where",
    "disclosures": "code unit stage item basis due published state ground count document",
    "groups": "unit stage counted by name lower lower_closed upper upper_closed count budget spent document",
    "coverages": "code unit stage counted due done due_money done_money rate claim document",
    "figures": "code unit project group name print measure document where",
    "ties": "code name left relation right base low high rule hint",
    "explanations": "check unit project item text_ by on",
    "corrections": "code unit project reference old new reason on",
}
COLUMNS: Final = {table: tuple(fields.split()) for table, fields in _WRITTEN.items()}
"""The fields of each table that the sample writes, in order."""


def at(table: str, field: str) -> int:
    """Where ``field`` stands in a row of ``table``."""
    return COLUMNS[table].index(field)


def heads(table: str) -> Line:
    """The heads of ``table``; money is in 万元."""
    columns = {column.field: column for column in TABLES_BY_NAME[table].columns}
    chosen = [columns[field] for field in COLUMNS[table]]
    return [f"{column.head}（万元）" if column.kind == "money" else column.head for column in chosen]


class Tables:
    """The CSV files of one filing, written row by row; a table without rows gets no file."""

    def __init__(self, folder: Path) -> None:
        self.rows = 0
        self._folder = folder
        self._writers: dict[str, Writer] = {}
        self._files = ExitStack()

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._files.close()

    def write(self, rows: Rows) -> None:
        """Add ``rows`` to the files of their tables."""
        for table, lines in rows.items():
            if lines:
                self._writer(table).writerows(lines)
                self.rows += len(lines)

    def without_rows(self) -> list[str]:
        """The tables that got no row, in the model's order."""
        return [table for table in COLUMNS if table not in self._writers]

    def _writer(self, table: str) -> Writer:
        if table not in self._writers:
            path = self._folder / f"{table}.csv"
            file = self._files.enter_context(path.open("w", encoding="utf-8", newline=""))
            self._writers[table] = csv.writer(file, lineterminator="\n")
            self._writers[table].writerow(heads(table))
        return self._writers[table]
