"""Atom feeds (RFC 4287): what was newly made public and what was corrected, of the site, a region, a unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from xml.etree import ElementTree as ET

from generator.model import Correction, Disclosure, Document, Settings
from generator.records import dataclass
from generator.render.views import FilingView
from generator.words import _

PUBLIC = "已公开"
NEWEST = 200
"""Entries of a feed at most."""
MADE_OF = ("documents", "units", "projects", "disclosures", "corrections")
"""The tables that decide on the feeds, with the settings and the regions."""
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class News:
    """An entry. ``key`` names it for good; ``day`` None where no document says one; ``page`` to read on."""

    key: str
    unit: str
    title: str
    text: str
    day: date | None
    page: str


def feeds(settings: Settings, views: Sequence[FilingView]) -> Iterator[tuple[str, bytes]]:
    """Each feed's address and bytes: newest first, what bears no date last. ``views`` may be light.

    Atom demands a time of every entry: without a date it is the day on which the site's data stands, and the
    entry says so.
    """
    regions: dict[str, list[FilingView]] = {}
    for view in views:
        regions.setdefault(view.filing.region.code, []).append(view)
    found = {code: list(chain.from_iterable(map(news, own))) for code, own in regions.items()}
    yield (
        "feed.xml",
        _feed(settings, "feed.xml", settings.title, "index.html", chain.from_iterable(found.values())),
    )
    for code, own in regions.items():
        last = max(own, key=lambda view: view.filing.year)
        title = f"{last.filing.region.full_name} - {settings.title}"
        yield (
            f"{code}/feed.xml",
            _feed(settings, f"{code}/feed.xml", title, f"{last.base}/index.html", found[code]),
        )
        names = {unit.code: (unit.name, view.base) for view in own for unit in view.filing.units}
        for unit, (name, base) in names.items():
            mine = [item for item in found[code] if item.unit == unit]
            page = f"{base}/units/{unit}.html"
            yield (
                unit_feed(code, unit),
                _feed(settings, unit_feed(code, unit), f"{name} - {settings.title}", page, mine),
            )


def unit_feed(region: str, unit: str) -> str:
    """Address of a unit's feed, the same in all years."""
    return f"{region}/feeds/{unit}.xml"


def news(view: FilingView) -> Iterator[News]:
    """What a region and year made public or corrected, in filed order.

    What is withheld, or still due, is not news. A document's unit is the first that stands in it.
    """
    filing = view.filing
    for document in filing.documents:
        owners = [unit.code for unit in filing.units if unit.document == document.code]
        yield _document(view, document, owners[0] if len(owners) == 1 else "")
    for item in filing.disclosures:
        if item.state == PUBLIC:
            yield _item(view, item)
    for correction in filing.corrections:
        yield _correction(view, correction)


def _document(view: FilingView, document: Document, unit: str) -> News:
    page = f"{view.base}/units/{unit}.html" if unit else f"{view.base}/index.html"
    text = _("{region} {year} 年度，发布机构：{publisher}").format(
        region=view.filing.region.full_name,
        year=view.filing.year,
        publisher=document.publisher or _("未注明"),
    )
    day = _day(document.published) or _day(document.written)
    return News(f"{view.base}/document/{document.code}", unit, document.title, text, day, page)


def _item(view: FilingView, item: Disclosure) -> News:
    unit = view.filing.unit_by_code[item.unit].name
    document = view.filing.document_by_code.get(item.document)
    told = (unit, _(item.stage), item.basis)
    page = f"{view.base}/units/{item.unit}.html#disclosures"
    day = _day(item.published) or (_day(document.published) if document else None)
    title = _("公开：{item}").format(item=item.item)
    text = " · ".join(filter(None, told))
    return News(f"{view.base}/disclosure/{item.code}", item.unit, title, text, day, page)


def _correction(view: FilingView, row: Correction) -> News:
    names = {project.code: project.name for project in view.of(view.filing.projects, row.unit)}
    folder = f"projects/{row.project}" if row.project else f"units/{row.unit}"
    text = _("{item}：原值 {old}，更正为 {new}。原因：{reason}").format(
        item=row.reference, old=row.old, new=row.new, reason=row.reason
    )
    title = _("更正：{name}").format(name=names.get(row.project) or view.filing.unit_by_code[row.unit].name)
    page = f"{view.base}/{folder}.html"
    return News(f"{view.base}/correction/{row.code}", row.unit, title, text, _day(row.on), page)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _feed(settings: Settings, address: str, title: str, page: str, items: Iterable[News]) -> bytes:
    newest = sorted(items, key=lambda item: item.day or date.min, reverse=True)[:NEWEST]
    days = [item.day for item in newest if item.day]
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": settings.language.replace("_", "-")})
    _add(feed, "id", settings.address + address)
    _add(feed, "title", title)
    _add(feed, "updated", _time(max(days, default=settings.as_of)))
    ET.SubElement(
        feed, "link", {"rel": "self", "type": "application/atom+xml", "href": settings.address + address}
    )
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": settings.address + page})
    _add(ET.SubElement(feed, "author"), "name", settings.publisher)
    _add(feed, "rights", settings.licence)
    for item in newest:
        _entry(feed, settings, item)
    ET.indent(feed, " ")
    text: str = ET.tostring(feed, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(feed: ET.Element, settings: Settings, item: News) -> None:
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", f"{settings.address}{item.key}")
    _add(entry, "title", item.title)
    _add(entry, "updated", _time(item.day or settings.as_of))
    if item.day:
        _add(entry, "published", _time(item.day))
    ET.SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": settings.address + item.page}
    )
    undated = "" if item.day else _("（源文件未注明日期）")
    _add(entry, "summary", item.text + undated)


def _time(day: date) -> str:
    """Midnight in China."""
    return f"{day.isoformat()}T00:00:00+08:00"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
