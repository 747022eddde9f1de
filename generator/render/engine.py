"""The Jinja environment: autoescape, figures as filed, relative addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator import text
from generator.figures import MONEY_UNITS, Missing, Reading, places, show
from generator.model import Chart, Figure, Row
from generator.render.quick import QuickEnvironment
from generator.words import _

TEMPLATES = Path(__file__).parent.parent / "templates"
_UNIT = re.compile(r"[（(](.+?)[）)]$")
_MOST = 50_000
"""Values of which it is kept how they are printed: most come again and again."""
_VIEW_BOX = re.compile(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')


def environment() -> Environment:
    """A fresh environment in the language in use. Data is escaped wherever it is printed."""
    made = QuickEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="<#",  # {# starts the id of a Markdown heading
        comment_end_string="#>",
    )
    made.filters |= {"md": markdown, "n": show, "day": day, "call": call}
    made.globals |= {"_": _, "cell": cell, "stated": stated, "measure": measure, "size": size}
    return made


def markdown(value: object) -> Markup:
    """``value`` for a Markdown heading."""
    return Markup(text.markdown(str(value)))  # noqa: S704 - text.markdown escapes


def call(argument: object, function: Callable[[object], object]) -> object:
    """``function`` of ``argument``: for ``map`` over a list."""
    return function(argument)


def day(value: date | Missing | None) -> str:
    """A date as printed on pages, or that none was given."""
    return value.isoformat() if isinstance(value, date) else _("未注明")


def blank(value: str = "") -> Markup:
    """What stands in a cell that was not filed."""
    return Markup(f'<span class="muted">{escape(value or _("未填报"))}</span>')  # noqa: S704 - escaped


def cell(row: Row | None, name: str) -> str | Markup:
    """Field ``name`` of ``row`` as filed: its printed text, thousands separated, money in 万元.

    无, — and / stay what they are; a blank says that nothing was filed.
    """
    if row is None:
        return blank()
    value, printed = getattr(row, name), row.text(name).strip()
    if isinstance(value, Reading):
        return value.text or blank()
    if isinstance(value, Missing) or (value == "" and not printed):
        return blank(printed)
    if isinstance(value, Decimal):
        return _number(value, printed, measure(row, name))
    return value.isoformat() if isinstance(value, date) else str(value)


@lru_cache(maxsize=_MOST)
def _number(value: Decimal, printed: str, unit: str) -> str:
    if unit in MONEY_UNITS and unit != "万元":
        return show(value)
    percent = "%" if printed.endswith(("%", "％")) else ""
    return show(value, places(printed)) + percent


def measure(row: Row, name: str) -> str:
    """The unit in the head of field ``name``: 「金额（元）」 gives 元."""
    return _unit_in(row.origin.heading.heads.get(name, ""))


@lru_cache(maxsize=_MOST)
def _unit_in(head: str) -> str:
    match = _UNIT.search(head)
    return match.group(1) if match else ""


def stated(figure: Figure) -> Markup:
    """A ledger figure as printed with its unit; money that is not in 万元 keeps its own unit."""
    printed, unit = text.one_line(figure.print), text.one_line(figure.measure)
    if unit in {"%", "‰"}:
        return escape(printed if printed.endswith(unit) else printed + unit)
    return Markup(f'{escape(printed)}<span class="u"> {escape(unit)}</span>')  # noqa: S704 - escaped


def size(chart: Chart) -> tuple[int, int]:
    """Width and height of a chart's picture in CSS pixels, so that the page does not jump."""
    match = _VIEW_BOX.search(chart.svg)
    return (round(float(match[1])), round(float(match[2]))) if match else (420, 280)


def relative(current: str) -> Callable[[str], str]:
    """A function from a site address (「wuhua/2024/index.html#funds」) to one relative to ``current``."""
    above = current.split("/")[:-1]

    def url(address: str) -> str:
        if not above or address.startswith("#"):
            return address
        path, hash_, fragment = address.partition("#")
        parts = path.split("/")
        same = 0
        while same < len(above) and same < len(parts) - 1 and above[same] == parts[same]:
            same += 1
        return "../" * (len(above) - same) + "/".join(parts[same:]) + hash_ + fragment

    return url
