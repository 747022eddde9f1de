"""What a citizen, a journalist and a program take from the built site, and open."""

import io
import json
import re
import shutil
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import jsonschema
import openpyxl
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import publisher
from frictionless import validate
from look_site import chromium, served
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import expect

from generator.publish import Place, render
from generator.sample import write_sample

ROOT = Path(__file__).parents[2]
TOP = "https://example.invalid/jixiao/"
UNIT = "luohu/2024/units/health.html"
CHART = "luohu/2024/units/health/scores"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def portal(site_dir, tmp_path_factory):
    with served(site_dir, tmp_path_factory.mktemp("portal")) as top:
        yield top


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, device_scale_factor=2)
    yield context.new_page()
    context.close()


def taken(page, click):
    """Bytes and name of the file that ``click`` downloads."""
    with page.expect_download() as waited:
        click()
    return Path(waited.value.path()).read_bytes(), waited.value.suggested_filename


@pytest.mark.browser
def test_a_chart_saves_as_a_picture_that_looks_like_it(page, portal):
    """Glyph for glyph what the reader's browser shows, Chinese too: tofu or other places would differ."""
    page.goto(portal + UNIT)
    shown = page.locator("figure.chart img[src$='units/health/scores.svg']")
    data, name = taken(page, page.locator("figure.chart .as-png").first.click)
    assert name == "scores.png"
    picture = ink(data)
    width, height = (int(shown.get_attribute(side)) for side in ("width", "height"))
    assert picture.size == (2 * width, 2 * height)
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(f'<body style="margin:0"><img src="{portal}assets/charts/{CHART}.svg">')
    page.locator("img").evaluate("image => image.decode()")
    wanted = ink(page.screenshot())
    assert wanted.size == picture.size
    apart = ImageStat.Stat(ImageChops.difference(picture, wanted)).mean[0]
    printed = 255 - ImageStat.Stat(picture).mean[0]
    assert printed > 20
    assert apart < printed / 20


def ink(data):
    """A picture in black and white."""
    return Image.open(io.BytesIO(data)).convert("L").point(lambda grey: 255 * (grey > 127))


@pytest.mark.browser
def test_a_chart_comes_as_svg_and_its_figures_as_csv(page, portal):
    page.goto(portal + UNIT)
    files = page.locator("figure.chart .chart-files").first
    svg, _name = taken(page, files.get_by_role("link", name="SVG").click)
    assert ET.fromstring(svg).tag.endswith("}svg")  # noqa: S314 - our own
    csv, name = taken(page, files.get_by_role("link", name="CSV").click)
    assert name == "scores.csv"
    assert {"指标", "得分", "分值"} <= set(pd.read_csv(io.BytesIO(csv)).columns)


@pytest.mark.browser
def test_the_code_to_embed_shows_the_chart_in_another_page(page, portal):
    page.goto(portal + UNIT)
    page.locator("figure.chart summary", has_text="嵌入别的网页").first.click()
    code = page.locator("figure.chart .snippet code").first.inner_text()
    assert code.startswith(f'<iframe src="{TOP}assets/charts/{CHART}.svg" title="')
    page.set_content(code.replace(TOP, portal))
    expect(page.frame_locator("iframe").locator("svg text").first).to_be_visible()


@pytest.mark.browser
def test_a_page_read_from_a_folder_offers_no_picture_it_cannot_make(page, site_dir):
    page.goto((site_dir / UNIT).as_uri())
    assert page.locator(".as-png").count() > 0
    assert page.locator(".as-png:visible").count() == 0


@pytest.mark.browser
def test_a_citation_bears_the_day_of_reading(page, portal):
    page.clock.install(time=datetime(2027, 1, 5, 12, tzinfo=UTC))
    page.goto(portal + UNIT)
    page.get_by_text("引用本页").click()
    cited = page.locator(".cite cite").inner_text()
    assert re.search(r"\[DB/OL\]\. \(\d{4}-\d{2}-\d{2}\)\[2027-01-05\]\. ", cited)
    assert cited.endswith(TOP + UNIT)


@pytest.mark.browser
def test_every_format_downloads_and_opens(page, portal):
    """The table of funds in three formats, the archive and the database: as many rows as the page says."""
    page.goto(f"{portal}downloads.html")
    row = page.get_by_role("row", name="资金 单位与项目的预算")
    rows = int(row.locator(".num").inner_text().replace(",", ""))
    read = {
        "CSV": lambda data: len(pd.read_csv(io.BytesIO(data))),
        "JSON": lambda data: len(json.loads(data)),
        "XLSX": lambda data: openpyxl.load_workbook(io.BytesIO(data))["资金"].max_row - 1,
    }
    for kind, count in read.items():
        data, name = taken(page, row.get_by_role("link", name=re.compile(f"^资金 {kind} [0-9]")).click)
        assert name == f"funds.{kind.lower()}"
        assert count(data) == rows > 20, kind
    data, _name = taken(page, page.get_by_role("link", name="数据包（ZIP）").click)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(pd.read_csv(archive.open("funds.csv"))) == rows
    data, _name = taken(page, page.get_by_role("link", name="数据库（SQLite）").click)
    opened = sqlite3.connect(":memory:")
    opened.deserialize(data)
    assert opened.execute("SELECT count(*) FROM funds").fetchone() == (rows,)
    opened.close()


def test_sizes_on_the_page_are_those_of_the_files(site_dir):
    """As printed: kB and MB of 1000, a figure after the point below ten."""
    soup = BeautifulSoup((site_dir / "downloads.html").read_text(encoding="utf-8"), "html.parser")
    found = 0
    for cell in soup.select("td.size"):
        link = cell.find("a")
        printed, unit = cell.select_one(".muted").get_text().split()
        length = (site_dir / link["href"]).stat().st_size / (1000 if unit == "kB" else 1_000_000)
        assert abs(float(printed) - length) <= (0.05 if length < 9.95 else 0.5), link["href"]
        found += 1
    assert found == 26 * 3


def test_the_real_site_is_a_valid_data_package(site_dir):
    report = validate(site_dir / "downloads" / "datapackage.json", type="package")
    assert report.valid, report.flatten(["path", "type", "note"])
    assert report.stats["tasks"] == 26


def test_a_site_full_of_faults_is_a_valid_data_package(tmp_path):
    """What is wrong in the figures is data; the files are whole all the same."""
    root = publisher(tmp_path / "publisher")
    shutil.rmtree(root / "data")
    write_sample(root, regions=2, units=4, projects=3, years=2, seed=11, schemes=ROOT / "data" / "schemes")
    render(Place(root))
    downloads = root / "content" / "generated" / "downloads"
    report = validate(downloads / "datapackage.json", type="package")
    assert report.valid, report.flatten(["path", "type", "note"])
    check_schemas(downloads)


def test_every_json_holds_to_its_schema(site_dir):
    check_schemas(site_dir / "downloads")


def check_schemas(downloads):
    """Validate each table's JSON."""
    schemas = sorted(downloads.glob("*.schema.json"))
    assert len(schemas) == 26
    for path in schemas:
        rows = json.loads((downloads / f"{path.name.partition('.')[0]}.json").read_text(encoding="utf-8"))
        schema = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(rows)


def pages(site_dir):
    """Every page by address."""
    for path in sorted(site_dir.rglob("*.html")):
        yield path.relative_to(site_dir).as_posix(), path.read_text(encoding="utf-8")


def test_every_page_names_a_feed_that_is_there(site_dir):
    feeds = set()
    for address, text in pages(site_dir):
        if address == "404.html":
            continue
        link = BeautifulSoup(text.partition("</head>")[0], "html.parser").find(
            "link", type="application/atom+xml"
        )
        assert link, address
        feed = (site_dir / address).parent / unquote(urlsplit(link["href"]).path)
        feeds.add(feed.resolve())
    assert len(feeds) > 10
    for feed in feeds:
        assert ET.parse(feed).getroot().tag == f"{ATOM}feed"  # noqa: S314 - our own


def test_every_set_of_data_is_described_for_search_engines(site_dir):
    """Unit, project and region pages, home and downloads; each names files that are there."""
    found = {}
    for address, text in pages(site_dir):
        island = BeautifulSoup(text.partition("</head>")[0], "html.parser").find(
            "script", type="application/ld+json"
        )
        if island:
            found[address] = json.loads(island.get_text())
    records = [
        path.relative_to(site_dir).as_posix()
        for folder in ("units", "projects")
        for path in site_dir.glob(f"*/*/{folder}/*.html")
    ]
    assert len(records) > 50
    assert {*records, "index.html", "downloads.html", "luohu/2024/index.html"} <= set(found)
    for address, described in found.items():
        assert described["name"], address
        for file in described.get("distribution", []):
            assert (site_dir / file["contentUrl"].removeprefix(TOP)).is_file(), address


def test_the_catalogue_names_files_that_are_there(site_dir):
    catalogue = json.loads((site_dir / "data.json").read_text(encoding="utf-8"))
    files = [file["downloadURL"] for dataset in catalogue["dataset"] for file in dataset["distribution"]]
    assert len(files) == 26 * 3 + 2
    for file in files:
        assert (site_dir / file.removeprefix(TOP)).is_file(), file


def test_the_sitemap_names_every_page(site_dir):
    found = ET.parse(site_dir / "sitemap.xml")  # noqa: S314 - our own
    named = {tag.text.removeprefix(TOP) or "index.html" for tag in found.iter() if tag.tag.endswith("}loc")}
    assert named == {address for address, _text in pages(site_dir)} - {"404.html"}
