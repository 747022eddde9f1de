"""Escaping: data never reaches a page as markup, neither HTML nor Markdown."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import cache

_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+.!|<>&\"'~^:=$-]")
_BLANKS = re.compile(r"\s+")
_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
"""All that ``str.splitlines`` breaks at."""


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


def one_line(value: str) -> str:
    r"""``value`` with each line break, and the blanks around it, as one blank.

    >>> one_line("a \n b  c")
    'a b  c'
    """
    return value if value.isprintable() else _BREAK.sub(" ", value)


json_text: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False).encode
"""A value as JSON on one line, its characters as they are; ``json.dumps`` makes an encoder for each."""


@cache
def json_form(*names: str) -> str:
    """A JSON object with these ``names``, in which ``%`` puts their values, written as JSON already.

    >>> json_form("a", "率%") % ("1", "null")
    '{"a": 1, "率%": null}'
    """
    said = (json_text(name).replace("%", "%%") for name in names)
    return "{" + ", ".join(f"{name}: %s" for name in said) + "}"


@cache
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
