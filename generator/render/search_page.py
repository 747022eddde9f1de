"""The page that searches: its words for the script, and the ways to go on without one."""

from __future__ import annotations

import json

from markupsafe import Markup

from generator.render.page import Page
from generator.words import _


def search_page() -> Page:
    """The page; what the script says stands in it as JSON, in the language in use."""
    ways = [
        ("units.html", _("单位一览")),
        ("projects.html", _("项目一览")),
        ("findings.html", _("检查结果")),
        ("sitemap.html", _("站点地图")),
    ]
    said = json.dumps(_words(), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    context = {"ways": ways, "words": Markup(said)}  # noqa: S704 - our own words, "<" written as a code
    return Page("search", "search.md", _("搜索"), _("搜索全部单位、项目、指标和数字"), context, dict(ways))


def _words() -> dict[str, object]:
    return {
        "loading": _("正在查找……"),
        "found": _("找到 {count} 页"),
        "nothing": _("没有找到「{query}」"),
        "tips": [
            _("试试更短的词：单位简称，或项目名称中的两三个字。"),
            _("金额只输入整数部分，如 88 或 527711。"),
            _("减少词的个数：几个词之间是「都要有」的关系。"),
        ],
        "clear": _("去掉全部筛选条件"),
        "failed": _("索引没有载入，请检查网络后重试。"),
        "facets": {
            "year": _("年度"),
            "region": _("地区"),
            "kind": _("页面类别"),
            "level": _("资金级次"),
            "grade": _("等级"),
            "differing": _("检查结果"),
            "unit": _("单位"),
        },
        "kinds": {
            "region": _("地区"),
            "unit": _("单位"),
            "project": _("项目"),
            "list": _("列表"),
            "text": _("说明"),
        },
        "differs": _("有不符"),
        "agrees": _("没有不符"),
        "sorts": {
            "": _("相关程度"),
            "score-": _("得分从高到低"),
            "score": _("得分从低到高"),
            "budget-": _("预算数从大到小"),
            "budget": _("预算数从小到大"),
            "rate-": _("执行率从高到低"),
            "rate": _("执行率从低到高"),
        },
        "score": _("得分"),
        "budget": _("全年预算数"),
        "spent": _("全年执行数"),
        "rate": _("执行率"),
        "differing": _("不符"),
        "points": _("分"),
        "money": _("万元"),
        "items": _("项"),
        "filters": _("筛选"),
    }
