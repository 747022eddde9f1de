"""How a region and year is named, and what pages stand above one of its own."""

from __future__ import annotations

from generator.render.views import FilingView
from generator.words import _


def trail(view: FilingView, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The pages above one of this region and year, home first."""
    return ((_("首页"), "index.html"), (name(view), f"{view.base}/index.html"), *more)


def name(view: FilingView) -> str:
    """「五华区 2024」."""
    return f"{view.filing.region.name} {view.filing.year}"
