"""Years side by side: which rows belong together, and which targets changed."""

from render_sites import CLEAN, examined

from generator.render.views import FilingView
from generator.render.years import YearRow, changes, digest, years_of_project, years_of_unit


def row(year, **targets):
    return YearRow(year, f"{year}.html", "", "", "", "", "", "", targets)


def marked(*rows):
    return {item.indicator: [t and (t.text, t.changed) for t in item.targets] for item in changes(rows)}


def test_a_target_that_differs_from_the_year_before_is_marked():
    assert marked(row(2022, 人次="≥900"), row(2023, 人次="≥900"), row(2024, 人次="≥1000")) == {
        "人次": [("≥900", False), ("≥900", False), ("≥1000", True)]
    }


def test_an_indicator_in_one_year_only_is_no_change():
    assert marked(row(2023, 旧="5件"), row(2024, 新="6件")) == {}


def test_a_year_without_the_indicator_is_passed_over():
    assert marked(row(2022, 件="5"), row(2023), row(2024, 件="6")) == {
        "件": [("5", False), None, ("6", True)]
    }


def test_the_same_target_in_other_characters_is_the_same():
    assert marked(row(2023, 率="≥９０%"), row(2024, 率=" ≥90% ")) == {}


def test_the_latest_year_gives_the_order():
    assert list(marked(row(2023, a="1", b="1"), row(2024, b="2", a="2"))) == ["b", "a"]


def digests():
    _site, scored, _findings = examined(CLEAN)
    return [digest(FilingView(item, ())) for item in scored]


def test_a_digest_holds_what_was_filed():
    (latest,) = [d for d in digests() if d.year == 2024]
    unit = latest.units["health"]
    assert (unit.score, unit.full, unit.grade) == ("93", "100", "优")
    assert (unit.budget, unit.spent, unit.rate) == ("1,000", "900", "90%")  # filed in 元
    assert unit.address == "west/2024/units/health.html"
    project = latest.projects["health", "基本公共卫生"]
    assert project.targets == {"服务人次": "≥ 1000人次", "知晓率": "≥ 80%", "满意度": "≥ 90%"}
    assert latest.units["cdc"].score == latest.units["cdc"].budget == ""


def test_a_project_is_followed_by_its_name_when_its_code_changes():
    rows = years_of_project(digests(), "health", "基本公共卫生")
    assert [(r.year, r.address.rpartition("/")[2]) for r in rows] == [(2023, "p09.html"), (2024, "p01.html")]
    assert [r.year for r in years_of_unit(digests(), "health")] == [2023, 2024]
    assert [r.year for r in years_of_unit(digests(), "cdc")] == [2024]


def test_a_digest_is_plain_text_so_that_a_closed_year_can_be_kept():
    for kept in digests():
        for item in (*kept.units.values(), *kept.projects.values()):
            plain = item._asdict()
            assert isinstance(plain.pop("year"), int)
            assert all(type(value) is str for value in plain.pop("targets").values())
            assert all(type(value) is str for value in plain.values()), plain
