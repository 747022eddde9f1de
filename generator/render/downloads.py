"""Downloads: each table over all regions and years as CSV and JSON, with a data package descriptor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model import TABLES, Finding, ScoredFiling, Settings, Site, Table
from generator.render import plain
from generator.words import N_, _

_TYPES = {
    "money": "number", "number": "number", "score": "number", "rate": "number", "integer": "integer",
    "date": "date",
}  # fmt: skip
_REGION, _YEAR = "地区编码", "年度"


@dataclass(frozen=True)
class Download:
    """A table to take away: rows by head; ``types`` gives the data package type of each head."""

    name: str
    title: str
    purpose: str
    types: dict[str, str]
    rows: tuple[Mapping[str, object], ...]


def downloads(
    site: Site, scored: Sequence[ScoredFiling], findings: Iterable[Finding]
) -> tuple[Download, ...]:
    """All tables as filed, then the computed scores, reviews and findings."""
    made = [_filed(site, table) for table in TABLES]
    return (*made, _scores(scored), _reviews(scored), _findings(findings))


def files(made: Iterable[Download], settings: Settings) -> dict[str, bytes]:
    """The files below ``downloads/`` by address."""
    import pandas as pd

    out: dict[str, bytes] = {}
    described = tuple(made)
    for download in described:
        frame = pd.DataFrame(list(download.rows), columns=list(download.types), dtype=object)
        text = frame.to_csv(index=False, lineterminator="\r\n")
        out[f"downloads/{download.name}.csv"] = b"\xef\xbb\xbf" + text.encode()
        out[f"downloads/{download.name}.json"] = plain.to_json(list(download.rows))
    out["downloads/datapackage.json"] = plain.to_json(_package(described, settings))
    return out


def _filed(site: Site, table: Table) -> Download:
    types = {_REGION: "string", _YEAR: "integer"}
    types |= {plain.head(table, c.field): _TYPES.get(c.kind, "string") for c in table.columns}
    rows = tuple(
        {_REGION: filing.region.code, _YEAR: filing.year} | record
        for filing in site.filings
        for record in plain.records(table.name, filing.rows(table.name))
    )
    return Download(table.name, table.title, table.purpose, types, rows)


def _scores(scored: Sequence[ScoredFiling]) -> Download:
    heads = ("评价编号", "指标编码", "指标")
    numbers = ("分值", "填报得分", "复算得分")
    types = {_REGION: "string", _YEAR: "integer"}
    types |= dict.fromkeys(heads, "string") | dict.fromkeys(numbers, "number") | {"算式": "string"}
    rows = tuple(
        {_REGION: item.filing.region.code, _YEAR: item.filing.year} | line
        for item in scored
        for sheet in item.evaluations
        for line in plain.evaluation(sheet)
    )
    return Download("scores", N_("得分复算"), N_("每项指标的填报得分、复算得分与算式"), types, rows)


def _reviews(scored: Sequence[ScoredFiling]) -> Download:
    types = {_REGION: "string", _YEAR: "integer", "单位编码": "string", "填报平均分": "number"}
    types |= {"复算平均分": "number", "算式": "string", "名次": "integer", "等级": "string"}
    rows = tuple(
        {_REGION: item.filing.region.code, _YEAR: item.filing.year} | plain.review(one)
        for item in scored
        for one in item.reviews
    )
    return Download("review_scores", N_("复核复算"), N_("复核平均分、名次与算式"), types, rows)


def _findings(findings: Iterable[Finding]) -> Download:
    rows = []
    for item in findings:
        found = plain.finding(item)
        source = found.pop("source")
        found["explanations"] = "；".join(e["text"] for e in found["explanations"])
        rows.append(found | source)
    heads = ("code", "severity", "region", "year", "unit", "project", "item", "filed", "computed")
    more = ("reconciles", "message", "explanations", "file", "row", "column")
    types = {head: "integer" if head in {"year", "row"} else "string" for head in (*heads, *more)}
    return Download("findings", N_("检查结果"), N_("填报数与复算数不同之处，及单位说明"), types, tuple(rows))


def _package(made: Iterable[Download], settings: Settings) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "budget-performance-disclosure",
        "title": settings.title,
        "description": settings.notice,
        "created": f"{settings.as_of.isoformat()}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "title": settings.licence}],
        "resources": [_resource(download) for download in made],
    }


def _resource(download: Download) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": download.name.replace("_", "-"),
        "title": _(download.title),
        "description": _(download.purpose),
        "path": f"{download.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [{"name": head, "type": kind} for head, kind in download.types.items()],
            "missingValues": ["", "无", "—", "/"],
        },
    }
