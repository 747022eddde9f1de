"""Hand-made model values: rows as a file would give them, without a file."""

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

from generator.chart.filed import Filed
from generator.figures import missing, parse_money, parse_rate, parse_reading
from generator.model import (
    Band,
    Filing,
    Fund,
    Heading,
    Node,
    Origin,
    Outcome,
    Region,
    Scheme,
    Scored,
    ScoredEvaluation,
    ScoredFiling,
    ScoredReview,
    Settings,
    Site,
    Unit,
)
from generator.model.rows import Place
from generator.model.tables import TABLES

GRADES = (("优", 90), ("良", 80), ("中", 60), ("差", 0))


def _value(column, text, unit):
    if column.kind in {"code", "text", "choice", "refs"}:
        return text
    if column.kind == "value":
        return parse_reading(text)
    if (kind := missing(text)) is not None:
        return kind
    if column.kind == "money":
        return parse_money(text, unit)
    return parse_rate(text)


def row(kind, /, *, held_in="万元", **texts):
    """A row of class ``kind`` whose named fields print ``texts``; money in ``held_in``."""
    table = next(table for table in TABLES if table.row is kind)
    names = [column.field for column in table.columns]
    assert set(texts) <= set(names), texts
    heads = {c.field: f"{c.head}（{held_in}）" if c.kind == "money" else c.head for c in table.columns}
    cells = tuple(texts.get(name, "") for name in names)
    heading = Heading(f"{table.name}.csv", {name: i for i, name in enumerate(names)}, heads)
    values = {c.field: _value(c, texts.get(c.field, ""), held_in) for c in table.columns}
    return kind(Origin(heading, 2, cells), **values)


def scheme(code="national", grades=GRADES, full=100):
    bands = tuple(Band(grade, Decimal(lower), closed=True) for grade, lower in grades)
    return Scheme(
        code, code, "", "自评", "", True, Decimal(full), "相加", "全年预算数", "零分", "不处理", None, 2,
        bands, (), (), Place(""),
    )  # fmt: skip


def scored(name, weight=None, filed=None, children=()):
    weight, filed = (None if value is None else Decimal(value) for value in (weight, filed))
    node = Node(name, name, weight, None)
    return Scored(node, None, name, name, weight, filed, Outcome(None), tuple(children))


def evaluated(evaluation, tree=(), grade="", of=None):
    return ScoredEvaluation(evaluation, of or scheme(), grade, grow=lambda: tuple(tree))


def reviewed(review, rank, *, mean=None, tied=False, grade=""):
    number = None if mean is None else Decimal(mean)
    return ScoredReview(review, scheme(), number, "", rank, tied, grade)


def filing(region="五华区", code="wuhua", year=2024, **tables):
    tables = {name: tuple(rows) for name, rows in tables.items()}
    return Filing(Region(code, "", region, region), year, "", "", **tables)


def scored_filing(of, evaluations=(), reviews=()):
    return ScoredFiling(of, tuple(evaluations), tuple(reviews), {})


def site(filings, schemes=()):
    settings = Settings("", "", "", "/", "", "", "", "", "zh_CN", date(2025, 1, 1), "", "", "")
    regions = tuple(dict.fromkeys(item.region for item in filings))
    return Site(settings, regions, {item.code: item for item in schemes or [scheme()]}, tuple(filings))


def unit(code, name, parent=""):
    return row(Unit, code=code, name=name, parent=parent)


def fund(unit, source="合计", **texts):
    return row(Fund, unit=unit, source=source, **texts)


def filed(of, evaluations=(), reviews=()):
    return Filed(scored_filing(of, evaluations, reviews))


NUMBER = re.compile(r"-?[\d.]+")


def elements(svg, tag):
    """The elements of this tag, in drawing order."""
    drawing = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return list(drawing.iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


def drawn_texts(svg):
    return ["".join(element.itertext()) for element in elements(svg, "text")]


def widths(svg, colour):
    """Widths of the bars of this colour, from top to bottom; signs of the legend left out."""
    found = []
    for path in elements(svg, "path"):
        if path.get("fill") == colour and path.get("transform") is None:
            numbers = NUMBER.findall(path.get("d"))
            found.append(float(numbers[2]))
    return found


def names(picture):
    """Labels of bars and dots."""
    return [x for x in picture.labels if x.y >= 0 and not x.bold and x not in notes(picture)]


def notes(picture):
    """Figures at the right of bars and headings."""
    return [x for x in picture.labels if picture.kind in {"amounts", "shares"} and x.anchor == "end"]


def headings(picture):
    return [x.text for x in picture.labels if x.bold]


def legend(picture):
    return [x.text for x in picture.labels if x.y < 0]


def texts(labels):
    return [label.text for label in labels]
