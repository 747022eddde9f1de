"""What a page is made of: a narrow view gives the same page as the whole, a light one the same lists."""

import pickle
from functools import partial

import pytest
from render_sites import CHECKS, tree

from generator.chart import draw_filing, draw_site
from generator.model import Chart
from generator.render import (
    Filed,
    Shared,
    configure,
    digest,
    feeds,
    filing_tasks,
    site_tasks,
    views_of,
)
from generator.render import bundles as bundles_module
from generator.render.slices import fingerprint, narrow


@pytest.fixture(scope="module")
def views(examined):
    _site, scored, findings = examined
    return views_of(scored, findings)


@pytest.fixture
def shared(examined, tmp_path):
    """The real content, to be rendered into an empty folder."""
    return partial(of, examined[0], tmp_path)


def of(site, folder, name):
    content = folder / name
    (content / "pages").mkdir(parents=True)
    (content / "glossary.yml").write_text("- {term: 资金, word: fund, meaning: 一笔钱}\n", encoding="utf-8")
    return Shared.of(site.settings, site.schemes, CHECKS, content)


def test_pages_from_narrow_views_are_those_from_the_whole(views, shared, monkeypatch):
    """The narrow view leaves nothing out that a page of its unit shows."""
    narrowed, whole = shared("narrow"), shared("whole")
    for view in views:
        years = [digest(other) for other in views if other.filing.region == view.filing.region]
        for task in filing_tasks(Filed(narrowed, b"", view, years, {}, {})):
            task()
    monkeypatch.setattr(bundles_module, "narrow", lambda view, _unit: view)
    for view in views:
        years = [digest(other) for other in views if other.filing.region == view.filing.region]
        for task in filing_tasks(Filed(whole, b"", view, years, {}, {})):
            task()
    assert len(tree(whole.target)) > 200
    assert tree(narrowed.target) == tree(whole.target)


def test_lists_from_light_views_are_those_from_full_ones(examined, views, shared):
    light = [pickle.loads(pickle.dumps(view.light(), 5)) for view in views]  # noqa: S301 - our own
    assert all(
        not view.filing.indicators and not any(s.tree for s in view.scored.evaluations) for view in light
    )
    made = []
    for name, given in (("full", views), ("light", light)):
        to = shared(name)
        for task in site_tasks(to, given, {}):
            task()
        configure(to, given)
        configured = {"": (to.content / "site.generated.yml").read_bytes()}
        made.append(tree(to.target) | configured | dict(feeds(to.settings, given)))
    assert {"findings.md", "monitoring.md", "units.md", "index.md", "feed.xml"} <= made[0].keys()
    assert made[0] == made[1]


def test_charts_of_the_site_from_light_views_are_those_from_full_ones(examined, views, monkeypatch):
    monkeypatch.setattr(
        "generator.chart.drawing.drawn", lambda pictures, *_more: {n: repr(p) for n, p in pictures.items()}
    )
    schemes = examined[0].schemes
    full = draw_site([view.scored for view in views], schemes, None, None)
    assert full
    assert draw_site([view.light().scored for view in views], schemes, None, None) == full


def test_a_fingerprint_changes_with_a_cell_a_score_a_finding_and_a_chart(views):
    view = max(views, key=lambda view: len(view.findings))
    unit = view.findings[0].unit
    own = narrow(view, unit)
    known = fingerprint(own)
    assert known == fingerprint(narrow(view, unit))
    fewer = type(view)(view.scored, view.findings[1:])
    assert fingerprint(narrow(fewer, unit)) != known
    chart = Chart("x", "甲", "", "<svg/>", (), ())
    assert fingerprint(own, {"x": chart}) != fingerprint(own, {}) != known


def test_every_unit_has_a_fingerprint_of_its_own(views):
    for view in views:
        keys = [fingerprint(narrow(view, unit.code)) for unit in view.filing.units]
        assert len(set(keys)) == len(keys) or len(view.filing.units) < 2


def test_a_known_bundle_is_not_rendered(examined, views, shared, monkeypatch):
    to = shared("known")
    view = views[0]
    made = [task() for task in filing_tasks(Filed(to, b"", view, [digest(view)], {}, {}))]
    known = {bundle.name: bundle.key for bundle in made if bundle.key}
    assert len(known) == len(view.filing.units)
    monkeypatch.setattr(bundles_module, "record_pages", None)
    again = [task() for task in filing_tasks(Filed(to, b"", view, [digest(view)], {}, known))]
    assert [bundle.files is None for bundle in again] == [bool(bundle.key) for bundle in again]


def test_charts_of_a_filing_are_named_by_its_address(examined, views, monkeypatch):
    monkeypatch.setattr(
        "generator.chart.drawing.drawn", lambda pictures, *_more: dict.fromkeys(pictures, "<svg/>")
    )
    for view in views:
        charts = draw_filing(view.scored, examined[0].schemes, None, None)
        assert all(name.startswith(f"{view.base}/") for name in charts)
