"""What one region and year comes to: loaded, scored and checked, with what is remembered of it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from generator import forks
from generator.chart import Engine, KnownPictures, Picture, Share, lacking, pictures_again
from generator.check import Known, check_again
from generator.load import Faults, Folder, Plan, read_folder
from generator.model import TABLES_BY_NAME, Filing, SaidByTable, ScoredFiling, said_by_table, said_by_unit
from generator.publish.clock import Clock
from generator.publish.taking import Packed, Pieces, filed_pieces, found_pieces, scored_pieces
from generator.records import dataclass
from generator.render import Digest, FilingView, digest, said_of_units
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

    ``pictures``: all of its charts, which are ``drawn`` meanwhile. ``pieces``: as ``taken``, but for the
    findings, being made meanwhile. ``searched``: its part of the index, where that is being made.
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

    def taken(self, basis: bytes, before: Before) -> Iterator[Packed]:
        """Its pieces of the tables to take away that may be other than ``before``; to be asked for once."""
        yield from self.pieces
        for task in found_pieces(self.view, basis, before.pieces):
            yield task()

    @cached_property
    def light(self) -> Light:
        """Of it what pages and charts over all regions and years need."""
        return self.view.light(), self.memory.pictures.share


@dataclass(frozen=True)
class Examined:
    """What is known of a filing once it is checked.

    ``said``: of each unit the fingerprint of what other years show of it. ``here`` is there only where the
    filing was gone through in this very process; where it was not, there are its ``parts``, its ``pieces`` of
    tables to take away as ``Here.taken``, and those ``pictures`` that are still to be drawn.
    """

    faults: Faults
    said: Mapping[str, bytes] = field(default_factory=dict)
    findings: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    here: Here | None = None
    parts: Parts = (b"", b"", b"")
    pieces: tuple[Packed, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)


@dataclass(frozen=True)
class Workers:
    """What works beside this process: ``engine`` draws, ``begin`` begins tasks, as ``forks.started``."""

    engine: Engine
    begin: Callable[[Sequence[Callable[[], Any]]], Iterator[tuple[int, Any]]]

    def do(self, tasks: Sequence[Callable[[], Packed]]) -> Iterator[Packed]:
        """What ``tasks`` give, which are begun at once, and waited for where it is drawn."""
        return _in_order(self.begin(tasks))


def _in_order(results: Iterator[tuple[int, Packed]]) -> Iterator[Packed]:
    yield from forks.in_order(results)


@dataclass(frozen=True)
class Terms:
    """What all filings are gone through with. ``basis``: as in ``Order``; ``drawings``: of earlier runs."""

    plan: Plan
    basis: bytes
    drawings: Path


def examine(terms: Terms, folder: Folder, before: Before, workers: Workers | None = None) -> Examined:
    """Load, score and check one filing; what ``before`` says of sheets that are what they were, stands.

    ``workers``: where the filing is to be rendered in this process; they begin at once to draw, and to make
    its part of the tables to take away, of those as filed before scores.
    """
    plan, drawings, clock = terms.plan, terms.drawings, Clock()
    memory, last = before.recalled()
    loaded, faults = load_one(plan, folder, before.sound, clock)
    if loaded is None:
        return Examined(faults)

    def pieces(of: Pieces, view: FilingView) -> Iterator[Packed]:
        tasks = of(view, terms.basis, before.pieces, before.same)
        return workers.do(tasks) if workers else (task() for task in tasks)

    filed = pieces(filed_pieces, FilingView(ScoredFiling(loaded, (), (), {}), ()))
    filing = score_one(plan, loaded, memory, clock)
    said = said_by_table(filing, memory.said)
    counts = _counts(filing, memory.counts)
    view = FilingView(filing, (), counts, said_by_unit(filing, said), said)
    computed = pieces(scored_pieces, view)
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
    made = tuple(here.taken(terms.basis, before))
    return Examined(*about, parts=here.parts(), pieces=made, pictures=missing)


def _counts(scored: ScoredFiling, before: Mapping[str, int]) -> dict[str, int]:
    """Rows of each table; no file that is what it was is read for it."""
    filing = scored.filing
    known = before.keys() & filing.unchanged
    return {name: before[name] if name in known else len(filing.rows(name)) for name in TABLES_BY_NAME}


def load_one(
    plan: Plan, folder: Folder, sound: Mapping[str, bytes], clock: Clock
) -> tuple[Filing | None, Faults]:
    """One filing, None where its files or those beside it have faults. ``sound``: as in ``Before``."""
    with clock.of("load"):
        filing, faults = read_folder(plan, folder, sound)
    return (None if len(faults) or len(plan.faults) else filing), faults


def score_one(plan: Plan, filing: Filing, memory: Memory, clock: Clock) -> ScoredFiling:
    """The same scored; what is remembered of sheets that are what they were, stands."""
    with clock.of("score"):
        (scored,) = score(plan.site(filing), memory.scored)
    return scored
