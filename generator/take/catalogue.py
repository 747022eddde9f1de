"""``data.json``: the catalogue of all data (DCAT, as the profile DCAT-US 1.1 writes it), for harvesters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator.model import Offer
from generator.take.publication import Publication

_PROFILE = "https://project-open-data.cio.gov/v1.1/schema"
MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
}
"""Media types by the ends of the files' names."""


def catalogue(publication: Publication, offers: Sequence[Offer]) -> dict[str, Any]:
    """The catalogue: all data in one dataset, then each table by itself."""
    top = f"{publication.address}downloads/"
    everything = _dataset(
        publication,
        (f"{publication.address}downloads.html", publication.title, publication.about),
        [f"{top}data.zip", f"{top}disclosure.sqlite"],
        f"{top}datapackage.json",
    )
    tables = [
        _dataset(
            publication,
            (f"{top}{offer.name}.csv", f"{publication.title}：{offer.title}", offer.purpose),
            [f"{top}{offer.name}.{kind}" for kind in ("csv", "json", "xlsx")],
            f"{publication.address}dictionary.html",
        )
        for offer in offers
    ]
    return {
        "@context": f"{_PROFILE}/catalog.jsonld",
        "@id": f"{publication.address}data.json",
        "@type": "dcat:Catalog",
        "conformsTo": _PROFILE,
        "describedBy": f"{_PROFILE}/catalog.json",
        "dataset": [everything, *tables],
    }


def _dataset(
    publication: Publication, named: tuple[str, str, str], files: Iterable[str], described: str
) -> dict[str, Any]:
    identifier, title, about = named
    said = {
        "@type": "dcat:Dataset",
        "identifier": identifier,
        "title": title,
        "description": about or title,
        "keyword": list(publication.keywords),
        "modified": publication.day.isoformat(),
        "publisher": {"@type": "org:Organization", "name": publication.publisher},
        "contactPoint": {"@type": "vcard:Contact", "fn": publication.publisher, "note": publication.contact},
        "accessLevel": "public",
        "license": publication.licence.address,
        "rights": publication.licence.title,
        "spatial": "、".join(publication.regions),
        "temporal": publication.period,
        "language": [publication.language],
        "landingPage": f"{publication.address}downloads.html",
        "describedBy": described,
        "distribution": [_distribution(address) for address in files],
    }
    return {key: value for key, value in said.items() if value}


def _distribution(address: str) -> dict[str, str]:
    kind = address.rpartition(".")[2]
    return {
        "@type": "dcat:Distribution",
        "title": address.rpartition("/")[2],
        "downloadURL": address,
        "mediaType": MEDIA[kind],
        "format": kind.upper(),
    }
