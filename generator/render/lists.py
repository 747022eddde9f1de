"""The rows of the tables of all units and all projects: one file of columns for each region and year.

A file is a script that calls ``discloseList(name, columns)``, so that a page opened from a folder can
load it too. Texts that repeat stand once (``w``) and are pointed at (``i``). Numbers are numbers (``v``);
how they are printed is said once (``d`` digits, ``s`` sign behind), and each that is printed otherwise,
or is no number (无, —, /), stands in ``x`` by its row as it was filed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from generator.figures import places
from generator.model import Finding, Fund, Project, Row, Unit, column
from generator.records import dataclass
from generator.render import plain
from generator.render.engine import cell
from generator.render.views import FilingView
from generator.words import N_

Kind = Literal["name", "text", "money", "rate", "score", "count"]
Filed = tuple[Decimal | None, str]
"""A number and how it was filed; without a number 无, —, / or "" for nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``field``: its name in the files; ``shown``: unless the reader chooses others.

    ``site``: it is the same in all rows of a file, and the table takes it from the file's own name.
    """

    field: str
    head: str
    kind: Kind
    shown: bool = True
    site: bool = False


_MONEY = (
    Column("initial", N_("年初预算数"), "money", shown=False),
    Column("budget", N_("全年预算数"), "money"),
    Column("spent", N_("全年执行数"), "money"),
    Column("rate", N_("执行率"), "rate"),
)
_SCORE = (
    Column("score", N_("得分"), "score"),
    Column("full", N_("满分"), "score", shown=False),
    Column("grade", N_("等级"), "text"),
    Column("kind", N_("评价类型"), "text", shown=False),
    Column("differing", N_("不符"), "count"),
    Column("findings", N_("检查结果"), "count", shown=False),
)
_PLACE = (
    Column("region", N_("地区"), "text", site=True),
    Column("year", N_("年度"), "text", site=True),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "projects": (
        Column("name", N_("项目名称"), "name"),
        Column("code", N_("项目编码"), "text", shown=False),
        Column("unit", N_("单位"), "text"),
        Column("operator", N_("实施单位"), "text", shown=False),
        *_PLACE,
        Column("level", N_("资金级次"), "text", shown=False),
        Column("category", N_("项目类别"), "text", shown=False),
        *_MONEY,
        *_SCORE,
    ),
    "units": (
        Column("name", N_("单位名称"), "name"),
        Column("code", N_("单位编码"), "text", shown=False),
        Column("parent", N_("上级单位"), "text", shown=False),
        *_PLACE,
        Column("category", N_("单位类别"), "text", shown=False),
        Column("projects", N_("项目数"), "count"),
        *_MONEY,
        *_SCORE,
    ),
}
"""The columns of each table, in order."""

LISTED = ("units", "projects", "funds", "evaluations", "reviews")
"""The tables that decide on the files, with the schemes and what ``counted`` gives."""


def list_name(view: FilingView, what: str) -> str:
    """Name of a file of ``view``: 「wuhua-2024-projects」."""
    return f"{view.filing.region.code}-{view.filing.year}-{what}"


_Owner = tuple[str, str | None]
"""A unit with its projects (None), or one of these."""
Counted = Mapping[_Owner, tuple[int, int]]
"""How many findings there are of whom, and how many of them are 不符."""


def counted(findings: Iterable[Finding]) -> Counted:
    """Of whom there are how many ``findings``."""
    found: defaultdict[_Owner, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for finding in findings:
        owners: tuple[_Owner, _Owner] = (finding.unit, None), (finding.unit, finding.project)
        for owner in owners:
            every, differing = found[owner]
            found[owner] = every + 1, differing + (finding.severity == "不符")
    return dict(found)


def list_files(view: FilingView) -> Iterator[tuple[str, bytes]]:
    """The two files of ``view``: address and content."""
    counts = counted(view.findings)
    rows: Mapping[str, list[dict[str, str | Filed]]] = {
        "projects": [_project(view, counts, project) for project in view.filing.projects],
        "units": [_unit(view, counts, unit) for unit in view.filing.units],
    }
    for what, made in rows.items():
        name = list_name(view, what)
        fields = [column for column in COLUMNS[what] if not column.site]
        columns = {c.field: _column(c, [row[c.field] for row in made]) for c in fields}
        yield _address(view, what), script(name, {"rows": len(made)} | columns)


def list_addresses(view: FilingView) -> list[str]:
    """Where the two files stand."""
    return [_address(view, what) for what in _OWNERS]


def recounted(view: FilingView, counts: Counted, stood: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """What ``list_files`` gives, from what ``stood`` at the addresses: findings alone are counted again."""
    for what, owners in _OWNERS.items():
        text = stood[_address(view, what)].decode()
        columns = json.loads(text[text.index("{") : text.rindex("}") + 1])
        found = [_counts(*counts.get(owner, (0, 0))) for owner in owners(view)]
        columns |= {name: numbers([row[name] for row in found]) for name in _counts(0, 0)}
        yield _address(view, what), script(list_name(view, what), columns)


def _address(view: FilingView, what: str) -> str:
    return f"lists/{list_name(view, what)}.js"


def _projects(view: FilingView) -> Iterable[_Owner]:
    rows = view.filing.projects
    return zip(column(rows, "unit"), column(rows, "code"), strict=True)


def _units(view: FilingView) -> Iterable[_Owner]:
    return ((code, None) for code in column(view.filing.units, "code"))


_OWNERS: Mapping[str, Callable[[FilingView], Iterable[_Owner]]] = {"projects": _projects, "units": _units}
"""Of each file whose findings are counted in its rows."""


def script(name: str, data: object) -> bytes:
    """A file that hands ``data`` to the page that loads it."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"discloseList({json.dumps(name)},{said});\n".encode()


def _project(view: FilingView, counts: Counted, project: Project) -> dict[str, str | Filed]:
    units = view.filing.unit_by_code
    sheet = view.headline(project.unit, project.code)
    return {
        "name": project.name,
        "code": project.code,
        "unit": units[project.unit].name,
        "operator": units[project.operator].name if project.operator in units else "",
        "level": project.level,
        "category": project.category,
        **_funds(view.total(project.unit, project.code)),
        "score": filed(sheet.evaluation if sheet else None, "total"),
        "full": _exact(sheet.scheme.full) if sheet else (None, ""),
        "grade": sheet.evaluation.grade if sheet else "",
        "kind": sheet.evaluation.kind if sheet else "",
        **_counts(*counts.get((project.unit, project.code), (0, 0))),
    }


def _unit(view: FilingView, counts: Counted, unit: Unit) -> dict[str, str | Filed]:
    """A unit's row. Where it filed no total, the score is the mean of its review."""
    parent = view.filing.unit_by_code.get(unit.parent)
    projects = len(view.filing_projects(unit.code))
    return {
        "name": unit.name,
        "code": unit.code,
        "parent": parent.name if parent else "",
        "category": unit.category,
        "projects": _count(projects),
        **_funds(view.total(unit.code)),
        **_unit_score(view, unit.code),
        **_counts(*counts.get((unit.code, None), (0, 0))),
    }


def _unit_score(view: FilingView, unit: str) -> dict[str, str | Filed]:
    sheet, review = view.headline(unit), view.review(unit)
    if sheet:
        head = sheet.evaluation
        score, full, grade, kind = filed(head, "total"), sheet.scheme.full, head.grade, head.kind
    elif review:
        score, full, grade, kind = filed(review.review, "mean"), review.scheme.full, review.grade, "复核"
    else:
        return {"score": (None, ""), "full": (None, ""), "grade": "", "kind": ""}
    return {"score": score, "full": _exact(full), "grade": grade, "kind": kind}


def _funds(fund: Fund | None) -> dict[str, str | Filed]:
    return {name: filed(fund, name) for name in ("initial", "budget", "spent", "rate")}


def _counts(findings: int, differing: int) -> dict[str, Filed]:
    return {"findings": _count(findings), "differing": _count(differing)}


def _count(number: int) -> Filed:
    return Decimal(number), f"{number:,}"


def filed(row: Row | None, name: str) -> Filed:
    """The number in field ``name`` of ``row``, money in 万元, and how pages print it."""
    if row is None:
        return None, ""
    value = getattr(row, name)
    if isinstance(value, Decimal):
        return value, str(cell(row, name))
    return None, row.text(name).strip()


def _exact(value: Decimal) -> Filed:
    return value, f"{value:,f}"


def _column(column: Column, values: Sequence[object]) -> object:
    made: Callable[..., object] = _texts if column.kind in {"name", "text"} else numbers
    return made(values)


def _texts(values: Sequence[str]) -> object:
    """The texts as they are, or where they repeat each once, with pointers."""
    places_of = {text: index for index, text in enumerate(dict.fromkeys(values))}
    if len(places_of) * 2 > len(values):
        return list(values)
    return {"w": list(places_of), "i": [places_of[text] for text in values]}


def numbers(values: Sequence[Filed]) -> dict[str, object]:
    """A column of numbers, see above; the commonest way to print them is the one said once."""
    ways = Counter(_way(printed) for value, printed in values if value is not None)
    digits, sign = ways.most_common(1)[0][0] if ways else (0, "")
    made: dict[str, object] = {"v": [None if value is None else plain.plain(value) for value, _p in values]}
    made |= {"d": digits} if digits else {}
    made |= {"s": sign} if sign else {}
    others = {
        index: printed
        for index, (value, printed) in enumerate(values)
        if printed != ("" if value is None else f"{float(value):,.{digits}f}{sign}")
    }
    return made | ({"x": others} if others else {})


def _way(printed: str) -> tuple[int, str]:
    return places(printed), "%" if printed.endswith("%") else ""
