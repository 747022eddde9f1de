"""Put rendered files on disk: only what changed, whole files or nothing, no leftovers.

A file whose bytes are already there is not touched. Each file is written beside its place and moved
there, so that none is ever half-written.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import stat
import time
from collections.abc import Container, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final

_MODE: Final = 0o644
"""What the web server must be able to read."""


def put(path: Path, content: bytes) -> tuple[bytes, bool]:
    """Have ``content`` at ``path``; gives its SHA-256, and whether other bytes stood there before."""
    sha = hashlib.sha256(content).digest()
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - thousands of times: Path.open takes twice as long
            if stream.read() == content:
                return sha, False
    except FileNotFoundError:
        folder = os.path.dirname(path)  # noqa: PTH120 - as above
        if not os.path.isdir(folder):  # noqa: PTH112 - as above
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
    replace(path, content)
    return sha, True


def put_parts(path: Path, parts: Iterable[bytes | range], stood: bytes | None = None) -> tuple[bytes, bool]:
    """As ``put``, of ``parts`` one after the other, never all of them in memory.

    ``stood``: SHA-256 of what is known to stand there, which then is not compared. A part that is a range is
    copied from there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sha = hashlib.sha256()
    with ExitStack() as stack:
        old = stack.enter_context(path.open("rb")) if stood else None
        part, stream = stack.enter_context(_beside(path))
        for data in (_bytes(piece, old) for piece in parts):
            stream.write(data)
            sha.update(data)
        stream.flush()
        return sha.digest(), _moved(part, path, sha.digest(), stood)


def _bytes(part: bytes | range, old: BinaryIO | None) -> bytes:
    """A part, or what stands at its place in the ``old`` file."""
    if isinstance(part, bytes):
        return part
    if old is None:
        raise ValueError(part)
    old.seek(part.start)
    return old.read(len(part))


def put_file(path: Path, made: Path, stood: bytes | None = None) -> tuple[bytes, bool]:
    """As ``put_parts``, of the file ``made`` on the same file system, which is gone from its place after."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with made.open("rb") as stream:
        sha = hashlib.file_digest(stream, "sha256").digest()
    made.chmod(_MODE)
    return sha, _moved(str(made), path, sha, stood)


def _moved(part: str, path: Path, sha: bytes, stood: bytes | None) -> bool:
    """Put the file ``part`` in the place of ``path``, or away where that says the same; whether it moved."""
    same = sha == stood if stood else path.is_file() and filecmp.cmp(part, path, shallow=False)
    if same:
        os.unlink(part)  # noqa: PTH108 - as above
    else:
        os.replace(part, path)  # noqa: PTH105 - as above
    return not same


def replace(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` in one step; where that fails, ``path`` is as it was."""
    with _beside(path) as (part, stream):
        stream.write(content)
        stream.flush()
        os.replace(part, path)  # noqa: PTH105 - as above


_started = time.time_ns()
_numbers = count()


@contextmanager
def _beside(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """A new file beside ``path``, to be written and put in its place; gone where the body fails.

    No other process and no earlier one has made a file of its name, which is no page's name either.
    """
    folder = os.path.dirname(path)  # noqa: PTH120 - as above
    part = f"{folder}/.{_started}-{os.getpid()}-{next(_numbers)}.part"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _MODE)
    try:
        with os.fdopen(handle, "wb") as stream:
            if os.name == "posix" and stat.S_IMODE(os.fstat(handle).st_mode) != _MODE:
                os.fchmod(handle, _MODE)  # the umask took some of it
            yield part, stream
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(part)  # noqa: PTH108 - as above
        raise


def remove_others(target: Path, kept: Container[str]) -> None:
    """Remove every file below ``target`` that is not in ``kept``, and folders left empty."""
    _remove_others(str(target), "", kept)


def _remove_others(folder: str, below: str, kept: Container[str]) -> bool:
    """Do so in ``folder``, whose address is ``below``; whether it is empty then."""
    empty = True
    with os.scandir(folder) as entries:
        for entry in entries:
            address = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                left = not _remove_others(entry.path, f"{address}/", kept)
                if not left:
                    os.rmdir(entry.path)  # noqa: PTH106 - as above
            else:
                left = address in kept
                if not left:
                    os.unlink(entry.path)  # noqa: PTH108 - as above
            empty = empty and not left
    return empty
