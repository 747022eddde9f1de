"""Templates compiled once: Python's code for them, kept in a store like everything else."""

from __future__ import annotations

import jinja2
from jinja2.bccache import Bucket

from generator.store import Place, Store


class Compiled(jinja2.BytecodeCache):
    """Compiled templates by name and source, and by ``of``: what else they depend on."""

    def __init__(self, store: Store, of: str = "") -> None:
        self._store = store
        self._of = of
        self.places: dict[str, Place] = dict(store.manifest.get("templates", {}))
        self.made: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` where its template was compiled before."""
        place = self.places.get(self._key(bucket))
        data = self._store.read(place) if place else None
        if data:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what was compiled, until the process that saves the store keeps it."""
        self.made[self._key(bucket)] = bucket.bytecode_to_string()

    def keep(self) -> dict[str, Place]:
        """Places of all compiled templates."""
        self.places |= {key: self._store.append(data) for key, data in self.made.items()}
        self.made.clear()
        return self.places

    def _key(self, bucket: Bucket) -> str:
        return self._of + bucket.key + bucket.checksum
