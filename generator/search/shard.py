"""The index of one region and year (or of the pages over all of them), as files that a browser asks for.

Each file is a script that hands one piece to ``disclose.piece``: scripts can be loaded from disk, where
a page may read nothing else. A search loads the shard's columns, one bucket of words for each word that
is typed, and the blocks of those results that are shown:

``columns.js``   for each page one character each of kind, level, grade, findings, its unit, and how long its
                 title is
``figures.js``   score, budget and rate of each page, for sorting
``words-x.js``   words whose hash is x, each with its pages
``titles-n.js``  address, title and printed figures of ``BLOCK`` pages

The pages of a word are numbers in ascending order, each written as three times its distance from the
one before plus its weight (2: a name, 1: a heading, 0: elsewhere), in digits of 32, low ones first; a
character from the upper half of ``DIGITS`` says that another follows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from zlib import crc32

from generator.model import Entry
from generator.search.tokens import folded, tokens

BLOCK = 24
BUCKETS = 512
DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.!~*()=+:;"
"""Without figures: a long list of pages must not look like a telephone number."""
FIRST = 48
"""Character of the first of a column's values; the next ones follow it."""

_FEW_PAGES = 200
"""Smaller shards have one bucket for every two pages."""

_LONGEST = 999
"""Characters of a title that are counted."""

Words = dict[str, int]
"""Words of a page with their weights."""


def words_of(entry: Entry) -> Words:
    """The words ``entry`` is found by, each with the highest weight it has there."""
    found: Words = {}
    for weight, texts in enumerate((entry.texts, entry.heads, (entry.title, *entry.names))):
        for text in texts:
            found |= dict.fromkeys(tokens(text), weight)
    return found


def buckets(pages: int) -> int:
    """How many buckets the words of so many pages are spread over."""
    return BUCKETS if pages >= _FEW_PAGES else max(1, pages // 2)


def bucket_of(word: str, count: int) -> int:
    """The bucket of ``word``; the browser reckons the same."""
    return crc32(word.encode("utf-8")) % count


def postings(pages: Iterable[tuple[int, int]]) -> str:
    """Numbers of pages, ascending, with their weights, in few characters.

    >>> postings([(0, 2), (1, 0), (40, 1)])
    'cd.d'
    """
    written, last = [], 0
    for page, weight in pages:
        written.append(_digits(3 * (page - last) + weight))
        last = page
    return "".join(written)


@cache
def _digits(value: int) -> str:
    """``value`` in digits of 32."""
    return DIGITS[value] if value < 32 else DIGITS[32 + value % 32] + _digits(value // 32)


def read_postings(text: str) -> dict[int, int]:
    """The weight of each page in ``text``: the inverse of ``postings``."""
    found, page, value, scale = {}, 0, 0, 1
    for character in text:
        digit = DIGITS.index(character)
        value += scale * (digit % 32)
        if digit >= 32:
            scale *= 32
            continue
        page += value // 3
        found[page] = value % 3
        value, scale = 0, 1
    return found


def piece(key: str, name: str, value: object) -> bytes:
    """The script that hands over ``value``."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"disclose.piece({json.dumps(f'{key}/{name}')},{text});\n".encode()


def columns(entries: Sequence[Entry]) -> dict[str, object]:
    """What facets count: of each column the values there are, and which each page has."""
    found: dict[str, object] = {"pages": len(entries)}
    for name in ("kind", "unit", "level", "grade"):
        values = dict.fromkeys(str(getattr(entry, name)) for entry in entries)
        number = {value: index for index, value in enumerate(values)}
        coded = "".join(_character(number[getattr(entry, name)]) for entry in entries)
        found[name] = [list(values), coded]
    found["differing"] = "".join("1" if entry.differing else "0" for entry in entries)
    found["long"] = "".join(_character(min(len(folded(entry.title)), _LONGEST)) for entry in entries)
    return found


def _character(number: int) -> str:
    """One character for ``number``, which is below 50,000: from ``FIRST`` on, without the backslash."""
    code = FIRST + number
    return chr(code if code < ord("\\") else code + 1)


def figures(entries: Sequence[Entry]) -> dict[str, list[float | None]]:
    """What results are sorted by."""
    return {
        name: [_number(str(getattr(entry, name))) for entry in entries]
        for name in ("score", "budget", "rate")
    }


def _number(printed: str) -> float | None:
    try:
        return float(printed.replace(",", "").rstrip("%％"))
    except ValueError:
        return None


def titles(entries: Sequence[Entry], block: int) -> list[list[object]]:
    """What a result shows of the pages of one block."""
    return [
        [e.address, e.title, e.score, e.budget, e.spent, e.rate, e.differing]
        for e in entries[block * BLOCK : (block + 1) * BLOCK]
    ]


def inverted(entries: Sequence[Entry]) -> Mapping[int, dict[str, str]]:
    """The words of all pages by bucket."""
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, entry in enumerate(entries):
        pairs = [(number, weight) for weight in range(3)]
        for word, weight in words_of(entry).items():
            found[word].append(pairs[weight])
    count = buckets(len(entries))
    made: dict[int, dict[str, str]] = {number: {} for number in range(count)}
    for word in sorted(found):
        made[bucket_of(word, count)][word] = postings(found[word])
    return made
