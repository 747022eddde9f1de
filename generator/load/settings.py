"""What is set once: ``site.yml`` and ``regions.csv``."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import cast

from generator.load.csvfile import read_table
from generator.load.faults import Faults
from generator.load.keys import Keys
from generator.load.yamlfile import Mapped, read_yaml
from generator.model import FooterLink, Region, Row, Settings
from generator.model.rows import column, table
from generator.records import dataclass
from generator.words import LANGUAGES, _

REQUIRED = ("站点名称", "发布单位", "子路径", "语言", "截至日期")
OPTIONAL = (
    "域名", "网站标识码", "ICP备案", "公安备案", "联系方式", "原文存放", "提示", "许可", "页脚链接",
)  # fmt: skip
_SUB_PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class RegionRow(Row):
    """A line of ``regions.csv``."""

    code: str = column("地区编码", "code", required=True, example="wuhua", unique=True)
    division: str = column("行政区划代码", "code", example="530102")
    name: str = column("地区名称", "text", required=True, example="五华区")
    full_name: str = column("全称", "text", required=True, example="云南省昆明市五华区")


REGIONS = table("regions", "地区", "本站的地区", RegionRow)


def read_site(root: Path, shown: str, faults: Faults) -> Settings:
    """The settings of ``site.yml`` in ``root``; blank wherever a fault was found."""
    file = f"{shown}/site.yml"
    item = read_yaml(root / "site.yml", file, faults)
    required = () if item is None else REQUIRED
    keys = Keys(file, item or Mapped(0, {}), faults, required, (*REQUIRED, *OPTIONAL))
    sub_path = keys.text("子路径")
    if sub_path and not _SUB_PATH.fullmatch(sub_path):
        keys.fault("子路径", sub_path, _("不是有效路径"), _("以 / 开头和结尾，如 /jixiao/"))
    return Settings(
        title=keys.text("站点名称"),
        publisher=keys.text("发布单位"),
        domain=keys.text("域名"),
        sub_path=sub_path,
        id_code=keys.text("网站标识码"),
        icp=keys.text("ICP备案"),
        police=keys.text("公安备案"),
        contact=keys.text("联系方式"),
        language=keys.choice("语言", LANGUAGES),
        as_of=keys.day("截至日期") or date.min,
        originals=keys.text("原文存放"),
        notice=keys.text("提示"),
        licence=keys.text("许可"),
        links=_links(keys, file, faults),
    )


def read_regions(root: Path, shown: str, faults: Faults) -> tuple[dict[str, Region], bool]:
    """The regions of ``regions.csv`` by code, in the file's order, and whether it was read to its end."""
    read = read_table(root / "regions.csv", f"{shown}/regions.csv", REGIONS, faults)
    regions: dict[str, Region] = {}
    lines: dict[str, int] = {}
    for row in cast("tuple[RegionRow, ...]", read.rows):
        if row.code and row.code in regions:
            expected = _("编码重复，见第 {row} 行").format(row=lines[row.code])
            faults.add(row.place("code"), "地区编码", row.code, expected)
        regions.setdefault(row.code, Region(row.code, row.division, row.name, row.full_name))
        lines.setdefault(row.code, row.origin.row)
    return regions, read.complete


def unsafe(address: str) -> bool:
    """Whether ``address`` is neither a path nor an address of the web.

    >>> unsafe("javascript:alert(1)"), unsafe("about.html"), unsafe("https://example.invalid/")
    (True, False, False)
    """
    return bool(_SCHEME.match(address)) and not address.lower().startswith(("http://", "https://"))


def _links(keys: Keys, file: str, faults: Faults) -> tuple[FooterLink, ...]:
    links = []
    for item in keys.items("页脚链接"):
        link = Keys(file, item, faults, ("名称", "地址"))
        address = link.text("地址")
        if unsafe(address):
            link.fault("地址", address, _("不是可用的地址"), _("应为本站路径，或以 https:// 开头"))
        links.append(FooterLink(link.text("名称"), address))
    return tuple(links)
