"""What a publisher does, one after the other, on one folder of sample data."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, field
from pathlib import Path
from typing import Any, Final

from generator.bench.measured import Measured, run
from generator.model import TOTAL
from generator.records import dataclass
from generator.words import N_

DISCLOSE = (sys.executable, "-m", "generator.cli")
CLEAN_OR_FINDINGS = (0, 1)
FIRST_BUILD: Final = N_("首次生成")


@dataclass(frozen=True)
class Result:
    """One line of the table: what was done, what it took, and the seconds of each stage in it."""

    name: str
    measured: Measured
    stages: dict[str, float] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        figures = asdict(self.measured)
        del figures["said"], figures["code"]
        return {"name": self.name, **figures, "stages": self.stages}


def scenarios(root: Path) -> Iterator[Result]:
    """Measure each on the publisher's folder ``root``, which must not have been built."""
    yield _disclose(root, N_("仅检查（无缓存）"), "check")
    yield _disclose(root, FIRST_BUILD, "build")
    yield _disclose(root, N_("没有变化"), "build")
    yield _changed(root, N_("改动一个项目"), _edit_project)
    yield _changed(root, N_("改动一个项目的资金（各年度均列示）"), _edit_money)
    yield _changed(root, N_("改动版式（全部页面）"), _edit_theme)
    yield _disclose(root, N_("仅检查（有缓存）"), "check")
    yield _plain(root)


def _disclose(root: Path, name: str, command: str) -> Result:
    measured = run((*DISCLOSE, "--root", str(root), command), root)
    _must(measured, CLEAN_OR_FINDINGS)
    times = root / ".cache" / "times.json"
    stages = json.loads(times.read_text(encoding="utf-8")) if command == "build" and times.exists() else {}
    return Result(name, measured, stages)


def _changed(root: Path, name: str, edit: Callable[[Path], None]) -> Result:
    edit(root)
    return _disclose(root, name, "build")


def _edit_project(root: Path) -> None:
    """Lower the filed score of one indicator of one project."""
    with _edited(root, "indicators") as rows:
        score, code = rows[0].index("得分"), rows[0].index("评价编号")
        last = next(row for row in reversed(rows) if row[score].replace(".", "").isdigit() and row[code])
        last[score] = "0.5" if last[score] != "0.5" else "1"


def _edit_money(root: Path) -> None:
    """Change what one project spent, which the pages of its unit in all years show."""
    with _edited(root, "funds") as rows:
        head = next(name for name in rows[0] if name.startswith("全年执行数"))
        spent, source, project = rows[0].index(head), rows[0].index("资金来源"), rows[0].index("项目编码")
        last = next(row for row in reversed(rows) if row[source] == TOTAL and row[project] and row[spent])
        last[spent] = "12.34" if last[spent] != "12.34" else "23.45"


@contextmanager
def _edited(root: Path, table: str) -> Iterator[list[list[str]]]:
    """The rows of the last filing's ``table``, heads first, to be changed; written back afterwards."""
    path = max((root / "data").glob(f"*/*/{table}.csv"))
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    yield rows
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def _edit_theme(root: Path) -> None:
    """Add a comment to a partial that every page includes."""
    path = root / "theme" / "partials" / "footer.html"
    path.write_text(path.read_text(encoding="utf-8") + "<!-- -->", encoding="utf-8")


def _plain(root: Path) -> Result:
    """Plain MkDocs over the very pages that were rendered."""
    target = root / ".plain"
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(target))
    measured = run(command, root)
    _must(measured, (0,))
    shutil.rmtree(target)
    return Result(N_("mkdocs build（同样的页面）"), measured)


def _must(measured: Measured, codes: tuple[int, ...]) -> None:
    if measured.code not in codes:
        raise RuntimeError(measured.said)
