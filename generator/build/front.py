"""Front matter, read by entry: most entries stand on many pages and are parsed once.

The result is that of ``mkdocs.utils.meta.get_data``. Only front matter of simple lines is divided;
everything else is left to MkDocs.
"""

from __future__ import annotations

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


def read(source: str) -> tuple[str, dict[str, Any]]:
    """The Markdown of ``source`` and its front matter."""
    match = meta.YAML_RE.match(source)
    if match is None or not _SIMPLE.fullmatch(match[1]) or not match[1][0].isalpha():
        return meta.get_data(source)
    found: dict[str, Any] = {}
    for entry in _ENTRY.split(match[1])[1:]:
        values = _parsed(entry)
        if not isinstance(values, dict):
            return meta.get_data(source)
        found |= values
    return source[match.end() :].lstrip("\n"), found


@lru_cache(maxsize=20_000)
def _parsed(entry: str) -> Any:  # noqa: ANN401 - whatever it holds
    try:
        return yaml.load(entry, meta.SafeLoader)  # type: ignore[attr-defined]  # noqa: S506 - safe, in C
    except yaml.YAMLError:
        return None
