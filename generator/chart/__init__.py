"""Charts: what is filed, as pictures that need no script, each with its text and its table."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from generator.chart import drawing, funds, grades, points, progress, reviews, scores
from generator.chart.drawing import Engine, lacking
from generator.chart.filed import Filed
from generator.chart.grades import Series, series_of
from generator.chart.picture import Picture
from generator.chart.points import Points, points_of
from generator.model import Chart, Scheme, ScoredFiling, Unit, Watch
from generator.records import dataclass

__all__ = [
    "Engine", "KnownPictures", "Picture", "Share", "draw", "draw_site", "lacking", "pictures_again",
    "pictures_of", "share_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """What a region and year gives the charts over all of them: small, and kept with its light view."""

    grades: tuple[Series, ...] = ()
    points: Points = field(default_factory=Points)


@dataclass(frozen=True, slots=True)
class KnownPictures:
    """Charts of a region and year, to be taken again where they would be the same.

    ``units``: by the code of a unit, fingerprint of all that its charts are made of, and those there are.
    ``whole``: those of the whole, ``share``: its part in those over all; ``tables``: names of the tables
    that alone decide on both.
    """

    units: Mapping[str, tuple[bytes, Mapping[str, Picture]]] = field(default_factory=dict)
    whole: Mapping[str, Picture] = field(default_factory=dict)
    share: Share = field(default_factory=Share)
    tables: frozenset[str] | None = None


def pictures_of(
    scored: ScoredFiling, schemes: Mapping[str, Scheme], units: Collection[str] | None = None
) -> dict[str, Picture]:
    """The charts of one region and year for which there is data, by name, still to be drawn.

    Of the whole: ``wuhua/2024/grades``, ``…/funds``, ``…/rate-score``, ``…/reviews``. Of a unit:
    ``wuhua/2024/units/health/funds``, ``…/scores``, ``…/progress``. Money is in 万元; figures are printed
    as filed, computed ones rounded half up. With ``units``, codes, only the charts of those.
    """
    filed = Filed(scored)
    if units is not None:
        return _drawable(_of_units(filed, units))
    codes = [unit.code for unit in scored.filing.units]
    return _drawable([*_of_filing(filed, _share(filed), schemes), *_of_units(filed, codes)])


def share_of(scored: ScoredFiling) -> Share:
    """What a region and year gives the charts over all of them."""
    return _share(Filed(scored))


def _share(filed: Filed) -> Share:
    return Share(series_of(filed), points_of(filed))


def pictures_again(
    scored: ScoredFiling, schemes: Mapping[str, Scheme], said: Mapping[str, bytes], before: KnownPictures
) -> tuple[dict[str, Picture], KnownPictures]:
    """As ``pictures_of``, from ``before`` those made of what is what it was; and what to remember.

    ``said``: as ``said_by_unit``. Who remembers pictures forgets them when the program, a scheme or the
    words change.
    """
    filed = Filed(scored)
    known = {}
    for unit in scored.filing.units:
        key = _made_of(filed, unit, said)
        last = before.units.get(unit.code, (b"", {}))
        own = last[1] if last[0] == key else _drawable(_of_units(filed, [unit.code]))
        known[unit.code] = key, own
    whole, share, tables = before.whole, before.share, before.tables
    if tables is None or not tables <= scored.filing.unchanged:
        watch = Watch(scored)
        watched = Filed(watch.scored)
        share = _share(watched)
        whole = _drawable(_of_filing(watched, share, schemes))
        tables = watch.tables
    pictures = dict(whole)
    for _key, own in known.values():
        pictures |= own
    return pictures, KnownPictures(known, whole, share, tables)


def _made_of(filed: Filed, unit: Unit, said: Mapping[str, bytes]) -> bytes:
    """Fingerprint of a unit and of all below it, whose charts show them as a tree."""
    sha = hashlib.sha256(repr((unit.origin.heading.said, unit.origin.cells)).encode("utf-8", "surrogatepass"))
    sha.update(said[unit.code])
    for below in filed.below.get(unit.code, ()):
        sha.update(_made_of(filed, below, said))
    return sha.digest()


def draw(pictures: Mapping[str, Picture], cache: Path | None, engine: Engine) -> dict[str, Chart]:
    """The charts of ``pictures``, by the same names.

    ``cache`` is a folder of earlier drawings, or None to draw everything; ``engine`` draws. Raises
    ``BuildError`` where the folder cannot be used. The same input gives the same bytes.
    """
    drawings = drawing.drawn(pictures, cache, engine)
    return {
        name: Chart(name, w.title, w.alternative, drawings[name], w.heads, w.rows)
        for name, w in ((name, picture.words) for name, picture in pictures.items())
    }


def draw_site(
    shares: Sequence[Share], schemes: Mapping[str, Scheme], cache: Path | None, engine: Engine
) -> dict[str, Chart]:
    """The charts of all regions and years, ``grades`` and ``rate-score``, drawn as by ``draw``."""
    counted = [series for share in shares for series in share.grades]
    pictures = grades.of_site(counted, schemes), points.of_site([share.points for share in shares])
    return draw(_drawable(zip(("grades", "rate-score"), pictures, strict=True)), cache, engine)


def _drawable(wanted: Iterable[tuple[str, Picture | None]]) -> dict[str, Picture]:
    return {name: picture for name, picture in wanted if picture is not None}


def _of_filing(
    filed: Filed, share: Share, schemes: Mapping[str, Scheme]
) -> Iterator[tuple[str, Picture | None]]:
    key = filed.filing.key
    yield f"{key}/grades", grades.of_region(filed, share.grades, schemes)
    yield f"{key}/funds", funds.of_region(filed)
    yield f"{key}/rate-score", points.of_region(filed, share.points)
    yield f"{key}/reviews", reviews.of_region(filed)


def _of_units(filed: Filed, codes: Iterable[str]) -> Iterator[tuple[str, Picture | None]]:
    key = filed.filing.key
    for unit in map(filed.filing.unit_by_code.__getitem__, codes):
        yield f"{key}/units/{unit.code}/funds", funds.of_unit(filed, unit)
        yield f"{key}/units/{unit.code}/scores", scores.of_unit(filed, unit)
        yield f"{key}/units/{unit.code}/progress", progress.of_unit(filed, unit)
