"""Checks on coverage (覆盖情况): the rate, what is missing, and counts that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from generator.check.printed import HUNDRED, Printed, display, listed, read, rounding, say, verdict
from generator.check.reconcile import by_ratio
from generator.check.registry import DIFFERS, NOTE, Case, Found, finds
from generator.model import TOTAL, Coverage
from generator.words import N_, _

Key = tuple[str, str, str]
_WHOLE: Final = ("绩效目标", "绩效监控", "绩效自评")
"""Stages that all units and projects go through; the others take a sample."""


@finds(
    code="coverage-differs",
    severity=DIFFERS,
    title=N_("覆盖率与覆盖数不符"),
    remedy=N_("核对应覆盖数、已覆盖数与覆盖率。"),
)
def coverage_differs(case: Case) -> Iterator[Found]:
    """Rate = done / due at the digits printed; due is that of the stage where the row files none."""
    for row in case.filing.coverages:
        rate, done, due = read(row, "rate"), read(row, "done"), _due(case, row)
        if rate is None or done is None or due is None or not due.value:
            continue
        share = done.value / due.value * HUNDRED
        severity = verdict(rate, share, rate.step)
        if not severity:
            continue
        computed = _percent(share)
        words = _("{stage}覆盖率填报为{filed}；已覆盖{done} ÷ 应覆盖{due}为{computed}")
        yield Found(
            unit=row.unit,
            item=row.code,
            filed=rate.shown,
            computed=computed,
            reconciles=by_ratio(rate, done, due, HUNDRED) if severity == DIFFERS else rounding(rate, share),
            message=say(
                words, stage=row.stage, filed=rate.shown, done=done.shown, due=due.shown, computed=computed
            ),
            source=rate.place,
            severity=severity,
        )


@finds(
    code="coverage-incomplete",
    severity=NOTE,
    title=N_("未全覆盖"),
    remedy=N_("列明未覆盖的对象、金额和原因；结论为 全覆盖 的，核对覆盖数。"),
)
def coverage_incomplete(case: Case) -> Iterator[Found]:
    """Fewer done than due: how many are missing, and the share by count and by money.

    A stage that takes a sample is held to its claim only.
    """
    for row in case.filing.coverages:
        done, due = read(row, "done"), _due(case, row)
        sample = row.stage not in _WHOLE and row.claim != "全覆盖"
        if sample or done is None or due is None or not 0 <= done.value < due.value:
            continue
        share = _percent(done.value / due.value * HUNDRED)
        words = _("{stage}应覆盖{due}个{counted}，已覆盖{done}个，缺{lacking}个，按数量为{share}")
        message = say(
            words,
            stage=row.stage,
            due=due.shown,
            counted=row.counted,
            done=done.shown,
            lacking=due.like(due.value - done.value),
            share=share,
        )
        yield Found(
            unit=row.unit,
            item=row.code,
            filed=_many(done),
            computed=share,
            reconciles=say(_("再覆盖{count}个"), count=due.like(due.value - done.value)),
            message=message + _by_money(row),
            source=done.place,
            severity=DIFFERS if row.claim == "全覆盖" else NOTE,
        )


@finds(
    code="coverage-over",
    severity=DIFFERS,
    title=N_("已覆盖数多于应覆盖数"),
    remedy=N_("核对应覆盖数与已覆盖数。"),
)
def coverage_over(case: Case) -> Iterator[Found]:
    """More done than due in one row."""
    for row in case.filing.coverages:
        done, due = read(row, "done"), read(row, "due")
        if done is not None and due is not None and done.value > due.value:
            words = _("{stage}应覆盖{due}个{counted}，已覆盖{done}个，多{excess}个")
            yield Found(
                unit=row.unit,
                item=row.code,
                filed=_many(done),
                computed=_many(due),
                message=say(
                    words,
                    stage=row.stage,
                    due=due.shown,
                    counted=row.counted,
                    done=done.shown,
                    excess=due.like(done.value - due.value),
                ),
                source=done.place,
            )


@finds(
    code="coverage-conflict",
    severity=DIFFERS,
    title=N_("同一环节的数量有不同说法"),
    remedy=N_("核对各处的数量；口径不同的，请分别写明。"),
)
def coverage_conflict(case: Case) -> Iterator[Found]:
    """Counts of one stage that differ: done (with the groups' 合计), and due. Samples may differ."""
    done: dict[Key, list[Printed]] = {}
    due: dict[Key, list[Printed]] = {}
    for row in case.filing.coverages:
        _collect(done, _key(row), read(row, "done"))
        _collect(due, _key(row), read(row, "due"))
    for group in case.filing.groups:
        if group.by == TOTAL:
            _collect(done, (group.unit, group.stage, group.counted), read(group, "count"))
    for said, name in ((due, _("应覆盖数")), (done, _("已覆盖数"))):
        for key, counts in said.items():
            if key[1] in _WHOLE:
                yield from _conflict(key, counts, name)


@finds(
    code="coverage-base-differs",
    severity=NOTE,
    title=N_("各环节的单位数不一致"),
    remedy=N_("写明各环节的单位范围（如是否含乡镇、新设或撤并单位）。"),
)
def coverage_base_differs(case: Case) -> Iterator[Found]:
    """Units that set targets, are monitored and evaluate themselves should be the same in number."""
    bases: dict[str, dict[str, Printed]] = {}
    for row in case.filing.coverages:
        largest = _largest(case, row)
        if row.counted == "单位" and row.stage in _WHOLE and largest is not None:
            bases.setdefault(row.unit, {}).setdefault(row.stage, largest)
    for unit, by_stage in bases.items():
        if len({base.value for base in by_stage.values()}) > 1:
            said = [f"{stage} {base.shown}" for stage, base in by_stage.items()]
            yield Found(
                unit=unit,
                item="单位",
                filed=listed([f"{stage} {_many(base)}" for stage, base in by_stage.items()]),
                message=say(_("各环节的单位数不一致：{said}"), said=listed(said)),
                source=next(iter(by_stage.values())).place,
            )


def _many(count: Printed) -> str:
    """A count with its unit."""
    return say(_("{count}个"), count=count.shown)


def _due(case: Case, row: Coverage) -> Printed | None:
    """The due count of the row, else the largest that the same stage states anywhere."""
    return read(row, "due") or _largest(case, row)


def _largest(case: Case, row: Coverage) -> Printed | None:
    same = [other for other in case.filing.coverages if _key(other) == _key(row)]
    counts = [read(other, field) for other in same for field in ("due", "done")]
    return max((count for count in counts if count is not None), key=lambda c: c.value, default=None)


def _key(row: Coverage) -> Key:
    return row.unit, row.stage, row.counted


def _collect(said: dict[Key, list[Printed]], key: Key, count: Printed | None) -> None:
    if count is not None and count.value >= 0:
        said.setdefault(key, []).append(count)


def _conflict(key: Key, counts: Sequence[Printed], name: str) -> Iterator[Found]:
    by_value = {count.value: count for count in reversed(counts)}
    if len(by_value) < 2:
        return
    unit, stage, counted = key
    few, many = by_value[min(by_value)], by_value[max(by_value)]
    ordered = [by_value[value] for value in dict.fromkeys(count.value for count in counts)]
    said = listed([count.shown for count in ordered])
    share = _percent(few.value / many.value * HUNDRED)
    words = _("{stage}的{counted}数（{name}）有{said}几种说法，相差{gap}；{few} ÷ {many} = {share}")
    yield Found(
        unit=unit,
        item=f"{stage}·{counted}·{name}",
        filed=listed([_many(count) for count in ordered]),
        computed=f"{few.shown} ÷ {many.shown} = {share}",
        message=say(
            words,
            stage=stage,
            counted=counted,
            name=name,
            said=said,
            gap=many.gap(few.value),
            few=few.shown,
            many=many.shown,
            share=share,
        ),
        source=few.place,
    )


def _by_money(row: Coverage) -> str:
    done, due = read(row, "done_money"), read(row, "due_money")
    if done is None or due is None or not due.value:
        return ""
    return say(_("，按金额为{share}"), share=_percent(done.value / due.value * HUNDRED))


def _percent(value: Decimal) -> str:
    return display(value, "%", 2)
