"""Cells of an XLSX worksheet (ECMA-376 part 1, 18.3.1), without addresses: rows can stand anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from generator.model import Offer, Plain, Record

_LONGEST = 32_767
"""Characters that a spreadsheet can hold in a cell."""
_CUT = "…"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet, which counts a 29th of February 1900 that never was."""
_FIRST = date(1900, 3, 1)
"""From here on its count is right; an earlier day stays a text."""
DAY_STYLE, HEAD_STYLE = 1, 2
"""Numbers of styles in xl/styles.xml."""


def sheet_rows(offer: Offer, rows: Iterable[Record]) -> bytes:
    """``rows`` as elements of sheetData; a day that is one, as a day."""
    days = [index for index, head in enumerate(offer.heads) if head.type == "date"]
    made: dict[Plain, str] = {}  # many cells say the same
    lines = []
    for row in rows:
        cells = []
        for value in row:
            cell = made.get(value)
            if cell is None:
                cell = made[value] = _cell(value)
            cells.append(cell)
        for index in days:
            cells[index] = _day(row[index]) or cells[index]
        lines.append(f"<row>{''.join(cells)}</row>")
    return "".join(lines).encode()


def text_cell(value: str, style: int = 0) -> str:
    """A cell that holds text, never a formula. What is longer than a cell can be is cut, with 「…」."""
    if len(value) > _LONGEST:
        value = value[: _LONGEST - 1] + _CUT
    styled = f' s="{style}"' if style else ""
    kept = "" if value == value.strip() else ' xml:space="preserve"'
    return f'<c t="inlineStr"{styled}><is><t{kept}>{escaped(value)}</t></is></c>'


def escaped(text: str) -> str:
    """``text`` for XML, without the characters that XML cannot hold."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return _ILLEGAL.sub("", text)


def _cell(value: Plain) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        return text_cell(value)
    return f"<c><v>{value!r}</v></c>"


def _day(value: Plain) -> str:
    """The cell of a day, "" where ``value`` is none."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return ""
    return f'<c s="{DAY_STYLE}"><v>{(day - _EPOCH).days}</v></c>' if day >= _FIRST else ""
