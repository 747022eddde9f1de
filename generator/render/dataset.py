"""The data of a page as schema.org describes it, for search engines that look for data."""

from __future__ import annotations

import json
import re
from typing import Any

from generator.model import Settings
from generator.render.page import Page
from generator.render.views import FilingView
from generator.words import _

_ARCHIVES = (
    ("downloads/data.zip", "application/zip"),
    ("downloads/disclosure.sqlite", "application/vnd.sqlite3"),
)
_UNSAFE = re.compile("[<>&'\x85\u2028\u2029]")
"""What could close the element, or end the line in front matter."""


def dataset(page: Page, settings: Settings) -> str:
    """JSON-LD of the page, "" where it is no set of data: lists and texts are not.

    Home is the catalogue, the page of downloads all data, a region, unit or project its own.
    """
    view = page.context.get("view")
    if page.kind == "home":
        described = _site(settings) | {"@type": "DataCatalog", "dataset": _part(settings, "downloads.html")}
    elif page.path == "downloads":
        described = _site(settings) | {"distribution": [_file(settings, *item) for item in _ARCHIVES]}
    elif isinstance(view, FilingView) and page.kind in {"region", "unit", "project"}:
        described = _record(page, view, settings)
    else:
        return ""
    text = json.dumps(
        {"@context": "https://schema.org", **described}, ensure_ascii=False, separators=(",", ":")
    )
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _site(settings: Settings) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "@id": f"{settings.address}downloads.html",
        "name": settings.title,
        "description": _(
            "政府部门预算绩效自评的公开数据：单位、项目、资金、指标、得分、检查结果、整改与公开进度，逐项复算并列出差异。"
        ),
        "url": settings.address,
        "license": settings.licence,
        "isAccessibleForFree": True,
        "dateModified": settings.as_of.isoformat(),
        "creator": {"@type": "GovernmentOrganization", "name": settings.publisher},
    }


def _record(page: Page, view: FilingView, settings: Settings) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "name": page.title,
        "description": _("{description}。含填报数、复算数与差异。").format(description=page.description),
        "url": settings.address + page.html,
        "license": settings.licence,
        "isAccessibleForFree": True,
        "temporalCoverage": str(view.filing.year),
        "spatialCoverage": view.filing.region.full_name,
        "creator": {"@type": "GovernmentOrganization", "name": settings.publisher},
        "isPartOf": _part(settings, "downloads.html"),
        "distribution": [_file(settings, f"{page.path}.json", "application/json")],
    }


def _part(settings: Settings, address: str) -> dict[str, str]:
    return {"@type": "Dataset", "@id": settings.address + address}


def _file(settings: Settings, address: str, media: str) -> dict[str, str]:
    return {"@type": "DataDownload", "encodingFormat": media, "contentUrl": settings.address + address}
