"""The folder of one region and year, and the files that are read in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.model import TABLES, Region
from generator.records import dataclass

FILED: Final = ("filing.yml", *(f"{table.name}.csv" for table in TABLES))


@dataclass(frozen=True)
class Folder:
    """The folder of one region and year; ``shown`` is its name in faults and places."""

    path: Path
    shown: str
    region: Region

    @property
    def key(self) -> str:
        """Address of the region and year: 「wuhua/2024」."""
        return f"{self.region.code}/{self.path.name}"

    def files(self) -> list[Path]:
        """The files that reading it looks at."""
        return [path for name in FILED if (path := self.path / name).is_file()]
