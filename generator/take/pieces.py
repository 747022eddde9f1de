"""What a region and year adds to each table to take away, in every format, in blocks that are kept.

A block of rows whose CSV is what it was before has the same JSON and the same spreadsheet rows: they are
taken from before. So one edited row is written again, with its neighbours, and not the whole table.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.model import Offer, Record
from generator.take.cells import sheet_rows
from generator.take.deflated import Deflated, deflate

ROWS = 400
"""Of a block: few enough that an edit costs little, enough to compress well."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows one after the other, without heads: lines of CSV, records of JSON, rows of a spreadsheet.

    ``sha``: of the CSV.
    """

    sha: bytes
    rows: int
    csv: Deflated
    json: Deflated
    sheet: Deflated


Piece = tuple[Block, ...]
"""What one region and year adds to one table."""


def piece(offer: Offer, rows: Iterable[Record], before: Piece = ()) -> Piece:
    """``rows`` in blocks, those of ``before`` where they say the same."""
    known = {block.sha: block for block in before}
    return tuple(_block(offer, part, known) for part in _parts(iter(rows)))


def count(blocks: Iterable[Block]) -> int:
    """How many rows."""
    return sum(block.rows for block in blocks)


def csv_lines(rows: Iterable[Record]) -> bytes:
    """Lines of CSV as RFC 4180 has them, in UTF-8; a blank where there is None."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _parts(rows: Iterator[Record]) -> Iterator[Sequence[Record]]:
    while part := list(islice(rows, ROWS)):
        yield part


def _block(offer: Offer, rows: Sequence[Record], known: dict[bytes, Block]) -> Block:
    lines = csv_lines(rows)
    sha = hashlib.sha256(lines).digest()
    if sha in known:
        return known[sha]
    return Block(
        sha, len(rows), deflate(lines), deflate(_records(offer, rows)), deflate(sheet_rows(offer, rows))
    )


def _records(offer: Offer, rows: Iterable[Record]) -> bytes:
    """JSON objects by heads, each on a line of its own, a comma after each but the last."""
    names = [head.name for head in offer.heads]
    return ",\n".join(_encode(dict(zip(names, row, strict=True))) for row in rows).encode()


_encode = json.JSONEncoder(ensure_ascii=False).encode
