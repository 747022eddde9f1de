"""Put rendered files on disk: only what changed, whole files or nothing, no leftovers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def sync(target: Path, files: Mapping[str, bytes]) -> int:
    """Make ``target`` hold exactly ``files`` (address to content); return how many were written.

    A file whose bytes are already there is not touched. Each file is written beside its place and
    moved there, so that none is ever half-written.
    """
    written = 0
    for address, content in files.items():
        path = target / address
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, content)
        written += 1
    _remove_others(target, set(files))
    return written


def replace(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` in one step; where that fails, ``path`` is as it was."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _remove_others(target: Path, kept: set[str]) -> None:
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(target).as_posix() not in kept:
            path.unlink()
