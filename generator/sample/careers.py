"""Projects over the years: each has a code, a name, sources and indicators that recur until it ends."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from generator.records import dataclass
from generator.sample.draws import between, chance, pick, some
from generator.sample.indicators import Spec, specs_of
from generator.sample.offices import PLACES, Department, Office, fresh
from generator.sample.vocabulary import FIELDS

_LEVELS: Final = (
    (50, "区级", ("区级财政资金", "其他资金")),
    (16, "中央", ("中央财政资金", "区级财政资金")),
    (14, "省级", ("省级财政资金", "区级财政资金")),
    (10, "市级", ("市级财政资金", "区级财政资金")),
    (4, "债券", ("债券资金", "区级财政资金")),
    (6, "其他", ("其他资金",)),
)
"""Of a hundred projects: level of the money (资金级次), and its sources, the main one first."""
_DRAWN_LEVELS: Final = tuple((level, sources) for share, level, sources in _LEVELS for _each in range(share))
CARRIED: Final = "上年结转资金"
SOURCES: Final = (
    "中央财政资金", "省级财政资金", "市级财政资金", "区级财政资金", "债券资金", "其他资金", CARRIED,
)  # fmt: skip
"""Every source of a project's money, in the order in which a unit lists them."""
_SECOND_SOURCE: Final = 35
_MAGNITUDES: Final = (200, 500, 1200, 3000, 8000, 8000, 20000, 60000, 250000)
"""Usual sizes of a project's budget, in hundredths of 万元."""
_ENDINGS: Final = ("区级配套", "中央直达资金", "以奖代补", "续建", "二期", "尾款及质保金", "含3个子项目")
_SHARED_FORMS: Final = (
    (45, "{stem}"),
    (10, "{level}{stem}"),
    (15, "{stem}（{end}）"),
    (8, "{year}年{stem}"),
    (6, "“十四五”{stem}"),
    (6, "提前下达{year}年{stem}（第{n}批）"),
    (6, "{carrier}{stem}"),
    (4, "{place}片区{stem}及配套附属设施（{n}标段，{year}—{later}年）"),
)
"""Of a hundred projects: how its office writes the name."""
_FORMS: Final = tuple(form for share, form in _SHARED_FORMS for _each in range(share))
_GOVERNMENTS: Final = ("中央", "省级", "市级", "区级")
_LONGEST: Final = 9


@dataclass(frozen=True, slots=True)
class Career:
    """A project from its ``first`` year to its ``last``.

    ``size`` is its usual budget in hundredths of 万元; ``style`` how its office writes targets.
    """

    code: str
    name: str
    unit: Office
    carrier: Office
    category: str
    level: str
    sources: tuple[str, ...]
    purpose: str
    effect: str
    size: int
    first: int
    last: int
    scheme: str
    specs: tuple[Spec, ...]
    style: int

    @property
    def operator(self) -> str:
        """Code of the unit that carries it out, "" where that is the department itself."""
        return "" if self.carrier is self.unit else self.carrier.code


def careers_of(rng: Random, department: Department, projects: int, years: Sequence[int]) -> list[Career]:
    """The projects of ``department``: in each of ``years``, ``projects`` for each of its units.

    One that ends is followed by another in the next year, under a code and a name of its own.
    """
    found: list[Career] = []
    taken: set[str] = set()
    style = between(rng, 0, 5)
    carriers = department.carriers
    units = 1 + len(department.branches)
    for slot in range(units * projects):
        carrier = carriers[slot % len(carriers)]
        year = years[0] - between(rng, 0, 4)
        while year <= years[-1]:
            lasting = not chance(rng, 20)
            last = year + (between(rng, 2, _LONGEST) - 1 if lasting else 0)
            if last >= years[0]:
                code = f"{department.office.code}-{len(found) + 1:03d}"
                offices = (department.office, carrier)
                found.append(_career(rng, code, offices, (year, last), taken, style))
            year = last + 1
    return found


def _career(  # noqa: PLR0913, PLR0917 - what a project is made of, known only here
    rng: Random,
    code: str,
    offices: tuple[Office, Office],
    years: tuple[int, int],
    taken: set[str],
    style: int,
) -> Career:
    unit, carrier = offices
    field = FIELDS[carrier.field if chance(rng, 85) else "general"]
    level, sources = _level(rng)
    stem = pick(rng, field.projects).format(p=pick(rng, PLACES), n=between(rng, 2, 6))
    name = fresh(_name(rng, stem, level, carrier, years[0]), taken)
    effect, other = some(rng, field.effects, 2)
    size = pick(rng, _MAGNITUDES) * between(rng, 50, 160) // 100
    scheme = "national" if chance(rng, 70) else "national-cost"
    return Career(
        code=code,
        name=name,
        unit=unit,
        carrier=carrier,
        category=_category(rng, *years),
        level=level,
        sources=sources,
        purpose=f"按照年度工作安排实施{stem}，{effect}，{other}。",
        effect=effect,
        size=size,
        first=years[0],
        last=years[1],
        scheme=scheme,
        specs=specs_of(rng, scheme, field, size),
        style=style,
    )


def _level(rng: Random) -> tuple[str, tuple[str, ...]]:
    level, sources = pick(rng, _DRAWN_LEVELS)
    return level, sources if chance(rng, _SECOND_SOURCE) else sources[:1]


def _category(rng: Random, first: int, last: int) -> str:
    if first == last:
        return "一次性项目"
    return "经常性项目" if chance(rng, 65) else "延续性项目"


def _name(rng: Random, stem: str, level: str, carrier: Office, year: int) -> str:
    """``stem`` as offices write names: bare, with its level, year, batch, place or part; short and long."""
    form = pick(rng, _FORMS)
    level = level if level in _GOVERNMENTS else ""
    numbers = {"n": between(rng, 1, 5), "end": pick(rng, _ENDINGS), "place": pick(rng, PLACES)}
    return form.format(stem=stem, level=level, year=year, later=year + 2, carrier=carrier.name, **numbers)


@dataclass(slots=True)
class Entry:
    """A project in one year's filing: its evaluation's code, and the document and place it stands in."""

    career: Career
    year: int
    document: str
    evaluation: str = ""
    where: str = ""

    def __post_init__(self) -> None:
        self.evaluation = f"E{self.career.code}"
        self.where = f"附件2 序号{int(self.career.code.rpartition('-')[2])}"
