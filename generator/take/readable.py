"""What a person reads of the data: the sheet beside the rows, and the text in the archive."""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.model import Offer
from generator.take.publication import Publication
from generator.words import _


def about(publication: Publication, offer: Offer) -> list[tuple[str, str]]:
    """Heads and texts about a table: what it is and whose, then each of its heads."""
    said = [
        (offer.title, offer.purpose),
        (_("来源"), f"{publication.title} {publication.address}"),
        (_("发布机构"), publication.publisher),
        (_("截至日期"), publication.day.isoformat()),
        (_("许可"), publication.licence.title),
        (_("说明"), publication.about),
    ]
    heads = [(head.name, " · ".join(part for part in (head.unit, head.note) if part)) for head in offer.heads]
    return [(head, text) for head, text in (*said, *heads) if text]


def readme(publication: Publication, offers: Sequence[Offer]) -> bytes:
    """The text in the archive, in UTF-8 with a BOM so that every editor takes it for that."""
    lines = [
        publication.title,
        "",
        publication.about,
        "",
        f"{_('来源')}：{publication.address}",
        f"{_('发布机构')}：{publication.publisher}",
        f"{_('截至日期')}：{publication.day.isoformat()}",
        f"{_('许可')}：{publication.licence.title} {publication.licence.address}".rstrip(),
        "",
        _("各表的列、类型与单位见 datapackage.json。CSV 为 UTF-8（带 BOM），金额均为万元。"),
        "",
        *(f"{offer.name}.csv  {offer.title}：{offer.purpose}" for offer in offers),
    ]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def to_json(value: object) -> bytes:
    """``value`` as JSON that a person can read, in UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
