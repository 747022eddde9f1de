"""Sample data: a publisher's ``data/`` of any size, the same bytes for the same seed.

Regions, units, projects and people's words are made up; forms, columns and schemes are the project's
own. Without faults every figure holds; at a stated rate, faults of real kinds are put in (DOMAIN
section 5). It is no stage: what it writes is what ``load`` reads.
"""

from __future__ import annotations

import csv
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Final

from generator.errors import DiscloseError
from generator.records import dataclass
from generator.sample.careers import careers_of
from generator.sample.departments import Term
from generator.sample.draws import rng_of
from generator.sample.faults import Faults
from generator.sample.filings import write_filing
from generator.sample.offices import departments_of
from generator.sample.regions import Region, region
from generator.words import _

__all__ = ["LATEST", "write_sample"]

LATEST: Final = 2025
"""The last year of every sample; earlier ones are counted back from it."""
AS_OF: Final = "2026-10-31"
"""The day to which due dates are held: the latest year's evaluations are out, its mending is not due."""
_MOST_YEARS: Final = 100
_SITE: Final = f"""\
站点名称: 预算绩效自评公开（示例数据）
发布单位: 示例市财政局
域名: example.invalid
子路径: /jixiao/
网站标识码: '0000000000'
ICP备案: 示例ICP备00000000号（示例，未备案）
公安备案: 示例公网安备00000000000000号（示例，未备案）
联系方式: 示例，正式使用时填写发布单位的公开联系方式
语言: zh_CN
截至日期: {AS_OF}
原文存放: 示例数据没有原文
提示: 本站数据由程序随机生成，用于演示和测速，单位、项目和数字均为虚构。
许可: 示例数据可自由使用
页脚链接:
  - {{名称: 关于本站, 地址: about.html}}
  - {{名称: 名词解释, 地址: glossary.html}}
  - {{名称: 数据下载, 地址: downloads.html}}
"""


def write_sample(  # noqa: PLR0913, PLR0917 - the measures of a sample, each its own option of the command
    target: Path,
    regions: int,
    units: int,
    projects: int,
    years: int,
    seed: int,
    fault_rate: Decimal = Decimal("0.05"),
    *,
    schemes: Path,
) -> int:
    """Write ``target/data``: a whole publisher's data; the number of table rows written.

    ``units`` of each region with the units below them counted, ``projects`` of each unit, ``years`` up
    to and with ``LATEST``. ``fault_rate`` (0 to 1) is the share of projects, and of parts of a
    department's filing, in which one fault stands. ``schemes`` is the folder of scoring schemes to
    copy, with national, national-cost, wuhua-department and jinfeng-review among them. The same
    arguments give the same bytes; a region is the same whatever the number of regions.

    Raises ``ValueError`` for a count below 1, more years than there are, or a rate outside 0 to 1;
    ``DiscloseError`` where ``target`` has data already, which is never overwritten.
    """
    if min(regions, units, projects, years) < 1 or years > _MOST_YEARS or not 0 <= fault_rate <= 1:
        raise ValueError((regions, units, projects, years, fault_rate))
    data = target / "data"
    if data.exists():
        raise DiscloseError(_("{folder} 已经存在，不会覆盖；请换一个文件夹或先删去它").format(folder=data))
    shutil.copytree(schemes, data / "schemes", ignore=_not_a_scheme)
    (data / "site.yml").write_text(_SITE, encoding="utf-8", newline="\n")
    chosen = [region(number) for number in range(regions)]
    _write_regions(data / "regions.csv", chosen)
    size = _Size(units, projects, tuple(range(LATEST - years + 1, LATEST + 1)), seed, float(fault_rate))
    return sum(_write_region(data, each, size) for each in chosen)


@dataclass(frozen=True, slots=True)
class _Size:
    """How much is written of each region, and from which seed."""

    units: int
    projects: int
    years: tuple[int, ...]
    seed: int
    fault_rate: float


def _write_region(data: Path, found: Region, size: _Size) -> int:
    """All years of one region; its departments and projects are the same throughout."""
    seed = (size.seed, found.code)
    departments = departments_of(rng_of(*seed, "units"), found.name, size.units)
    staffed = [
        (department, careers_of(rng_of(*seed, department.office.code), department, size.projects, size.years))
        for department in departments
    ]
    rows = 0
    for year in size.years:
        term = Term(found.name, found.short, year, latest=year == LATEST)
        faults = Faults(rng_of(*seed, year, "faults"), size.fault_rate)
        folder = data / found.code / str(year)
        rows += write_filing(folder, staffed, term, rng_of(*seed, year), faults)
    return rows


def _write_regions(path: Path, chosen: list[Region]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["地区编码", "行政区划代码", "地区名称", "全称"])
        writer.writerows([each.code, each.division, each.name, each.full_name] for each in chosen)


def _not_a_scheme(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".yml")]
