"""Pages in bundles, each with a fingerprint of all it is made of: only what changed is rendered again.

A bundle is a unit with its projects, or one page of lists. Each is a task by itself, so that forked
workers can share them; they write their files and send home addresses and fingerprints only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import partial
from operator import itemgetter

from generator.model import Chart
from generator.records import dataclass
from generator.render import plain
from generator.render.compare import compare_files
from generator.render.filing_lists import Listing
from generator.render.filing_pages import list_pages
from generator.render.lists import LISTED, counted, list_addresses, list_files, recounted
from generator.render.markdown import markdown
from generator.render.page import Page
from generator.render.record_pages import given, record_pages
from generator.render.shared import Shared
from generator.render.slices import Keys, fingerprint, narrow
from generator.render.standing import Standings, standings_of_units
from generator.render.views import FilingView
from generator.render.write import put
from generator.render.years import Years


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a bundle. ``files``: SHA-256 by address; ``pages``: address and title of each.

    Both are None where the fingerprint was known: what is there is what would be made. ``changed``: how
    many files had other bytes before, or were not there.
    """

    name: str
    key: bytes
    files: Mapping[str, bytes] | None = None
    pages: tuple[tuple[str, str], ...] | None = None
    changed: int = 0


@dataclass(frozen=True)
class Filed:
    """What the pages of one region and year are made of.

    ``years``: all of the region, this one too. ``known``: fingerprints of the bundles whose files
    stand in the generated folder, by name. ``basis``: fingerprint of what every filing's pages depend on
    besides its own rows: settings, schemes, explained words. ``files``: SHA-256 of the filing's own, by name;
    where they are not known nothing is known of what is made of whole tables.
    """

    shared: Shared
    basis: bytes
    view: FilingView
    years: Years
    charts: Mapping[str, Chart]
    known: Mapping[str, bytes]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def key(self, tables: Iterable[str], *more: object) -> bytes:
        """Fingerprint of what is made of whole ``tables`` and ``more``; b"" where no file is known."""
        if not self.files:
            return b""
        return fingerprint(self.basis, [self.files.get(f"{name}.csv") for name in tables], more)


def filing_tasks(filed: Filed) -> list[Callable[[], Made]]:
    """The work of one region and year: units with their projects, and lists; what takes long comes first."""
    units = unit_tasks(filed, [unit.code for unit in filed.view.filing.units])
    return [
        *units,
        partial(_lists, filed),
        partial(_compared, filed),
        *(partial(_list, filed, page) for page in list_pages(filed.view)),
    ]


def unit_tasks(filed: Filed, codes: Sequence[str]) -> list[Callable[[], Made]]:
    """The work of the units with these ``codes`` alone; those that are not what they were come first."""
    placed = standings_of_units(filed.view)
    keys = Keys(filed.view)
    charts: defaultdict[str, dict[str, Chart]] = defaultdict(dict)
    for address, chart in filed.charts.items():
        charts[address.rpartition("/")[0]][address] = chart
    tasks = []
    for code in codes:
        name = f"{filed.view.base}/units/{code}"
        own = charts[name]
        key = unit_key(filed, keys, placed[code], code, own)
        same = filed.known.get(name) == key
        task = partial(Made, name, key) if same else partial(_unit, filed, key, code, placed[code], own)
        tasks.append((same, task))
    return [task for _same, task in sorted(tasks, key=itemgetter(0))]


def unit_key(filed: Filed, keys: Keys, placed: Standings, code: str, charts: Mapping[str, Chart]) -> bytes:
    """Fingerprint of the unit with this ``code`` and its projects: of all that ``_unit`` shows.

    The places of projects are among those of the unit, and say nothing that is not filed of it.
    """
    return fingerprint(filed.basis, keys.of(code), filed.years.said[code], placed, charts)


def _list(filed: Filed, page: Callable[[], Listing]) -> Made:
    listing = page()
    charts = {name: chart for name, chart in filed.charts.items() if name.endswith(listing.charts)}
    key = list_key(filed, listing, charts)
    if key and filed.known.get(listing.path) == key:
        return Made(listing.path, key)
    return written(filed.shared, listing.path, key, [listing.make()], charts)


def list_key(filed: Filed, listing: Listing, charts: Mapping[str, Chart]) -> bytes:
    """Fingerprint of all that the page shows; b"" where it is made of too much."""
    if listing.tables:
        return filed.key(listing.tables, listing.made_of, charts)
    return fingerprint(filed.basis, listing.made_of, charts) if listing.made_of else b""


def _lists(filed: Filed) -> Made:
    """What the tables of all units and projects load.

    Where their tables stand and only findings came or went, these are counted again in the files that stand.
    """
    view, counts = filed.view, counted(filed.view.findings)
    name, tables = f"{view.base}/lists", filed.key(LISTED)
    key = tables + fingerprint(counts) if tables else b""
    last = filed.known.get(name, b"")
    if key and last == key:
        return Made(name, key)
    if key and last.startswith(tables):
        stood = {address: (filed.shared.target / address).read_bytes() for address in list_addresses(view)}
        return _files(filed, name, key, recounted(view, counts, stood))
    return _files(filed, name, key, list_files(view))


def _compared(filed: Filed) -> Made:
    """What the comparison loads."""
    return _files(filed, f"{filed.view.base}/compared", b"", compare_files(filed.view))


def _files(filed: Filed, name: str, key: bytes, files: Iterable[tuple[str, bytes]]) -> Made:
    """Have ``files``, by address, which are no pages."""
    put_at = {address: put(filed.shared.target / address, data) for address, data in files}
    shas = {address: sha for address, (sha, _new) in put_at.items()}
    return Made(name, key, shas, (), sum(new for _sha, new in put_at.values()))


def _unit(filed: Filed, key: bytes, unit: str, placed: Standings, charts: Mapping[str, Chart]) -> Made:
    name = f"{filed.view.base}/units/{unit}"
    own = given(filed.view, unit, placed, filed.years.digests)
    return written(filed.shared, name, key, record_pages(narrow(filed.view, unit), unit, own), charts)


def written(
    shared: Shared, name: str, key: bytes, pages: Iterable[Page], charts: Mapping[str, Chart]
) -> Made:
    """Write ``pages`` into the generated folder, each with its data."""
    files: dict[str, bytes] = {}
    listed, changed = [], 0
    for page in pages:
        parts = {
            f"{page.path}.md": markdown(shared, page, charts),
            f"{page.path}.json": plain.to_json(page.data),
        }
        for address, data in parts.items():
            files[address], new = put(shared.target / address, data)
            changed += new
        listed.append((page.html, page.title))
    return Made(name, key, files, tuple(listed), changed)
