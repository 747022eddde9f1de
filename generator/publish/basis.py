"""Fingerprints of what a whole run depends on: the program, the settings, the words."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from generator import words
from generator.publish.place import Place
from generator.store import content, digest

_PROGRAM = Path(__file__).parent.parent
_PACKAGES = ("altair", "babel", "jinja2", "markupsafe", "pyyaml", "vl-convert-python")


def maker() -> str:
    """Name of this program and all versions it works with: what another made is not read."""
    parts = [f"{name} {version(name)}" for name in _PACKAGES]
    kinds = {".py", ".md", ".html", ".po"}
    files = sorted(path for path in _PROGRAM.rglob("*") if path.suffix in kinds)
    return digest(*map(content, files), *parts, sys.version).hex()


def of_filings(place: Place) -> bytes:
    """What every filing's result depends on besides its own files."""
    files = [place.data / "site.yml", place.data / "regions.csv", place.content / "glossary.yml"]
    return digest(words.language(), *_contents([*files, *sorted((place.data / "schemes").glob("*"))]))


def of_site(place: Place) -> bytes:
    """What the pages over all regions and years depend on besides the filings."""
    return digest(*_contents(sorted((place.content / "pages").glob("*.md"))))


def _contents(paths: Iterable[Path]) -> Iterable[bytes | str]:
    for path in paths:
        yield path.name
        yield content(path) if path.is_file() else b""
