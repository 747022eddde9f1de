"""One run over all filings: what is stale is examined and rendered, the rest is taken as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from generator import forks, words
from generator.chart import Engine
from generator.check import CHECKS
from generator.compiled import Compiled
from generator.load import Folder, plan, settle
from generator.publish import basis
from generator.publish.clock import Clock
from generator.publish.examining import FEW, Before, Examined, Here, Terms, Workers, examine
from generator.publish.ledger import Kept, Ledger, Piece
from generator.publish.left import Left, said_of_all_years
from generator.publish.place import Place
from generator.publish.rendering import (
    Order,
    Rendered,
    Touched,
    digests,
    rendered,
    rendered_alone,
    search_of,
    touched,
)
from generator.publish.taking import Packed
from generator.publish.whole import Whole
from generator.render import (
    Digest,
    Shared,
    Years,
    remove_others,
)
from generator.store import Store, digest

Progress = Callable[[Sequence[str]], Iterable[str]]


class Run:
    """The parts of one run."""

    def __init__(self, place: Place, store: Store, clock: Clock, progress: Progress) -> None:
        self.place = place
        self.clock = clock
        self.progress = progress
        with clock.of("load"):
            self.plan = plan(place.data)
        settings, schemes = self.plan.settings, self.plan.schemes
        self.shared = Shared.of(settings, schemes, CHECKS, place.content)
        self.ledger = Ledger(store, place.generated)
        self.store = store
        self.basis = basis.of_filings(place)
        self.inputs = {
            folder.key: self.ledger.inputs(folder.path, [path.name for path in folder.files()])
            for folder in self.plan.folders
        }
        self.left = Left(self.ledger, store, self.basis, self.inputs)
        self.made_of = self._made_of()
        self.engine = Engine(1 if len(self.plan.folders) <= FEW else forks.cores())
        self.compiled = Compiled(store, words.language())
        self.open = ExitStack()
        self.whole = Whole(place, self.plan, self.shared, self.ledger, store, self.engine, self.open)
        self.examined: dict[str, Examined] = {}
        self._digests: dict[str, Digest] = {}
        self.changed = 0
        self.findings = 0
        self._rendered = False

    def go(self, busy: Callable[[], None]) -> int:
        """Do what is to be done; gives how many files changed. ``busy`` is called where a filing is stale."""
        with self.engine, self.open:
            if not self.place.drawings.is_dir() and len(self.plan.folders) <= FEW:
                self.engine.start()
            if any(not self._as_before(folder.key) for folder in self.plan.folders):
                busy()
            self._go()
        return self.changed

    def _go(self) -> None:
        self._examine()
        years = said_of_all_years(self.plan.folders, self.ledger)
        stale = [folder for folder in self.plan.folders if self._is_stale(folder.key)]
        units_of = [
            (folder, units)
            for folder in self.plan.folders
            if folder not in stale and (units := self._touched(folder.key, years[folder.key]))
        ]
        if stale or units_of or not self._site_stands() or not self.ledger.nothing_else():
            self._render(stale, units_of, years)
            self._render_site()
            self._rendered = True
        self.findings = sum(self.ledger.filings[folder.key].findings for folder in self.plan.folders)

    def _made_of(self) -> dict[str, bytes]:
        """Fingerprint of what each filing is made of."""
        return {
            key: digest(self.basis, *(part for file in files.items() for part in file))
            for key, files in self.inputs.items()
        }

    def _as_before(self, key: str) -> bool:
        """Whether a filing is made of what it was made of."""
        kept = self.ledger.filings.get(key)
        return kept is not None and kept.made_of == self.made_of.get(key)

    def _examine(self) -> None:
        """Load, score and check every filing that is not what it was; raises all faults together."""
        before = {
            key: kept
            for key, kept in self.ledger.filings.items()
            if self._as_before(key) and self.left.readable(kept)
        }
        stale = [folder for folder in self.plan.folders if folder.key not in before]
        few, drawings = len(stale) <= FEW, self.place.drawings
        workers = Workers(self.engine, self._begin) if few else None
        terms = Terms(self.plan, self.basis, drawings)
        tasks = [partial(examine, terms, folder, self.left.before(folder.key), workers) for folder in stale]
        drawn, pieces = [], dict[str, dict[str, Piece]]()
        results = ((n, task()) for n, task in enumerate(tasks)) if few else forks.each(tasks, long=True)
        for number, found in results:
            pieces[stale[number].key] = self._keep_pieces(found.pieces)
            self.examined[stale[number].key] = replace(found, pieces=())
            if found.pictures and not few:
                drawn.append(self.engine.fill(drawings, list(found.pictures.values())))
        settle([self.plan.faults, *(self.examined[folder.key].faults for folder in stale)])
        if drawn:
            with self.clock.of("chart"):
                for wait in drawn:
                    wait()
        self.ledger.filings = {
            folder.key: before.get(folder.key) or self._kept(folder.key, pieces[folder.key])
            for folder in self.plan.folders
        }

    def _begin(self, tasks: Sequence[Callable[[], Any]]) -> Iterator[tuple[int, Any]]:
        """Begin ``tasks`` in one worker, beside what is done here."""
        return self.open.enter_context(forks.started(tasks, workers=1))

    def _keep_pieces(self, made: Iterable[Packed]) -> dict[str, Piece]:
        return {name: (blocks, self.store.append(packed)) for name, blocks, packed in made}

    def _kept(self, key: str, pieces: dict[str, Piece]) -> Kept:
        """What there is to remember of a filing that was just examined, and of its ``pieces``."""
        found, last = self.examined[key], self.ledger.filings.get(key)
        self.clock.add(dict(found.seconds))
        light, years, memory = map(self.store.append, found.parts)
        kept = Kept(
            self.made_of[key], self.inputs[key], light, years, memory, dict(found.said), found.findings
        )
        if last:
            kept.charts, kept.bundles = last.charts, last.bundles
            kept.entries, kept.search, kept.pieces = last.entries, last.search, last.pieces
        kept.pieces = kept.pieces | pieces
        return kept

    def _is_stale(self, key: str) -> bool:
        return key in self.examined or not self.ledger.stand(self.ledger.filings[key].files())

    def _touched(self, key: str, years: Mapping[str, bytes]) -> list[str]:
        """Units of a filing of which another year does not say what it said."""
        before = self.ledger.filings[key].years
        return [unit for unit, said in years.items() if before.get(unit) != said]

    def _render(
        self,
        stale: Sequence[Folder],
        units: Sequence[tuple[Folder, Sequence[str]]],
        years: Mapping[str, dict[str, bytes]],
    ) -> None:
        """Render the pages of ``stale`` filings, and of some ``units`` of others."""
        self._compile()
        many = len(stale) > FEW
        if many:
            self._take()
            self._let_go()
        self.store.flush()
        orders = [self._order(folder, years[folder.key]) for folder in stale]
        if many:
            results: Iterator[tuple[int, Rendered]] = forks.each(
                [partial(rendered_alone, order) for order in orders], long=True
            )
            results = self._told([folder.key for folder in stale], results)
        else:
            for order in orders:
                self._search(order)
            self._take()
            results = ((number, self._alone(order)) for number, order in enumerate(orders))
        for number, result in results:
            self._note(stale[number].key, result, years[stale[number].key])
        if units:
            self._render_units(units, years)

    def _search(self, order: Order) -> None:
        """Begin with the filing's part of the index, which waits for no chart, where the filing is here."""
        key = order.folder.key
        here = self._here(key)
        if here:
            searched = self._begin([partial(search_of, here.view, order)])
            self.examined[key] = replace(self.examined[key], here=replace(here, searched=searched))

    def _take(self) -> None:
        """Begin with what belongs to no filing, for the files to take away: their pieces are known now."""
        for key, here in self._all_here():
            kept = self.ledger.filings[key]
            kept.pieces = kept.pieces | self._keep_pieces(here.taken(self.basis, self.left.before(key)))
        if self.examined:
            self.store.flush()
            self.whole.begin({key: here.light for key, here in self._all_here()})

    def _here(self, key: str) -> Here | None:
        """A filing that was gone through in this very process."""
        return self.examined[key].here if key in self.examined else None

    def _let_go(self) -> None:
        """Have nothing here: where many filings are rendered, others render also the few examined here."""
        self.engine.stop()
        for key, here in self._all_here():
            here.drawn()
            self._pack(key, here)
            self.examined[key] = replace(self.examined[key], here=None)

    def _pack(self, key: str, here: Here) -> None:
        """Keep what is ``here`` of a filing."""
        kept = self.ledger.filings[key]
        kept.light, kept.digest, kept.memory = map(self.store.append, here.parts())

    def _all_here(self) -> list[tuple[str, Here]]:
        return [(key, found.here) for key, found in self.examined.items() if found.here]

    def _render_units(
        self, units: Sequence[tuple[Folder, Sequence[str]]], years: Mapping[str, dict[str, bytes]]
    ) -> None:
        """Render the pages of some ``units`` of filings that stand as they were, a filing to a core."""
        names = [folder.key for folder, _own in units]
        orders = [self._order(folder, years[folder.key], whole=False) for folder, _own in units]
        again = [partial(touched, order, own) for order, (_folder, own) in zip(orders, units, strict=True)]
        for number, made in self._told(names, forks.each(again, long=len(names) > FEW)):
            self._note_units(units[number][0].key, made, years[units[number][0].key])

    def _compile(self) -> None:
        """Have all templates compiled, so that no worker need do it, or any later run."""
        environment = self.shared.environment
        environment.bytecode_cache = self.compiled
        for name in environment.list_templates():
            environment.get_template(name)

    def _alone(self, order: Order) -> Rendered:
        """One filing over all cores, with a bar of its units and lists."""
        found = self._here(order.folder.key)
        bar: Iterator[str] = iter(())

        def begin(names: Sequence[str]) -> None:
            nonlocal bar
            bar = iter(self.progress(names))

        result = rendered(order, found, self.engine, begin, lambda: next(bar, None))
        for _rest in bar:
            pass
        return result

    def _told(self, names: Sequence[str], results: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
        """``results``, with the bar drawn from as each comes."""
        bar = iter(self.progress(names))
        for result in results:
            next(bar, None)
            yield result
        for _rest in bar:
            pass

    def _order(self, folder: Folder, years: Mapping[str, bytes], *, whole: bool = True) -> Order:
        """What it takes to render ``folder``, or only pages of units where not the ``whole``.

        ``years``: as ``_years`` gives of it.
        """
        kept = self.ledger.filings[folder.key]
        known = {
            name: key
            for name, (key, files, _pages) in kept.bundles.items()
            if key and self.ledger.stand(files)
        }
        same = [other.key for other in self.plan.folders if other.region.code == folder.region.code]
        alone = whole and len(self.examined) <= FEW
        read = partial(digests, [self._packed(key) if alone else self._digest(key) for key in same])
        stands = whole and bool(kept.search) and self.ledger.stand(kept.search)
        here = self._here(folder.key)
        return Order(
            self.plan,
            folder,
            self.shared,
            self.basis,
            light=b"" if here else self.store.fetch(kept.light),
            before=Before() if here else Before(self.store.fetch(kept.memory), sound=kept.inputs),
            years=Years(years, read),
            known=known,
            files=kept.inputs,
            entries=(self.store.read(kept.entries) or b"") if stands else b"",
            search=kept.search,
            charts=self.place.drawings,
        )

    def _digest(self, key: str) -> Digest:
        """What a filing gives its other years; each is read once, for all of them."""
        if key not in self._digests:
            (self._digests[key],) = digests([self._packed(key)])
        return self._digests[key]

    def _packed(self, key: str) -> Digest | bytes:
        """The same, still packed where it is not here: mostly no page, or only a worker, asks for it."""
        here = self._here(key)
        return here.years if here else self.store.fetch(self.ledger.filings[key].digest)

    def _note_units(self, key: str, result: Touched, years: dict[str, bytes]) -> None:
        self.ledger.filings[key].touch(result.bundles)
        self.ledger.filings[key].years = years
        self.changed += result.changed
        self.clock.add(dict(result.seconds))

    def _note(self, key: str, result: Rendered, years: dict[str, bytes]) -> None:
        kept = self.ledger.filings[key]
        kept.take(result.bundles)
        kept.charts, kept.years = dict(result.charts), years
        kept.search = dict(result.search)
        kept.entries = self.store.append(result.entries)
        self.changed += result.changed
        self.clock.add(dict(result.seconds))

    def _site_key(self) -> bytes:
        kept = [self.ledger.filings[folder.key] for folder in self.plan.folders]
        shas: list[bytes | str] = [
            part
            for item in kept
            for part in (
                item.light[2],
                repr([blocks for blocks, _place in item.pieces.values()]),
                digest(*chain(*item.pages())),
            )
        ]
        return digest(self.basis, basis.of_site(self.place), *shas)

    def _site_stands(self) -> bool:
        """Whether the pages over all regions and years are what they would be.

        With a filing here they are made anew: what is kept of it, by which it would be known, is packed last.
        """
        ledger, written = self.ledger, (self.place.content / "site.generated.yml").is_file()
        here = any(found.here for found in self.examined.values())
        return (
            not here and written and ledger.site_key == self._site_key() and ledger.stand(ledger.site_files)
        )

    def _render_site(self) -> None:
        """Render what belongs to no single filing, and drop what is left over."""
        self.store.flush()
        with self.clock.of("site"):
            if self.whole.begun or not self._site_stands():
                at_hand = {key: found.light for key, found in self._all_here()}
                self.ledger.site_files = self.whole.files(at_hand)
                self.changed += self.whole.changed
            remove_others(self.place.generated, self.ledger.files())

    def keep(self) -> None:
        """Keep what the next run can use of this one, where anything was done."""
        if not self._rendered:
            return
        for key, here in self._all_here():
            self._pack(key, here)
        self.ledger.site_key = self._site_key()
        self.ledger.basis = self.basis
        self.ledger.save(self.compiled.keep())
