"""The small grammar in which pages are rendered, converted much faster than in general.

A rendered page is headings and blocks with one blank line between them: ``# text`` or
``## text {#id}`` on a line of its own, and ``<div …>`` to its ``</div>`` with well-formed tags and
character references inside. ``convert`` gives exactly what Python-Markdown makes of such a page, and
None for every other page: then Python-Markdown is asked.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from itertools import count
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique

from generator.memo import Memo
from generator.records import dataclass

_TAG = re.compile(
    r'(/?)([a-z][a-z0-9]*+)((?: [a-zA-Z_:][a-zA-Z0-9_:.-]*+(?:="[^"]*+")?)*+)( ?/)?'
)  # slash, name, attributes, self-closing
_REFERENCE = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+);")
_HEADING = re.compile(
    r"(#{1,6}) ((?:[^\x00-\x1f\x7f\\`*_{}\[\]<>&#!|~^$@]|&#[0-9]+;)+?)(?: \{#([a-zA-Z0-9][a-zA-Z0-9_-]*)\})?"
)
_UNMARKED = bytes(set(range(256)) - set(b"<>\t\r\0\2\3"))
_FENCES = ("```", "~~~")
_BLANK_LINE = re.compile(r"\n +\n")
"""What Python-Markdown changes, or reads as a fence, before it looks at HTML at all, as it does controls."""

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
     "wbr")
)  # fmt: skip
_RAW = frozenset(
    ("iframe", "noembed", "noframes", "object", "plaintext", "script", "style", "textarea", "title", "xmp")
)  # fmt: skip
"""Elements whose text is not markup."""


@dataclass(slots=True)
class Converted:
    """A page's HTML, its table of contents as Python-Markdown nests it, and its first-level title."""

    content: str
    toc: list[dict[str, Any]]
    title: str | None


_elements: defaultdict[str, int] = defaultdict(count().__next__)
"""Elements by name, numbered as they are met."""


def _sign(tag: str) -> str:
    match = _TAG.fullmatch(tag)
    if match is None or match[2] in _RAW or (match[1] and (match[3] or match[4])):
        return _WRONG
    if match[4] or match[2] in _VOID:
        return _WRONG if match[1] else ""
    return chr(2 * _elements[match[2]] + bool(match[1]) + 2)


_WRONG = "\1"
_signs: Memo[str, str] = Memo(_sign)
"""Of each tag, by what stands between ``<`` and ``>``, one character: even where it opens an element, and the
odd one after it where it closes that. Empty where it closes itself or never is, ``_WRONG`` where it is of no
grammar known here.
"""


def _shape(text: str) -> str:
    """The signs of the tags in ``text``, where ``<`` and ``>`` take turns."""
    return "".join(map(_signs.__getitem__, text.replace(">", "<").split("<")[1::2]))


def _closes(shape: str) -> bool:
    """Whether its first tag opens an element that its last closes, with whole elements between them."""
    open_: list[int] = []
    for place, sign in enumerate(map(ord, shape), start=1):
        if sign % 2 == 0:
            open_.append(sign)
        elif not open_ or open_.pop() != sign - 1:
            return False
        elif not open_:
            return place == len(shape)
    return False


_single: Memo[str, bool] = Memo(_closes)
"""Whether blocks of a shape are one element each; many are alike."""


def convert(source: str, depth: int) -> Converted | None:
    """The page ``source`` (without front matter) with headings down to level ``depth`` in its toc.

    None where ``source`` is not of the grammar.
    """
    pieces = _pieces(source)
    if pieces is None:
        return None
    taken = {piece[3] for piece in pieces if isinstance(piece, re.Match) and piece[3]}
    counters: dict[str, int] = {}
    lines, tokens = [], []
    for piece in pieces:
        if isinstance(piece, str):
            lines.append(piece + "\n")
            continue
        level, text, name = len(piece[1]), piece[2], " ".join(piece[2].split())
        identifier = piece[3] or unique(slugify(html.unescape(name), "-"), taken, counters)
        lines.append(f'<h{level} id="{identifier}">{text}</h{level}>')
        if level <= depth:
            tokens.append({"level": level, "id": identifier, "name": name})
    first = pieces[0]
    title = " ".join(first[2].split()) if isinstance(first, re.Match) and len(first[1]) == 1 else None
    return Converted("\n".join(lines).strip(), nest_toc_tokens(tokens), title)


def _pieces(source: str) -> list[re.Match[str] | str] | None:
    """Headings and blocks in order, or None where something else stands in ``source``."""
    marks = source.encode("utf-8", "surrogatepass").translate(None, _UNMARKED)
    if marks != b"<>" * (len(marks) // 2) or any(fence in source for fence in _FENCES):
        return None
    if _BLANK_LINE.search(source) or source.count("&") != len(_REFERENCE.findall(source)):
        return None
    pieces: list[re.Match[str] | str] = []
    block: list[str] = []  # may have blank lines inside; then its parts are joined again
    shape = ""
    for part in source.rstrip("\n").split("\n\n"):
        if not block and not part.startswith("<div"):
            heading = _HEADING.fullmatch(part)
            if heading is None or heading[2] != heading[2].strip():
                return None
            pieces.append(heading)
            continue
        block.append(part)
        shape += _shape(part)
        if part.endswith("</div>") and _single[shape]:
            pieces.append("\n\n".join(block))
            block, shape = [], ""
    return None if block else pieces
