"""Descriptors of the tables: a Data Package, and a JSON Schema for each JSON file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model import Offer, OfferedHead
from generator.records import dataclass
from generator.take.publication import Publication

MISSING = ("", "无", "—", "/")
"""What stands where there is no value: blank, and what the forms write for none."""
_JSON_TYPES = {"string": "string", "number": "number", "integer": "integer", "date": "string"}


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was made: its SHA-256 and length."""

    sha: bytes
    size: int


def package(
    publication: Publication, offers: Sequence[Offer], files: Mapping[str, Written]
) -> dict[str, Any]:
    """``datapackage.json`` (Data Package 1): what frictionless and its like read.

    ``files``: the CSV of each offer, by name.
    """
    licence = publication.licence
    said = {"title": licence.title, "name": licence.name, "path": licence.address or publication.address}
    return {
        "profile": "tabular-data-package",
        "name": "budget-performance-disclosure",
        "title": publication.title,
        "description": publication.about,
        "homepage": publication.address,
        "created": f"{publication.day.isoformat()}T00:00:00Z",
        "keywords": list(publication.keywords),
        "licenses": [{key: value for key, value in said.items() if value}],
        "contributors": [{"title": publication.publisher, "role": "publisher"}],
        "resources": [_resource(offer, files[offer.name]) for offer in offers],
    }


def schema(publication: Publication, offer: Offer) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the JSON file of ``offer``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{publication.address}downloads/{offer.name}.schema.json",
        "title": offer.title,
        "description": offer.purpose,
        "type": "array",
        "items": {
            "type": "object",
            "properties": {head.name: _property(head) for head in offer.heads},
            "required": [head.name for head in offer.heads],
            "additionalProperties": False,
        },
    }


def _resource(offer: Offer, file: Written) -> dict[str, Any]:
    described: dict[str, Any] = {
        "fields": [_field(head) for head in offer.heads],
        "missingValues": list(MISSING),
    }
    if offer.key:
        described["primaryKey"] = list(offer.key)
    refers = [_reference(offer, head) for head in offer.heads if head.refers and head.required]
    if refers:
        described["foreignKeys"] = refers
    return {
        "profile": "tabular-data-resource",
        "name": offer.name,
        "title": offer.title,
        "description": offer.purpose,
        "path": f"{offer.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha.hex()}",
        "schema": described,
    }


def _reference(offer: Offer, head: OfferedHead) -> dict[str, Any]:
    """A cell of ``head`` is that of a row of the same region and year in another table."""
    owner = [first.name for first in offer.heads[:2]]
    table, other = head.refers or ("", "")
    return {
        "fields": [*owner, head.name],
        "reference": {"resource": table if table != offer.name else "", "fields": [*owner, other]},
    }


def _field(head: OfferedHead) -> dict[str, Any]:
    described: dict[str, Any] = {"name": head.name, "type": head.type}
    if note := _note(head):
        described["description"] = note
    constraints: dict[str, Any] = {"required": True} if head.required else {}
    if head.choices:
        constraints["enum"] = list(head.choices)
    return described | ({"constraints": constraints} if constraints else {})


def _property(head: OfferedHead) -> dict[str, Any]:
    if head.choices:
        described: dict[str, Any] = {"enum": [*head.choices, *([] if head.required else [None])]}
    elif head.type == "string":
        described = {"type": "string" if head.required else ["string", "null"]}
    else:
        kind: dict[str, Any] = {"type": _JSON_TYPES[head.type]}
        if head.type == "date":
            kind["format"] = "date"
        described = {"anyOf": [kind, {"enum": [*MISSING[1:], None]}]}
    if note := _note(head):
        described["description"] = note
    return described


def _note(head: OfferedHead) -> str:
    return " · ".join(part for part in (head.unit, head.note) if part)
