"""What the last run left of each filing, and what of it can be used again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.load import Folder
from generator.publish.examining import Before
from generator.publish.ledger import Kept, Ledger
from generator.records import dataclass
from generator.store import Store, digest


@dataclass(frozen=True)
class Left:
    """``basis``: fingerprint of what every filing depends on but its files; ``inputs``: SHA-256 of these."""

    ledger: Ledger
    store: Store
    basis: bytes
    inputs: Mapping[str, Mapping[str, bytes]]

    def before(self, key: str) -> Before:
        """Of a filing, where all it depends on besides its files is the same."""
        kept = self.ledger.filings.get(key)
        if kept is None or self.ledger.basis != self.basis or not self.readable(kept):
            return Before()
        own, last = self.inputs[key], kept.inputs
        same = {
            name for name in kept.pieces if (file := f"{name}.csv") in own and own[file] == last.get(file)
        }
        pieces = self.pieces(kept, kept.pieces.keys() - same)
        return Before(self.store.fetch(kept.memory), self.store.fetch(kept.digest), pieces, same, last)

    def pieces(self, kept: Kept, names: Iterable[str]) -> dict[str, bytes]:
        """Its pieces of the tables with these ``names``, packed."""
        return {name: self.store.read(kept.pieces[name][1]) or b"" for name in names}

    def readable(self, kept: Kept) -> bool:
        """Whether all that was kept of it is there."""
        return all(map(self.store.holds, kept.places()))


def said_of_all_years(folders: Iterable[Folder], ledger: Ledger) -> dict[str, dict[str, bytes]]:
    """Of each filing, by unit, the fingerprint of what all years of its region say of the unit."""
    own = {folder.key: (folder.region.code, ledger.filings[folder.key].said) for folder in folders}
    said: dict[tuple[str, str], list[bytes]] = {}
    for region, units in own.values():
        for unit, sha in units.items():
            said.setdefault((region, unit), []).append(sha)
    every = {unit: digest(*shas) for unit, shas in said.items()}
    return {key: {unit: every[region, unit] for unit in units} for key, (region, units) in own.items()}
