"""The small grammar in which pages are rendered, converted much faster than in general.

A rendered page is headings and blocks with one blank line between them: ``# text`` or
``## text {#id}`` on a line of its own, and ``<div …>`` to its ``</div>`` with well-formed tags and
character references inside. ``convert`` gives exactly what Python-Markdown makes of such a page, and
None for every other page: then Python-Markdown is asked.
"""

from __future__ import annotations

import html
import re
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique

from generator.memo import Memo
from generator.records import dataclass

_TAGS = re.compile(r"<[^<>]*>")
_TAG = re.compile(
    r'<(/?)([a-z][a-z0-9]*+)((?: [a-zA-Z_:][a-zA-Z0-9_:.-]*+(?:="[^"]*+")?)*+)( ?/)?>'
)  # slash, name, attributes, self-closing
_REFERENCE = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+);")
_HEADING = re.compile(
    r"(#{1,6}) ((?:[^\x00-\x1f\x7f\\`*_{}\[\]<>&#!|~^$@]|&#[0-9]+;)+?)(?: \{#([a-zA-Z0-9][a-zA-Z0-9_-]*)\})?"
)
_UNUSUAL = ("\t", "\r", "\0", "\2", "\3", "```", "~~~")
_BLANK_LINE = re.compile(r"\n +\n")
"""What Python-Markdown changes, or reads as a fence, before it looks at HTML at all."""

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


def _closing(text: str) -> str | None:
    match = _TAG.fullmatch(text)
    if match is None or match[1] or match[2] in _RAW:
        return None
    return "" if match[4] or match[2] in _VOID else f"</{match[2]}>"


_closings: Memo[str, str | None] = Memo(_closing)
"""Of each opening tag, by its text, the tag that closes it.

Empty where the tag closes itself or never is, None where it is not of the grammar.
"""


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
    if any(mark in source for mark in _UNUSUAL) or _BLANK_LINE.search(source):
        return None
    pieces: list[re.Match[str] | str] = []
    block: list[str] = []  # may have blank lines inside; then its parts are joined again
    open_: list[str] = []
    for part in source.rstrip("\n").split("\n\n"):
        if not open_ and not part.startswith("<div"):
            heading = _HEADING.fullmatch(part)
            if heading is None or heading[2] != heading[2].strip():
                return None
            pieces.append(heading)
            continue
        block.append(part)
        if not _nest(part, open_):
            return None
        if not open_:
            pieces.append("\n\n".join(block))
            block = []
    return None if open_ else pieces


def _nest(part: str, open_: list[str]) -> bool:
    """Follow the tags of ``part`` in ``open_``; whether they are well-formed and close only at its end."""
    tags = _TAGS.findall(part)
    if not _sound(part, len(tags)):
        return False
    begun = bool(open_)
    for text in tags:
        if text[1] == "/":
            if not open_ or open_.pop() != text:
                return False
            continue
        closing = _closings[text]
        if closing is None or (begun and not open_):
            return False
        if closing:
            open_.append(closing)
            begun = True
    return bool(open_) or part.endswith("</div>")


def _sound(text: str, tags: int) -> bool:
    """Whether ``<`` and ``>`` stand only around the tags, and ``&`` only before a reference."""
    return text.count("<") == tags == text.count(">") and (
        "&" not in text or text.count("&") == len(_REFERENCE.findall(text))
    )
