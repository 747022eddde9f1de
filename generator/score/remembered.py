"""What a later run need know of a score sheet, so that one that says what it said is not scored again.

A tree is made of the rows of its indicators, of what ``inputs.csv`` feeds them, and of their scheme. Who
remembers sheets forgets them when a scheme or the program changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from itertools import starmap
from typing import Any, NamedTuple

from generator.model import Filing, First, Scheme, ScoredFiling, Sums, texts
from generator.records import dataclass
from generator.references import tables_of
from generator.score.inputs import Inputs


class Remembered(NamedTuple):
    """Fingerprints of a sheet and of what it is fed (as ``ScoredEvaluation`` has them), and its sums."""

    said: bytes
    fed: bytes
    sums: Sums


@dataclass(frozen=True, slots=True)
class KnownScores:
    """What is known of the sheets of a filing, by code.

    ``tables``: the names of those that decide on what sheets are fed; None where nothing is known.
    """

    sheets: Mapping[str, Remembered] = field(default_factory=dict)
    tables: frozenset[str] | None = None

    def __reduce__(self) -> tuple[Callable[..., KnownScores], tuple[object, ...]]:
        """To be kept as plain tuples: named ones take three times as long to write and to read."""
        said, fed, sums = zip(*self.sheets.values(), strict=True) if self.sheets else ((), (), ())
        plain = [(*own[:-1], list(map(tuple, own.firsts))) for own in sums]
        return _read, (tuple(self.sheets), said, fed, plain, self.tables)

    def feeds(self, filing: Filing) -> bool:
        """Whether every sheet of ``filing`` is fed what it was fed."""
        return self.tables is not None and self.tables <= filing.unchanged


def _read(
    codes: Sequence[str],
    said: Sequence[bytes],
    fed: Sequence[bytes],
    sums: Iterable[tuple[Any, Any, Any, Any]],
    tables: frozenset[str] | None,
) -> KnownScores:
    """What ``KnownScores`` was kept as."""
    made = [
        Sums(total, weight, computed, tuple(starmap(First, own))) for total, weight, computed, own in sums
    ]
    return KnownScores(dict(zip(codes, map(Remembered, said, fed, made), strict=True)), tables)


def remembered(scored: ScoredFiling) -> KnownScores:
    """What there is to remember of the sheets of ``scored``, which must be all of them."""
    sheets = {one.evaluation.code: Remembered(one.said, one.fed, one.sums) for one in scored.evaluations}
    asked = tables_of(texts(scored.filing.inputs, "reference"))
    return KnownScores(sheets, asked | {"inputs"})


def said_by(scheme: Scheme, rows: Iterable[str], fed: bytes) -> bytes:
    """Fingerprint of what a sheet's ``rows`` say, of what it is ``fed``, and of the scheme's code.

    Where the rows stand is not in it.
    """
    sha = hashlib.sha256("\x1f".join([scheme.code, *rows]).encode("utf-8", "surrogatepass"))
    sha.update(fed)
    return sha.digest()


def fed_by(fed: Mapping[str, Inputs]) -> bytes:
    """Fingerprint of what a sheet is ``fed``; b"" where that is nothing."""
    return hashlib.sha256(repr(fed).encode("utf-8", "surrogatepass")).digest() if fed else b""
