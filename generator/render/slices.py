"""What the pages of one unit, or one list, are made of, and its fingerprint.

The page of a unit and the pages of its projects are rendered from a view that holds nothing else, and so
is a list; so that an equal fingerprint means equal pages: what is not in the view cannot have changed
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from generator.figures import Missing
from generator.model import TABLES_BY_NAME, Filing, Finding, OnDemand, Row, Scheme, ScoredEvaluation, printed
from generator.render.views import FilingView

WHOLE = ("documents", "units")
"""Tables that every page may name things from; few rows, which change seldom."""
BELOW = ("indicators", "inputs", "monitored_indicators")
"""Tables whose rows name no unit: they belong to a score sheet, or to a report in mid-year."""


def narrow(view: FilingView, unit: str) -> FilingView:
    """``view`` with the rows of ``unit``, of the units directly below it, and of projects it carries out.

    Units, documents and reviews stay whole: pages name units and documents, and count the reviewed.
    """
    owners = _owners(view, unit)
    filing = view.filing
    tables: dict[str, Any] = {
        name: tuple(row for owner in owners for row in view.of(filing.rows(name), *owner))
        for name in TABLES_BY_NAME
        if name not in WHOLE and name not in BELOW
    }
    tables |= dict.fromkeys(BELOW, ())
    tables["projects"] = view.projects(unit)
    tables["monitored_indicators"] = tuple(
        row for p in tables["projects"] for row in view.monitored(p.unit, p.code)
    )
    tables["ties"] = view.ties_of_unit(unit)
    narratives = view.narratives.get(unit, ())
    scored = replace(
        view.scored,
        filing=replace(filing, narratives=narratives, **tables),
        evaluations=tuple(sheet for owner in owners for sheet in view.sheets.of(*owner)),
        ties={},
    )
    return FilingView(scored, _findings(view, owners))


_Owner = tuple[str, str | None]
"""A unit with all of its projects (None), or one project."""


def _owners(view: FilingView, unit: str) -> list[_Owner]:
    """Those whose rows the pages of ``unit`` may show."""
    owners: list[_Owner] = [(unit, None), *((below.code, None) for below in view.below(unit))]
    return owners + [
        (p.unit, p.code) for p in view.projects(unit) if p.unit not in {name for name, _ in owners}
    ]


def _findings(view: FilingView, owners: Iterable[_Owner]) -> tuple[Finding, ...]:
    return tuple(found for owner in owners for found in view.of(view.findings, *owner))


def facts(filing: Filing) -> tuple[object, ...]:
    """What is filed of a region and year in no table, but for narratives, which are a unit's."""
    return filing.region, filing.year, filing.title, filing.source, filing.empty


def common(view: FilingView) -> bytes:
    """Fingerprint of what stays whole in every narrow view."""
    filing = view.filing
    return fingerprint(facts(filing), filing.documents, filing.units, view.scored.reviews)


class Keys:
    """Fingerprints of the views that ``narrow`` leaves for each unit of ``view``, without narrowing it.

    Of an owner they hold what is said by its whole unit: they change with everything that is in the narrow
    view, and now and then with more.
    """

    def __init__(self, view: FilingView) -> None:
        self._view = view
        self._common = common(view)

    def of(self, unit: str) -> bytes:
        """That of ``unit``."""
        view, owners = self._view, _owners(self._view, unit)
        said = [(owner, view.said[owner[0]]) for owner in owners]
        told = view.ties_of_unit(unit), view.narratives.get(unit, ())
        return fingerprint(self._common, said, told, _findings(view, owners))


def only(
    view: FilingView,
    rows: Mapping[str, Sequence[Row]],
    sheets: Sequence[ScoredEvaluation] = (),
    findings: Sequence[Finding] = (),
) -> FilingView:
    """``view`` with these ``rows`` of each table, ``sheets`` and ``findings``, and nothing else that is long.

    Units, documents and reviews stay whole, as in ``narrow``.
    """
    tables: dict[str, Any] = {
        name: rows.get(name, ()) for name in TABLES_BY_NAME if name not in WHOLE and name != "reviews"
    }
    filing = replace(view.filing, narratives=(), **tables)
    scored = replace(view.scored, filing=filing, evaluations=tuple(sheets), ties={})
    return FilingView(scored, tuple(findings))


def fingerprint(*parts: object) -> bytes:
    """SHA-256 over ``parts``: rows as they were filed, and everything else by its fields.

    Schemes count by code: whoever keeps fingerprints keeps that of the schemes too.
    """
    texts: list[str] = []
    _add(parts, texts)
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "surrogatepass")).digest()


def _add(value: object, texts: list[str]) -> None:
    """Add to ``texts`` what ``value`` is made of, each in a form that no other value has."""
    kind = type(value)
    if kind is str:
        texts.append(value)  # type: ignore[arg-type]
    elif kind in _PLAIN:
        texts.append(_MARK + repr(value))
    else:
        _adder(kind)(value, texts)  # type: ignore[arg-type]


_PLAIN = frozenset((int, bool, Decimal, type(None), date, Missing, bytes))
_MARK = "\x1c"
"""Before what is no text, so that none can be taken for one: no filed text has such a character."""

_Adder = Callable[[Any, list[str]], None]


@cache
def _adder(kind: type) -> _Adder:
    """The function that adds a value of ``kind``."""
    for known, adder in _ADDERS:
        if issubclass(kind, known):
            return adder
    names = ["scored", "findings"] if kind is FilingView else _compared(kind)
    values = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    return lambda value, texts: _add_all(values(value), texts)


def _compared(kind: Any) -> list[str]:  # noqa: ANN401 - any dataclass
    """The fields by which values of ``kind`` are the same."""
    return [item.name for item in fields(kind) if item.compare]


def _add_row(row: Row, texts: list[str]) -> None:
    origin = row.origin
    texts.append(origin.heading.said)
    texts += origin.cells


def _add_printed(rows: OnDemand[Row], texts: list[str]) -> None:
    """As ``_add_all`` of the rows, none of which is made for it."""
    texts.append(f"{_MARK}[{len(rows)}")
    for heads, cells in printed(rows):
        texts.append(heads)
        texts += cells


def _add_sheet(sheet: ScoredEvaluation, texts: list[str]) -> None:
    """A sheet by its head and the fingerprint of all that its tree is made of."""
    _add_all((sheet.evaluation, sheet.scheme, sheet.said), texts)


def _add_scheme(scheme: Scheme, texts: list[str]) -> None:
    texts.append(scheme.code)


def _add_items(mapping: Mapping[Any, object], texts: list[str]) -> None:
    _add_all([part for item in mapping.items() for part in item], texts)


def _add_all(values: Sequence[object], texts: list[str]) -> None:
    texts.append(f"{_MARK}[{len(values)}")
    for value in values:
        if type(value) is str:
            texts.append(value)
        else:
            _add(value, texts)


_ADDERS: Sequence[tuple[type, _Adder]] = (
    (Row, _add_row),
    (ScoredEvaluation, _add_sheet),
    (Scheme, _add_scheme),
    (OnDemand, _add_printed),
    (Mapping, _add_items),
    (Sequence, _add_all),
)
"""How each kind of value is added that is not added by its fields; of two that fit, the first."""
