"""Charts: what is filed, as pictures that need no script, each with its text and its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.chart import drawing, funds, grades, points, progress, reviews, scores
from generator.chart.filed import Filed
from generator.chart.picture import Picture
from generator.model import Chart, ScoredFiling, Site

__all__ = ["draw"]


def draw(site: Site, scored: Sequence[ScoredFiling], cache: Path | None) -> dict[str, Chart]:
    """The charts for which there is data, by name.

    Of the site: ``grades``, ``rate-score``. Of a region and year: ``wuhua/2024/grades``, ``…/funds``,
    ``…/rate-score``, ``…/reviews``. Of a unit: ``wuhua/2024/units/health/funds``, ``…/scores``,
    ``…/progress``. Money is in 万元; figures are printed as filed, computed ones rounded half up.

    ``cache`` is a folder of earlier drawings, or None to draw everything. Raises ``BuildError`` where
    it cannot be used. The same input gives the same bytes.
    """
    pictures = {name: picture for name, picture in _pictures(site, scored) if picture is not None}
    drawings = drawing.drawn(pictures, cache)
    return {
        name: Chart(name, w.title, w.alternative, drawings[name], w.heads, w.rows)
        for name, w in ((name, picture.words) for name, picture in pictures.items())
    }


def _pictures(site: Site, scored: Sequence[ScoredFiling]) -> Iterator[tuple[str, Picture | None]]:
    filings = [Filed(item) for item in scored]
    yield "grades", grades.of_site(filings, site.schemes)
    yield "rate-score", points.of_site(filings)
    for filed in filings:
        key = filed.filing.key
        yield f"{key}/grades", grades.of_region(filed, site.schemes)
        yield f"{key}/funds", funds.of_region(filed)
        yield f"{key}/rate-score", points.of_region(filed)
        yield f"{key}/reviews", reviews.of_region(filed)
        for unit in filed.filing.units:
            yield f"{key}/units/{unit.code}/funds", funds.of_unit(filed, unit)
            yield f"{key}/units/{unit.code}/scores", scores.of_unit(filed, unit)
            yield f"{key}/units/{unit.code}/progress", progress.of_unit(filed, unit)
