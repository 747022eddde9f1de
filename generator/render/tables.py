"""What the pages with the interactive tables and the comparison hand to their scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from generator.render.lists import COLUMNS, Column
from generator.render.page import Page
from generator.render.views import FilingView
from generator.words import N_, _

RANGES = ("budget", "spent", "rate", "score")
"""Columns of which a reader can ask for values from and to."""
CHOICES = {
    "projects": ("region", "year", "unit", "level", "category", "grade"),
    "units": ("region", "year", "parent", "category", "grade"),
}
"""Columns of which a reader can choose one of the texts that stand there."""
_UNITS = {"money": N_("万元"), "score": N_("分"), "count": N_("项")}
_WITH_UNIT = N_("{head}（{unit}）")
_LIST = N_("、")
_TABLE_WORDS = {
    "all": N_("全部"),
    "blank": N_("未填报"),
    "count": N_("共 {all} 条，符合条件的 {found} 条，正在看第 {first} 至 {last} 条。"),
    "none": N_("共 {all} 条，没有符合条件的。可以去掉一两个条件，或缩短查找的文字。"),
    "missing": N_("这些地区和年度没有载入：{names}。"),
    "pick": N_("选入比较：{name}"),
    "picked": N_("已选 {count} 项，可选 2 至 6 项"),
    "up": N_("{head}：从小到大"),
    "down": N_("{head}：从大到小"),
    "pages": N_("第 {page} 页，共 {pages} 页"),
}
_COMPARE_WORDS = {
    "blank": N_("未填报"),
    "none": N_("没有找到。试试更短的词，或换一类对象。"),
    "few": N_("再选一个就可以比较。"),
    "full": N_("已选六个；去掉一个才能再加。"),
    "chosen": N_("已选 {count} 个，至多 6 个。"),
    "remove": N_("去掉 {name}"),
    "unknown": N_("地址中的这些没有找到：{keys}。"),
    "other": N_("一次只比较同一类，其余没有列入。"),
    "missing": N_("这些地区和年度没有载入：{names}。"),
    "same": N_("各项用的是同一个评分方案：{names}。"),
    "schemes": N_(
        "各项用的评分方案不同（{names}），满分和分组不一样，所以比较的是得分占满分的百分比；同名的分组并排列出。"
    ),
    "nogroup": N_("方案无此分组"),
    "nogroups": N_("这些对象没有公开分组得分。"),
    "figures": N_("主要数字"),
    "groups": N_("一级分组得分"),
    "share": N_("得分占满分"),
    "rate": N_("执行率"),
    "filed": N_("填报"),
    "computed": N_("复算"),
    "of": N_("满分 {full}"),
    "alternative": N_("{measure}：{items}。"),
    "scheme": N_("评分方案"),
    "measure": N_("数字"),
    "group": N_("分组"),
    "region_units": N_("预算单位（个）"),
    "region_projects": N_("列出的项目（个）"),
    "region_budget": N_("全年预算数（万元）"),
    "region_spent": N_("全年执行数（万元）"),
    "region_rate": N_("执行数 ÷ 预算数（%）"),
    "region_unit_score": N_("单位得分占满分的平均（%）"),
    "region_project_score": N_("项目得分占满分的平均（%）"),
    "region_grades": N_("各等级个数"),
    "region_differing": N_("不符（项）"),
    "region_findings": N_("检查结果（条）"),
    "scored": N_("{count} 个有得分"),
}  # fmt: skip

_UNSAFE = re.compile("[<\x85\u2028\u2029]")
"""What could close the element, or begin a line and with it a Markdown block, where it stands in JSON."""


def island(
    name: str,
    views: Sequence[FilingView],
    what: Sequence[str],
    said: Mapping[str, str],
    grades: Sequence[str],
) -> Markup:
    """The facts and words of a page for its script ``name``, as JSON that closes no element.

    ``what``: the tables it shows; ``grades``: those that are filed, best first.
    """
    data = {
        "folder": "lists/",
        "what": list(what),
        "columns": {table: [_column(column) for column in COLUMNS[table]] for table in what},
        "filings": [_filing(view) for view in views],
        "grades": list(grades),
        "words": {key: _(word) for key, word in ({"list": _LIST} | dict(said)).items()},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return Markup('<script type="application/json" id="{}-data">{}</script>').format(name, Markup(text))  # noqa: S704 - no "<" is left


def table_context(what: str, views: Sequence[FilingView], grades: Sequence[str]) -> dict[str, object]:
    """What the page of all units or all projects shows its table with."""
    columns = {column.field: column for column in COLUMNS[what]}
    return {
        "island": island("table", views, [what], _TABLE_WORDS, grades),
        "columns": [_column(column) for column in columns.values()],
        "choices": [_column(columns[field]) for field in CHOICES[what]],
        "ranges": [_column(columns[field]) for field in RANGES],
    }


def compare_page(views: Sequence[FilingView], grades: Sequence[str]) -> Page:
    """The page that sets two to six units, projects or regions side by side."""
    title, lede = _("比较"), _("把二至六个单位、项目或地区放在一起看：预算、执行、得分、分组得分和检查结果。")
    facts = island("compare", views, ["units", "projects"], _COMPARE_WORDS, grades)
    context = {"lede": lede, "island": facts}
    data = [_filing(view) for view in views]
    return Page("compare", "compare.md", title, lede, context, data)


def _column(column: Column) -> dict[str, object]:
    unit = "%" if column.kind == "rate" else _(_UNITS.get(column.kind, ""))
    with_unit = _(_WITH_UNIT).format(head=_(column.head), unit=unit) if unit else _(column.head)
    return {
        "field": column.field, "head": _(column.head), "kind": column.kind, "with_unit": with_unit,
        "shown": column.shown,
    }  # fmt: skip


def _filing(view: FilingView) -> dict[str, object]:
    filing = view.filing
    name = f"{filing.region.code}-{filing.year}"
    return {
        "key": view.base, "file": name, "region": filing.region.name, "year": filing.year,
        "units": view.count("units"), "projects": view.count("projects"),
    }  # fmt: skip
