"""What an earlier run knew, kept so that the next one does only what changed.

A ``Store`` is a folder with three things:

``manifest``
    Whatever the run wants to remember. Its first line names the maker (program and versions), its
    second the SHA-256 of the rest: another maker's, or a damaged one, is not read.
``records``
    Larger pieces, each found by place, length and SHA-256. New ones are appended; when more than half
    is waste, the living are copied. The manifest has their stamp: whoever touches them is noticed.
``lock``
    Held while a run uses the folder.

A file is taken for unchanged when size, times, inode and mode are what they were; where one differs,
its SHA-256 decides. A time too close to the run's own start proves nothing and is not kept.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
import stat
import time
import zlib
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Self

Stamp = tuple[int, int, int, int, int]
"""Size, time of the content, time of the inode (ns), inode, mode."""

Fingerprint = tuple[bytes, Stamp | None]
"""SHA-256 of a file, and the stamp it had, or None where the stamp proves nothing."""

Place = tuple[int, int, bytes]
"""Where something stands in the records: offset, length, SHA-256."""

_WASTE = 1_000_000
"""Bytes of records that nobody needs and nobody minds."""

_GRAIN = 2_000_000_000
"""Coarsest time stamp of a file system in use, in ns."""


def digest(*parts: bytes | str) -> bytes:
    """SHA-256 over ``parts``, each with its length, so that no two lists give the same."""
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        sha.update(b"%d:" % len(data))
        sha.update(data)
    return sha.digest()


def content(path: Path | str) -> bytes:
    """SHA-256 of a file's bytes."""
    with open(path, "rb") as stream:  # noqa: PTH123 - thousands of times: Path.open takes twice as long
        return hashlib.sha256(stream.read()).digest()


def packed(value: object) -> bytes:
    """``value`` in few bytes."""
    return zlib.compress(pickle.dumps(value, 5), 1)


def unpacked(data: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """What was packed; only ever what this program kept, with its checksum compared."""
    return pickle.loads(zlib.decompress(data))  # noqa: S301


def stamp(found: os.stat_result) -> Stamp:
    """What of ``found`` tells that a file was touched."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_mode


class Tree:
    """The files below a folder, by path with ``/``; their contents are read only when asked for, and once.

    ``known`` holds fingerprints of an earlier time. ``follow``: symbolic links are what they point
    to, as for MkDocs; without, they are files that never equal one of ``known``.
    """

    def __init__(self, root: Path, known: Mapping[str, Fingerprint], *, follow: bool = False) -> None:
        self.root = root
        self.known = known
        self.follow = follow
        self.stamps: dict[str, Stamp] = {}
        self._looked = self._again = time.time_ns()
        self._states: dict[str, _State] = {}
        """Of each folder, by what its files' names begin with, what it was just before it was looked at."""
        self._late: set[str] = set()
        """Folders that were looked at ``_again``."""
        self._read: dict[str, bytes] = {}
        self._look("")

    @property
    def folders(self) -> list[str]:
        """Those below the root."""
        return [below[:-1] for below in self._states if below]

    def _look(self, below: str, known: Container[str] = ()) -> None:
        """Find what is in a folder, and in those in it that are not ``known``."""
        state = _state(f"{self.root}/{below}")
        if state is None:
            return
        self._states[below] = state
        with os.scandir(f"{self.root}/{below}") as entries:
            for entry in entries:
                name = below + entry.name
                if not entry.is_dir(follow_symlinks=self.follow):
                    with suppress(FileNotFoundError):  # a symbolic link to nothing
                        self.stamps[name] = stamp(entry.stat(follow_symlinks=self.follow))
                elif f"{name}/" not in known:
                    self._look(f"{name}/", known)

    def look_again(self) -> None:
        """Find what came, went or was put in another's place since; not what was written into a file."""
        settled, before = self._looked - _GRAIN, self._states
        self._again = time.time_ns()
        self._states = {
            below: state
            for below, state in before.items()
            if state[2] < settled and state == _state(f"{self.root}/{below}")
        }
        standing = set(self._states)
        self.stamps = {name: found for name, found in self.stamps.items() if _folder(name) in standing}
        self._read.clear()
        for below in {"", *before} - standing:
            self._look(below, before)
        self._late = self._states.keys() - standing

    def as_known(self) -> bool:
        """Whether there are the files that are known, and no others, and each says what it said."""
        known = self.known
        return self.stamps.keys() == known.keys() and all(
            known[name][1] == found or known[name][0] == self.digest(name)
            for name, found in self.stamps.items()
        )

    def digest(self, name: str) -> bytes:
        """SHA-256 of the file ``name``, or of nothing where there is none."""
        found = self.stamps.get(name)
        if found is None or stat.S_ISLNK(found[4]):
            return b""
        before = self.known.get(name)
        if before is not None and before[1] == found:
            return before[0]
        if name not in self._read:
            self._read[name] = content(f"{self.root}/{name}")
        return self._read[name]

    def fingerprints(self, started: int, read: Mapping[str, bytes]) -> dict[str, Fingerprint]:
        """Fingerprints to keep of all files as they stood at ``started`` (ns); ``read``: digests known."""
        nothing: Fingerprint = b"", None
        return {
            name: known
            if (known := self.known.get(name, nothing))[1] == found
            else (read.get(name) or self.digest(name), found if self._proves(name, started) else None)
            for name, found in self.stamps.items()
        }

    def _proves(self, name: str, started: int) -> bool:
        """Whether a change after ``started``, or after the file was looked at, must show in its stamp."""
        looked = self._again if _folder(name) in self._late else self._looked
        return max(self.stamps[name][1:3]) < min(started, looked) - _GRAIN


_State = tuple[int, int, int]
"""Device and inode of a folder, and when a name in it changed last (ns)."""


def _state(path: str) -> _State | None:
    """That of the folder at ``path``, None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - of each folder
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (found.st_dev, found.st_ino, found.st_mtime_ns) if stat.S_ISDIR(found.st_mode) else None


def _folder(name: str) -> str:
    """What the names of all files in the folder of ``name`` begin with."""
    return name[: name.rfind("/") + 1]


def intact(path: str, known: Fingerprint, found: Stamp) -> bool:
    """Whether the file at ``path``, of which stat says ``found``, is what ``known`` says, mode included."""
    sha, before = known
    if before is None or found == before:
        return before is not None
    return (found[0], found[4]) == (before[0], before[4]) and content(path) == sha


class Store:
    """The folder and the manifest found in it, which is empty where it cannot be trusted."""

    def __init__(self, folder: Path, maker: str) -> None:
        self.folder = folder
        self.maker = maker
        self.started = 0
        self.begin()
        folder.mkdir(parents=True, exist_ok=True)
        self.manifest: dict[str, Any] = {}
        self._records: BinaryIO | None = None
        self._untouched = False

    def begin(self) -> None:
        """Look at files from now on: what changes later must show (``Tree.fingerprints``)."""
        self.started = time.time_ns()

    def look(self) -> None:
        """Read the manifest, for a process that works for one that uses the folder."""
        self.manifest = self._read()

    def _read(self) -> dict[str, Any]:
        try:
            maker, sha, data = (self.folder / "manifest").read_bytes().split(b"\n", 2)
        except (FileNotFoundError, ValueError):
            return {}
        if maker.decode("utf-8", "replace") != self.maker or sha.decode("ascii", "replace") != _hex(data):
            return {}
        last, found = marshal.loads(data)  # noqa: S302 - its checksum has just been compared
        self._untouched = last is not None and last == self._stamp()
        manifest: dict[str, Any] = found
        return manifest

    def _stamp(self) -> Stamp | None:
        """That of the records, None where there are none."""
        path = self.folder / "records"
        return stamp(path.stat()) if path.is_file() else None

    def save(self, manifest: dict[str, Any]) -> None:
        """Put ``manifest`` in place of the one before, whole."""
        self.close()
        data = marshal.dumps((self._stamp(), manifest))
        beside = self.folder / "manifest.new"
        beside.write_bytes(f"{self.maker}\n{_hex(data)}\n".encode() + data)
        beside.replace(self.folder / "manifest")

    def holds(self, place: Place) -> bool:
        """Whether ``read`` gives what was kept at ``place``; looked at where the records were touched."""
        return self._untouched or self.read(place) is not None

    def read(self, place: Place) -> bytes | None:
        """The bytes kept at ``place``, or None where they are not what was kept."""
        at, length, sha = place
        data = os.pread(self._open().fileno(), length, at)
        return data if hashlib.sha256(data).digest() == sha else None

    def fetch(self, place: Place) -> bytes:
        """The bytes kept at ``place``, which ``read`` gave a moment ago.

        Raises ``OSError`` where they are there no more: the disk, or another program.
        """
        data = self.read(place)
        if data is None:
            raise OSError(place)
        return data

    def append(self, data: bytes) -> Place:
        """Keep ``data``; gives its place."""
        stream = self._open()
        at = stream.seek(0, os.SEEK_END)
        stream.write(data)
        return at, len(data), hashlib.sha256(data).digest()

    def flush(self) -> None:
        """Let ``read`` see what was appended."""
        self._open().flush()

    def compact(self, places: Iterable[Place]) -> dict[Place, Place]:
        """Drop what is not at one of ``places`` once that is most of it; gives the new places."""
        living = set(places)
        self.flush()
        if self._open().seek(0, os.SEEK_END) <= _WASTE + 2 * sum(length for _at, length, _sha in living):
            return {place: place for place in living}
        moved, at = {}, 0
        with (self.folder / "records.new").open("wb") as stream:
            for place in sorted(living):
                moved[place] = (at, *place[1:])
                at += stream.write(os.pread(self._open().fileno(), place[1], place[0]))
        self.close()
        (self.folder / "records.new").replace(self.folder / "records")
        return moved

    def _open(self) -> BinaryIO:
        if self._records is None:
            self._records = (self.folder / "records").open("a+b")
        return self._records

    def close(self) -> None:
        """Let go of the records."""
        if self._records:
            self._records.close()
            self._records = None

    def __enter__(self) -> Self:
        """Wait until no other run uses the folder, then read the manifest."""
        self._lock = (self.folder / "lock").open("w")
        with suppress(ImportError):  # no such locks on this system
            import fcntl

            fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.look()
        return self

    def __exit__(self, *_error: object) -> None:
        """Let others use the folder."""
        self.close()
        self._lock.close()


def _hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
