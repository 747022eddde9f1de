"""Checks on cumulative spending by quarter (季度进度)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from generator.check.printed import Printed, printed, say
from generator.check.registry import DIFFERS, Case, Found, finds
from generator.figures import known
from generator.model import Fund, Progress
from generator.words import N_, _


@finds(
    code="progress-falls",
    severity=DIFFERS,
    title=N_("累计执行数下降"),
    remedy=N_("累计数在同一口径上不会下降；口径不同的（如不含冻结金额），请说明各自的口径。"),
)
def progress_falls(case: Case) -> Iterator[Found]:
    """Cumulative rates (and amounts) by quarter, and then the year's, never fall."""
    series: dict[tuple[str, str], list[Progress]] = {}
    for row in case.filing.progress:
        series.setdefault((row.unit, row.project), []).append(row)
    for (unit, project), rows in series.items():
        rows.sort(key=lambda row: known(row.quarter) or Decimal(0))
        for field in ("rate", "spent"):
            steps: list[Progress | Fund] = [*rows, *_year(case, rows)]
            filed = [(row, value) for row in steps if (value := known(getattr(row, field))) is not None]
            for (early, before), (late, after) in pairwise(filed):
                if after < before:
                    earlier, later = printed(early, field), printed(late, field)
                    yield _fall((unit, project), (_when(early), earlier), (_when(late), later))


def _year(case: Case, rows: list[Progress]) -> list[Fund]:
    """The whole year's row, where none is filed of its last quarter."""
    year = case.total(rows[0].unit, rows[0].project)
    return [] if year is None or any(row.quarter == 4 for row in rows) else [year]


def _when(row: Progress | Fund) -> str:
    return say(_("第{n}季度"), n=row.text("quarter")) if isinstance(row, Progress) else _("全年")


def _fall(owner: tuple[str, str], early: tuple[str, Printed], late: tuple[str, Printed]) -> Found:
    words = _("{early}{name} {before}，{late}为{after}，比前者低{fall}")
    return Found(
        unit=owner[0],
        project=owner[1],
        item=f"{late[0]}·{late[1].name}",
        filed=late[1].shown,
        computed=say(_("不低于{figure}"), figure=early[1].shown),
        message=say(
            words,
            early=early[0],
            name=early[1].name,
            before=early[1].shown,
            late=late[0],
            after=late[1].shown,
            fall=early[1].gap(late[1].value),
        ),
        source=late[1].place,
    )
