"""The words that pages explain where they stand, from ``content/glossary.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml


def terms(content: Path) -> Mapping[str, str]:
    """Each term with its meaning in one line, in the words of the glossary page."""
    rows = yaml.safe_load((content / "glossary.yml").read_text(encoding="utf-8"))
    return {row["term"]: row["meaning"] for row in rows}
