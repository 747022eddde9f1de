"""What a build gives, and whether there is anything to build."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.build import known
from generator.build.cache import Cache
from generator.build.stage import Stage
from generator.records import dataclass
from generator.store import Fingerprint, content, digest


class UnknownError(Exception):
    """Something the engine does not know, in words; plain MkDocs must build."""


@dataclass
class Site:
    """A site that stands whole in the stage, and what to remember of it."""

    outputs: dict[str, tuple[bytes, bytes]]
    """Of each file what it was made of, and its SHA-256."""
    manifest: dict[str, Any]
    published: bool = False
    """Whether the target is it already."""

    @property
    def pages(self) -> int:
        """How many pages there are, the one for wrong addresses included."""
        return sum(name.endswith(".html") for name in self.outputs)


def maker() -> str:
    """Name of this engine and all versions it works with: what another made is not read."""
    own = Path(__file__).parent
    here = [*sorted(own.glob("*.py")), *(own.parent / f"{name}.py" for name in ("store", "compiled", "memo"))]
    parts = [f"{name} {version}" for name, version in known.versions().items()]
    return digest(*(path.read_bytes() for path in here), *parts, sys.version).hex()


def refuse_unknown_versions() -> None:
    """Raise ``UnknownError`` where a package is of a version that was not proved."""
    reason = known.unknown_version()
    if reason:
        raise UnknownError(reason)


def last(configuration: Path, cache: Cache, stage: Stage) -> Site | None:
    """The last site, if all that it was made from is what it was, and so are its files."""
    sources = _unchanged(configuration, cache)
    if sources is None:
        return None
    kept = {name: (made_of, sha) for name, (made_of, (sha, _stamp)) in cache.outputs.items()}
    manifest = {**cache.manifest, "sources": sources}
    if stage.published():
        return Site(kept, manifest, published=True)
    if not all(stage.bring(name) for name in kept):
        return None
    stage.clear(set(kept))
    stage.tidy()
    return Site(kept, manifest)


def _unchanged(configuration: Path, cache: Cache) -> dict[str, dict[str, Fingerprint]] | None:
    """Fingerprints of the sources as they are now, or None where anything changed."""
    before = cache.manifest
    if not before or before["configuration"] != str(configuration.resolve()) or before["day"] != today():
        return None
    if any(not Path(path).is_file() or content(path) != sha for path, sha in before["settings"].items()):
        return None
    found = {}
    for folder in before["sources"]:
        tree = cache.tree(folder)
        if not tree.as_known():
            return None
        found[folder] = tree.fingerprints(cache.started, {})
    return found


def today() -> str:
    """The day that MkDocs writes into the site map."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.now(UTC) if epoch is None else datetime.fromtimestamp(int(epoch), UTC)
    return now.strftime("%Y-%m-%d")
