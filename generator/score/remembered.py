"""What a later run need know of a score sheet, so that one that says what it said is not scored again.

A tree is made of the rows of its indicators, of what ``inputs.csv`` feeds them, and of their scheme. Who
remembers sheets forgets them when a scheme or the program changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import NamedTuple

from generator.model import Filing, Scheme, ScoredFiling, Sums, texts
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

    def feeds(self, filing: Filing) -> bool:
        """Whether every sheet of ``filing`` is fed what it was fed."""
        return self.tables is not None and self.tables <= filing.unchanged


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
