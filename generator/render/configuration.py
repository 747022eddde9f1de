"""The part of MkDocs' configuration that depends on data: names, navigation, words of the theme."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from generator import words
from generator.model import Settings
from generator.render.views import FilingView
from generator.words import N_, _

THEME_WORDS = (
    N_("主办单位"), N_("联系方式"), N_("网站标识码"), N_("ICP备案"), N_("公安备案"), N_("党政机关标识"),
    N_("我为政府网站找错"), N_("站点地图"), N_("页脚链接"), N_("跳到正文"), N_("公开信息"), N_("外观"),
    N_("颜色"), N_("跟随系统"), N_("浅色"), N_("深色"), N_("高对比"), N_("字号"),
    N_("标准"), N_("大字"), N_("特大"), N_("无障碍声明"), N_("本页内容"), N_("首页"),
    N_("当前位置"), N_("栏目"),
    N_("没有找到这个页面"), N_("地址可能有误。可以用上方的搜索查找，或从首页、站点地图进入。"),
    N_("搜索单位、项目、指标、金额"), N_("搜索"),
)  # fmt: skip


def configuration(settings: Settings, views: Sequence[FilingView]) -> bytes:
    """The YAML that ``mkdocs.yml`` inherits from. Record pages stay out of the navigation."""
    said = {
        "site_name": settings.title,
        "site_url": settings.address,
        "site_description": settings.title,
        "extra": {"site": _site(settings), "words": {word: _(word) for word in THEME_WORDS}},
        "nav": _navigation(views),
    }
    said["theme"] = {"language": "zh" if words.language() == "zh_CN" else "en"}
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000).encode()


def _site(settings: Settings) -> dict[str, object]:
    return {
        "name": settings.title,
        "domain": settings.domain,
        "id_code": settings.id_code,
        "icp": settings.icp,
        "police": settings.police,
        "contact": settings.contact,
        "publisher": settings.publisher,
        "notice": settings.notice,
        "links": [{"title": link.title, "address": link.address} for link in settings.links],
    }


def _navigation(views: Sequence[FilingView]) -> list[dict[str, object]]:
    regions = [{f"{v.filing.region.name} {v.filing.year}": f"{v.base}/index.md"} for v in views]
    stages = ("exante", "monitoring", "reviews", "key-evaluations", "rectification", "disclosures")
    titles = (_("事前评估"), _("绩效监控"), _("复核排名"), _("重点评价"), _("整改与应用"), _("公开进度"))
    return [
        {_("首页"): "index.md"},
        {_("地区"): regions},
        {_("单位"): "units.md"},
        {_("项目"): "projects.md"},
        {_("全过程"): [{title: f"{stage}.md"} for stage, title in zip(stages, titles, strict=True)]},
        {_("检查结果"): "findings.md"},
        {_("数据"): [
            {_("下载"): "downloads.md"}, {_("数据字典"): "dictionary.md"}, {_("比较"): "compare.md"},
        ]},
        {_("关于"): [
            {_("怎样看"): "how-to-read.md"}, {_("方法"): "method.md"},
            {_("名词解释"): "glossary.md"}, {_("关于本站"): "about.md"},
        ]},
    ]  # fmt: skip
