"""Put rendered files on disk: only what changed, whole files or nothing, no leftovers.

A file whose bytes are already there is not touched. Each file is written beside its place and moved
there, so that none is ever half-written.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import tempfile
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def put(path: Path, content: bytes) -> tuple[bytes, bool]:
    """Have ``content`` at ``path``; gives its SHA-256, and whether other bytes stood there before."""
    sha = hashlib.sha256(content).digest()
    try:
        if path.read_bytes() == content:
            return sha, False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, content)
    return sha, True


def put_parts(path: Path, parts: Iterable[bytes]) -> tuple[bytes, bool]:
    """As ``put``, of ``parts`` one after the other, never all of them in memory."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sha = hashlib.sha256()
    with _beside(path) as (part, stream):
        for data in parts:
            stream.write(data)
            sha.update(data)
        stream.flush()
        if path.is_file() and filecmp.cmp(part, path, shallow=False):
            return sha.digest(), False
        part.replace(path)
    return sha.digest(), True


def replace(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` in one step; where that fails, ``path`` is as it was."""
    with _beside(path) as (part, stream):
        stream.write(content)
        stream.flush()
        part.replace(path)


@contextmanager
def _beside(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A file beside ``path``, to be written and put in its place; gone at the end where it was not."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            part.chmod(0o644)
            yield part, stream
    finally:
        part.unlink(missing_ok=True)


def remove_others(target: Path, kept: Container[str]) -> None:
    """Remove every file below ``target`` that is not in ``kept``, and folders left empty."""
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(target).as_posix() not in kept:
            path.unlink()
