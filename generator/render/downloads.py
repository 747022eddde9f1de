"""Downloads: each table over all regions and years as CSV and JSON, with a data package descriptor.

What a region and year adds to each file is a piece made by itself, so that years that did not change
are not gone over again: a file is its head and the pieces one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.model import TABLES, Finding, Settings, Table
from generator.render import plain
from generator.render.views import FilingView
from generator.render.write import put, put_parts
from generator.words import N_, _

_TYPES = {
    "money": "number", "number": "number", "score": "number", "rate": "number", "integer": "integer",
    "date": "date",
}  # fmt: skip
_REGION, _YEAR = "地区编码", "年度"
_OWNER = {_REGION: "string", _YEAR: "integer"}
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Download:
    """A table to take away; ``types`` gives the data package type of each head."""

    name: str
    title: str
    purpose: str
    types: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """What one region and year adds to a download: its lines of CSV, its records of JSON, how many."""

    csv: bytes
    json: bytes
    rows: int


@cache
def offered() -> tuple[Download, ...]:
    """All tables as filed, then the computed scores, reviews and findings."""
    return (*map(_filed, TABLES), _SCORES, _REVIEWS, _FINDINGS)


def pieces(view: FilingView) -> dict[str, Piece]:
    """What ``view``'s region and year adds to each download, by name."""
    return {download.name: _piece(download, view) for download in offered()}


def assemble(
    made: Sequence[Mapping[str, Piece]], settings: Settings, target: Path
) -> Iterator[tuple[str, bytes, bool]]:
    """Write the files below ``target``/downloads; gives each with its SHA-256, and whether it changed.

    ``made``: the pieces of each region and year, in the order in which they are to stand.
    """
    folder = target / "downloads"
    for download in offered():
        own = [filing[download.name] for filing in made if filing[download.name].rows]
        head = _lines([], download, header=True)
        yield (
            f"downloads/{download.name}.csv",
            *put_parts(folder / f"{download.name}.csv", [_BOM + head, *(piece.csv for piece in own)]),
        )
        parts = [part for piece in own for part in (b",\n", piece.json)]
        yield (
            f"downloads/{download.name}.json",
            *put_parts(
                folder / f"{download.name}.json", [b"[\n", *parts[1:], b"\n]\n"] if own else [b"[]\n"]
            ),
        )
    yield "downloads/datapackage.json", *put(folder / "datapackage.json", plain.to_json(_package(settings)))


def _piece(download: Download, view: FilingView) -> Piece:
    rows = list(_rows(download, view))
    if not rows:
        return Piece(b"", b"", 0)
    return Piece(_lines(rows, download), plain.to_json(rows)[2:-3], len(rows))


def _rows(download: Download, view: FilingView) -> Iterator[Mapping[str, object]]:
    owner = {_REGION: view.filing.region.code, _YEAR: view.filing.year}
    if download is _SCORES:
        return (owner | line for sheet in view.scored.evaluations for line in plain.evaluation(sheet))
    if download is _REVIEWS:
        return (owner | plain.review(one) for one in view.scored.reviews)
    if download is _FINDINGS:
        return map(_finding, view.findings)
    return (owner | record for record in plain.records(download.name, view.filing.rows(download.name)))


def _lines(rows: Sequence[Mapping[str, object]], download: Download, *, header: bool = False) -> bytes:
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(download.types), dtype=object)
    text: str = frame.to_csv(index=False, header=header, lineterminator="\r\n")
    return text.encode()


def _filed(table: Table) -> Download:
    types = {plain.head(table, c.field): _TYPES.get(c.kind, "string") for c in table.columns}
    return Download(table.name, table.title, table.purpose, _OWNER | types)


def _typed(names: Sequence[str], **others: str) -> dict[str, str]:
    """Heads with their types: ``others`` where they are no text."""
    return {name: others.get(name, "string") for name in names}


_SCORES = Download(
    "scores",
    N_("得分复算"),
    N_("每项指标的填报得分、复算得分与算式"),
    _OWNER
    | _typed(
        ("评价编号", "指标编码", "指标", "分值", "填报得分", "复算得分", "算式"),
        分值="number", 填报得分="number", 复算得分="number",
    ),
)  # fmt: skip
_REVIEWS = Download(
    "review_scores",
    N_("复核复算"),
    N_("复核平均分、名次与算式"),
    _OWNER
    | _typed(
        ("单位编码", "填报平均分", "复算平均分", "算式", "名次", "等级"),
        填报平均分="number", 复算平均分="number", 名次="integer",
    ),
)  # fmt: skip
_FINDINGS = Download(
    "findings",
    N_("检查结果"),
    N_("填报数与复算数不同之处，及单位说明"),
    _typed(
        ("code", "severity", "region", "year", "unit", "project", "item", "filed", "computed", "reconciles",
         "message", "explanations", "file", "row", "column"),
        year="integer", row="integer",
    ),
)  # fmt: skip


def _finding(item: Finding) -> dict[str, object]:
    found: dict[str, object] = plain.finding(item)
    explained = "；".join(explanation.text_ for explanation in item.explanations)
    source = {"file": item.source.file, "row": item.source.row, "column": item.source.column}
    del found["source"]
    return found | {"explanations": explained} | source


def _package(settings: Settings) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "budget-performance-disclosure",
        "title": settings.title,
        "description": settings.notice,
        "created": f"{settings.as_of.isoformat()}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "title": settings.licence}],
        "resources": [_resource(download) for download in offered()],
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
