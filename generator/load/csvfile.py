"""One CSV file as the rows of one table, with the row numbers that a spreadsheet shows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from io import StringIO
from pathlib import Path

from generator.figures import Missing, parse_reading
from generator.load.cells import CellError, Parsed, empty, parser
from generator.load.decoding import decode, read_text
from generator.load.faults import Faults
from generator.load.heads import Heads, read_heads
from generator.load.privacy import CANDIDATE, personal, suspect
from generator.model import Cells, Column, Line, OnDemand, Place, Row, Table, Values
from generator.records import dataclass
from generator.text import column_letter
from generator.words import _

Record = tuple[int, list[str]]
"""A row's number, the first being 1, and its cells."""

LONGEST = 131_072
"""Characters of a cell: nothing that is filed is longer, and a quote that was not closed soon is."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a table. ``complete``: no row is lacking, so a code not found does not exist."""

    rows: Sequence[Row] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class _Field:
    """A column as it stands in one file: where (the last, blank cell if it is not there), parsed how."""

    column: Column
    index: int
    values: Parsed
    blank: object


def sound_table(content: bytes, file: str, table: Table) -> OnDemand[Row]:
    """The rows in ``content``, of a file in which no fault was found; looked at when they are asked for."""

    def cells() -> Cells:
        faults = Faults()
        records, _complete = _records(decode(content) or "", file, faults)
        heads = read_heads(records[0][1], file, table, faults)
        return _cells(_even(records, heads, file, faults), heads, table, None)

    return OnDemand(table.row, cells)


def read_table(path: Path, file: str, table: Table, faults: Faults) -> Read:
    """The rows of ``table`` in the CSV file at ``path``; ``file`` is its name in faults and places.

    A cell at fault leaves its field empty, so that what depends on the other cells is looked at too.
    """
    text = read_text(path, file, faults)
    if text is None:
        return Read(complete=False)
    records, complete = _records(text, file, faults)
    if complete and (not records or records[0][0] != 1):
        faults.add(Place(file, 1), "", "", _("没有表头"), _("第一行应为各列的名称"))
    if not records or records[0][0] != 1:
        return Read(complete=False)
    heads = read_heads(records[0][1], file, table, faults)
    kept = _even(records, heads, file, faults)
    if suspect(text):
        _scan(records[:1] + kept, heads, table, faults)
    return Read(_rows(kept, heads, table, faults), complete and len(kept) == len(records) - 1)


def _records(text: str, file: str, faults: Faults) -> tuple[list[Record], bool]:
    """The rows that are not blank throughout, and whether the file could be read to its end."""
    records: list[Record] = []
    number = 0
    csv.field_size_limit(LONGEST)  # the whole process has one, and other libraries lift it
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            if cells and (cells[0].strip() or any(map(str.strip, cells))):
                records.append((number, cells))
    except csv.Error as error:
        place = Place(file, number + 1)
        if str(error).startswith("field larger"):
            faults.add(place, "", "", _("单元格过长"), _("每格至多 {count} 字").format(count=LONGEST))
        else:
            remedy = _("含逗号、引号或换行的内容前后各加一个引号，内容中的引号写两遍")
            faults.add(place, "", "", _("引号不成对，其后各行未读"), remedy)
        return records, False
    return records, True


def _even(records: list[Record], heads: Heads, file: str, faults: Faults) -> list[Record]:
    """The rows below the heads that have as many cells, without what was dropped."""
    width, below = len(records[0][1]), records[1:]
    if not heads.dropped and not heads.nameless and {len(cells) for _number, cells in below} <= {width}:
        return below
    kept = []
    for number, cells in below:
        if len(cells) != width:
            expected = _("有 {count} 格，表头有 {heads} 格").format(count=len(cells), heads=width)
            faults.add(Place(file, number), "", "", expected, _("各行格数应与表头相同，含逗号的内容加引号"))
            continue
        for index in heads.dropped:
            cells[index] = ""
        for index in heads.nameless:
            if cells[index].strip():
                place = Place(file, number, column_letter(index))
                faults.add(place, "", cells[index], _("所在列没有列名"), _("请在表头写明列名，或清空该列"))
        kept.append((number, cells))
    return kept


def _scan(records: list[Record], heads: Heads, table: Table, faults: Faults) -> None:
    """Look for personal data in every cell but numbers of money, which may have as many digits."""
    money = {
        heads.heading.positions[column.field]: Parsed(parser(column, heads.unit))
        for column in table.columns
        if column.kind == "money" and column.field in heads.heading.positions
    }
    for number, cells in records:
        for index, cell in enumerate(cells):
            if not CANDIDATE.search(cell) or (index in money and _holds(money[index], cell)):
                continue
            for label, masked in personal(cell):
                place = Place(heads.heading.file, number, column_letter(index))
                faults.add_personal(place, "", masked, label)


def _holds(values: Parsed, cell: str) -> bool:
    try:
        return not isinstance(values[cell], Missing)
    except CellError:
        return False


def _rows(records: list[Record], heads: Heads, table: Table, faults: Faults) -> Sequence[Row]:
    if not records:
        return ()
    cells = _cells(records, heads, table, faults)
    return OnDemand(table.row, lambda: cells)


def _cells(records: list[Record], heads: Heads, table: Table, faults: Faults | None) -> Cells:
    """What stands in ``records``; a text that has no value is a fault, where they are looked for."""
    lines = [(number, tuple(cells)) for number, cells in records]
    columns = list(zip(*(cells for _number, cells in lines), strict=True))
    positions = heads.heading.positions
    fields = [
        _Field(column, positions.get(column.field, -1), Parsed(parser(column, heads.unit)), empty(column))
        for column in table.columns
    ]
    for field in fields:
        if field.index < 0:  # a required column that is lacking was reported once
            field.values[""] = field.blank
    texts = [columns[field.index] if field.index >= 0 else ("",) * len(lines) for field in fields]
    if faults is not None:
        wrong = [(field, _wrong(field, printed)) for field, printed in zip(fields, texts, strict=True)]
        _tell(lines, heads, [(field, errors) for field, errors in wrong if errors], faults)
    values = {
        field.column.field: Values(field.values.__getitem__, (printed,))
        for field, printed in zip(fields, texts, strict=True)
    }
    operator = _operator(heads, table)
    if operator is not None:
        values["target"] = Values(_reading, [columns[index] for index in operator])
    return Cells(heads.heading, lines, values)


def _wrong(field: _Field, texts: Iterable[str]) -> dict[str, CellError]:
    """What is wrong with those of ``texts`` that have no value; they stand as blank from here on."""
    if field.column.kind == "value":  # anything may stand there, and it is read when it is asked for
        return {}
    wrong = {}
    for text in set(texts):
        try:
            field.values[text]
        except CellError as error:
            wrong[text] = error
            field.values[text] = field.blank
    return wrong


def _tell(
    lines: Iterable[Line],
    heads: Heads,
    wrong: Sequence[tuple[_Field, Mapping[str, CellError]]],
    faults: Faults,
) -> None:
    """A fault for each cell with one of the texts that are ``wrong`` in its column."""
    for number, cells in lines if wrong else ():
        for field, errors in wrong:
            text = cells[field.index]
            if text in errors:
                place = Place(heads.heading.file, number, column_letter(field.index))
                faults.add(place, field.column.head, text, errors[text].expected, errors[text].remedy)


def _operator(heads: Heads, table: Table) -> tuple[int, int] | None:
    """Of a table whose targets have their operator in a column of its own: both columns."""
    positions = heads.heading.positions
    if table.name != "indicators" or not {"target", "operator"} <= positions.keys():
        return None
    return positions["target"], positions["operator"]


_reading = lru_cache(maxsize=100_000)(parse_reading)
