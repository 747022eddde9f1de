"""Search: a static index in shards, one for each region and year, that a browser loads in pieces.

An edit writes only the pieces of its own page: words that the page gained or lost, its block, and the
columns of its shard.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.model import Entry
from generator.records import dataclass
from generator.search import shard

__all__ = ["Shard", "index", "manifest", "patched", "version_of"]

Write = Callable[[Path, bytes], tuple[bytes, bool]]
"""Puts bytes at a path; gives their SHA-256, and whether others stood there."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of the index. ``key`` is its folder, ``region`` and ``year`` what its pages belong to.

    ``version`` changes with any of its pieces.
    """

    key: str
    region: str
    year: int
    pages: int
    version: str


def index(
    key: str, entries: Sequence[Entry], target: Path, write: Write
) -> Iterator[tuple[str, bytes, bool]]:
    """Write the shard ``key`` below ``target``; gives each file with its SHA-256, and whether it changed."""
    for name, value in _of_all(entries):
        yield _put(key, name, value, target, write)
    for block in range((len(entries) + shard.BLOCK - 1) // shard.BLOCK):
        yield _put(key, f"titles-{block}", shard.titles(entries, block), target, write)
    for number, words in shard.inverted(entries).items():
        yield _put(key, f"words-{number}", words, target, write)


def patched(
    key: str, shown: Sequence[Entry], edits: Mapping[int, tuple[Entry, Entry]], target: Path, write: Write
) -> dict[str, tuple[bytes, bool]] | None:
    """Those pieces of the shard that ``edits`` may change; None where it must be indexed anew.

    ``shown``: all pages as they are now; of them only what results show is looked at. ``edits``: by number,
    pages that are found otherwise, as they were and as they are. The pieces of before must stand below
    ``target``, of the same pages in the same order.
    """
    if len(edits) > len(shown) // 10 + 1:
        return None
    blocks = sorted({number // shard.BLOCK for number in edits})
    parts = [*_of_all(shown), *((f"titles-{block}", shard.titles(shown, block)) for block in blocks)]
    parts += [
        (f"words-{number}", words) for number, words in _edited_words(key, shown, edits, target).items()
    ]
    return {name: (sha, new) for name, sha, new in (_put(key, *part, target, write) for part in parts)}


def _edited_words(
    key: str, shown: Sequence[Entry], edits: Mapping[int, tuple[Entry, Entry]], target: Path
) -> dict[int, dict[str, str]]:
    """The buckets in which a word gained or lost one of the pages in ``edits``."""
    count = shard.buckets(len(shown))
    found: dict[int, dict[str, str]] = {}
    for page, (before, after) in edits.items():
        old, new = shard.words_of(before), shard.words_of(after)
        for word in {word for word in old.keys() | new.keys() if old.get(word) != new.get(word)}:
            number = shard.bucket_of(word, count)
            words = found.get(number)
            if words is None:
                words = found[number] = _read(target / "search" / key / f"words-{number}.js")
            pages = shard.read_postings(words.get(word, ""))
            pages.pop(page, None)
            if word in new:
                pages[page] = new[word]
            if pages:
                words[word] = shard.postings(sorted(pages.items()))
            else:
                del words[word]
    return {number: dict(sorted(words.items())) for number, words in found.items()}


def _read(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8")
    words: dict[str, str] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return words


def _of_all(entries: Sequence[Entry]) -> Iterator[tuple[str, object]]:
    """The pieces that say something of every page."""
    yield "columns", shard.columns(entries)
    yield "figures", shard.figures(entries)


def _put(key: str, name: str, value: object, target: Path, write: Write) -> tuple[str, bytes, bool]:
    address = f"search/{key}/{name}.js"
    return address, *write(target / address, shard.piece(key, name, value))


def version_of(files: dict[str, bytes]) -> str:
    """What changes with any of ``files`` (SHA-256 by address)."""
    sha = hashlib.sha256()
    for address in sorted(files):
        sha.update(address.encode())
        sha.update(files[address])
    return sha.hexdigest()[:10]


def manifest(shards: Sequence[Shard]) -> bytes:
    """The first piece that a browser asks for: which shards there are."""
    rows = [[s.key, s.region, s.year, s.pages, shard.buckets(s.pages), s.version] for s in shards]
    return shard.piece("search", "shards", {"block": shard.BLOCK, "first": shard.FIRST, "shards": rows})
