"""Model values for the tests of score, made by hand: a row from its printed cells alone."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from generator.figures import Missing, Reading, parse_number, parse_reading
from generator.model import (
    Band,
    Evaluation,
    Figure,
    Filing,
    Heading,
    Indicator,
    Input,
    Node,
    Origin,
    Part,
    Place,
    Region,
    Review,
    Rule,
    Scheme,
    Settings,
    Site,
    Tie,
    Tier,
)

STANDARD = (("优", "90", True), ("良", "80", True), ("中", "60", True), ("差", "0", True))
KEPT_AS_TEXT = {"code", "text", "choice", "refs"}


def d(text):
    return Decimal(text)


def row(cls, **cells):
    """A row of ``cls`` from printed text; what is not given is blank."""
    columns = [(item.name, item.metadata["column"]) for item in fields(cls) if "column" in item.metadata]
    made = {name: parsed(column.kind, cells.get(name, "")) for name, column in columns}
    heading = Heading("t.csv", {n: i for i, (n, _c) in enumerate(columns)}, {n: c.head for n, c in columns})
    return cls(Origin(heading, 2, tuple(cells.get(name, "") for name, _column in columns)), **made)


def parsed(kind, text):
    if kind in KEPT_AS_TEXT:
        return text
    if kind == "value":
        return parse_reading(text) if text else Reading("")
    return parse_number(text.removesuffix("%")) if text else Missing.BLANK


def indicator(code, **cells):
    """A row as loading gives it: an operator in a column of its own wins over one in the target."""
    made = row(Indicator, evaluation="E1", code=code, **cells)
    return replace(made, target=parse_reading(made.target.text, made.operator))


def feed(code, name, reference):
    return row(Input, evaluation="E1", indicator=code, name=name, reference=reference)


def figure(code, printed, measure=""):
    return row(Figure, code=code, unit="health", group="g", name=code, print=printed, measure=measure)


def evaluation(**cells):
    return row(Evaluation, **{"code": "E1", "kind": "部门整体支出自评", "scheme": "s", **cells})


def review(self_sheet, project_report, whole_report, monitoring, **cells):
    documents = {
        "self_sheet": self_sheet,
        "project_report": project_report,
        "whole_report": whole_report,
        "monitoring": monitoring,
    }
    made = row(Review, scheme="s", **cells)
    values = {
        name: Missing.NONE if text == "无" else parsed("score", text) for name, text in documents.items()
    }
    return Review(**{item.name: values.get(item.name, getattr(made, item.name)) for item in fields(Review)})


def tie(**cells):
    return row(Tie, **{"code": "T1", "relation": "按规则", **cells})


def rule(kind, **given):
    return Rule(kind, **given)


def parts(*given):
    """A parts rule from (name, weight, rule)."""
    return Rule("parts", parts=tuple(Part(name, d(weight), inner) for name, weight, inner in given))


def tier(points, lower=None, upper=None, **given):
    return Tier(d(points), None if lower is None else d(lower), None if upper is None else d(upper), **given)


def node(code, weight=None, inner=None, children=(), *, opened=False, level=1):
    full = None if weight is None else d(weight)
    return Node(code, f"指标{code}", full, inner, tuple(children), opened, level)


def scheme(*nodes, bands=STANDARD, **given):
    made = {
        "code": "s",
        "name": "方案",
        "applies_to": "项目支出自评",
        "whose": "自评",
        "basis": "",
        "confirmed": False,
        "full": d("100"),
        "aggregate": "相加",
        "denominator": "全年预算数",
        "missing": "不作规定",
        "over_completion": "不处理",
        "over_from": None,
        "digits": 2,
        "bands": tuple(Band(word, d(lower), closed) for word, lower, closed in bands),
        "nodes": nodes,
        "examples": (),
        "place": Place("s.yml"),
    }
    return Scheme(**{**made, **given})


def filing(**tables):
    return Filing(Region("r", "000000", "某区", "某省某区"), 2024, "标题", "来源", **tables)


def site(*filings, schemes):
    made = Settings("", "", "", "/", "", "", "", "", "zh_CN", date(2025, 1, 1), "", "", "")
    return Site(made, (), {item.code: item for item in schemes}, filings)
