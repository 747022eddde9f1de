"""What each page is found by, taken from the rows it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from generator.figures import MONEY_UNITS, show
from generator.model import OWNED, TABLES_BY_NAME, Entry, Project, Row, ScoredEvaluation, Unit
from generator.records import dataclass
from generator.render.engine import cell, measure
from generator.render.shared import Shared
from generator.render.slices import fingerprint
from generator.render.views import FilingView
from generator.store import packed, unpacked
from generator.words import _

_SAID = ("text", "money", "number", "score", "rate", "value")
"""Kinds of column whose cells are searched; codes and choices are found by the names of what they mean."""

_PLACES = frozenset(("document", "where"))
_OTHER_MONEY = MONEY_UNITS.keys() - {"万元"}


@dataclass(frozen=True, slots=True)
class Entries:
    """Every unit and project of a region and year.

    ``keys``: by the code of each unit, fingerprint of all that its entry and those of its projects are made
    of. ``shown``: all in filed order, without ``heads`` and ``texts``. ``whole``: by unit, its own and those
    of its projects with everything, packed.
    """

    keys: Mapping[str, bytes]
    shown: Sequence[Entry]
    whole: Mapping[str, bytes]

    def every(self) -> list[Entry]:
        """All with everything, in filed order."""
        held = self._by_address(self.whole)
        return [held[entry.address] for entry in self.shown]

    def edits(self, before: Entries) -> dict[int, tuple[Entry, Entry]] | None:
        """Of pages that are found otherwise than ``before``, by number: how they were found, and are now.

        None where other pages are there, or in another order, or nothing was before.
        """
        if not before.shown or [entry.address for entry in self.shown] != [
            entry.address for entry in before.shown
        ]:
            return None
        units = [unit for unit, key in self.keys.items() if before.keys[unit] != key]
        old, new = before._by_address(units), self._by_address(units)
        own = ((number, entry.address) for number, entry in enumerate(self.shown) if entry.address in new)
        return {number: (old[a], new[a]) for number, a in own if old[a] != new[a]}

    def _by_address(self, units: Iterable[str]) -> dict[str, Entry]:
        return {entry.address: entry for unit in units for entry in unpacked(self.whole[unit])}


NO_ENTRIES = Entries({}, (), {})


def entries_of(view: FilingView, basis: bytes = b"", before: Entries = NO_ENTRIES) -> Entries:
    """The entries of ``view``; those of units that are what they were are taken from ``before``.

    ``basis``: fingerprint of what all filings depend on besides what is filed.
    """
    filing = view.filing
    keys = {unit.code: _key(view, basis, unit) for unit in filing.units}
    made = {
        unit.code: [_unit(view, unit), *(_project(view, own) for own in view.filing_projects(unit.code))]
        for unit in filing.units
        if before.keys.get(unit.code) != keys[unit.code]
    }
    shown = {entry.address: entry for entry in before.shown}
    shown |= {e.address: replace(e, heads=(), texts=()) for entries in made.values() for e in entries}
    order = [_unit_address(view, unit) for unit in filing.units]
    order += [_project_address(view, project) for project in filing.projects]
    whole = {code: packed(made[code]) if code in made else before.whole[code] for code in keys}
    return Entries(keys, [shown[address] for address in order], whole)


def _key(view: FilingView, basis: bytes, unit: Unit) -> bytes:
    code = unit.code
    told = view.narratives.get(code, ()), view.review(code), view.findings_of(code)
    return fingerprint(basis, unit, view.said[code], told)


def site_entries(shared: Shared, pages: Iterable[tuple[str, str]]) -> list[Entry]:
    """Every other page; ``pages``: address and title of each.

    Explained terms, schemes and checks are found by their own words as well.
    """
    more: dict[str, Sequence[str]] = {
        "glossary.html": [f"{row['term']} {row['meaning']} {_(row['meaning'])}" for row in shared.glossary],
    }
    for path in sorted((shared.content / "pages").glob("*.md")):
        more[f"{path.stem}.html"] = [path.read_text(encoding="utf-8")]
    for code, scheme in shared.schemes.items():
        more[f"method/{code}.html"] = [scheme.basis, *(node.name for node in scheme.walk())]
    for code, check in shared.checks.items():
        more[f"findings/{code}.html"] = [_(check.remedy)]
    return [_other(address, title, more.get(address, ())) for address, title in pages]


def _other(address: str, title: str, texts: Sequence[str]) -> Entry:
    known = {"about.html", "how-to-read.html", "accessibility.html", "glossary.html", "method.html"}
    kind = "region" if address.count("/") == 2 and address.endswith("/index.html") else "list"
    kind = "text" if address in known or address.startswith("method/") else kind
    return Entry(address, title, kind, texts=tuple(texts))


def _unit(view: FilingView, unit: Unit) -> Entry:
    sheet, review = view.headline(unit.code), view.review(unit.code)
    score = cell(sheet.evaluation, "total") if sheet else cell(review.review, "mean") if review else ""
    grade = sheet.evaluation.grade if sheet else review.grade if review else ""
    narratives = (part for told in view.narratives.get(unit.code, ()) for part in (told.title, told.text))
    return Entry(
        address=_unit_address(view, unit),
        title=unit.name,
        kind="unit",
        unit=unit.name,
        grade=grade,
        differing=view.differing(unit.code),
        names=(unit.code,),
        heads=tuple(_indicators(view.evaluations(unit.code))),
        texts=(*_said([unit]), *_texts(view, unit.code, ""), *narratives),
        **_figures(view, unit.code, "", str(score)),
    )


def _project(view: FilingView, project: Project) -> Entry:
    sheet = view.headline(project.unit, project.code)
    unit = view.filing.unit_by_code[project.unit].name
    return Entry(
        address=_project_address(view, project),
        title=project.name,
        kind="project",
        unit=unit,
        level=project.level,
        grade=sheet.evaluation.grade if sheet else "",
        differing=view.differing(project.unit, project.code),
        names=(project.code,),
        heads=(unit, *_indicators(view.evaluations(project.unit, project.code))),
        texts=(*_said([project]), *_texts(view, project.unit, project.code)),
        **_figures(view, project.unit, project.code, str(cell(sheet.evaluation, "total")) if sheet else ""),
    )


def _unit_address(view: FilingView, unit: Unit) -> str:
    return f"{view.base}/units/{unit.code}.html"


def _project_address(view: FilingView, project: Project) -> str:
    return f"{view.base}/projects/{project.code}.html"


def _figures(view: FilingView, unit: str, project: str, score: str) -> dict[str, str]:
    """Score and money as printed, "" where nothing was filed."""
    fund = view.total(unit, project)
    told = {"score": score}
    for name in ("budget", "spent", "rate"):
        filed = fund is not None and fund.text(name).strip()
        told[name] = str(cell(fund, name)) if filed else ""
    if fund is not None and not told["budget"] and fund.text("initial").strip():
        told["budget"] = str(cell(fund, "initial"))
    return told


def _indicators(sheets: Iterable[ScoredEvaluation]) -> Iterator[str]:
    return (leaf.name for sheet in sheets for leaf in sheet.leaves() if leaf.row is not None)


def _texts(view: FilingView, unit: str, project: str) -> Iterator[str]:
    """Everything filed of a unit or project, score sheets included, and what its findings say."""
    for name in OWNED:
        if name != "projects":
            yield from _said(view.of(view.filing.rows(name), unit, project))
    for sheet in view.evaluations(unit, project):
        yield from _said(leaf.row for leaf in sheet.leaves() if leaf.row is not None)
    yield from (found.message for found in view.findings_of(unit, project))


def _said(rows: Iterable[Row]) -> Iterator[str]:
    """The cells of ``rows`` as filed, and money in 万元 where it was filed in another unit."""
    for row in rows:
        for field, kind in _fields(type(row)):  # type: ignore[arg-type]
            printed = row.text(field)
            if not printed:
                continue
            yield printed
            if kind == "money" and measure(row, field) in _OTHER_MONEY:
                yield show(getattr(row, field))


@cache
def _fields(kind: type[Row]) -> tuple[tuple[str, str], ...]:
    table = next(table for table in TABLES_BY_NAME.values() if table.row is kind)
    return tuple((c.field, c.kind) for c in table.columns if c.kind in _SAID and c.field not in _PLACES)
