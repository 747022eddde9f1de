"""The files to take away: pieces of each table from every filing, and what is put together of them."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path

from generator.load import Folder
from generator.model import Offer, Settings
from generator.publish.ledger import NOTHING_TOOK, Blocks, Held, Kept, Layout, Piece, Took
from generator.records import dataclass
from generator.render import FilingView, Taken, offered, offers, put_file, put_parts
from generator.store import Place, Stamp, Store, digest, stamp
from generator.take import (
    DATABASE,
    PACKAGE,
    Before,
    Block,
    Content,
    Out,
    Part,
    Places,
    Publication,
    Written,
    database_file,
    licence,
    piece,
    places,
    table_files,
    whole_files,
)
from generator.words import N_, _

KEYWORDS = (N_("预算绩效"), N_("绩效自评"), N_("绩效评价"), N_("预算执行"), N_("财政公开"))
_KINDS = ("csv", "json", "xlsx", "schema.json")
Put = tuple[str, bytes, bool]
Packed = tuple[str, Blocks, bytes]
"""Name of a table; of a filing's piece of it the blocks, and the piece, packed."""
Pieces = Callable[[FilingView, bytes, Mapping[str, bytes], Collection[str]], list[Callable[[], Packed]]]
"""What gives the pieces of a kind, as ``filed_pieces``."""


_SCORED = ("scores", "review_scores")
"""Tables of what was computed of sheets and reviews."""
_FOUND = ("findings",)
"""That of what was found, of which there is nothing before the check is done."""


def filed_pieces(
    view: FilingView, basis: bytes, before: Mapping[str, bytes], same: Collection[str] = ()
) -> list[Callable[[], Packed]]:
    """Make the filing's piece of each table as filed but those that are the ``same``; nothing need be scored.

    ``before``: those of the last time, packed. ``basis``: fingerprint of what every filing's rows depend on
    besides what is filed.
    """
    computed = {*_SCORED, *_FOUND, *same}
    names = [offer.name for offer in offers() if offer.name not in computed]
    return _pieces_of(names, view, basis, before)


def scored_pieces(
    view: FilingView, basis: bytes, before: Mapping[str, bytes], same: Collection[str] = ()
) -> list[Callable[[], Packed]]:
    """The same of the scores."""
    return _pieces_of([name for name in _SCORED if name not in same], view, basis, before)


def found_pieces(view: FilingView, basis: bytes, before: Mapping[str, bytes]) -> list[Callable[[], Packed]]:
    """The same of the findings."""
    return _pieces_of(_FOUND, view, basis, before)


def _pieces_of(
    names: Sequence[str], view: FilingView, basis: bytes, before: Mapping[str, bytes]
) -> list[Callable[[], Packed]]:
    known = {offer.name: offer for offer in offers()}
    return [partial(_packed, known[name], view, basis, before.get(name, b"")) for name in names]


def _packed(offer: Offer, view: FilingView, basis: bytes, before: bytes) -> Packed:
    made = piece(offer, offered(offer.name, view, basis), _unpacked(before))
    return offer.name, tuple((block.sha, block.rows) for block in made), pickle.dumps(made, 5)


def _unpacked(data: bytes) -> tuple[Block, ...]:
    """A piece; only ever what this program kept, with its checksum compared."""
    return pickle.loads(data) if data else ()  # noqa: S301


def publication(settings: Settings, folders: Sequence[Folder]) -> Publication:
    """The data of all ``folders``, as their descriptors speak of them."""
    return Publication(
        title=settings.title,
        about=settings.notice,
        publisher=settings.publisher,
        contact=settings.contact,
        licence=licence(settings.licence),
        address=settings.address,
        language=settings.language.replace("_", "-"),
        day=settings.as_of,
        regions=tuple(dict.fromkeys(folder.region.full_name for folder in folders)),
        years=tuple(sorted({int(folder.path.name) for folder in folders})),
        keywords=tuple(map(_, KEYWORDS)),
    )


def _layout(of: Sequence[Kept]) -> Layout:
    """The blocks of each table, in order."""
    return {offer.name: [block for kept in of for block in kept.pieces[offer.name][0]] for offer in offers()}


Done = tuple[list[Put], dict[str, Places]]
"""What a task wrote: files, and by the name of its table where blocks stand in them."""
Made = dict[str, Took]
"""Of each table what its files were made of, and these."""


@dataclass(frozen=True)
class Taking:
    """What of all ``kept`` filings is put together in ``target``.

    ``closed``: those of years before the newest, which come first in the database. ``known``: the files of
    each table at the last run that still stand, with the fingerprint of what they were made of. ``held``: the
    database of the last run, with nothing in it where it does not stand. ``snapshot``: where the database of
    the closed years is kept, and what it holds.
    """

    publication: Publication
    store: Store
    kept: Sequence[Kept]
    closed: Sequence[Kept]
    target: Path
    known: Mapping[str, Took]
    held: Held
    snapshot: tuple[Path, bytes]

    def tasks(self) -> list[Callable[[], Done]]:
        """Write each table that is not what it was, and the database where one of its parts is not."""
        stale = [offer for offer in offers() if self.known.get(offer.name, (b"",))[0] != self._key(offer)]
        own: list[Callable[[], Done]] = [partial(self._table, offer) for offer in stale]
        if not self.other_database:
            return own
        path, key = self.snapshot
        if key != self._closed_key():
            path.unlink(missing_ok=True)
        return [self._database, *own]

    @property
    def other_database(self) -> bool:
        """Whether the database is not to be what it was."""
        return self.held[:2] != self._holds()

    def _holds(self) -> tuple[bytes, Layout]:
        """What the database speaks of, and what it is to hold."""
        return digest(repr(self.publication)), _layout([*self.closed, *self._rest])

    @property
    def _rest(self) -> list[Kept]:
        closed = set(map(id, self.closed))
        return [kept for kept in self.kept if id(kept) not in closed]

    def _closed_key(self) -> bytes:
        return digest(repr(self.publication), repr(_layout(self.closed)))

    def closing(self) -> tuple[bytes, Stamp | None]:
        """What the database of closed years holds, and the stamp of its file."""
        path, _key = self.snapshot
        return self._closed_key(), stamp(path.stat()) if path.is_file() else None

    def holding(self, written: Iterable[Put]) -> Held:
        """The database that is among the files ``written``."""
        return *self._holds(), {address: sha for address, sha, _new in written if address == DATABASE}

    def finish(self, done: Sequence[Done]) -> tuple[list[Put], Made]:
        """Write what needs all tables; gives every file, those too that stood, and of each table what it is.

        ``done``: what the tasks did.
        """
        written = [put for puts, _own in done for put in puts]
        files = {address: sha for address, sha, _new in written}
        placed = {name: stand for _puts, own in done for name, stand in own.items()}
        stood = [(address, sha, False) for address, sha in self.held[2].items() if address not in files]
        made: Made = {}
        for offer in offers():
            _key, before, stand = self.known.get(offer.name, NOTHING_TOOK)
            own = [f"downloads/{offer.name}.{kind}" for kind in _KINDS]
            stood += [(address, before[address], False) for address in own if address not in files]
            now = {address: files.get(address) or before[address] for address in own}
            made[offer.name] = self._key(offer), now, placed.get(offer.name, stand)
        csv = {offer.name: self._written(offer, made) for offer in offers()}
        whole = whole_files(self.publication, offers(), self._blocks, csv, self._out)
        return [*written, *stood, *whole], made

    def shown(self) -> tuple[list[Taken], dict[str, int]]:
        """What the page of downloads lists: the tables, and lengths of the files with all of them."""
        return list(map(self._taken, offers())), {name: self._size(name) for name in (PACKAGE, DATABASE)}

    def _taken(self, offer: Offer) -> Taken:
        sizes = {kind: self._size(f"downloads/{offer.name}.{kind}") for kind in _KINDS}
        return Taken(offer.name, offer.title, offer.purpose, self._rows(offer), sizes)

    def _table(self, offer: Offer) -> Done:
        blocks, stood = self._blocks(offer), self.known.get(offer.name, NOTHING_TOOK)[2]
        before = stood if self._same_heads else {}
        written = table_files(offer, blocks, self.publication, self._out, before)
        return list(written), {offer.name: places(offer, blocks)}

    @property
    def _same_heads(self) -> bool:
        """Whether what was put together last time has the heads it would have now."""
        return self.held[0] == self._holds()[0]

    def _database(self) -> Done:
        _about, layout, files = self.held
        before = Before(self.target / DATABASE, layout) if files and self._same_heads else None
        snapshot = self.snapshot[0] if self.closed else None
        content = Content(partial(self._parts, self.closed), partial(self._parts, self._rest), snapshot)
        return [database_file(offers(), content, self._out, before)], {}

    @property
    def _out(self) -> Out:
        stood = {
            address: sha for _key, files, _places in self.known.values() for address, sha in files.items()
        }
        return Out(self.target, put_parts, put_file, {**stood, **self.held[2]})

    def _pieces(self, offer: Offer) -> Iterator[Piece]:
        return (kept.pieces[offer.name] for kept in self.kept)

    def _key(self, offer: Offer) -> bytes:
        return digest(repr(self.publication), *(repr(blocks) for blocks, _place in self._pieces(offer)))

    def _rows(self, offer: Offer) -> int:
        return sum(rows for blocks, _place in self._pieces(offer) for _sha, rows in blocks)

    def _parts(self, of: Sequence[Kept], offer: Offer) -> Iterator[Part]:
        for blocks, place in (kept.pieces[offer.name] for kept in of):
            read = cache(partial(self._piece, place))
            for number, (sha, rows) in enumerate(blocks):
                yield Part(sha, rows, lambda read=read, number=number: read()[number])  # type: ignore[misc]

    def _piece(self, place: Place) -> tuple[Block, ...]:
        return _unpacked(self.store.fetch(place))

    def _blocks(self, offer: Offer) -> list[Block]:
        return list(chain.from_iterable(self._piece(place) for _blocks, place in self._pieces(offer)))

    def _written(self, offer: Offer, made: Made) -> Written:
        address = f"downloads/{offer.name}.csv"
        return Written(made[offer.name][1][address], self._size(address))

    def _size(self, address: str) -> int:
        return (self.target / address).stat().st_size
