"""Publish: composes the stages, one region and year at a time, and only where something changed.

A filing is loaded, scored and checked when its files, or what all filings depend on, are not what they
were; its pages are rendered when that, or another year of its region, changed; and of those pages only
the units whose rows, scores, findings and places changed (``render.bundles``). The pages over all
regions and years are made of what is kept of each filing in brief, so closed years are not read again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from itertools import chain
from pathlib import Path

from generator import forks, words
from generator.check import ordered
from generator.load import plan, read_settings, settle
from generator.model import Finding
from generator.publish import basis
from generator.publish.checking import checked
from generator.publish.clock import Clock
from generator.publish.place import Place
from generator.records import dataclass
from generator.store import Store

__all__ = ["Place", "Published", "build", "examine", "render"]

Progress = Callable[[Sequence[str]], Iterable[str]]
"""Wraps the names of what is to be done, and is drawn from as each is."""


@dataclass(frozen=True)
class Published:
    """``changed``: files below the generated folder that have other bytes; ``pages`` of the built site."""

    changed: int
    findings: int
    pages: int = 0


def examine(place: Place) -> tuple[Finding, ...]:
    """All findings of the data; raises as ``load.load`` does. Nothing is written."""
    words.use(read_settings(place.data).language)
    found = plan(place.data)
    done = dict(forks.each([partial(checked, found, folder) for folder in found.folders], long=True))
    settle([found.faults, *(done[number][0] for number in range(len(done)))])
    return tuple(sorted(chain.from_iterable(findings for _faults, findings in done.values()), key=ordered))


def render(place: Place, progress: Progress = iter) -> Published:
    """Bring the generated folder to what the data say now. Raises as ``load.load`` does."""
    words.use(read_settings(place.data).language)
    ((made, clock),) = _render(place, progress, lambda: None)
    _tell(place, clock)
    return made


def build(place: Place, target: Path, progress: Progress = iter) -> Published:
    """``render``, then bring the site at ``target`` to it; raises ``BuildError`` too."""
    from generator.build import Ahead, ahead
    from generator.build import build as build_site

    words.use(read_settings(place.data).language)
    configuration, folder, begun = place.root / "mkdocs.yml", place.cache / "build", list[Ahead]()
    with ExitStack() as stack:

        def at_once() -> None:
            with suppress(OSError):  # the build meets it again, and says it
                begun.append(stack.enter_context(ahead(target, folder)))

        def meanwhile() -> None:
            with suppress(OSError):
                for found in begun:
                    found.load(configuration)

        apart = forks.apart(partial(_render, place, progress), at_once, meanwhile)
        with apart as (made, clock), clock.of("build"):
            cache = begun[0] if begun else folder
            pages = build_site(configuration, target, cache, progress=progress)
    _tell(place, clock)
    return Published(made.changed, made.findings, pages)


def _render(place: Place, progress: Progress, busy: Callable[[], None]) -> Iterator[tuple[Published, Clock]]:
    """Yields once, when the generated folder is whole; then keeps what the next run can use.

    ``busy`` is called where there is something to do.
    """
    from generator.publish.run import Run  # templates and charts, which a check alone has no use for

    clock = Clock()
    with Store(place.cache / "pages", basis.maker()) as store:
        run = Run(place, store, clock, progress)
        forks.linger(run)
        changed = run.go(busy)
        yield Published(changed, run.findings), clock
        run.keep()


def _tell(place: Place, clock: Clock) -> None:
    """Keep the seconds of each stage where ``bench`` finds them."""
    seconds = {stage: round(taken, 3) for stage, taken in clock.seconds.items()}
    (place.cache / "times.json").write_text(json.dumps(seconds), encoding="utf-8")
