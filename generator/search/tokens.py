"""The words by which a text is found, as people type them: also parts of names, codes and figures."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(rf"[{_HAN}]+|\d[\d,]*(?:\.\d+)?|[^\W\d_{_HAN}]+(?:[-_.][^\W_{_HAN}]+|\d+)*")
_PARTS = re.compile(r"[-_.]")


def folded(text: str) -> str:
    """``text`` as it is compared: full width as half, capitals as small letters."""
    return normalize("NFKC", text).lower()


@lru_cache(maxsize=10_000)
def tokens(text: str) -> frozenset[str]:
    """What ``text`` is found by; full width counts as half, capitals as small letters.

    A run of Han: each character and each two side by side, so that any part of a name is found. A
    number: without the commas of thousands, and its whole part. A code or foreign word: itself, and its
    parts at hyphens and points.

    >>> sorted(tokens("卫健局 H-01"))
    ['01', 'h', 'h-01', '健', '健局', '卫', '卫健', '局']
    >>> sorted(tokens("５２７，711.12 万元"))
    ['527711', '527711.12', '万', '万元', '元']
    """
    found: set[str] = set()
    for run in _RUN.findall(folded(text)):
        if run[0].isdigit():
            number = run.replace(",", "")
            found |= {number, number.partition(".")[0]}
        elif run[0] >= "\u3400" and not run.isascii():
            found |= {*run, *map("".join, pairwise(run))}
        else:
            found |= {run, *filter(None, _PARTS.split(run))}
    return frozenset(found)
