"""A folder ``<region>/<year>``: ``filing.yml`` and one CSV file for each table that is filed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from generator.load.chains import check_chains
from generator.load.crossing import Schemes, check_codes
from generator.load.csvfile import read_table, sound_table
from generator.load.faults import Faults
from generator.load.folder import Folder
from generator.load.keys import Keys
from generator.load.measured import check_measured
from generator.load.ties import check_references
from generator.load.yamlfile import Mapped, read_yaml
from generator.model import TABLES, TABLES_BY_NAME, Filing, Narrative, Place
from generator.words import _

_BY_TITLE = {table.title: table.name for table in TABLES}
NOTHING_SOUND: Final[Mapping[str, bytes]] = {}
"""Files of which nothing is known."""


def read_filing(
    folder: Folder, schemes: Schemes, faults: Faults, sound: Mapping[str, bytes] = NOTHING_SOUND
) -> Filing:
    """All tables of the ``folder`` of one region and year, and the faults between them.

    A table without a file is empty. ``sound``: SHA-256 of each file of the folder, by name, as it was when
    no fault was found, with the same schemes; of what did not change since, nothing is looked at again.
    """
    tables: dict[str, Any] = {}
    incomplete, same = set(), set()
    for table in TABLES:
        name = f"{table.name}.csv"
        path, file = folder.path / name, f"{folder.shown}/{name}"
        content = _sound(path, sound[name]) if name in sound else None
        if content is not None:
            tables[table.name] = sound_table(content, file, table)
            same.add(table.name)
        elif path.exists():
            read = read_table(path, file, table, faults)
            tables[table.name] = read.rows
            incomplete |= set() if read.complete else {table.name}
        elif sound and name not in sound:
            same.add(table.name)
    file = f"{folder.shown}/filing.yml"
    item = read_yaml(folder.path / "filing.yml", file, faults)
    required = () if item is None else ("标题", "来源")
    keys = Keys(file, item or Mapped(0, {}), faults, required, ("标题", "来源", "空表说明", "叙述"))
    filing = Filing(
        region=folder.region,
        year=int(folder.path.name),
        title=keys.text("标题"),
        source=keys.text("来源"),
        narratives=_narratives(keys, file, faults),
        empty=_empty(keys, file, tables, faults),
        unchanged=frozenset(same),
        **tables,
    )
    partly, changed = frozenset(incomplete), frozenset(TABLES_BY_NAME) - same
    check_codes(filing, partly, changed, schemes, faults)
    check_chains(filing, partly, changed, faults)
    check_measured(filing, changed, schemes, faults)
    check_references(filing, partly, changed, schemes, faults)
    _tell(filing, keys, file, partly, faults)
    return filing


def _sound(path: Path, sha: bytes) -> bytes | None:
    """What the file holds, None where it is not what it was."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).digest() == sha else None


def _empty(keys: Keys, file: str, tables: dict[str, Any], faults: Faults) -> dict[str, str]:
    """Why tables are empty, by name; the file may name them by name or title."""
    empty = {}
    for name, reason in keys.pairs("空表说明").items():
        stem = _BY_TITLE.get(name, name)
        place = Place(file, reason.line)
        if stem not in _BY_TITLE.values():
            faults.add(place, name, "", _("不是表的名称"), faults.near(stem, _BY_TITLE.values()))
        elif tables.get(stem):
            faults.add(place, name, "", _("{name}.csv 已有内容，不应说明为空表").format(name=stem))
        elif not reason.text:
            faults.add(place, name, "", _("不能为空"))
        empty[stem] = reason.text
    return empty


def _narratives(keys: Keys, file: str, faults: Faults) -> tuple[Narrative, ...]:
    narratives = []
    for item in keys.items("叙述"):
        told = Keys(file, item, faults, ("单位编码", "小标题", "正文"), ("文件编号", "位置"))
        unit, document = told.code("单位编码"), told.code("文件编号")
        title, text, where = told.text("小标题"), told.text("正文"), told.text("位置")
        narratives.append(Narrative(unit, title, text, document, where))
    return tuple(narratives)


def _tell(filing: Filing, keys: Keys, file: str, incomplete: frozenset[str], faults: Faults) -> None:
    """That each narrative's unit and document exist."""
    for item, told in zip(keys.items("叙述"), filing.narratives, strict=True):
        wanted = (("units", "单位编码", told.unit), ("documents", "文件编号", told.document))
        for table, head, code in wanted:
            known = filing.unit_by_code if table == "units" else filing.document_by_code
            if code and code not in known and table not in incomplete:
                place = Keys(file, item, Faults(), optional=()).place(head)
                expected = _("不在 {target} 的编码之内").format(target=f"{table}.csv")
                faults.add(place, head, code, expected, faults.mend_code(code, known, f"{table}.csv"))
