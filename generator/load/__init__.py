"""Load: the files of a data folder in, ``model.Site`` out, or all their faults together.

Every cell and scalar is read as text and parsed here (DESIGN, "Data"); nothing is guessed, nothing is
dropped but the columns in which forms name their filler.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from generator.load.faults import Faults, settle
from generator.load.filing import NOTHING_SOUND, read_filing
from generator.load.folder import FILED, Folder
from generator.load.scheme import read_schemes
from generator.load.settings import read_regions, read_site
from generator.model import Filing, Place, Region, Scheme, Settings, Site
from generator.records import dataclass
from generator.words import _

__all__ = [
    "NOTHING_SOUND",
    "Faults",
    "Folder",
    "Plan",
    "load",
    "plan",
    "read_folder",
    "read_settings",
    "settle",
]

SCHEMES: Final = "schemes"
_DATA: Final = frozenset((".csv", ".yml", ".yaml", ".xls", ".xlsx"))
_TOP: Final = ("site.yml", "regions.csv")
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Plan:
    """What stands beside the filings, and where each is. ``faults``: what is wrong so far."""

    settings: Settings
    regions: tuple[Region, ...]
    read_schemes: Mapping[str, Scheme | None]
    folders: tuple[Folder, ...]
    faults: Faults

    @property
    def schemes(self) -> dict[str, Scheme]:
        """The sound schemes by code."""
        return {code: scheme for code, scheme in self.read_schemes.items() if scheme is not None}

    def site(self, *filings: Filing) -> Site:
        """The site with ``filings`` alone."""
        return Site(self.settings, self.regions, self.schemes, filings)


def load(root: Path) -> Site:
    """Everything in the data folder ``root``: settings, regions, schemes, filings.

    Faults and places name files from the folder's own name on (``data/wuhua/2024/projects.csv``).
    Raises ``FaultyDataError`` with every fault of shape, or ``PersonalDataError`` with every piece of
    personal data where there is any.
    """
    found = plan(root)
    read = [read_folder(found, folder) for folder in found.folders]
    settle([found.faults, *(faults for _filing, faults in read)])
    return found.site(*(filing for filing, _faults in read))


def plan(root: Path) -> Plan:
    """What the data folder ``root`` holds beside the tables of filings, which are not read yet."""
    faults, shown = Faults(), _shown(root)
    settings = read_site(root, shown, faults)
    regions, complete = read_regions(root, shown, faults)
    schemes = read_schemes(root / SCHEMES, f"{shown}/{SCHEMES}", faults)
    _stray(root, shown, faults)
    if complete:
        _unnamed(root, regions, shown, faults)
    folders = [
        filing
        for folder in _folders(root, regions)
        for filing in _filings(folder, f"{shown}/{folder.name}", regions, faults)
    ]
    return Plan(settings, tuple(regions.values()), schemes, tuple(folders), faults)


def read_folder(
    found: Plan, folder: Folder, sound: Mapping[str, bytes] = NOTHING_SOUND
) -> tuple[Filing, Faults]:
    """The tables of one region and year, and what is wrong with them; no other folder is looked at.

    ``sound``: as for ``read_filing``.
    """
    faults = Faults()
    return read_filing(folder, found.read_schemes, faults, sound), faults


def read_settings(root: Path) -> Settings:
    """The settings of ``site.yml`` in the data folder ``root``. Raises as ``load`` does."""
    faults = Faults()
    settings = read_site(root, _shown(root), faults)
    settle([faults])
    return settings


def _shown(root: Path) -> str:
    return root.name or root.resolve().name


def _folders(root: Path, regions: dict[str, Region]) -> list[Path]:
    """The regions' folders in the order of ``regions.csv``, then those it does not name."""
    found = [path for path in _visible(root) if path.is_dir() and path.name != SCHEMES]
    order = list(regions)
    return sorted(found, key=lambda path: order.index(path.name) if path.name in regions else len(order))


def _unnamed(root: Path, regions: dict[str, Region], shown: str, faults: Faults) -> None:
    """Folders of regions that ``regions.csv`` does not name."""
    for folder in _folders(root, regions):
        if folder.name not in regions:
            remedy = faults.near(folder.name, regions) or _("请在 regions.csv 中加上这个地区")
            place = Place(f"{shown}/{folder.name}")
            faults.add(place, "", "", _("文件夹不在 regions.csv 的地区编码之内"), remedy)


def _filings(folder: Path, shown: str, regions: dict[str, Region], faults: Faults) -> list[Folder]:
    filings = []
    for path in _visible(folder):
        if not path.is_dir():
            continue
        if not _YEAR.fullmatch(path.name):
            place = Place(f"{shown}/{path.name}")
            faults.add(place, "", "", _("文件夹名不是年度"), _("应为四位数字，如 2024"))
            continue
        region = regions.get(folder.name) or Region(folder.name, "", folder.name, folder.name)
        filings.append(Folder(path, f"{shown}/{path.name}", region))
    return filings


def _stray(root: Path, shown: str, faults: Faults) -> None:
    """Data files that no stage would read: a name mistyped, a workbook, a file in the wrong folder."""
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.suffix.lower() not in _DATA or any(_hidden(part) for part in inside.parts):
            continue
        known = _known(inside)
        if path.name in known or (inside.parts[0] == SCHEMES and inside.match(f"{SCHEMES}/*.yml")):
            continue
        if path.suffix.lower().startswith(".xls"):
            remedy = _("请另存为 CSV UTF-8")
        elif path.name in FILED:
            remedy = _("应放在 地区编码/年度 文件夹中")
        else:
            remedy = faults.near(path.name.lower(), known)
        faults.add(Place(f"{shown}/{inside.as_posix()}"), "", "", _("不是会被读取的数据文件"), remedy)


def _known(inside: Path) -> tuple[str, ...]:
    """The names of data files that are read in the folder of ``inside``."""
    if len(inside.parts) == 1:
        return _TOP
    return FILED if len(inside.parts) == 3 and inside.parts[0] != SCHEMES else ()


def _visible(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not _hidden(path.name))


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$"))
