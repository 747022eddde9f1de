"""One region and year as files: departments one after the other, then what is said of the whole region."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Final

from generator.sample.careers import Career
from generator.sample.departments import Bureau, Term, bureau_of
from generator.sample.districts import District, district_rows
from generator.sample.draws import pick
from generator.sample.faults import Faults
from generator.sample.followup import followup_rows
from generator.sample.offices import Department
from generator.sample.stated import stated_rows
from generator.sample.tables import Rows, Tables

_EMPTY: Final = {
    "explanations": "截至日期，尚无单位对检查结果的说明",
    "corrections": "截至日期，没有更正",
    "exante": "本年度没有达到事前评估标准的新增项目",
    "carryovers": "本年度没有上年结转项目支出",
    "inputs": "自评表直接填报执行率，没有按引用计分的指标",
}
_SOURCE: Final = "程序生成的示例数据，不来自任何单位"
_UNFILED: Final = "本年度没有报送此类数据"
_PASSAGES: Final = (
    (
        "自评组织",
        "成立绩效自评工作小组，由财务科室牵头，业务科室和下属单位参加，对照年初目标逐项自评。",
    ),
    ("主要经验", "将绩效目标分解到科室和岗位，按季度调度预算执行进度，自评结果与下年度预算编制衔接。"),
    ("目标设定", "年初绩效目标总体完整、细化，多数指标可以衡量；个别效益指标以定性表述为主。"),
    ("下一步打算", "健全项目储备和绩效评估机制，提高目标编制质量，强化绩效监控结果应用。"),
)
Staffed = Sequence[tuple[Department, Sequence[Career]]]
"""The departments of a region with their projects over all years."""


def write_filing(folder: Path, staffed: Staffed, term: Term, rng: Random, faults: Faults) -> int:
    """Write ``folder``: the tables of one region and year, and ``filing.yml``; the number of rows.

    Only one department's rows are in memory at a time.
    """
    passages: list[str] = []
    district = District(term, staffed[0][0].office.code)
    with Tables(folder) as tables:
        for department, careers in staffed:
            bureau = _bureau(rng, term, department, careers)
            district.see(rng, bureau)
            faults.of_bureau(bureau)
            tables.write(_gathered(bureau))
            passages.append(_passage(rng, bureau))
        rows = district_rows(rng, district)
        faults.of_district(rows)
        tables.write(rows)
        head = [f"标题: {_text(f'{term.region}{term.year}年度预算绩效自评')}", f"来源: {_text(_SOURCE)}"]
        empty = [f"  {name}: {_text(_EMPTY.get(name, _UNFILED))}" for name in tables.without_rows()]
        lines = [*head, *(["空表说明:", *empty] if empty else []), "叙述:", *passages]
        (folder / "filing.yml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        return tables.rows


def _bureau(rng: Random, term: Term, department: Department, careers: Sequence[Career]) -> Bureau:
    """A department with all rows of its own."""
    bureau = bureau_of(rng, term, department, careers)
    bureau.rows |= followup_rows(rng, bureau)
    bureau.rows |= stated_rows(rng, bureau)
    return bureau


def _gathered(bureau: Bureau) -> Rows:
    """A department's own rows, and behind them those of its projects."""
    rows = bureau.rows
    for project in bureau.projects:
        for table, lines in project.rows.items():
            rows.setdefault(table, []).extend(lines)
    return rows


def _passage(rng: Random, bureau: Bureau) -> str:
    title, text = pick(rng, _PASSAGES)
    pairs = (
        ("单位编码", bureau.code),
        ("小标题", title),
        ("正文", text),
        ("文件编号", bureau.document),
        ("位置", "一（二）"),
    )
    return "  - " + "\n    ".join(f"{key}: {_text(value)}" for key, value in pairs)


def _text(value: str) -> str:
    """``value`` as a YAML scalar; JSON's strings are YAML's double-quoted ones."""
    return json.dumps(value, ensure_ascii=False)
