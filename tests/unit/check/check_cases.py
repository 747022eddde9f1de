"""Model values for the tests of check, made by hand: rows from their printed cells, scores as given."""

from collections import Counter
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from generator.check import BY_SHEET, CHECKS, ordered
from generator.check.registry import Case
from generator.figures import (
    Reading,
    known,
    missing,
    parse_date,
    parse_money,
    parse_number,
    parse_rate,
    parse_reading,
)
from generator.model import (
    TABLES,
    Band,
    Evaluation,
    Filing,
    Heading,
    Indicator,
    Node,
    Origin,
    Outcome,
    Place,
    Region,
    Review,
    Rule,
    Scheme,
    Scored,
    ScoredEvaluation,
    ScoredFiling,
    ScoredReview,
    Settings,
    Site,
    Sums,
    Unit,
)

BY_CODE = {check.code: check for check in CHECKS}
TABLE_OF = {table.row: table.name for table in TABLES}
UNKNOWN = Outcome(None)


def d(text):
    return Decimal(text)


def row(cls, money="万元", **cells):
    """A row of ``cls`` from printed text; a cell not given is blank. Money is printed in ``money``."""
    columns = {item.name: item.metadata["column"] for item in fields(cls) if "column" in item.metadata}
    made = {name: parsed(column.kind, cells.get(name, ""), money) for name, column in columns.items()}
    heads = {n: f"{c.head}（{money}）" if c.kind == "money" else c.head for n, c in columns.items()}
    heading = Heading(f"{TABLE_OF[cls]}.csv", {name: i for i, name in enumerate(columns)}, heads)
    return cls(Origin(heading, 2, tuple(cells.get(name, "") for name in columns)), **made)


def parsed(kind, text, measure):
    if kind in {"code", "text", "choice", "refs"}:
        return text
    if kind == "value":
        return parse_reading(text) if text else Reading("")
    if missing(text) is not None:
        return missing(text)
    readers = {"date": parse_date, "rate": parse_rate, "money": lambda t: parse_money(t, measure)}
    return readers.get(kind, parse_number)(text)


def filing(*rows, region="r1", year=2024):
    """A filing of these rows, each numbered in its table as the spreadsheet would show it."""
    tables, seen = {}, Counter()
    if not any(isinstance(item, Unit) for item in rows):
        rows = (row(Unit, code="u1", name="甲局"), *rows)
    for item in rows:
        name = TABLE_OF[type(item)]
        seen[name] += 1
        numbered = replace(item, origin=replace(item.origin, row=1 + seen[name]))
        tables.setdefault(name, []).append(numbered)
    place = Region(region, "000000", "某区", "某省某区")
    return Filing(place, year, "某区", "某文件", **{name: tuple(items) for name, items in tables.items()})


def scheme(*nodes, **given):
    values = {
        "code": "s1",
        "name": "某方案",
        "applies_to": "",
        "whose": "自评",
        "basis": "",
        "confirmed": True,
        "full": d("100"),
        "aggregate": "相加",
        "denominator": "全年预算数",
        "missing": "不作规定",
        "over_completion": "不处理",
        "over_from": None,
        "digits": 2,
        "bands": (Band("优", d("90"), True), Band("差", d("0"), True)),
        "nodes": tuple(nodes),
        "examples": (),
        "place": Place("schemes/s1.yml", 1),
    }
    return Scheme(**(values | given))


def indicator(code, **cells):
    made = row(Indicator, **{"evaluation": "E1", "code": code, "name": f"指标{code}"} | cells)
    return replace(made, target=parse_reading(made.target.text, made.operator))


def line(code, weight, score="", *, kind="", rule=None, outcome=UNKNOWN, fixed=None, **cells):
    """A filed indicator without any below it. ``fixed``: the scheme's weight."""
    made = indicator(code, weight=weight, score=score, **cells)
    used = rule or (Rule(kind) if kind else None)
    node = Node(code, f"指标{code}", None if fixed is None else d(fixed), used)
    filed, full = known(made.score), known(made.weight)
    return Scored(node, made, made.name, code, node.weight if full is None else full, filed, outcome)


def unfiled(code, weight=None, *, is_open=False):
    """An indicator of the scheme for which nothing is filed."""
    full = None if weight is None else d(weight)
    node = Node(code, f"指标{code}", full, None, open=is_open)
    return Scored(node, None, node.name, code, full, None, UNKNOWN)


def level(code, weight, *below, score=None, fixed=None):
    """An indicator with others below it; ``score`` where its own row files one."""
    made = None if score is None else indicator(code, weight=weight, score=score)
    full = d(weight) if weight else None
    node = Node(code, f"指标{code}", full if fixed is None else d(fixed), None)
    filed = None if score is None else d(score)
    return Scored(node, made, node.name, code, full, filed, UNKNOWN, below)


def sheet(*tree, using=None, grade="", **cells):
    """A score sheet; its sums are added up here from the leaves given."""
    evaluation = row(Evaluation, **{"code": "E1", "unit": "u1", "scheme": "s1"} | cells)
    made = ScoredEvaluation(evaluation, using or scheme(), grade, grow=lambda: tree)
    leaves = [leaf for leaf in made.leaves() if leaf.filed is not None]
    added = sum((leaf.filed for leaf in leaves), d("0")) if leaves else None
    return replace(made, sums=Sums(added, sum((leaf.weight or d("0") for leaf in leaves), d("0"))))


def reviewed(mean, *, using=None, tied=False, computed=None, arithmetic="", **cells):
    made = row(Review, **{"unit": "u1", "scheme": "s1", "mean": mean} | cells)
    computed = known(made.mean) if computed is None else d(computed)
    return ScoredReview(made, using or scheme(), computed, arithmetic, 1, tied, "")


def site(*filings, schemes=(), as_of=date(2025, 6, 30)):
    settings = Settings("", "", "", "/", "", "", "", "", "zh_CN", as_of, "", "", "")
    regions = tuple(filing.region for filing in filings)
    return Site(settings, regions, {item.code: item for item in schemes}, filings)


def scored(*rows, sheets=(), reviews=(), ties=None, **given):
    """A scored filing of these rows, sheets and reviews."""
    rows = (*rows, *(item.evaluation for item in sheets), *(item.review for item in reviews))
    made = filing(*rows, **given)
    numbered = zip(reviews, made.reviews[-len(reviews) :] if reviews else (), strict=True)
    reviews = tuple(replace(item, review=review) for item, review in numbered)
    return ScoredFiling(made, tuple(sheets), reviews, ties or {})


def find(code, *rows, schemes=(), as_of=date(2025, 6, 30), found=(), **given):
    """What the check ``code`` alone finds in a filing of these rows; the same as where sheets are apart."""
    made = scored(*rows, **given)
    about = site(made.filing, schemes=schemes, as_of=as_of)
    whole = list(BY_CODE[code](Case(made, about, tuple(found))))
    if code in BY_SHEET:
        apart = [replace(made, evaluations=(one,)) for one in made.evaluations]
    else:
        apart = [replace(made, evaluations=tuple(one.head() for one in made.evaluations))]
    again = [item for part in apart for item in BY_CODE[code](Case(part, about, tuple(found)))]
    assert sorted(again, key=ordered) == sorted(whole, key=ordered)
    return whole
