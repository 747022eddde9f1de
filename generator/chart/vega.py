"""The Vega specification of each kind of chart, compiled from Altair's once for a program.

It is kept beside the drawings: importing Altair and compiling takes 0.6 s, more than the charts of an edit.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache as remembered
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from generator.chart import style
from generator.chart.kept import keep, kept

_SOURCES: Final = ("drawing.py", "picture.py", "specifications.py", "style.py", "vega.py")


@remembered
def program() -> str:
    """Stands for the specifications: the source and the versions of what makes and compiles them.

    A specification is a function of these, so that Altair need not be imported to know whether a
    drawing is still the right one.
    """
    here = Path(__file__)
    sources = [here.with_name(name).read_text(encoding="utf-8") for name in _SOURCES]
    parts = (*sources, version("altair"), version("vl-convert-python"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@remembered
def vega(kind: style.Kind, datasets: tuple[str, ...], cache: Path | None) -> str:
    """The Vega specification of ``kind`` in JSON, its ``datasets`` empty; from ``cache``, or kept there.

    Raises ``BuildError`` where the folder cannot be used.
    """
    key = hashlib.sha256(repr((program(), kind, datasets)).encode()).hexdigest()
    found = kept(cache, key)
    if found is None:
        found = _compiled(kind, datasets)
        keep(cache, key, found)
    return found


def _compiled(kind: style.Kind, datasets: tuple[str, ...]) -> str:
    import altair as alt
    import vl_convert

    from generator.chart.specifications import specification

    padding = {"left": style.left(kind), "right": style.MARGIN, "top": 0, "bottom": style.ROOM[kind]}
    whole = specification(kind) | {"datasets": dict.fromkeys(datasets, ()), "padding": padding}
    release = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    made = vl_convert.vegalite_to_vega(whole, vl_version=release)
    _tell(made)
    return json.dumps(made)


def _tell(made: dict[str, Any]) -> None:
    """Have Vega tell screen readers what it would write; ``drawing`` writes it.

    It would measure each text, with all fonts of the machine (of a chart of lines 9 ms in 20), and no
    text's width matters here. An empty text has none.
    """
    for mark in made["marks"]:
        if mark["type"] == "text":
            update = mark["encode"]["update"]
            mark["aria"], update["description"] = True, update.pop("text")
    for axis in made.get("axes", ()):
        labels = {"text": {"value": ""}, "description": {"field": "label"}}
        axis["aria"], axis["encode"] = True, {"labels": {"update": labels}}
