"""Front matter, read by entry: as JSON where it is, else each entry once, for most stand on many pages.

The result is that of ``mkdocs.utils.meta.get_data``. Only front matter of lines of JSON, as rendered
pages have it, or of simple lines is divided; everything else is left to MkDocs.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import yaml
from mkdocs.utils import meta

_SIMPLE = re.compile(
    r"""(?:(?:[ ]|-[ ])*                                 # as deep as it likes, in lists or not
    [A-Za-z][A-Za-z0-9_-]*:                             # a key
    (?:[ ](?:'[^'\n]*'|"[^"\\\n]*"|[^\s'"\[\]{}&*!|>%@`,?\#-][^\n]*))?  # and a value on the same line
    \n)+""",
    re.VERBOSE,
)
_ENTRY = re.compile(r"^(?=[A-Za-z])", re.MULTILINE)
_JSON = re.compile(
    r"""(?:(?!(?:yes|no|on|off|true|false|null):)       # a key that is a text in YAML
    [A-Za-z][A-Za-z0-9_-]*:
    [ ][\[{"][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*\n)+""",
    re.VERBOSE | re.IGNORECASE,
)
_PAIR = re.compile(r"\\ud[89ab]", re.IGNORECASE)
"""One character for JSON, two for YAML."""
_LONGEST = 1000
"""Characters of a key in braces that YAML takes for one."""


def read(source: str) -> tuple[str, dict[str, Any]]:
    """The Markdown of ``source`` and its front matter."""
    match = meta.YAML_RE.match(source)
    found = _entries(match[1]) if match else None
    if match is None or found is None:
        return meta.get_data(source)
    return source[match.end() :].lstrip("\n"), found


def _entries(block: str) -> dict[str, Any] | None:
    """What ``block`` says, or None where that is for MkDocs to find out."""
    if _JSON.fullmatch(block) and not _PAIR.search(block):
        try:
            lines = (line.split(": ", 1) for line in block.split("\n")[:-1])
            return {key: _decoded(value) for key, value in lines}
        except ValueError:
            return None
    if not _SIMPLE.fullmatch(block) or not block[0].isalpha():
        return None
    found: dict[str, Any] = {}
    for entry in _ENTRY.split(block)[1:]:
        values = _parsed(entry)
        if not isinstance(values, dict):
            return None
        found |= values
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if any(len(key) > _LONGEST for key, _value in pairs):
        raise ValueError
    return dict(pairs)


def _refused(text: str) -> Any:  # noqa: ANN401 - never
    """A number that YAML may take for a text."""
    raise ValueError(text)


_decoded = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_refused, parse_int=_refused, parse_constant=_refused
).decode


@lru_cache(maxsize=20_000)
def _parsed(entry: str) -> Any:  # noqa: ANN401 - whatever it holds
    try:
        return yaml.load(entry, meta.SafeLoader)  # type: ignore[attr-defined]  # noqa: S506 - safe, in C
    except yaml.YAMLError:
        return None
