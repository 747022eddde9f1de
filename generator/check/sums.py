"""Checks on sums of money: sources of a unit, units below a unit, projects of a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from generator.check.printed import Printed, printed, rounding, say, verdict
from generator.check.reconcile import by_row, by_unit
from generator.check.registry import DIFFERS, ROUNDING, Case, Found, finds
from generator.figures import known
from generator.model import TOTAL, Fund, Unit
from generator.words import N_, _

MONEY: Final = ("initial", "budget", "spent")
_PROJECTS: Final = "项目支出"


@finds(
    code="parts-differ",
    severity=DIFFERS,
    title=N_("组成部分之和与总额不符"),
    remedy=N_("核对各来源的金额、计量单位，以及 上级来源 是否填对。"),
)
def parts_differ(case: Case) -> Iterator[Found]:
    """Rows of one 上级来源 add to it, for each money column in which all of them are filed."""
    for by_source in case.funds.values():
        for parent, parts in _parts(by_source).items():
            whole = by_source.get(parent)
            if whole is not None:
                named = [(part.source, part) for part in parts]
                words = _("「{whole}」{column}为{filed}；{count}个组成部分相加为{computed}")
                yield from sums_differ(whole, named, words)


@finds(
    code="subunits-differ",
    severity=DIFFERS,
    title=N_("下属单位之和与部门合计不符"),
    remedy=N_("核对各下属单位的金额；四舍五入造成的差异可在情况说明中写明。"),
)
def subunits_differ(case: Case) -> Iterator[Found]:
    """The 合计 of the units below a unit add to its own, for each money column filed by all."""
    below: dict[str, list[Unit]] = {}
    for unit in case.filing.units:
        below.setdefault(unit.parent, []).append(unit)
    for code, units in below.items():
        whole = case.total(code)
        totals = [(unit.name, case.total(unit.code)) for unit in units]
        filed = [(name, total) for name, total in totals if total is not None]
        if whole is not None and len(filed) == len(units):
            words = _("部门{column}合计为{filed}；{count}个下属单位相加为{computed}")
            yield from sums_differ(whole, filed, words)


@finds(
    code="projects-differ",
    severity=DIFFERS,
    title=N_("各项目之和与单位金额不符"),
    remedy=N_("核对项目是否列全、金额与计量单位是否正确。"),
)
def projects_differ(case: Case) -> Iterator[Found]:
    """Where as many projects have a 合计 as the unit says it evaluated, they add to 项目支出 or 合计."""
    projects: dict[str, list[tuple[str, Fund]]] = {}
    for project in case.filing.projects:
        total = case.total(project.unit, project.code)
        if total is not None:
            projects.setdefault(project.unit, []).append((project.name, total))
    for unit, parts in projects.items():
        own = case.funds.get((unit, ""), {})
        whole = own.get(_PROJECTS, own.get(TOTAL))
        if whole is not None and _evaluated(case, unit) == len(parts):
            words = _("「{whole}」{column}为{filed}；{count}个项目相加为{computed}")
            yield from sums_differ(whole, parts, words)


def sums_differ(whole: Fund, parts: Sequence[tuple[str, Fund]], words: str) -> Iterator[Found]:
    """A finding for each money column in which the named ``parts`` do not add to ``whole``."""
    for field in MONEY:
        total, values = known(getattr(whole, field)), [known(getattr(part, field)) for _name, part in parts]
        filed = [value for value in values if value is not None]
        if total is None or len(filed) < len(parts) or total == sum(filed, Decimal(0)):
            continue
        left = printed(whole, field)
        right = [replace(printed(part, field), name=name) for name, part in parts]
        computed = sum((part.value for part in right), Decimal(0))
        severity = verdict(left, computed, sum((part.slack for part in right), Decimal(0)))
        if severity:
            yield Found(
                unit=whole.unit,
                project=whole.project,
                item=f"{whole.source}·{left.name}",
                filed=left.shown,
                computed=left.like(computed),
                reconciles=sum_reconciles(left, right, severity),
                message=say(
                    words,
                    whole=whole.source,
                    column=left.name,
                    filed=left.shown,
                    count=len(right),
                    computed=left.like(computed),
                ),
                source=left.place,
                severity=severity,
            )


def sum_reconciles(left: Printed, parts: Sequence[Printed], severity: str) -> str:
    """What makes a plain sum agree: rounding, another unit, one row less or once more."""
    computed = sum((part.value for part in parts), Decimal(0))
    if severity == ROUNDING:
        return rounding(left, computed, sum(part.rows for part in parts))
    slip = by_unit(left, parts, lambda values: sum(values, Decimal(0)))
    return slip or by_row(left, parts, computed)


def _parts(by_source: dict[str, Fund]) -> dict[str, list[Fund]]:
    found: dict[str, list[Fund]] = {}
    for fund in by_source.values():
        if fund.parent:
            found.setdefault(fund.parent, []).append(fund)
    return found


def _evaluated(case: Case, unit: str) -> object:
    """How many projects the unit says it self-evaluated."""
    wanted = (unit, "绩效自评", "项目", TOTAL)
    counts = [g.count for g in case.filing.groups if (g.unit, g.stage, g.counted, g.by) == wanted]
    return counts[0] if counts else None
