"""Checks on what the publisher adds: corrections that were not made, explanations of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed import say, with_measure
from generator.check.registry import DIFFERS, NOTE, Case, Found, finds
from generator.figures import narrow
from generator.model import Explanation, Filing, Finding
from generator.references import UnresolvedError, resolve
from generator.words import N_, _

Key = tuple[str, str, str, str]


@finds(
    code="correction-not-applied",
    severity=DIFFERS,
    title=N_("更正没有落实到数据"),
    remedy=N_("把更正项所指的数据改为更正值，或撤回该更正。"),
)
def correction_not_applied(case: Case) -> Iterator[Found]:
    """What the corrected reference prints now is the correction's new value, with or without its unit."""
    for row in case.filing.corrections:
        text, measure = _printed(case.filing, row.reference)
        if _plain(row.new) not in {_plain(text), _plain(text + measure)}:
            now = with_measure(text, measure) if text else ""
            words = _("更正「{reference}」应由{old}改为{new}，现为{now}")
            yield Found(
                unit=row.unit,
                project=row.project,
                item=row.code,
                filed=now,
                computed=row.new,
                message=say(
                    words, reference=row.reference, old=row.old, new=row.new, now=now or _("无此数据")
                ),
                source=row.place("new"),
            )


@finds(
    code="explanation-orphan",
    severity=NOTE,
    title=N_("情况说明没有对应的检查结果"),
    remedy=N_("核对检查代码、单位、项目和事项；检查结果已消除的，删去说明。"),
)
def explanation_orphan(case: Case) -> Iterator[Found]:
    """An explanation whose finding is gone, or never was."""
    keys = {key_of(finding) for finding in case.found}
    for row in case.filing.explanations:
        if explained(row) not in keys:
            words = _("「{check}」「{item}」没有检查结果与这条说明对应")
            yield Found(
                unit=row.unit,
                project=row.project,
                item=f"{row.check}·{row.item}",
                filed=row.text_,
                message=say(words, check=row.check, item=row.item),
                source=row.place("check"),
            )


def key_of(finding: Finding) -> Key:
    """By what an explanation finds its finding: check, unit, project, item."""
    return finding.code, finding.unit, finding.project, finding.item


def explained(row: Explanation) -> Key:
    """The key of the finding that an explanation answers."""
    return row.check, row.unit, row.project, row.item


def _printed(filing: Filing, reference: str) -> tuple[str, str]:
    """Text and unit that the first figure of a reference prints now; blank where there is none."""
    try:
        terms = resolve(filing, reference)
    except UnresolvedError:
        terms = ()
    return (terms[0].text, terms[0].measure) if terms else ("", "")


def _plain(text: str) -> str:
    return "".join(narrow(text).replace(",", "").split())
