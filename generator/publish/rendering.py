"""The pages of one region and year, charts, and its part of the index."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from generator import forks, search
from generator.chart import Engine, draw, pictures_of
from generator.load import Folder, Plan, settle
from generator.model import Chart, said_by_table, said_by_unit
from generator.publish.clock import Clock
from generator.publish.examining import Before, Here, Light, Searched, load_one, score_one
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
    entries_of,
    filing_tasks,
    put,
    unit_tasks,
)
from generator.store import unpacked


@dataclass(frozen=True)
class Rendered:
    """What came of a filing's pages. ``charts``, ``search``: addresses of their files with their SHA-256.

    ``entries`` are pickled.
    """

    bundles: tuple[Made, ...]
    charts: Mapping[str, bytes]
    search: Mapping[str, bytes]
    entries: bytes
    changed: int
    seconds: Mapping[str, float]


@dataclass(frozen=True)
class Touched:
    """What came of the pages of some units of a filing that itself stands as it was."""

    bundles: tuple[Made, ...]
    changed: int
    seconds: Mapping[str, float]


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
    else:
        view, pictures = _again(order, clock), {}
    with clock.of("chart"):
        if here:
            here.drawn()
        charts = draw(pictures or pictures_of(view.scored, order.plan.schemes), order.charts, engine)
    with clock.of("render"):
        filed = Filed(order.shared, order.basis, view, order.years, charts, order.known, order.files)
        charts_for = partial(_charts, charts, order.shared.target)
        first: list[Callable[[], Any]] = [] if here else [partial(search_of, view, order)]
        done = forks.in_order(run([*first, charts_for, *filing_tasks(filed)]))
        (index,) = forks.in_order(here.searched) if here else [done.pop(0)]
    entries, found, searched = index
    files: dict[str, tuple[bytes, bool]] = done[0]
    bundles = tuple(done[1:])
    return Rendered(
        bundles,
        charts={address: sha for address, (sha, _new) in files.items()},
        search=found,
        entries=entries,
        changed=searched + sum(made.changed for made in bundles) + sum(new for _sha, new in files.values()),
        seconds=clock.seconds,
    )


def _again(order: Order, clock: Clock) -> FilingView:
    memory = order.before.sheets()
    loaded, faults = load_one(order.plan, order.folder, order.before.sound, clock)
    if loaded is None:  # it had no faults a moment ago: the files are being edited
        settle([order.plan.faults, faults])
        raise RuntimeError(order.folder.key)
    scored = score_one(order.plan, loaded, memory, clock)
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
