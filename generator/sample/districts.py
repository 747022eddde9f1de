"""What the finance office of a region files in one year: reviews, key and ex-ante evaluations, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal
from random import Random
from typing import Final

from generator.figures import round_half_up
from generator.records import dataclass
from generator.sample.departments import Bureau, Term
from generator.sample.draws import between, chance, pick, some
from generator.sample.offices import Office
from generator.sample.printing import money, rate, score
from generator.sample.projects import BANDS
from generator.sample.tables import Line, Rows

_DOCUMENTS: Final = (
    ("DR1", "部门绩效自评复核工作报告"),
    ("DR2", "重点绩效评价结果"),
    ("DR3", "新增项目事前绩效评估结果"),
)
REVIEW, KEY, EX_ANTE = (code for code, _title in _DOCUMENTS)
_SCHEME: Final = "jinfeng-review"
_REVIEWED: Final = 3
"""One in so many units is reviewed."""
_EVALUATED: Final = 4
"""One in so many departments has a project evaluated by a third party."""
_EXAMINED: Final = 30_000
"""New projects from 300 万元 on are examined before they are budgeted."""
_TRIES: Final = 60
_ORDINALS: Final = "甲乙丙丁戊"


@dataclass(slots=True)
class District:
    """What is gathered of a region and year while its departments are written."""

    term: Term
    finance: str
    units: list[Office] = field(default_factory=list)
    departments: int = 0
    chosen: list[tuple[str, str, str, int]] = field(default_factory=list)
    """Unit, project, name and budget of projects for evaluation by a third party."""
    exante: list[Line] = field(default_factory=list)
    conclusions: Counter[str] = field(default_factory=Counter)

    def see(self, rng: Random, bureau: Bureau) -> None:
        """Take note of a department: its units, a project to evaluate, new projects examined."""
        self.departments += 1
        self.units += (bureau.department.office, *bureau.department.branches)
        if chance(rng, 100 // _EVALUATED) or self.departments == 1:
            project = max(bureau.projects, key=lambda project: project.money.total[1])
            career = project.entry.career
            self.chosen.append((bureau.code, career.code, career.name, project.money.total[1]))
        self._examine(rng, bureau)

    def _examine(self, rng: Random, bureau: Bureau) -> None:
        year, number = self.term.year, 0
        for project in bureau.projects:
            career, amount = project.entry.career, project.money.total[0]
            if career.first != year or amount < _EXAMINED:
                continue
            number += 1
            partly = chance(rng, 40)
            asked = amount * 100 // between(rng, 60, 95) if partly else amount
            conclusion = "部分支持" if partly else "予以支持"
            named = (f"X{bureau.code}-{number}", bureau.code, career.code, career.name)
            self._conclude(named, _aspects(rng, 15), (asked, amount), conclusion)
        if chance(rng, 8):
            named = (f"X{bureau.code}-{number + 1}", bureau.code, "", f"新建{pick(rng, _REJECTED)}项目")
            self._conclude(named, _aspects(rng, 6), (between(rng, 300, 5000) * 100, 0), "不予支持")

    def _conclude(
        self, named: tuple[str, ...], aspects: list[str], amounts: tuple[int, int], conclusion: str
    ) -> None:
        self.conclusions[conclusion] += 1
        self.exante.append([*named, *aspects, *map(money, amounts), conclusion, EX_ANTE])


_REJECTED: Final = ("办公楼装修", "展厅", "信息平台（二期）", "文化广场景观", "停车场", "培训中心")


def district_rows(rng: Random, district: District) -> Rows:
    """The rows of the finance office about the whole region."""
    reviews = _reviews(rng, district)
    keys = _keys(rng, district)
    return {
        "documents": [_document(district.term, code, title) for code, title in _DOCUMENTS],
        "reviews": reviews,
        "key_evaluations": keys,
        "exante": district.exante,
        "groups": _groups(district, keys),
        "coverages": _coverages(district, len(reviews)),
    }


def _aspects(rng: Random, least: int) -> list[str]:
    """The five aspects of an ex-ante evaluation, of twenty points each."""
    return [str(between(rng, least, min(20, least + 5))) for _each in range(5)]


def _document(term: Term, code: str, title: str) -> Line:
    year = term.year + 1
    named = (f"{term.region}{term.year}年度{title}", f"YS-{term.year}-{code}", f"{term.region}财政局")
    number = f"{term.short}财绩〔{year}〕{code[-1]}号"
    return [code, *named, number, f"{year}-07-01", f"{year}-07-20", "财政、金融、审计/财政", "有效"]


def _reviews(rng: Random, district: District) -> list[Line]:
    """A third of the units, best first; no two have the same mean as long as there is one left."""
    seen: dict[Decimal, tuple[str, list[Decimal]]] = {}
    reviewed = some(rng, district.units, max(1, len(district.units) // _REVIEWED))
    tied = []
    for unit in reviewed:
        for _try in range(_TRIES):
            documents = [Decimal(between(rng, 820, 995)) / 10 for _document in range(4)]
            mean = round_half_up(sum(documents, Decimal(0)) / 4)
            if mean not in seen:
                seen[mean] = (unit.code, documents)
                break
        else:
            tied.append((mean, (unit.code, documents)))
    ranked = sorted([*seen.items(), *tied], key=lambda item: -item[0])
    return [
        [str(number), unit, _SCHEME, *map(score, documents), score(mean), REVIEW]
        for number, (mean, (unit, documents)) in enumerate(ranked, 1)
    ]


def _keys(rng: Random, district: District) -> list[Line]:
    rows = []
    for number, (unit, project, name, amount) in enumerate(district.chosen, 1):
        points = Decimal(between(rng, 740, 965)) / 10
        evaluator = f"受托评价机构（{pick(rng, _ORDINALS)}）"
        judged = (score(points), _grade(points), "national", evaluator, KEY)
        rows.append([str(number), unit, project, name, money(amount), *judged])
    return rows


def _grade(points: Decimal) -> str:
    return next(grade for grade, lower in BANDS if points >= lower)


def _groups(district: District, keys: Sequence[Line]) -> list[Line]:
    """Ex-ante evaluations by conclusion and key evaluations by grade."""
    rows = []
    if district.exante:
        counted = [("合计", "事前评估项目", len(district.exante))]
        counted += [("评估结论", name, district.conclusions[name]) for name in _CONCLUSIONS]
        rows += [_group(district, "事前评估", *item, EX_ANTE) for item in counted]
    graded = Counter(row[6] for row in keys)
    rows.append(_group(district, "重点评价", "合计", "重点评价项目", len(keys), KEY))
    rows += [_group(district, "重点评价", "等级", grade, graded[grade], KEY) for grade, _lower in BANDS]
    return rows


_CONCLUSIONS: Final = ("予以支持", "部分支持", "不予支持")


def _group(  # noqa: PLR0913, PLR0917 - the cells of a row
    district: District, stage: str, by: str, name: str, count: int, document: str
) -> Line:
    return [district.finance, stage, "项目", by, name, "", "", "", "", str(count), "", "", document]


def _coverages(district: District, reviewed: int) -> list[Line]:
    """Every unit sets targets, is monitored and evaluates itself; a sample is reviewed."""
    units = len(district.units)
    stages = (("绩效目标", units), ("绩效监控", units), ("绩效自评", units), ("复核", reviewed))
    return [
        [
            *(f"CR-{number}", district.finance, stage, "单位", str(units), str(done), "", ""),
            *(rate(done, units), "全覆盖" if done == units else "未全覆盖", REVIEW),
        ]
        for number, (stage, done) in enumerate(stages, 1)
    ]
