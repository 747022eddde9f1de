"""Where the parts of a publisher's repository stand."""

from __future__ import annotations

from pathlib import Path

from generator.records import dataclass


@dataclass(frozen=True)
class Place:
    """The folder with data/, content/, theme/ and mkdocs.yml."""

    root: Path

    @property
    def data(self) -> Path:
        """What is published."""
        return self.root / "data"

    @property
    def content(self) -> Path:
        """Pages written by hand, and the folder of generated ones."""
        return self.root / "content"

    @property
    def generated(self) -> Path:
        """The folder of generated pages and files."""
        return self.content / "generated"

    @property
    def cache(self) -> Path:
        """What can be made again from data."""
        return self.root / ".cache"

    @property
    def closed(self) -> Path:
        """The database of the years before the newest."""
        return self.cache / "closed.sqlite"

    @property
    def drawings(self) -> Path:
        """Charts that were drawn, by content."""
        return self.cache / "charts"
