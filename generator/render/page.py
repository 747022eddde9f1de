"""A page before it is written: address, words for its head, template and what fills it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Protocol

from generator.model import Document
from generator.records import dataclass


class CheckWords(Protocol):
    """What a page says of a check."""

    @property
    def code(self) -> str:
        """Slug of the check, also the name of its page."""

    @property
    def severity(self) -> str:
        """不符, 舍入 or 提示."""

    @property
    def title(self) -> str:
        """Short title, not yet translated."""

    @property
    def remedy(self) -> str:
        """What a publisher can do about it, not yet translated."""


@dataclass(frozen=True)
class Page:
    """One page of the site.

    ``path``: address without suffix, 「wuhua/2024/units/health」. ``article``: a record page (unit,
    project) rather than a list. ``data``: what its JSON file holds. ``trail``: the pages above it,
    each a title and an address. ``column``: title of the navigation item a record page belongs to.
    """

    path: str
    template: str
    title: str
    description: str
    context: Mapping[str, object] = field(default_factory=dict)
    data: object = None
    article: bool = False
    document: Document | None = None
    keywords: tuple[str, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()
    column: str = ""

    @property
    def html(self) -> str:
        """Address of the built page."""
        return f"{self.path}.html"

    @property
    def kind(self) -> str:
        """What the theme styles it as: home, region, unit, project, list, or text."""
        named = {"index.md": "home", "region.md": "region", "unit.md": "unit", "project.md": "project"}
        return named.get(self.template, "list" if self.template else "text")
