"""What the last run left: of each filing its result in brief, and which files stand for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from itertools import chain
from pathlib import Path
from typing import Any

from generator.records import dataclass
from generator.render import Made
from generator.store import Place, Stamp, Store, Tree, intact
from generator.take import Places

Files = Mapping[str, bytes]
"""SHA-256 by address, of files below the generated folder."""

Blocks = tuple[tuple[bytes, int], ...]
"""SHA-256 and rows of each block of a piece of a table to take away."""

Piece = tuple[Blocks, Place]
"""Its blocks, and where the piece is kept."""

Layout = dict[str, list[tuple[bytes, int]]]
"""Of each table its blocks in order, with SHA-256 and rows."""

Held = tuple[bytes, Layout, Files]
"""Of the database: what it speaks of; of each table its blocks, with SHA-256 and rows; and its file."""
NOTHING_HELD: Held = (b"", {}, {})

Took = tuple[bytes, Files, Places]
"""Of a table to take away what its files are made of, these, and where its blocks stand in them."""
NOTHING_TOOK: Took = (b"", {}, {})

Listing = tuple[bytes, Files, int]
"""What lists the pages of the whole site: what it is made of, its files, how many pages its index holds."""

Fed = tuple[bytes, Files]
"""What the feeds are made of, and their files."""

Bundle = tuple[bytes, dict[str, bytes], tuple[tuple[str, str], ...]]
"""Fingerprint, files, and address with title of each page."""


@dataclass
class Kept:
    """A filing: what it was made of, its packed parts, and the files of its pages. ``memory``: of its sheets.

    ``inputs``: SHA-256 of each of its files. ``said``: of each unit the fingerprint of what other years show
    of it; ``years``: of each unit that of all years, as its pages show them. ``bundles`` by name.
    """

    made_of: bytes
    inputs: dict[str, bytes]
    light: Place
    digest: Place
    memory: Place
    said: dict[str, bytes]
    findings: int = 0
    years: dict[str, bytes] = field(default_factory=dict)
    entries: Place = (0, 0, b"")
    pieces: dict[str, Piece] = field(default_factory=dict)
    search: dict[str, bytes] = field(default_factory=dict)
    charts: dict[str, bytes] = field(default_factory=dict)
    bundles: dict[str, Bundle] = field(default_factory=dict)

    def places(self) -> tuple[Place, ...]:
        """Where its packed parts are kept."""
        own = (place for _blocks, place in self.pieces.values())
        return self.light, self.digest, self.memory, self.entries, *own

    def files(self) -> dict[str, bytes]:
        """All files of the filing."""
        own = (files.items() for _key, files, _pages in self.bundles.values())
        return self.charts | self.search | dict(chain.from_iterable(own))

    @property
    def found(self) -> int:
        """How many units and projects search can find."""
        return sum(1 for name, _title in self.pages() if "/units/" in name or "/projects/" in name)

    def pages(self) -> list[tuple[str, str]]:
        """Address and title of each page."""
        return [page for _key, _files, pages in self.bundles.values() for page in pages]

    def take(self, bundles: Iterable[Made]) -> None:
        """Remember ``bundles`` and no others; one that was known stays as it is."""
        self.bundles = self._of(bundles)

    def touch(self, bundles: Iterable[Made]) -> None:
        """Remember ``bundles`` in place of those with their names."""
        self.bundles |= self._of(bundles)

    def _of(self, bundles: Iterable[Made]) -> dict[str, Bundle]:
        return {
            made.name: self.bundles[made.name]
            if made.files is None
            else (made.key, dict(made.files), made.pages or ())
            for made in bundles
        }


class Ledger:
    """What ``store`` holds, and whether the files it speaks of still stand in ``generated``."""

    def __init__(self, store: Store, generated: Path) -> None:
        manifest = store.manifest
        self.store = store
        self.generated = generated
        self.filings = {key: Kept(*parts) for key, parts in manifest.get("filings", {}).items()}
        self.basis: bytes = manifest.get("basis", b"")
        self.site_key: bytes = manifest.get("site_key", b"")
        self.site_files: dict[str, bytes] = manifest.get("site_files", {})
        self.taken: dict[str, Took] = manifest.get("taken", {})
        self.database: Held = manifest.get("database", NOTHING_HELD)
        self.listing: Listing = manifest.get("listing", (b"", {}, 0))
        self.feeds: Fed = manifest.get("feeds", (b"", {}))
        self.closed: tuple[bytes, Stamp | None] = manifest.get("closed", (b"", None))
        self._known = manifest.get("generated", {})
        self._there = Tree(generated, self._known)
        self._inputs: dict[str, Tree] = {}
        self._read = manifest.get("inputs", {})

    def inputs(self, folder: Path, names: list[str]) -> dict[str, bytes]:
        """SHA-256 of each of the files ``names`` in a folder of data."""
        tree = self._inputs.setdefault(str(folder), Tree(folder, self._read.get(str(folder), {})))
        return {name: tree.digest(name) for name in names}

    def stand(self, files: Files) -> bool:
        """Whether every one of ``files`` is there as it was written."""
        there = self._there.stamps
        return all(
            name in there
            and name in self._known
            and intact(f"{self.generated}/{name}", self._known[name], there[name])
            for name in files
        )

    def nothing_else(self) -> bool:
        """Whether no file is there beside those that are to stand."""
        return self._there.stamps.keys() <= self.files().keys()

    def files(self) -> dict[str, bytes]:
        """All files that are to stand."""
        own = (kept.files().items() for kept in self.filings.values())
        return self.site_files | dict(chain.from_iterable(own))

    def save(self, templates: Mapping[str, Place]) -> None:
        """Keep all of it, with the files as they stand now; ``templates``: where they stand compiled."""
        files = self.site_files | {
            name: sha for kept in self.filings.values() for name, sha in kept.files().items()
        }
        living = [place for kept in self.filings.values() for place in kept.places()]
        moved = self.store.compact([*living, *templates.values()])
        self._there.look_again()
        there = self._there.stamps
        manifest: dict[str, Any] = {
            "filings": {key: _plain(kept, moved) for key, kept in self.filings.items()},
            "basis": self.basis,
            "site_key": self.site_key,
            "site_files": self.site_files,
            "taken": self.taken,
            "database": self.database,
            "closed": self.closed,
            "listing": self.listing,
            "feeds": self.feeds,
            "templates": {key: moved[place] for key, place in templates.items()},
            "generated": {name: (sha, there.get(name)) for name, sha in files.items()},
            "inputs": {
                name: tree.fingerprints(self.store.started, {}) for name, tree in self._inputs.items()
            },
        }
        self.store.save(manifest)


def _plain(kept: Kept, moved: Mapping[Place, Place]) -> tuple[Any, ...]:
    pieces = {name: (blocks, moved[place]) for name, (blocks, place) in kept.pieces.items()}
    return (
        kept.made_of,
        kept.inputs,
        moved[kept.light],
        moved[kept.digest],
        moved[kept.memory],
        kept.said,
        kept.findings,
        kept.years,
        moved[kept.entries],
        pieces,
        kept.search,
        kept.charts,
        kept.bundles,
    )
