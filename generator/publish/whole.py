"""What belongs to no single region and year: pages and charts over all of them, feeds, files to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from itertools import chain

from generator import forks, search
from generator.chart import Engine, draw_site
from generator.load import Plan
from generator.model import Chart
from generator.publish import basis
from generator.publish.examining import Light
from generator.publish.ledger import NOTHING_HELD, Files, Kept, Ledger
from generator.publish.place import Place
from generator.publish.taking import Done, Put, Taking, publication
from generator.records import dataclass
from generator.render import (
    FED_BY,
    FilingView,
    Made,
    Shared,
    chart_files,
    configure,
    downloads_page,
    feeds,
    put,
    site_entries,
    site_map,
    site_tasks,
)
from generator.store import Store, digest, stamp, unpacked

_SITE = "site"
"""The shard of pages that belong to no filing, or list its records."""
_RECORDS = ("/units/", "/projects/")
"""What stands in the addresses of pages that the shards of filings hold."""


@dataclass(frozen=True)
class _Begun:
    """What workers were begun with: to take away, and pages."""

    taking: Taking
    views: Sequence[FilingView]
    charts: Mapping[str, Chart]
    put_there: Iterator[tuple[int, Done]]
    bundles: Iterator[tuple[int, Made]]


@dataclass
class Whole:
    """Renders it; ``changed``: how many files have other bytes than before.

    ``open``: what was begun in workers is let go of with it.
    """

    place: Place
    plan: Plan
    shared: Shared
    ledger: Ledger
    store: Store
    engine: Engine
    open: ExitStack
    changed: int = 0
    _begun: _Begun | None = None

    @property
    def begun(self) -> bool:
        """Whether something of it was begun."""
        return self._begun is not None

    def begin(self, at_hand: Mapping[str, Light]) -> _Begun:
        """Begin with the files to take away, and with pages, once the pieces of all filings are known.

        The files come first: the pages wait for their charts, and these for all that are being drawn.
        ``at_hand``: what this very process has made of filings, by key; that of others is read.
        """
        if self._begun is None:
            taking = self._taking()
            keys = [folder.key for folder in self.plan.folders]
            put_there = self.open.enter_context(forks.started(taking.tasks()))
            light = [self._light(key, item, at_hand) for key, item in zip(keys, taking.kept, strict=True)]
            views, shares = [view for view, _share in light], [share for _view, share in light]
            charts = draw_site(shares, self.plan.schemes, self.place.drawings, self.engine)
            bundles = self.open.enter_context(forks.started(site_tasks(self.shared, views, charts)))
            self._begun = _Begun(taking, views, charts, put_there, bundles)
        return self._begun

    def _taking(self) -> Taking:
        ledger = self.ledger
        known = {name: own for name, own in ledger.taken.items() if ledger.stand(own[1])}
        about = publication(self.plan.settings, self.plan.folders)
        held = ledger.database if ledger.stand(ledger.database[2]) else NOTHING_HELD
        years = [int(folder.path.name) for folder in self.plan.folders]
        kept = [ledger.filings[folder.key] for folder in self.plan.folders]
        closed = [own for year, own in zip(years, kept, strict=True) if year < max(years)]
        path, (key, last) = self.place.closed, ledger.closed
        snapshot = path, key if path.is_file() and stamp(path.stat()) == last else b""
        return Taking(about, self.store, kept, closed, self.place.generated, known, held, snapshot)

    def files(self, at_hand: Mapping[str, Light]) -> dict[str, bytes]:
        """Write all of it; gives SHA-256 by address. ``at_hand``: as for ``begin``."""
        begun = self.begin(at_hand)
        taking, views, kept = begun.taking, begun.views, begun.taking.kept
        put_there, taken = taking.finish(forks.in_order(begun.put_there))
        bundles = forks.in_order(begun.bundles)
        self.ledger.taken = taken
        self.ledger.database = taking.holding(put_there)
        if taking.other_database:
            self.ledger.closed = taking.closing()
        bundles.append(downloads_page(self.shared, *taking.shown()))
        pages = sorted(page for item in kept for page in item.pages())
        pages += sorted(page for made in bundles for page in made.pages or ())
        listing = self._list(views, pages)
        configure(self.shared, views)
        put_there += [*chart_files(begun.charts, self.place.generated), self._shards(kept, listing)]
        fed = self._feeds(kept, views)
        self.changed += sum(made.changed for made in bundles) + sum(new for _a, _sha, new in put_there)
        files = {address: sha for made in bundles for address, sha in (made.files or {}).items()}
        return files | dict(listing) | dict(fed) | {address: sha for address, sha, _new in put_there}

    def _light(self, key: str, item: Kept, at_hand: Mapping[str, Light]) -> Light:
        if key in at_hand:
            return at_hand[key]
        light: Light = unpacked(self.store.fetch(item.light))
        return light

    def _feeds(self, kept: Sequence[Kept], views: Sequence[FilingView]) -> Files:
        """Have the feeds, which mostly stand; gives their files."""
        tables = [item.inputs.get(f"{name}.csv", b"") for item in kept for name in FED_BY]
        key = digest(self._common, *(view.base for view in views), *tables)
        if self.ledger.feeds[0] != key or not self.ledger.stand(self.ledger.feeds[1]):
            made = [
                (address, *put(self.place.generated / address, data))
                for address, data in feeds(self.shared.settings, views)
            ]
            self.changed += sum(new for _address, _sha, new in made)
            self.ledger.feeds = key, {address: sha for address, sha, _new in made}
        return self.ledger.feeds[1]

    @cached_property
    def _common(self) -> bytes:
        """What all that is made of the filings depends on besides them."""
        return digest(basis.of_filings(self.place), basis.of_site(self.place))

    def _list(self, views: Sequence[FilingView], pages: Sequence[tuple[str, str]]) -> Files:
        """Have the site map, and the index of pages that are no unit and no project; gives their files.

        Both are made of the titles of ``pages``, and of what is written by hand: mostly they stand.
        """
        ledger, target = self.ledger, self.place.generated
        regions = [part for view in views for part in (view.base, view.filing.region.name)]
        key = digest(self._common, *regions, *chain(*pages))
        if ledger.listing[0] == key and ledger.stand(ledger.listing[1]):
            return ledger.listing[1]
        mapped = site_map(self.shared, views, sorted(pages))
        others = [page for page in (*pages, *(mapped.pages or ())) if not _is_record(page[0])]
        site = list(search.index(_SITE, site_entries(self.shared, others), target, put))
        self.changed += mapped.changed + sum(new for _address, _sha, new in site)
        files = dict(mapped.files or {}) | {address: sha for address, sha, _new in site}
        ledger.listing = key, files, len(others)
        return files

    def _shards(self, kept: Sequence[Kept], listing: Files) -> Put:
        """What a search asks for first."""
        site = {address: sha for address, sha in listing.items() if address.startswith(f"search/{_SITE}/")}
        count = self.ledger.listing[2]
        shards = [search.Shard(_SITE, "", 0, count, search.version_of(site))]
        for folder, item in zip(self.plan.folders, kept, strict=True):
            version = search.version_of(item.search)
            region, year = folder.region.name, int(folder.path.name)
            shards.append(search.Shard(folder.key, region, year, item.found, version))
        address = "search/shards.js"
        return address, *put(self.place.generated / address, search.manifest(shards))


def _is_record(address: str) -> bool:
    """Whether the shard of a filing holds the page."""
    return any(part in address for part in _RECORDS)
