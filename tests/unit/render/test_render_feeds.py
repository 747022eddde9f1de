"""Feeds tell what was made public and corrected, newest first; pages are quoted by a permanent address."""

import json
from xml.etree import ElementTree as ET

import pytest
from mkdocs.utils.meta import get_data
from render_sites import CHECKS, data, examined, rendered

from generator.model import Watch
from generator.render import FED_BY, FilingView, feeds, views_of

ATOM = "{http://www.w3.org/2005/Atom}"
TOP = "https://example.invalid/jixiao/"
DOCUMENTS = (
    "文件编号,文件名称,发布机构,成文日期,发布日期\n"
    "D1,部门报告,卫生健康局,2025-03-01,2025-03-20\nD2,无日期的报告,,,\nD3,只有成文日期,,2025-04-02,\n"
)
DISCLOSURES = (
    "事项编号,单位编码,环节,公开事项,公开日期,公开状态,不予公开理由,文件编号\n"
    "G1,health,绩效自评,自评结果,2025-08-20,已公开,,D1\nG2,health,公开,按文件日期,,已公开,,D1\n"
    "G3,health,公开,还没到期,,未到期,,\nG4,health,公开,涉密的名称,,不予公开,涉密,\n"
)
CORRECTIONS = (
    "更正编号,单位编码,项目编码,更正项,原值,更正值,更正原因,更正日期\n"
    "R1,health,p01,F01,76.74,76.75,单位误写,2025-09-10\n"
)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = data(
        tmp_path_factory.mktemp("feeds") / "data",
        documents=DOCUMENTS,
        disclosures=DISCLOSURES,
        corrections=CORRECTIONS,
    )
    site, scored, findings = examined(folder)
    made = dict(feeds(site.settings, views_of(scored, findings)))
    return {address: ET.fromstring(text) for address, text in made.items()}  # noqa: S314 - our own


def entries(feed):
    return [
        (
            entry.findtext(f"{ATOM}title"),
            entry.findtext(f"{ATOM}updated")[:10],
            entry.find(f"{ATOM}link").get("href").removeprefix(TOP),
        )
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_the_site_each_region_and_each_unit_have_a_feed(found):
    assert set(found) == {"feed.xml", "west/feed.xml", "west/feeds/health.xml", "west/feeds/cdc.xml"}


def test_what_is_newest_stands_first_and_what_has_no_date_last(found):
    days = [day for _title, day, _page in entries(found["feed.xml"])]
    dated, rest = days[:5], days[5:]
    assert dated == ["2025-09-10", "2025-08-20", "2025-04-02", "2025-03-20", "2025-03-20"]
    assert set(rest) == {"2025-12-31"}  # the day on which the site's data stands: Atom wants one
    undated = next(
        e for e in found["feed.xml"].iter(f"{ATOM}entry") if e.findtext(f"{ATOM}title") == "无日期的报告"
    )
    assert undated.find(f"{ATOM}published") is None
    assert "未注明日期" in undated.findtext(f"{ATOM}summary")


def test_a_unit_hears_of_its_own_only(found):
    assert entries(found["west/feeds/health.xml"])[:3] == [
        (
            "更正：基本公共卫生",
            "2025-09-10",
            "west/2024/projects/p01.html",
        ),
        ("公开：自评结果", "2025-08-20", "west/2024/units/health.html#disclosures"),
        ("公开：按文件日期", "2025-03-20", "west/2024/units/health.html#disclosures"),
    ]
    assert entries(found["west/feeds/cdc.xml"]) == []


def test_what_is_withheld_or_still_due_is_not_named(found):
    for address, feed in found.items():
        text = ET.tostring(feed, "unicode")
        assert "涉密的名称" not in text, address
        assert "还没到期" not in text, address


def test_a_feed_is_what_the_standard_demands(found):
    """RFC 4287, 4.1.1 and 4.1.2: id, title, updated, a link to itself, an author; ids are never twice."""
    for address, feed in found.items():
        assert feed.findtext(f"{ATOM}id") == TOP + address
        assert feed.findtext(f"{ATOM}title")
        assert feed.findtext(f"{ATOM}updated").endswith("T00:00:00+08:00")
        assert feed.find(f"{ATOM}author/{ATOM}name").text
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == TOP + address
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids)
        for entry in feed.iter(f"{ATOM}entry"):
            assert entry.findtext(f"{ATOM}title")
            assert entry.findtext(f"{ATOM}updated")


def test_every_link_of_a_feed_is_a_page(found, tmp_path):
    folder = data(tmp_path / "data", documents=DOCUMENTS, disclosures=DISCLOSURES, corrections=CORRECTIONS)
    pages = {
        path.relative_to(tmp_path / "content" / "generated").with_suffix(".html").as_posix()
        for path in rendered(folder, tmp_path / "content").rglob("*.md")
    }
    named = {page.partition("#")[0] for feed in found.values() for _title, _day, page in entries(feed)}
    assert named
    assert named <= pages


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cited")
    return rendered(data(folder / "data", documents=DOCUMENTS), folder / "content")


def front(pages, path):
    """Front matter of a page."""
    return get_data((pages / f"{path}.md").read_text(encoding="utf-8"))[1]


@pytest.mark.parametrize(
    ("path", "feed"),
    [
        ("index", "feed.xml"),
        ("projects", "feed.xml"),
        ("west/2024/index", "west/feed.xml"),
        ("west/2024/reviews", "west/feed.xml"),
        ("west/2024/units/health", "west/feeds/health.xml"),
        ("west/2024/projects/p01", "west/feeds/health.xml"),
    ],
)
def test_a_page_leads_to_the_feed_that_tells_of_it(pages, path, feed):
    assert front(pages, path)["feed"] == feed
    up = "../" * path.count("/")
    shown = up + feed if not feed.startswith("west/") else "../" * (path.count("/") - 1) + feed[5:]
    assert f'href="{shown}"' in (pages / f"{path}.md").read_text(encoding="utf-8")


def test_a_page_is_quoted_by_title_day_and_permanent_address(pages):
    """GB/T 7714-2015, 4.6: author. title[DB/OL]. (date of update)[date of quoting]. address."""
    text = (pages / "west/2024/units/health.md").read_text(encoding="utf-8")
    wanted = (
        "西区财政局. 西区卫生健康局 2024 年绩效评价：西区预算绩效公开[DB/OL]. (2025-03-20)[    -  -  ]. "
        f"{TOP}west/2024/units/health.html"
    )
    assert wanted in text


def described(pages, path):
    return json.loads(front(pages, path)["dataset"])


def test_a_record_page_describes_its_data(pages):
    found = described(pages, "west/2024/projects/p01")
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "Dataset"
    assert found["url"] == f"{TOP}west/2024/projects/p01.html"
    assert found["temporalCoverage"] == "2024"
    assert 50 <= len(found["description"]) + 20 <= 5000
    (file,) = found["distribution"]
    assert file["contentUrl"] == f"{TOP}west/2024/projects/p01.json"
    assert (pages / "west/2024/projects/p01.json").is_file()


def test_home_is_the_catalogue_and_downloads_all_data(pages):
    assert described(pages, "index")["@type"] == "DataCatalog"
    found = described(pages, "downloads")
    assert {file["contentUrl"] for file in found["distribution"]} == {
        f"{TOP}downloads/data.zip",
        f"{TOP}downloads/disclosure.sqlite",
    }
    assert found["license"]


def test_a_list_describes_no_data(pages):
    assert "dataset" not in front(pages, "projects")
    assert CHECKS


def test_nothing_but_the_named_tables_decides_on_feeds(tmp_path):
    folder = data(tmp_path / "data", documents=DOCUMENTS, disclosures=DISCLOSURES, corrections=CORRECTIONS)
    site, scored, _findings = examined(folder)
    watches = [Watch(item) for item in scored]
    assert dict(feeds(site.settings, [FilingView(watch.scored, ()) for watch in watches]))
    asked = set().union(*(watch.tables for watch in watches))
    assert asked - {"evaluations", "reviews", "ties"} == set(FED_BY)
