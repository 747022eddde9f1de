"""Checks on what must be published and mended by when (预算法 14, 政府信息公开条例 26; DOMAIN section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from generator.check.printed import say
from generator.check.registry import DIFFERS, NOTE, Case, Found, finds
from generator.figures import missing
from generator.model import Disclosure
from generator.words import N_, _

_PUBLISHED: Final = "已公开"
_OVERDUE: Final = "逾期"
_NOT_DUE: Final = "未到期"
_WITHHELD: Final = "不予公开"
_MENDED: Final = "已完成"


@finds(
    code="disclosure-overdue",
    severity=DIFFERS,
    title=N_("应公开而到期未公开"),
    remedy=N_("公开该事项并填写公开日期；依法不予公开的，填写状态和理由。"),
)
def disclosure_overdue(case: Case) -> Iterator[Found]:
    """Due before the day of the site's figures, not published, and not withheld."""
    as_of = case.site.settings.as_of
    for row in case.filing.disclosures:
        due, published = _day(row.due), _day(row.published)
        if row.state in {_WITHHELD, _PUBLISHED} or due is None or published is not None or due >= as_of:
            continue
        words = _("「{item}」应于{due}前公开，至{as_of}没有公开日期")
        message = say(words, item=row.item, due=due.isoformat(), as_of=as_of.isoformat())
        yield _found(row, message, "due", due.isoformat())


@finds(
    code="disclosure-late",
    severity=NOTE,
    title=N_("公开日期晚于应公开日期"),
    remedy=N_("核对两个日期；确属逾期公开的，请说明原因。"),
)
def disclosure_late(case: Case) -> Iterator[Found]:
    """Published, but after the due date."""
    for row in case.filing.disclosures:
        due, published = _day(row.due), _day(row.published)
        if due is not None and published is not None and published > due:
            words = _("「{item}」应于{due}前公开，公开日期为{published}，晚{days}天")
            message = say(
                words,
                item=row.item,
                due=due.isoformat(),
                published=published.isoformat(),
                days=(published - due).days,
            )
            yield _found(row, message, "published", published.isoformat(), due.isoformat())


@finds(
    code="disclosure-undated",
    severity=NOTE,
    title=N_("已公开而没有公开日期"),
    remedy=N_("填写公开日期。"),
)
def disclosure_undated(case: Case) -> Iterator[Found]:
    """Said to be published, with a due date but no date of publication to hold against it."""
    for row in case.filing.disclosures:
        due = _day(row.due)
        if row.state == _PUBLISHED and due is not None and _day(row.published) is None:
            words = _("「{item}」填为已公开，没有公开日期，无法与应公开日期{due}比较")
            message = say(words, item=row.item, due=due.isoformat())
            yield _found(row, message, "published", row.text("published"), due.isoformat())


@finds(
    code="disclosure-state-differs",
    severity=DIFFERS,
    title=N_("公开状态与日期不符"),
    remedy=N_("按日期更正公开状态，或更正日期。"),
)
def disclosure_state_differs(case: Case) -> Iterator[Found]:
    """The state filed against the one that the dates give. A late publication may be filed as 逾期."""
    for row in case.filing.disclosures:
        expected = _expected(row, case.site.settings.as_of)
        if expected and row.state not in expected:
            words = _("「{item}」状态填为「{state}」，按日期应为「{expected}」")
            message = say(words, item=row.item, state=row.state, expected=expected[0])
            yield _found(row, message, "state", row.state, expected[0])


@finds(
    code="withheld-without-ground",
    severity=DIFFERS,
    title=N_("不予公开而没有理由"),
    remedy=N_("填写不予公开理由；涉密事项只填件数，不写名称。"),
)
def withheld_without_ground(case: Case) -> Iterator[Found]:
    """An item withheld states its ground (政府信息公开条例)."""
    for row in case.filing.disclosures:
        if row.state == _WITHHELD and missing(row.ground) is not None:
            message = say(_("「{item}」不予公开，没有填写理由"), item=row.item)
            yield _found(row, message, "ground", row.ground)


@finds(
    code="rectification-overdue",
    severity=NOTE,
    title=N_("整改到期未完成"),
    remedy=N_("填写整改状态和完成日期，或说明延期的原因。"),
)
def rectification_overdue(case: Case) -> Iterator[Found]:
    """A deadline before the day of the site's figures, and not filed as mended."""
    as_of = case.site.settings.as_of
    for row in case.filing.problems:
        deadline = _day(row.deadline)
        if deadline is None or deadline >= as_of or row.state == _MENDED:
            continue
        words = _("「{title}」整改期限为{deadline}，至{as_of}状态为「{state}」")
        yield Found(
            unit=row.unit,
            project=row.project,
            item=row.text("number"),
            filed=row.state,
            computed=_MENDED,
            message=say(
                words,
                title=row.title,
                deadline=deadline.isoformat(),
                as_of=as_of.isoformat(),
                state=row.state or _("未填"),
            ),
            source=row.place("state"),
        )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _expected(row: Disclosure, as_of: date) -> tuple[str, ...]:
    """The states that the dates allow; none where they do not decide."""
    due, published = _day(row.due), _day(row.published)
    if row.state in {_WITHHELD, "未报送"}:
        return ()
    if published is not None:
        return (_PUBLISHED, _OVERDUE) if due is not None and published > due else (_PUBLISHED,)
    if due is None or row.state == _PUBLISHED:
        return ()
    return (_OVERDUE,) if due < as_of else (_NOT_DUE,)


def _found(row: Disclosure, message: str, field: str, filed: str, computed: str = "") -> Found:
    return Found(
        unit=row.unit,
        item=row.code,
        filed=filed,
        computed=computed,
        message=message,
        source=row.place(field),
    )
