"""What a region and year adds to each table to take away, in every format, in blocks that are kept.

A block that is made of what it was made of before is taken from before, and so are the JSON and the
spreadsheet rows of one whose CSV is what it was. So one edited row is written again, with its neighbours, and
not the whole table.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from generator.memo import Memo
from generator.model import Offer, Portion, Record
from generator.take.cells import sheet_rows
from generator.take.deflated import Deflated, deflate
from generator.text import json_form


class Block(NamedTuple):
    """Rows one after the other, without heads: lines of CSV, records of JSON, rows of a spreadsheet.

    ``made_of``: as ``Portion.said``. ``sha``: of the CSV.
    """

    made_of: bytes
    sha: bytes
    rows: int
    csv: Deflated
    json: Deflated
    sheet: Deflated


Piece = tuple[Block, ...]
"""What one region and year adds to one table."""


def piece(offer: Offer, portions: Iterable[Portion], before: Piece = ()) -> Piece:
    """A block of each of ``portions``, that of ``before`` where it is made of the same or says the same."""
    known = {block.made_of: block for block in before if block.made_of}
    written = {block.sha: block for block in before}
    return tuple(known.get(part.said) or _block(offer, part, written) for part in portions)


def csv_lines(rows: Iterable[Record]) -> bytes:
    """Lines of CSV as RFC 4180 has them, in UTF-8; a blank where there is None."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _block(offer: Offer, part: Portion, written: Mapping[bytes, Block]) -> Block:
    rows = list(part.rows())
    lines = csv_lines(rows)
    sha = hashlib.sha256(lines).digest()
    same = written.get(sha)
    if same:
        return same if same.made_of == part.said else same._replace(made_of=part.said)
    records, sheet = deflate(_records(offer, rows)), deflate(sheet_rows(offer, rows))
    return Block(part.said, sha, len(rows), deflate(lines), records, sheet)


def _records(offer: Offer, rows: Iterable[Record]) -> bytes:
    """JSON objects by heads, each on a line of its own, a comma after each but the last."""
    form = json_form(*(head.name for head in offer.heads))
    return ",\n".join([form % tuple([_JSON[type(cell)](cell) for cell in row]) for row in rows]).encode()


_JSON: Mapping[type, Callable[[Any], str]] = {
    str: Memo(partial(json.dumps, ensure_ascii=False)).__getitem__,
    int: int.__repr__,
    float: float.__repr__,
    type(None): lambda _nothing: "null",
}
"""How a cell is written as JSON, most texts in many rows: the encoder takes half as long again for a row."""
