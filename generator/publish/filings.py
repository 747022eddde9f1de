"""One region and year through the stages: what it gives the pages, its other years, and the whole site."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

from generator import forks, search
from generator.chart import Engine, KnownPictures, Picture, Share, draw, lacking, pictures_again, pictures_of
from generator.check import Known, check_again
from generator.load import Faults, Folder, Plan, read_folder, settle
from generator.model import (
    TABLES_BY_NAME,
    Chart,
    Filing,
    SaidByTable,
    ScoredFiling,
    said_by_table,
    said_by_unit,
)
from generator.publish.clock import Clock
from generator.publish.taking import Packed, Pieces, filed_pieces, found_pieces, scored_pieces
from generator.records import dataclass
from generator.render import (
    NO_ENTRIES,
    Digest,
    Entries,
    Filed,
    FilingView,
    Made,
    Shared,
    Years,
    chart_files,
    digest,
    entries_of,
    filing_tasks,
    put,
    said_of_units,
    unit_tasks,
)
from generator.score import KnownScores, remembered, score
from generator.store import packed, unpacked

FEW = 2
"""Filings that are gone through one after the other, each over all cores; more, each on one core."""


def _nothing() -> None:
    """What there is to wait for where nothing is drawn."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of a filing: what its sheets added up to, what was found, charts, what is filed.

    ``counts``: rows of each table.
    """

    scored: KnownScores = field(default_factory=KnownScores)
    found: Known = field(default_factory=Known)
    pictures: KnownPictures = field(default_factory=KnownPictures)
    said: SaidByTable = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier run left of a filing, packed; b"" where nothing of it can be used any more.

    ``pieces``: its part of each table to take away, but of those that are the ``same``: their files are.
    ``sound``: SHA-256 of its files, by name, as they were when no fault was found in them.
    """

    memory: bytes = b""
    digest: bytes = b""
    pieces: Mapping[str, bytes] = field(default_factory=dict)
    same: Collection[str] = ()
    sound: Mapping[str, bytes] = field(default_factory=dict)

    def recalled(self) -> tuple[Memory, Digest | None]:
        """What is remembered of its sheets, and its digest, unpacked."""
        return self.sheets(), unpacked(self.digest) if self.digest else None

    def sheets(self) -> Memory:
        """What is remembered of the sheets."""
        return pickle.loads(self.memory) if self.memory else Memory()  # noqa: S301 - as ``unpacked``


Searched = tuple[bytes, dict[str, bytes], int]
"""A filing's entries, pickled; the files of its part of the index; how many of them changed."""
Light = tuple[FilingView, Share]
"""Of a filing the light view, and its share of the charts over all regions and years."""
Parts = tuple[bytes, bytes, bytes]
"""Of a filing its ``Light``, its digest, and what is remembered of it; all packed."""


@dataclass(frozen=True)
class Here:
    """A filing that was gone through in this very process, to be rendered here.

    ``pictures``: all of its charts, which are ``drawn`` meanwhile. ``pieces``: those of tables to take away
    that may have changed, being made meanwhile; but for the findings. ``searched``: its part of the index,
    where that is being made.
    """

    view: FilingView
    years: Digest
    memory: Memory
    pictures: Mapping[str, Picture]
    drawn: Callable[[], None]
    pieces: Iterator[Packed]
    searched: Iterator[tuple[int, Searched]] = field(default_factory=lambda: iter(()))

    def parts(self) -> Parts:
        """What is kept of it, packed."""
        return packed(self.light), packed(self.years), pickle.dumps(self.memory, 5)

    @cached_property
    def light(self) -> Light:
        """Of it what pages and charts over all regions and years need."""
        return self.view.light(), self.memory.pictures.share


@dataclass(frozen=True)
class Examined:
    """What is known of a filing once it is checked.

    ``said``: of each unit the fingerprint of what other years show of it. ``here`` is there only where the
    filing was gone through in this very process; where it was not, there are its ``parts``, and those
    ``pictures`` that are still to be drawn.
    """

    faults: Faults
    said: Mapping[str, bytes] = field(default_factory=dict)
    findings: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    here: Here | None = None
    parts: Parts = (b"", b"", b"")
    pictures: Mapping[str, Picture] = field(default_factory=dict)


@dataclass(frozen=True)
class Rendered:
    """What came of a filing's pages. ``charts``, ``search``: addresses of their files with their SHA-256.

    ``entries`` are pickled, as is each of ``pieces``, which is empty where they were made before.
    """

    bundles: tuple[Made, ...]
    charts: Mapping[str, bytes]
    search: Mapping[str, bytes]
    pieces: tuple[Packed, ...]
    entries: bytes
    changed: int
    seconds: Mapping[str, float]


@dataclass(frozen=True)
class Touched:
    """What came of the pages of some units of a filing that itself stands as it was."""

    bundles: tuple[Made, ...]
    changed: int
    seconds: Mapping[str, float]


@dataclass(frozen=True)
class Workers:
    """What works beside this process: ``engine`` draws, ``begin`` begins tasks, as ``forks.started``.

    ``basis``: as in ``Order``.
    """

    engine: Engine
    begin: Callable[[Sequence[Callable[[], Any]]], Iterator[tuple[int, Any]]]
    basis: bytes

    def pieces(self, of: Pieces, view: FilingView, before: Before) -> Iterator[Packed]:
        """Those ``of`` a kind that ``view`` has, begun at once, and waited for where they are drawn."""
        return _in_order(self.begin(of(view, self.basis, before.pieces, before.same)))


def _in_order(results: Iterator[tuple[int, Packed]]) -> Iterator[Packed]:
    yield from forks.in_order(results)


def examine(
    plan: Plan, folder: Folder, before: Before, drawings: Path, workers: Workers | None = None
) -> Examined:
    """Load, score and check one filing; what ``before`` says of sheets that are what they were, stands.

    ``drawings``: those of earlier runs. ``workers``: where the filing is to be rendered in this process; they
    begin at once to draw, and to make its part of the tables to take away, of those as filed before scores.
    """
    clock = Clock()
    memory, last = before.recalled()
    loaded, faults = _loaded(plan, folder, before.sound, clock)
    if loaded is None:
        return Examined(faults)
    unscored = FilingView(ScoredFiling(loaded, (), (), {}), ())
    filed = workers.pieces(filed_pieces, unscored, before) if workers else iter(())
    filing = _scored(plan, loaded, memory, clock)
    said = said_by_table(filing, memory.said)
    counts = _counts(filing, memory.counts)
    view = FilingView(filing, (), counts, said_by_unit(filing, said), said)
    computed = workers.pieces(scored_pieces, view, before) if workers else iter(())
    with clock.of("chart"):
        pictures, drawable = pictures_again(filing, plan.schemes, view.said, memory.pictures)
        missing = lacking(pictures, drawings)
        drawn = workers.engine.fill(drawings, list(missing.values())) if workers and missing else _nothing
    with clock.of("check"):
        findings, known = check_again(plan.site(filing.filing), filing, memory.found)
    view = replace(view, findings=findings)
    years = digest(view, last)
    here = Here(
        view,
        years,
        Memory(remembered(filing), known, drawable, said, view.counts),
        pictures,
        drawn,
        chain(filed, computed),
    )
    about = faults, said_of_units(years), len(findings), clock.seconds
    if workers:
        return Examined(*about, here=here)
    return Examined(*about, parts=here.parts(), pictures=missing)


def _counts(scored: ScoredFiling, before: Mapping[str, int]) -> dict[str, int]:
    """Rows of each table; no file that is what it was is read for it."""
    filing = scored.filing
    known = before.keys() & filing.unchanged
    return {name: before[name] if name in known else len(filing.rows(name)) for name in TABLES_BY_NAME}


def _loaded(
    plan: Plan, folder: Folder, sound: Mapping[str, bytes], clock: Clock
) -> tuple[Filing | None, Faults]:
    """One filing, None where its files or those beside it have faults. ``sound``: as in ``Before``."""
    with clock.of("load"):
        filing, faults = read_folder(plan, folder, sound)
    return (None if len(faults) or len(plan.faults) else filing), faults


def _scored(plan: Plan, filing: Filing, memory: Memory, clock: Clock) -> ScoredFiling:
    with clock.of("score"):
        (scored,) = score(plan.site(filing), memory.scored)
    return scored


def digests(of: Sequence[Digest | bytes]) -> list[Digest]:
    """Those ``of`` filings, some of them packed."""
    return [unpacked(one) if isinstance(one, bytes) else one for one in of]


@dataclass(frozen=True)
class Order:
    """What it takes to render a filing. ``light``: packed, its own; ``known``, ``files``: as in ``Filed``.

    ``before``: what is remembered of it.

    ``entries``: pickled, those from which ``search``, its part of the index, was made; both empty where
    that does not stand. ``basis``: as in ``Filed``.
    """

    plan: Plan
    folder: Folder
    shared: Shared
    basis: bytes
    light: bytes
    before: Before
    years: Years
    known: Mapping[str, bytes]
    files: Mapping[str, bytes]
    entries: bytes
    search: Mapping[str, bytes]
    charts: Path


def rendered(
    order: Order,
    here: Here | None,
    engine: Engine,
    begin: Callable[[Sequence[str]], None],
    done: Callable[[], object],
) -> Rendered:
    """Draw and render one filing over all cores; loaded and scored again where it is not ``here``.

    ``begin`` is told the names of the tasks, and ``done`` is called after each.
    """

    def run(tasks: Sequence[Callable[[], Any]]) -> Iterator[tuple[int, Any]]:
        begin([f"{order.folder.key} {number}" for number in range(len(tasks))])
        for result in forks.each(tasks, long=not order.known):
            done()
            yield result

    return _rendered(order, here, engine, run)


def rendered_alone(order: Order) -> Rendered:
    """The same on one core, in a worker that shares the others with other filings."""
    gc.collect()  # what is left of the filing before
    with Engine() as engine:
        return _rendered(order, None, engine, _one_by_one)


def touched(order: Order, units: Sequence[str]) -> Touched:
    """Render the pages of ``units`` again, of which another year shows something else; on one core."""
    gc.collect()  # as above
    clock = Clock()
    view = _again(order, clock)
    with Engine() as engine, clock.of("chart"):
        charts = draw(pictures_of(view.scored, order.plan.schemes, units), order.charts, engine)
    with clock.of("render"):
        filed = Filed(order.shared, order.basis, view, order.years, charts, order.known)
        made = tuple(task() for task in unit_tasks(filed, units))
    return Touched(made, sum(item.changed for item in made), clock.seconds)


Runner = Callable[[Sequence[Callable[[], Any]]], Iterable[tuple[int, Any]]]


def _one_by_one(tasks: Sequence[Callable[[], Any]]) -> Iterable[tuple[int, Any]]:
    return ((number, task()) for number, task in enumerate(tasks))


def _rendered(order: Order, here: Here | None, engine: Engine, run: Runner) -> Rendered:
    clock = Clock()
    if here:
        view, pictures = here.view, here.pictures
        pieces: list[Callable[[], Any]] = []
    else:
        view, pictures = _again(order, clock), {}
        own = order.basis, order.before.pieces
        pieces = [*filed_pieces(view, *own), *scored_pieces(view, *own), *found_pieces(view, *own)]
    with clock.of("chart"):
        if here:
            here.drawn()
        charts = draw(pictures or pictures_of(view.scored, order.plan.schemes), order.charts, engine)
    with clock.of("render"):
        filed = Filed(order.shared, order.basis, view, order.years, charts, order.known, order.files)
        charts_for = partial(_charts, charts, order.shared.target)
        first: list[Callable[[], Any]] = [] if here else [partial(search_of, view, order)]
        done = forks.in_order(run([*first, charts_for, *pieces, *filing_tasks(filed)]))
        (index,) = forks.in_order(here.searched) if here else [done.pop(0)]
    entries, found, searched = index
    files: dict[str, tuple[bytes, bool]] = done[0]
    bundles = tuple(done[1 + len(pieces) :])
    return Rendered(
        bundles,
        charts={address: sha for address, (sha, _new) in files.items()},
        search=found,
        pieces=tuple(done[1 : 1 + len(pieces)]),
        entries=entries,
        changed=searched + sum(made.changed for made in bundles) + sum(new for _sha, new in files.values()),
        seconds=clock.seconds,
    )


def _again(order: Order, clock: Clock) -> FilingView:
    memory = order.before.sheets()
    loaded, faults = _loaded(order.plan, order.folder, order.before.sound, clock)
    if loaded is None:  # it had no faults a moment ago: the files are being edited
        settle([order.plan.faults, faults])
        raise RuntimeError(order.folder.key)
    scored = _scored(order.plan, loaded, memory, clock)
    light: Light = unpacked(order.light)
    said = said_by_table(scored, memory.said)
    return FilingView(scored, light[0].findings, said=said_by_unit(scored, said), told=said)


def search_of(view: FilingView, order: Order) -> Searched:
    """Write a filing's part of the index."""
    before: Entries = pickle.loads(order.entries) if order.entries else NO_ENTRIES  # noqa: S301 - as ``unpacked``
    entries, key, target = entries_of(view, order.basis, before), view.base, order.shared.target
    edits = entries.edits(before)
    edited = None if edits is None else search.patched(key, entries.shown, edits, target, put)
    if edited is None:
        made = {address: (sha, new) for address, sha, new in search.index(key, entries.every(), target, put)}
        files = {name: sha for name, (sha, _new) in made.items()}
    else:
        made, files = edited, {**order.search, **{name: sha for name, (sha, _new) in edited.items()}}
    return pickle.dumps(entries, 5), files, _count(made)


def _count(written: Mapping[str, tuple[bytes, bool]]) -> int:
    return sum(new for _sha, new in written.values())


def _charts(charts: Mapping[str, Chart], target: Path) -> dict[str, tuple[bytes, bool]]:
    return {address: (sha, new) for address, sha, new in chart_files(charts, target)}
