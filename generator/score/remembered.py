"""What a later run need know of a score sheet, so that one that says what it said is not scored again.

A tree is made of the rows of its indicators, of what ``inputs.csv`` feeds them, and of their scheme. Who
remembers sheets forgets them when a scheme or the program changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.model import Scheme, ScoredEvaluation, Sums
from generator.score.inputs import Inputs


class Remembered(NamedTuple):
    """Fingerprint of a sheet (``ScoredEvaluation.said``), and what its indicators added up to."""

    said: bytes
    sums: Sums


def remembered(sheets: Iterable[ScoredEvaluation]) -> dict[str, Remembered]:
    """What there is to remember of ``sheets``, by code."""
    return {sheet.evaluation.code: Remembered(sheet.said, sheet.sums) for sheet in sheets}


def said_by(scheme: Scheme, rows: Iterable[str], fed: Mapping[str, Inputs]) -> bytes:
    """Fingerprint of what a sheet's ``rows`` say, of what is ``fed``, and of the scheme's code.

    Where the rows stand is not in it.
    """
    texts = [scheme.code, *rows]
    if fed:
        texts.append(repr(fed))
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "surrogatepass")).digest()
