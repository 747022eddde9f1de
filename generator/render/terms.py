"""The words that pages explain where they stand, from ``content/glossary.yml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import yaml

_QUICK: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def glossary(content: Path) -> Sequence[Mapping[str, str]]:
    """Each explained term, ``term``, with its English ``word`` and its ``meaning`` in one line."""
    rows: list[dict[str, str]] = yaml.load((content / "glossary.yml").read_bytes(), _QUICK)  # noqa: S506 - as safe
    return rows
