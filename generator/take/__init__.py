"""Take: every table in every format, all of them in one archive and one database, and what describes them.

Each region and year gives a piece of each table (``piece``); the files are put together of the pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator.model import Offer
from generator.records import dataclass
from generator.take.archive import Member, archive
from generator.take.catalogue import catalogue
from generator.take.database import Before, Content, Part, database
from generator.take.deflated import deflate
from generator.take.described import Written, package, schema
from generator.take.licence import Licence, licence
from generator.take.pieces import Block, Piece, csv_lines, piece
from generator.take.publication import Publication
from generator.take.readable import about, readme, to_json
from generator.take.spreadsheet import workbook
from generator.words import _

__all__ = [
    "DATABASE", "PACKAGE", "Before", "Block", "Content", "Licence", "Out", "Part", "Piece", "Places",
    "Publication", "Written", "database_file", "licence", "piece", "places", "table_files", "whole_files",
]  # fmt: skip

DATABASE = "downloads/disclosure.sqlite"
PACKAGE = "downloads/data.zip"
_BOM = b"\xef\xbb\xbf"
"""So that a spreadsheet takes a CSV for UTF-8."""
_OPEN = b"[\n"
_NEXT = b",\n"
"""Before the first block of a JSON file, and before each other."""

Write = Callable[[Path, Iterable[bytes | range], bytes | None], tuple[bytes, bool]]
"""Puts parts one after the other at a path, of which the SHA-256 is known or not; gives their SHA-256, and
whether other bytes stood there. A range is that of bytes in the file which is known to stand there."""
Move = Callable[[Path, Path, bytes | None], tuple[bytes, bool]]
"""Puts at a path, as ``Write``, a file that was made beside it."""
Put = tuple[str, bytes, bool]
"""Address of a file, its SHA-256, and whether other bytes stood there."""


@dataclass(frozen=True)
class Out:
    """The folder into which files are written, and how. ``stood``: SHA-256 of files known to stand there."""

    target: Path
    write: Write
    move: Move
    stood: Mapping[str, bytes] = field(default_factory=dict)

    def put(self, address: str, parts: Iterable[bytes | range]) -> Put:
        """Have ``parts`` at ``address``; ranges only of a file of which ``stood`` speaks."""
        return address, *self.write(self.target / address, parts, self.stood.get(address))

    def take(self, address: str, made: Path) -> Put:
        """Have the file ``made``, which lies on the same file system, at ``address``."""
        return address, *self.move(self.target / address, made, self.stood.get(address))


Stretch = tuple[int, int]
"""Where something begins in a file, and where it ends."""
Places = dict[bytes, tuple[Stretch, Stretch]]
"""By the SHA-256 of a block, where its lines stand in the CSV, and its records in the JSON."""
_NOWHERE: Final[Places] = {}


def table_files(
    offer: Offer, blocks: Sequence[Block], publication: Publication, out: Out, before: Places = _NOWHERE
) -> Iterator[Put]:
    """Write the files of one table: CSV, JSON, XLSX, and the schema of the JSON.

    ``before``: where blocks stand in the CSV and JSON that are there, which then are copied: both must be
    files of which ``out`` knows, and speak of the same ``publication``.
    """
    titles = (offer.title, _("说明"))
    parts: dict[str, Iterable[bytes | range]] = {
        "csv": _csv(offer, blocks, before),
        "json": _json(blocks, before),
        "xlsx": workbook(offer, titles, about(publication, offer), blocks, publication.day),
        "schema.json": [to_json(schema(publication, offer))],
    }
    for kind, content in parts.items():
        yield out.put(f"downloads/{offer.name}.{kind}", content)


def places(offer: Offer, blocks: Sequence[Block]) -> Places:
    """Where ``blocks`` stand in what ``table_files`` writes of them."""
    lines, records, found = len(_head(offer)), len(_OPEN), Places()
    for block in blocks:
        after, behind = lines + block.csv.size, records + block.json.size
        found[block.sha] = (lines, after), (records, behind)
        lines, records = after, behind + len(_NEXT)
    return found


def database_file(offers: Iterable[Offer], content: Content, out: Out, before: Before | None) -> Put:
    """Write the one file with all tables, with what is kept or held already copied (``database``)."""
    out.target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.target, prefix=".take-") as folder:
        made = Path(folder) / "made.sqlite"
        database(made, offers, content, before)
        return out.take(DATABASE, made)


def whole_files(
    publication: Publication,
    offers: Sequence[Offer],
    blocks: Callable[[Offer], Sequence[Block]],
    files: Mapping[str, Written],
    out: Out,
) -> Iterator[Put]:
    """Write what speaks of all tables: the package's descriptor, the archive of it, the catalogue.

    ``files``: the CSV of each offer, by its name.
    """
    described = to_json(package(publication, offers, files))
    members = [
        Member("datapackage.json", [deflate(described)]),
        Member("README.txt", [deflate(readme(publication, offers))]),
        *(
            Member(f"{offer.name}.csv", [deflate(_head(offer)), *(block.csv for block in blocks(offer))])
            for offer in offers
        ),
    ]
    parts: dict[str, Iterable[bytes | range]] = {
        "downloads/datapackage.json": [described],
        PACKAGE: archive(members, publication.day),
        "data.json": [to_json(catalogue(publication, offers))],
    }
    for address, content in parts.items():
        yield out.put(address, content)


def _head(offer: Offer) -> bytes:
    return _BOM + csv_lines([[head.name for head in offer.heads]])


def _csv(offer: Offer, blocks: Iterable[Block], before: Places) -> Iterator[bytes | range]:
    yield _head(offer)
    for block in blocks:
        yield range(*before[block.sha][0]) if block.sha in before else block.csv.text()


def _json(blocks: Iterable[Block], before: Places) -> Iterator[bytes | range]:
    between = _OPEN
    for block in blocks:
        yield between
        yield range(*before[block.sha][1]) if block.sha in before else block.json.text()
        between = _NEXT
    yield b"[]\n" if between == _OPEN else b"\n]\n"
