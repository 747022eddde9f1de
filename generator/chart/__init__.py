"""Charts: what is filed, as pictures that need no script, each with its text and its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.chart import drawing, funds, grades, points, progress, reviews, scores
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
    yield "grades", grades.of_site(scored, site.schemes)
    yield "rate-score", points.of_site(scored)
    for item in scored:
        filing = item.filing
        yield f"{filing.key}/grades", grades.of_region(item, site.schemes)
        yield f"{filing.key}/funds", funds.of_region(filing)
        yield f"{filing.key}/rate-score", points.of_region(item)
        yield f"{filing.key}/reviews", reviews.of_region(item)
        for unit in filing.units:
            at = f"{filing.key}/units/{unit.code}"
            yield f"{at}/funds", funds.of_unit(filing, unit)
            yield f"{at}/scores", scores.of_unit(item, unit)
            yield f"{at}/progress", progress.of_unit(filing, unit)
