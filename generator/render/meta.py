"""Front matter: title, government meta tags and record header (DOMAIN section 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from generator.model import Settings
from generator.render.cited import feed_of
from generator.render.dataset import dataset
from generator.render.engine import day
from generator.render.page import Page
from generator.text import json_text
from generator.words import _

_NOT_PRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What JSON may hold as it is and YAML may not, or takes for the end of a line."""


def front_matter(page: Page, settings: Settings) -> str:
    """The YAML block at the head of a page's Markdown, between its lines of dashes."""
    return f"---\n{_yaml(_said(page, settings))}---\n"


def _yaml(said: Mapping[str, object]) -> str:
    """``said`` as YAML, an entry to a line, each value as JSON: YAML too, and quicker written and read."""
    return "".join(f"{key}: {_escaped(json_text(value))}\n" for key, value in said.items())


def _escaped(text: str) -> str:
    return _NOT_PRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _said(page: Page, settings: Settings) -> dict[str, object]:
    said: dict[str, object] = {"title": page.title, "description": page.description}
    said["gov"] = article(page, settings) if page.article else column(page)
    if page.article:
        said["record"] = record(page)
    said |= {"kind": page.kind, "print": "form" if page.kind == "project" else "report"}
    if page.kind == "home":
        said["hide"] = ["toc"]
    if page.trail:
        said["trail"] = [{"title": title, "address": address} for title, address in page.trail]
    if page.column:
        said["column"] = page.column
    said["feed"] = feed_of(page)
    if described := dataset(page, settings):
        said["dataset"] = described
    return said


def column(page: Page) -> dict[str, str]:
    """Meta tags of a list page (栏目页)."""
    return {
        "ColumnName": page.title,
        "ColumnDescription": page.description,
        "ColumnKeywords": ",".join((page.title, *page.keywords)),
        "ColumnType": _("预算绩效公开"),
    }


def article(page: Page, settings: Settings) -> dict[str, str]:
    """Meta tags of a record page (文章页). PubDate is the document's, else the site's own date."""
    document = page.document
    published = document.published if document and isinstance(document.published, date) else settings.as_of
    return {
        "ArticleTitle": page.title,
        "PubDate": f"{published.isoformat()} 00:00",
        "ContentSource": (document.publisher or document.title) if document else settings.publisher,
        "Keywords": ",".join(page.keywords),
        "Author": settings.publisher,
        "Description": page.description,
        "Url": settings.address + page.html,
    }


def record(page: Page) -> list[dict[str, str]]:
    """The record header: heads as the regulations name them, blanks said so."""
    document = page.document
    if document is None:
        return []
    unknown = _("未注明")
    return [
        {"head": _("索引号"), "value": document.index_number or unknown},
        {"head": _("发布机构"), "value": document.publisher or unknown},
        {"head": _("文号"), "value": document.number or unknown},
        {"head": _("成文日期"), "value": day(document.written)},
        {"head": _("发布日期"), "value": day(document.published)},
        {"head": _("主题分类"), "value": document.topic or unknown},
        {"head": _("时效性"), "value": document.validity or unknown},
        {"head": _("文件名称"), "value": document.title},
    ]
