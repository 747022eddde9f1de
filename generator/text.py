"""Escaping: data never reaches a page as markup, neither HTML nor Markdown."""

from __future__ import annotations

import html
import re

_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+.!|<>&\"'~^:=$-]")
_BLANKS = re.compile(r"\s+")


def escape(value: str) -> str:
    """``value`` safe inside HTML text and quoted attributes."""
    return html.escape(value, quote=True)


def markdown(value: str) -> str:
    """``value`` safe in Markdown prose and headings: punctuation as character references.

    ``html.escape`` alone lets ``[x](javascript:...)`` through. Line breaks become blanks, so that
    data cannot start a block of its own.

    >>> markdown("[x](y)")
    '&#91;x&#93;&#40;y&#41;'
    """
    return _MARKDOWN.sub(lambda match: f"&#{ord(match.group())};", _BLANKS.sub(" ", value).strip())


def column_letter(index: int) -> str:
    """The spreadsheet's letter for the column at ``index``, counted from 0.

    >>> column_letter(0), column_letter(26)
    ('A', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
