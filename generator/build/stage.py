"""The folder where the next site is put together, and what of the last site it can take over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path

from generator import forks
from generator.build.cache import Cache
from generator.store import Fingerprint, Stamp, Tree, intact, stamp

_MANY = 10_000
"""Files that are linked over all cores."""


class Stage:
    """The folder ``cache.stage``: it held the site before the last one and will be the next.

    Files are hard links shared with the published site, so none is ever opened for writing: what
    changes is removed first.
    """

    def __init__(self, cache: Cache, target: Path) -> None:
        self.folder = cache.stage
        self.target = target
        self.known = {name: fingerprint for name, (_made_of, fingerprint) in cache.outputs.items()}
        self.folder.mkdir(exist_ok=True)

    @cached_property
    def _there(self) -> Tree:
        return Tree(self.folder, self.known)

    @cached_property
    def standing(self) -> set[str]:
        """Files that are those of the last site, and stay what they are: also their stamps are known."""
        return _as_stamped(self._there.stamps, self.known)

    def look(self) -> None:
        """Find what is here, which is done once and before anything is put here."""
        _found = self.standing

    def look_at_target(self) -> None:
        """Find what stands at the target."""
        _found = self._at_target

    @cached_property
    def _at_target(self) -> dict[str, Stamp]:
        return Tree(self.target, self.known).stamps

    def published(self) -> bool:
        """Whether the target is what was put there last, to the byte, and nothing else."""
        there, known = self._at_target, self.known
        if there.keys() != known.keys():
            return False
        standing = _as_stamped(there, known)
        others = there.keys() - standing
        if not all(intact(f"{self.target}/{name}", known[name], there[name]) for name in others):
            return False
        self.standing = standing
        return True

    def bring(self, name: str) -> bool:
        """Have the file ``name`` of the last site here; whether that could be done.

        One that says the same, but is another file, makes room for the last one: it need not be read again.
        """
        if name in self.standing:
            return True
        known, found = self.known.get(name), self._there.stamps.get(name)
        if known is None:
            return False
        here, last = f"{self.folder}/{name}", f"{self.target}/{name}"
        try:
            if not _stands(last, known):
                return found is not None and intact(here, known, found)
            if found:
                os.unlink(here)  # noqa: PTH108 - pathlib takes twice as long, thousands of times
            link(last, here)
        except OSError:
            return False
        return True

    def drop(self, names: Iterable[str]) -> None:
        """Remove files that are going to be written, where they are."""
        for name in names:
            self.standing.discard(name)
            if name in self._there.stamps:
                with suppress(FileNotFoundError):  # ``bring`` could not put it there
                    os.unlink(f"{self.folder}/{name}")  # noqa: PTH108 - as above

    def clear(self, keep: set[str]) -> None:
        """Remove all that is not in ``keep``."""
        self.drop(self._there.stamps.keys() - keep)

    def tidy(self) -> None:
        """Remove folders left empty, once nothing is written any more."""
        for name in sorted(self._there.folders, reverse=True):
            with suppress(OSError):
                os.rmdir(f"{self.folder}/{name}")  # noqa: PTH106

    def take(self, old: Path, names: Iterable[str]) -> None:
        """Let the ``old`` site be the next stage, with links to those files of the new one that are new.

        ``names``: all of its files. Were they left to the next build, one of a single edit would take several
        times as long after all pages were made again. What cannot be linked is left to it.
        """
        if self.folder.exists():  # still here: it was copied to another file system
            self.standing.clear()
            return
        if old.is_dir() and not old.is_symlink():
            old.replace(self.folder)
        else:
            self.folder.mkdir()
            self.standing.clear()  # a link is seen in the stamp
        fresh = sorted(set(names) - self.standing)
        parts = forks.cores() if len(fresh) > _MANY else 1
        each = len(fresh) // parts + 1
        forks.all_of([partial(self._renew, fresh[each * n : each * (n + 1)]) for n in range(parts)])

    def _renew(self, names: Sequence[str]) -> None:
        """Have links to files of the new site here, in place of what was here under their names."""
        for name in names:
            new, here = f"{self.target}/{name}", f"{self.folder}/{name}"
            with suppress(OSError):
                try:
                    _link(new, here)
                except FileExistsError:
                    os.unlink(here)  # noqa: PTH108 - as above
                    _link(new, here)

    def fingerprints(self, outputs: dict[str, tuple[bytes, bytes]]) -> dict[str, tuple[bytes, Fingerprint]]:
        """``outputs`` (what each was made of, its digest) with the stamps of the published files."""
        known, standing = self.known, self.standing
        return {
            name: (made_of, known[name] if name in standing else (sha, self._stamp(name)))
            for name, (made_of, sha) in outputs.items()
        }

    def _stamp(self, name: str) -> Stamp | None:
        """That of a published file."""
        try:
            return stamp(os.lstat(f"{self.target}/{name}"))
        except FileNotFoundError:
            return None


def _as_stamped(there: Mapping[str, Stamp], known: Mapping[str, Fingerprint]) -> set[str]:
    """Files that are ``there`` with the stamp they are ``known`` by."""
    nothing: Fingerprint = b"", None
    return {name for name, found in there.items() if known.get(name, nothing)[1] == found}


def _stands(path: str, known: Fingerprint) -> bool:
    """Whether the file at ``path`` is there, and what ``known`` says."""
    try:
        return intact(path, known, stamp(os.lstat(path)))
    except FileNotFoundError:
        return False


def link(source: str, place: str) -> None:
    """Have the file ``source`` at ``place`` too, or a copy where the file system has no links."""
    try:
        _link(source, place)
    except (FileExistsError, FileNotFoundError):  # never write into one that is there: it may be shared
        raise
    except OSError:
        shutil.copyfile(source, place)


def _link(source: str, place: str) -> None:
    try:
        os.link(source, place)
    except FileNotFoundError:  # mostly the folder is there
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        os.link(source, place)
