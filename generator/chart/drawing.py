"""From pictures to SVG: drawn by vl-convert, kept by content, cleaned for the page.

Starting vl-convert's engine takes 0.7 s and 210 MB, a drawing about 9 ms, so both happen only for
what the cache does not hold, in one process that is kept as long as something may be drawn.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self
from xml.etree import ElementTree as ET

from generator.chart import style
from generator.chart.kept import keep, kept
from generator.chart.picture import Picture, plain
from generator.chart.vega import program, vega
from generator.forks import Beside

_MANY: Final = 100
"""Pictures for which it pays to begin a process anew, where none can be forked."""
_SVG: Final = "http://www.w3.org/2000/svg"
_DROPPED: Final = re.compile(r"class|role|aria-.*|pointer-events|font-family|stroke-miterlimit")
_DEFAULTS: Final = {("opacity", "1"), ("transform", "translate(0,0)")}


class Engine:
    """Vega's engine, in a process of its own, or in several. Used in a ``with``.

    It has threads: once it had started here, a worker that is forked for something else might hang.
    """

    def __init__(self, processes: int = 1) -> None:
        self._beside = Beside(processes)

    def start(self) -> None:
        """Begin to start it, while something else is done; it starts by itself where it is needed."""
        self._beside.begin(_start, long=True)

    def drawings(self, cache: Path | None, pictures: Sequence[Picture]) -> list[str]:
        """The finished drawing of each of ``pictures``; ``cache`` as for ``drawn``."""
        return self._beside.begin(_draw, cache, pictures)() if pictures else []

    def fill(self, cache: Path, pictures: Sequence[Picture]) -> Callable[[], None]:
        """Begin to draw ``pictures`` into ``cache``; gives what waits for that, and raises as ``drawn``."""
        return self._beside.begin(_fill, cache, pictures, long=len(pictures) > _MANY)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Let the process go."""
        self.stop()

    def stop(self) -> None:
        """Let the process go, with 200 MB; where it is needed again it starts again."""
        self._beside.stop()


def drawn(pictures: Mapping[str, Picture], cache: Path | None, engine: Engine) -> dict[str, str]:
    """The finished SVG of each picture, by the same names.

    ``cache`` is a folder of earlier drawings, made if it is not there; what it lacks, or holds
    damaged, is drawn and added. Equal pictures give equal bytes with or without it. Raises
    ``BuildError`` where the folder cannot be used.
    """
    keys = {name: _key(picture) for name, picture in pictures.items()}
    found = {key: svg for key in set(keys.values()) if (svg := kept(cache, key)) is not None}
    missing = {keys[name]: picture for name, picture in pictures.items() if keys[name] not in found}
    for key, svg in zip(missing, engine.drawings(cache, list(missing.values())), strict=True):
        found[key] = svg
        keep(cache, key, svg)
    return {name: found[key] for name, key in keys.items()}


def lacking(pictures: Mapping[str, Picture], cache: Path) -> dict[str, Picture]:
    """Those of ``pictures`` that ``cache`` does not hold. Raises as ``drawn``."""
    return {name: picture for name, picture in pictures.items() if kept(cache, _key(picture)) is None}


def _key(picture: Picture) -> str:
    """Stands for all that the finished drawing depends on."""
    return hashlib.sha256(f"{program()}\n{picture.sha}".encode()).hexdigest()


def _start() -> None:
    """Load what draws, and have it draw something small."""
    import altair as alt  # noqa: F401
    import vl_convert

    vl_convert.vega_to_svg({"width": 1, "height": 1})


def _draw(cache: Path | None, pictures: Sequence[Picture]) -> list[str]:
    """The finished drawing of each of ``pictures``; what differs in words alone is compiled once."""
    orders = [picture.order() for picture in pictures]
    raw = {order: _compile(order, cache) for order in dict.fromkeys(orders)}
    return [_finished(raw[order], picture) for order, picture in zip(orders, pictures, strict=True)]


def _fill(cache: Path, pictures: Sequence[Picture]) -> None:
    for picture, svg in zip(pictures, _draw(cache, pictures), strict=True):
        keep(cache, _key(picture), svg)


def _compile(order: str, cache: Path | None) -> str:
    import vl_convert

    wanted = json.loads(order)
    kind, datasets = wanted["kind"], wanted["datasets"]
    made = json.loads(vega(kind, tuple(datasets), cache))
    made["padding"]["top"] = wanted["top"]
    for data in made["data"]:
        if data["name"] in datasets:
            data["values"] = datasets[data["name"]]
    svg: str = vl_convert.vega_to_svg(made, allowed_base_urls=[])
    return svg


def _finished(raw: str, picture: Picture) -> str:
    """The drawing for the page: titled, with its words, as wide as its place, in one font.

    What is dropped would meet the page's own styles (classes) or screen readers (roles) where the
    picture stands inline.
    """
    root = ET.fromstring(raw)  # noqa: S314 - our own drawing, no entities
    _clean(root)
    for name in ("width", "height", "version"):
        del root.attrib[name]
    root.set("role", "img")
    root.set("font-family", style.FONT)
    head = ET.Element(_tag("title"))
    head.text = plain(picture.words.title)
    root.insert(0, head)
    _write(root, picture)
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _write(root: ET.Element, picture: Picture) -> None:
    """Add the labels of ``picture`` at their places."""
    place = f"translate({style.left(picture.kind)},{picture.top})"
    group = ET.SubElement(root, _tag("g"), {"transform": place, "fill": style.INK})
    for label in picture.labels:
        baseline = round(label.y + 0.3 * label.size, 2)  # from the middle line, as Vega reckons it
        text = {"x": f"{label.x:.6g}", "y": f"{baseline:g}", "font-size": str(label.size)}
        if label.anchor != "start":
            text["text-anchor"] = label.anchor
        if label.bold:
            text["font-weight"] = "bold"
        ET.SubElement(group, _tag("text"), text).text = label.text


def _tag(name: str) -> str:
    return f"{{{_SVG}}}{name}"


def _clean(element: ET.Element) -> None:
    """Drop what the page has no use for, below ``element`` too, and write what ``vega`` has told."""
    if element.tag == _tag("text"):
        element.text = element.get("aria-label")
    for child in list(element):
        if child.get("class") in {"background", "foreground"} or child.get("opacity") == "0":
            element.remove(child)
        else:
            _clean(child)
            if child.tag == _tag("g") and not len(child):
                element.remove(child)
    for name, value in list(element.attrib.items()):
        if _DROPPED.fullmatch(name) or (name, value) in _DEFAULTS:
            del element.attrib[name]
