"""The lifecycle of a unit or project: seven stages, each with its state, a date and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from generator.model import STAGES, Disclosure, Row, ScoredEvaluation
from generator.records import dataclass
from generator.render.views import FilingView

SECTION: Final = {
    "事前评估": "exante.html",
    "绩效监控": "monitoring.html",
    "复核": "reviews.html",
    "重点评价": "key-evaluations.html",
    "结果应用": "rectification.html",
}
"""Pages of the region and year that show a stage; targets and self-evaluation stand on the page itself."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the lifecycle (DOMAIN section 1): is anything published of it, when, and where.

    ``state``: done where something of this very unit or project is published; partial where only
    something of the whole unit or list is; else none. ``disclosure``: the state of the item that must be
    published for this stage, where one is registered and nothing is there yet (逾期, 未到期 …). ``day``:
    when it was published; of what is still owed, when it is ``due``.
    """

    name: str
    state: str
    address: str
    disclosure: str = ""
    day: date | None = None
    due: bool = False


def lifecycle(view: FilingView, unit: str, project: str) -> tuple[Stage, ...]:
    """The seven stages of a project, or of a unit (``project`` ""), in order."""
    filing = view.filing
    sheets = view.evaluations(unit, project)
    own: dict[str, Sequence[Row]] = {
        "事前评估": view.of(filing.exante, unit, project),
        "绩效目标": [e.evaluation for e in sheets if e.evaluation.goal or _targets(e)],
        "绩效监控": view.of(filing.monitoring, unit, project) + view.of(filing.progress, unit, project),
        "绩效自评": [e.evaluation for e in sheets if e.evaluation.kind.endswith("自评")],
        "复核": [r.review for r in view.scored.reviews if r.review.unit == unit and not project],
        "重点评价": view.of(filing.key_evaluations, unit, project),
        "结果应用": view.of(filing.results, unit, project),
    }
    items = view.of(filing.disclosures, unit)
    here = "#indicators" if project else "#evaluation"
    made = []
    for name in STAGES:
        address = f"{view.base}/{SECTION[name]}" if name in SECTION else here
        if own[name]:
            made.append(Stage(name, "done", address, day=_published(view, own[name])))
        else:
            registered = [item for item in items if item.stage == name]
            made.append(_unfiled(name, _summed(view, name, unit, project), registered))
    return tuple(made)


def _summed(view: FilingView, name: str, unit: str, project: str) -> str | None:
    """Where something of the whole unit or list stands, None where nothing does."""
    filing = view.filing
    if project and (
        (name == "绩效自评" and view.evaluations(unit)) or (name == "复核" and view.review(unit))
    ):
        return f"{view.base}/units/{unit}.html#evaluation"
    groups, coverages = view.of(filing.groups, unit), view.of(filing.coverages, unit)
    if any(row.stage == name for row in groups) or any(row.stage == name for row in coverages):
        return f"{view.base}/{SECTION[name]}" if name in SECTION else f"{view.base}/index.html#groups"
    return None


def _unfiled(name: str, summed: str | None, registered: Sequence[Disclosure]) -> Stage:
    """A stage of which nothing of one's own was filed: what is known of the whole, or what is owed."""
    published = [item.published for item in registered if isinstance(item.published, date)]
    day = min(published, default=None)
    if summed is not None:
        return Stage(name, "partial", summed, day=day)
    owed = next((item for item in registered if item.state != "已公开"), None)
    if owed is None:
        return Stage(name, "none", "", day=day)
    due = owed.due if isinstance(owed.due, date) else None
    return Stage(name, "none", "", owed.state, due, due=due is not None)


def _published(view: FilingView, rows: Iterable[Row]) -> date | None:
    """The first day on which a document of ``rows`` was published."""
    documents = (view.filing.document_by_code.get(getattr(row, "document", "")) for row in rows)
    days = [d.published for d in documents if d is not None and isinstance(d.published, date)]
    return min(days, default=None)


def _targets(sheet: ScoredEvaluation) -> bool:
    return any(leaf.row is not None and leaf.row.target.text for leaf in sheet.leaves())
