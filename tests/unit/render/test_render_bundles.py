"""What a page is made of: a narrow view gives the same page as the whole, a light one the same lists."""

import csv
import pickle
from dataclasses import replace
from functools import partial

import pytest
from render_sites import CHECKS, CLEAN, FILING, data, tree, years_in
from render_sites import examined as examined_in

from generator import chart as chart_module
from generator.chart import KnownPictures, pictures_again, pictures_of, share_of
from generator.model import TABLES, TABLES_BY_NAME, Chart, OnDemand
from generator.render import (
    NO_ENTRIES,
    Filed,
    Shared,
    configure,
    digest,
    entries_of,
    feeds,
    filing_lists,
    filing_pages,
    filing_tasks,
    site_tasks,
    views_of,
)
from generator.render import bundles as bundles_module
from generator.render import entries as entries_module
from generator.render.bundles import list_key, unit_key
from generator.render.filing_pages import list_pages
from generator.render.lists import LISTED, counted, list_files
from generator.render.markdown import markdown
from generator.render.plain import to_json
from generator.render.record_pages import given, record_pages
from generator.render.slices import Keys, fingerprint, narrow
from generator.render.standing import standings_of_units


@pytest.fixture(scope="module")
def views(examined):
    _site, scored, findings = examined
    return views_of(scored, findings)


@pytest.fixture
def shared(examined, tmp_path):
    """The real content, to be rendered into an empty folder."""
    return partial(of, examined[0], tmp_path)


@pytest.fixture(scope="module")
def clean_pages(examined, tmp_path_factory):
    return known_pages(CLEAN, of(examined[0], tmp_path_factory.mktemp("clean"), "clean"))


@pytest.fixture(scope="module")
def before():
    """The clean filing as it was."""
    return view_in(CLEAN)


def view_in(folder):
    _site, scored, findings = examined_in(folder)
    return next(view for view in views_of(scored, findings) if view.base == FILING)


def of(site, folder, name):
    content = folder / name
    (content / "pages").mkdir(parents=True)
    (content / "glossary.yml").write_text("- {term: 资金, word: fund, meaning: 一笔钱}\n", encoding="utf-8")
    return Shared.of(site.settings, site.schemes, CHECKS, content)


def test_pages_from_narrow_views_are_those_from_the_whole(views, shared, monkeypatch):
    """The narrow view leaves nothing out that a page of its unit, or a list, shows."""
    narrowed, whole = shared("narrow"), shared("whole")
    for view in views:
        for task in filing_tasks(Filed(narrowed, b"", view, years_in(views, view), {}, {})):
            task()
    monkeypatch.setattr(bundles_module, "narrow", lambda view, _unit: view)
    for module in (filing_lists, filing_pages):
        monkeypatch.setattr(module, "only", lambda view, *_rows, **_more: view)
    for view in views:
        for task in filing_tasks(Filed(whole, b"", view, years_in(views, view), {}, {})):
            task()
    assert len(tree(whole.target)) > 200
    assert tree(narrowed.target) == tree(whole.target)


def test_lists_from_light_views_are_those_from_full_ones(examined, views, shared):
    light = [pickle.loads(pickle.dumps(view.light(), 5)) for view in views]  # noqa: S301 - our own
    assert all(
        not view.filing.indicators and not any(s.tree for s in view.scored.evaluations) for view in light
    )
    made = []
    for name, some in (("full", views), ("light", light)):
        to = shared(name)
        for task in site_tasks(to, some, {}):
            task()
        configure(to, some)
        configured = {"": (to.content / "site.generated.yml").read_bytes()}
        made.append(tree(to.target) | configured | dict(feeds(to.settings, some)))
    assert {"findings.md", "monitoring.md", "units.md", "index.md", "feed.xml"} <= made[0].keys()
    assert made[0] == made[1]


def test_a_fingerprint_changes_with_a_finding_and_a_chart(views):
    view = max(views, key=lambda view: len(view.findings))
    unit = view.findings[0].unit
    known = Keys(view).of(unit)
    assert known == Keys(view).of(unit)
    fewer = replace(view, findings=view.findings[1:])
    assert Keys(fewer).of(unit) != known
    chart = Chart("x", "甲", "", "<svg/>", (), ())
    assert fingerprint(known, {"x": chart}) != fingerprint(known, {})


def test_rows_that_are_not_made_have_the_fingerprint_of_those_that_are(views):
    tables = [view.filing.rows(table.name) for view in views for table in TABLES]
    apart = [rows for rows in tables if isinstance(rows, OnDemand) and rows]
    assert len(apart) > 20
    assert all(fingerprint(rows) == fingerprint(tuple(rows)) for rows in apart)
    assert len({fingerprint(rows) for rows in apart}) > 20


def known_pages(folder, to):
    """Of each unit and list of the filing in ``folder`` its fingerprint, and its pages as they are written.

    And of the files that lists load. Lists made of too much have none.
    """
    _site, scored, findings = examined_in(folder)
    views = views_of(scored, findings)
    view = next(view for view in views if view.base == FILING)
    files = {path.name: path.read_bytes() for path in (folder / FILING).iterdir()}
    filed = Filed(to, b"", view, years_in(views, view), {}, {}, files)
    placed, found = standings_of_units(view), {}
    for unit in (unit.code for unit in view.filing.units):
        own, beside = narrow(view, unit), given(view, unit, placed[unit], filed.years.digests)
        key = unit_key(filed, Keys(view), placed[unit], unit, {})
        pages = [(markdown(to, page, {}), to_json(page.data)) for page in record_pages(own, unit, beside)]
        found[unit] = key, pages
    for listing in (look() for look in list_pages(view)):
        key = list_key(filed, listing, {})
        if key:
            page = listing.make()
            assert page.path == listing.path
            found[page.path] = key, [(markdown(to, page, {}), to_json(page.data))]
    found["lists"] = filed.key(LISTED, counted(view.findings)), list(list_files(view))
    return found


FREE = {"text", "money", "number", "score", "rate", "value", "integer"}
"""Kinds of columns that can hold another figure or word than they do."""
POINTED_AT = {("funds", "source"), ("funds", "parent"), ("inputs", "name"), ("progress", "quarter")}
"""And those of them that cannot: other rows, or a rule, must find what stands there."""


def cells():
    """Every such column of the clean data: its file and number."""
    for table in TABLES:
        path = CLEAN / FILING / f"{table.name}.csv"
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        heads = [head.partition("（")[0] for head in text.partition("\n")[0].strip().split(",")]
        for column in table.columns:
            if column.head in heads and column.kind in FREE and (table.name, column.field) not in POINTED_AT:
                yield pytest.param(path.name, heads.index(column.head), id=f"{table.name}-{column.field}")


def file_otherwise(folder, name, at):
    """The clean data in ``folder``, with another figure or word in one cell of column ``at`` of a table."""
    path = data(folder) / FILING / name
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    row = next((row for row in rows[1:] if row[at]), rows[1])
    row[at] = row[at].replace("%", "") + "1"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


@pytest.mark.parametrize(("name", "at"), list(cells()))
def test_no_page_can_change_without_its_fingerprint(clean_pages, shared, tmp_path, name, at):
    """Whichever cell of whichever table is filed otherwise."""
    file_otherwise(tmp_path / "data", name, at)
    found = known_pages(tmp_path / "data", shared("edited"))
    same = [name for name in found if found[name][0] == clean_pages[name][0]]
    assert {name: found[name][1] for name in same} == {name: clean_pages[name][1] for name in same}


@pytest.mark.parametrize(("name", "at"), list(cells()))
def test_what_is_taken_from_before_is_what_would_be_made(examined, before, tmp_path, name, at):
    """Entries, years and charts, whichever cell is filed otherwise."""
    file_otherwise(tmp_path / "data", name, at)
    view = view_in(tmp_path / "data")
    last = entries_of(before)
    found, clean = entries_of(view, b"", last), entries_of(view)
    assert found == clean
    pairs = enumerate(zip(last.every(), clean.every(), strict=True))
    assert found.edits(last) == {number: (old, new) for number, (old, new) in pairs if old != new}
    assert digest(view, digest(before)) == digest(view)
    schemes = examined[0].schemes
    _pictures, drawn = pictures_again(before.scored, schemes, before.said, KnownPictures())
    scored = unchanged_but(view.scored, name.removesuffix(".csv"))
    pictures, drawn = pictures_again(scored, schemes, view.said, drawn)
    assert list(pictures.items()) == list(pictures_of(view.scored, schemes).items())
    assert drawn.share == share_of(view.scored)


def unchanged_but(scored, table):
    """``scored``, every table but ``table`` as it was before."""
    others = frozenset(TABLES_BY_NAME) - {table}
    return replace(scored, filing=replace(scored.filing, unchanged=others))


def test_charts_of_units_that_say_what_they_said_are_not_made(examined, before, monkeypatch):
    schemes = examined[0].schemes
    pictures, drawn = pictures_again(before.scored, schemes, before.said, KnownPictures())
    monkeypatch.setattr(chart_module, "_of_units", None)
    assert pictures_again(before.scored, schemes, before.said, drawn) == (pictures, drawn)
    monkeypatch.setattr(chart_module, "_of_filing", None)
    scored = unchanged_but(before.scored, "indicators")
    assert pictures_again(scored, schemes, before.said, drawn) == (pictures, drawn)
    with pytest.raises(TypeError):
        pictures_again(unchanged_but(before.scored, "funds"), schemes, before.said, drawn)
    with pytest.raises(TypeError):
        pictures_again(before.scored, schemes, dict.fromkeys(before.said, b"another"), drawn)


def test_entries_of_units_that_are_what_they_were_are_not_made(before, monkeypatch):
    entries = entries_of(before, b"basis")
    monkeypatch.setattr(entries_module, "_project", None)
    assert entries_of(before, b"basis", entries) == entries
    with pytest.raises(TypeError):
        entries_of(before, b"other", entries)


def test_entries_of_other_pages_or_in_another_order_are_no_edits(before):
    entries = entries_of(before)
    assert entries.edits(entries) == {}
    assert entries.edits(replace(entries, shown=entries.shown[1:])) is None
    assert entries.edits(replace(entries, shown=entries.shown[::-1])) is None
    assert entries.edits(NO_ENTRIES) is None


def test_every_unit_has_a_fingerprint_of_its_own(views):
    for view in views:
        keys = [Keys(view).of(unit.code) for unit in view.filing.units]
        assert len(set(keys)) == len(keys) or len(view.filing.units) < 2


def test_a_known_bundle_is_not_rendered(examined, views, shared, monkeypatch):
    to, view, files = shared("known"), views[0], {"units.csv": b"as filed"}
    years = years_in([view], view)
    made = [task() for task in filing_tasks(Filed(to, b"", view, years, {}, {}, files))]
    known = {bundle.name: bundle.key for bundle in made if bundle.key}
    assert {bundle.name for bundle in made} - known.keys() == {
        f"{view.base}/compared",
        f"{view.base}/index",
    }
    rendered = []
    monkeypatch.setattr(bundles_module, "record_pages", None)
    monkeypatch.setattr(
        bundles_module, "markdown", lambda _to, page, _charts: rendered.append(page.path) or b""
    )
    again = [task() for task in filing_tasks(Filed(to, b"", view, years, {}, known, files))]
    assert [bundle.files is None for bundle in again] == [bool(bundle.key) for bundle in again]
    assert rendered == [f"{view.base}/index"]


@pytest.mark.parametrize("name", ["reviews", "lists"])
def test_what_is_made_of_whole_tables_is_made_again_where_one_of_their_files_changed(views, shared, name):
    to, view = shared("whole"), views[0]

    def key(files, known=None, findings=view.findings, **facts):
        of = replace(view, findings=findings)
        of = replace(of, scored=replace(of.scored, filing=replace(of.filing, **facts)))
        tasks = filing_tasks(Filed(to, b"", of, years_in([view], view), {}, known or {}, files))
        return next(made for task in tasks if (made := task()).name == f"{view.base}/{name}")

    files = {"units.csv": b"1", "reviews.csv": b"1", "indicators.csv": b"1"}
    made = key(files)
    known = {made.name: made.key}
    assert key(files, known).files is None
    assert key(files | {"indicators.csv": b"2"}, known).files is None
    assert key(files | {"reviews.csv": b"2"}, known).files
    assert key({"units.csv": b"1"}, known).files
    assert key({}, known).files
    fewer = key(files, known, findings=view.findings[1:])
    assert (fewer.files is None) == (name == "reviews")
    other = key(files, known, title="另一标题")
    assert (other.files is None) == (name == "lists")


def test_a_list_is_rendered_again_with_a_chart_it_shows_and_no_other(views, shared):
    to, view = shared("drawn"), views[0]
    review = Chart(f"{view.base}/reviews", "复核", "", "<svg/>", (), ())
    other = Chart(f"{view.base}/funds", "资金", "", "<svg/>", (), ())

    def keys(*charts):
        drawn = {chart.name: chart for chart in charts}
        tasks = filing_tasks(Filed(to, b"", view, years_in([view], view), drawn, {}, {"units.csv": b"1"}))
        return {made.name: made.key for made in (task() for task in tasks)}

    bare, with_review, with_both = keys(), keys(review), keys(review, other)
    assert bare[f"{view.base}/reviews"] != with_review[f"{view.base}/reviews"]
    assert with_both == with_review


def test_charts_of_some_units_are_those_among_all(examined, views):
    for view in views:
        every = pictures_of(view.scored, examined[0].schemes)
        for unit in view.filing.units:
            own = {name: one for name, one in every.items() if f"/units/{unit.code}/" in name}
            assert pictures_of(view.scored, examined[0].schemes, [unit.code]) == own


def test_charts_of_a_filing_are_named_by_its_address(examined, views):
    named = [(view.base, name) for view in views for name in pictures_of(view.scored, examined[0].schemes)]
    assert len(named) > len(views)
    assert [name for base, name in named if not name.startswith(f"{base}/")] == []
