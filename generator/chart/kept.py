"""Texts kept in a folder, each with its checksum: finished drawings, and what they are made with."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from generator.errors import BuildError
from generator.words import _


def kept(cache: Path | None, key: str) -> str | None:
    """The text kept under ``key``; None where there is none or its checksum does not hold.

    Raises ``BuildError`` where the folder cannot be used.
    """
    if cache is None:
        return None
    try:
        checksum, _newline, content = (cache / key).read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(cache, error) from error
    if hashlib.sha256(content).hexdigest().encode() != checksum:
        return None
    return content.decode()


def keep(cache: Path | None, key: str, text: str) -> None:
    """Keep ``text`` under ``key`` after a line with its checksum; whole or not at all. Raises as ``kept``."""
    if cache is None:
        return
    content = text.encode()
    checksum = hashlib.sha256(content).hexdigest().encode()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=cache, prefix=".", delete=False) as stream:
            stream.write(checksum + b"\n" + content)
        Path(stream.name).replace(cache / key)
    except OSError as error:
        raise _unusable(cache, error) from error


def _unusable(cache: Path, error: OSError) -> BuildError:
    reason = error.strerror or str(error)
    message = _("图表缓存「{path}」不能使用：{reason}。删除或另指定该文件夹后重试。")
    return BuildError(message.format(path=cache, reason=reason))
