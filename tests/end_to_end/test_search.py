"""Search in a real browser: at 3,000 pages it finds what a scan of the files finds, and little is moved."""

import csv
import functools
import http.server
import shutil
import threading
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import ROOT
from playwright.sync_api import expect, sync_playwright

from generator import search, words
from generator.check import check
from generator.load import load
from generator.render import entries_of, put, views_of
from generator.sample import write_sample
from generator.score import score

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BYTES, SECONDS = 600_000, 0.5
"""What a first search may move, and take (with room for a busy machine where it is asserted)."""


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as play:
        made = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


class Server:
    """Serves a folder and counts the bytes it sends."""

    def __init__(self, folder):
        self.moved = 0
        outer = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def copyfile(self, source, output):
                data = source.read()
                outer.moved += len(data)
                output.write(data)

            def log_message(self, *_arguments):
                pass

        handler = functools.partial(Handler, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/"


def indexed(root, site_dir, **size):
    """The real search page over the index of a sample; gives the folder, its server, and all entries."""
    words.use("zh_CN")
    write_sample(root, **size, seed=7, fault_rate=Decimal("0.05"), schemes=ROOT / "data" / "schemes")
    site = load(root / "data")
    scored = score(site)
    shards, every = [], []
    for view in views_of(scored, check(site, scored)):
        entries = entries_of(view).every()
        files = {name: sha for name, sha, _new in search.index(view.base, entries, root / "site", put)}
        region, year, version = view.filing.region.name, view.filing.year, search.version_of(files)
        shards.append(search.Shard(view.base, region, year, len(entries), version))
        every += entries
    put(root / "site" / "search" / "shards.js", search.manifest(shards))
    shutil.copytree(site_dir / "assets", root / "site" / "assets")
    shutil.copy(site_dir / "search.html", root / "site")
    return root, Server(root / "site"), every


@pytest.fixture(scope="module")
def district(tmp_path_factory, site_dir):
    """A district of 80 units and 2,880 projects."""
    made = indexed(tmp_path_factory.mktemp("district"), site_dir, regions=1, units=80, projects=36, years=1)
    yield made
    made[1].server.shutdown()


@pytest.fixture(scope="module")
def city(tmp_path_factory, site_dir):
    """Two regions with three years each: six shards."""
    made = indexed(tmp_path_factory.mktemp("city"), site_dir, regions=2, units=6, projects=8, years=3)
    yield made
    made[1].server.shutdown()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.errors = []
    made.on("pageerror", lambda error: made.errors.append(str(error)))
    yield made
    assert made.errors == []
    context.close()


def opened(page, district, query="", more=""):
    _root, server, _entries = district
    page.goto(f"{server.address}search.html" + (f"?q={quote(query)}{more}" if query else ""))
    if query:
        settled(page)


def settled(page):
    """Wait for the answer; gives how many pages were found."""
    page.wait_for_function("/找到|没有找到/.test(document.querySelector('.search-status').textContent)")
    said = page.locator(".search-status").inner_text()
    return int("".join(c for c in said if c.isdigit()) or 0) if "找到 " in said else 0


def titles(page):
    return page.locator(".search-results > li > a").all_inner_texts()


def rows(district, table):
    path = next((district[0] / "data").glob(f"*/*/{table}.csv"))
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def named(district, word):
    """Names of units and projects that hold ``word``, by a scan of the files."""
    units = [row["单位名称"] for row in rows(district, "units")]
    projects = [row["项目名称"] for row in rows(district, "projects")]
    return sorted(name for name in units + projects if word in name)


@pytest.mark.parametrize("word", ["路", "水", "教育", "养老", "道路", "水果产业", "第5次全国经济普查"])
def test_every_name_that_holds_what_is_typed_is_found_first(page, district, word):
    """One and two characters, and parts of names."""
    expected = named(district, word)
    assert expected
    opened(page, district, word, "&n=1000")
    assert settled(page) >= len(expected)
    found = titles(page)
    assert sorted(title for title in found if word in title) == expected
    first = found[: min(len(expected), 50)]
    assert all(word in title for title in first), first


def test_a_whole_name_stands_above_those_that_hold_it(page, district):
    names = {row["项目名称"] for row in rows(district, "projects")}
    held = sorted(name for name in names if any(name in other for other in names - {name}))
    for name in (held or sorted(names))[:3]:
        opened(page, district, name)
        count = sum(row["项目名称"] == name for row in rows(district, "projects"))
        assert settled(page) >= count
        assert titles(page)[: min(count, 20)] == [name] * min(count, 20)


def test_a_unit_code_finds_the_unit_and_nothing_above_it(page, district):
    unit = rows(district, "units")[3]
    opened(page, district, unit["单位编码"])
    assert titles(page)[0] == unit["单位名称"]


@pytest.mark.parametrize("figure", ["88.17", "4,284.00"])
def test_a_figure_finds_every_page_that_holds_it(page, district, figure):
    """A scan of all files: whose rows, score sheets included, have the figure in a cell."""
    sheets = {row["评价编号"]: (row["单位编码"], row["项目编码"]) for row in rows(district, "evaluations")}
    owners = set()
    for table in ("funds", "indicators", "monitoring", "evaluations"):
        for row in rows(district, table):
            cells = {(cell or "").replace(",", "").strip("%≥≤") for cell in row.values()}
            if figure.replace(",", "") in cells:
                owners.add(sheets.get(row.get("评价编号")) or (row["单位编码"], row["项目编码"]))
    opened(page, district, figure, "&n=1000")
    links = {link.get_attribute("href") for link in page.locator(".search-results > li > a").all()}
    missing = {
        owner for owner in owners if not any(link.endswith(f"/{owner[1] or owner[0]}.html") for link in links)
    }
    assert not missing
    assert owners


def test_the_first_parts_of_a_code_find_it(page, site_dir):
    page.goto((site_dir / "search.html").as_uri() + "?q=red")
    settled(page)
    links = [link.get_attribute("href") for link in page.locator(".search-results > li > a").all()]
    assert any("units/red-cross.html" in link for link in links), links
    page.goto((site_dir / "search.html").as_uri() + "?q=red-cross")
    settled(page)
    assert "units/red-cross.html" in page.locator(".search-results > li > a").first.get_attribute("href")


def test_what_a_finding_says_finds_its_page(page, site_dir):
    """「没有说明恰为 90、80、60 分的归入哪一等级」 is said of 丰南's unit of health alone."""
    page.goto((site_dir / "search.html").as_uri() + f"?q={quote('恰为 归入哪一等级')}")
    settled(page)
    links = [link.get_attribute("href") for link in page.locator(".search-results > li > a").all()]
    assert [link for link in links if "/units/" in link] == ["fengnan/2024/units/health.html"]


def test_several_words_must_all_be_there(page, district):
    opened(page, district, "教育 养老")
    both = settled(page)
    opened(page, district, "教育")
    assert both < settled(page)


@pytest.mark.parametrize("word", ["qzxv", "没有这样的词语", "9999999.99"])
def test_nothing_found_says_so_and_what_to_try(page, district, word):
    opened(page, district, word)
    expect(page.locator(".search-status")).to_have_text(f"没有找到「{word}」")
    expect(page.locator(".search-nothing li")).to_have_count(3)
    expect(page.locator(".search-ways a").first).to_be_visible()


def test_a_first_search_moves_little_and_answers_at_once(page, district):
    server = district[1]
    opened(page, district)
    page.wait_for_load_state("networkidle")
    before = server.moved
    page.locator(".search-field").fill("教育")
    started = time.perf_counter()
    page.keyboard.press("Enter")
    settled(page)
    taken = time.perf_counter() - started
    assert server.moved - before < BYTES
    assert taken < 6 * SECONDS
    print(f"{server.moved - before} bytes, {taken * 1000:.0f} ms")  # noqa: T201


def test_nothing_is_loaded_before_something_is_typed(page, district):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, district)
    page.wait_for_load_state("networkidle")
    assert not [address for address in asked if "/search/" in address]


def test_facets_count_what_the_files_say_and_narrow_the_results(page, district):
    opened(page, district, "路", "&n=1000")
    levels = {row["项目编码"]: row["资金级次"] for row in rows(district, "projects")}
    links = [link.get_attribute("href") for link in page.locator(".search-results > li > a").all()]
    found = [levels[Path(link).stem] for link in links if "/projects/" in link]
    group = page.locator("details[data-name=level]")
    shown = {
        label.locator(".name").inner_text(): int(label.locator(".n").inner_text().replace(",", ""))
        for label in group.locator("label").all()
    }
    assert shown == {level: found.count(level) for level in set(found) if level}
    level, count = max(shown.items(), key=lambda item: item[1])
    group.locator("label", has_text=level).locator("input").check()
    page.wait_for_url("**level=**")
    expect(page.locator(".search-status")).to_have_text(f"找到 {count} 页")
    assert {
        levels[Path(link.get_attribute("href")).stem]
        for link in page.locator(".search-results > li > a").all()
    } == {level}


def test_years_and_regions_are_told_apart_over_all_shards(page, city):
    """Their facets count what the addresses of the names found say, and both together narrow to one shard."""
    root = city[0]
    names = {row["地区编码"]: row["地区名称"] for row in csv.DictReader(
        (root / "data" / "regions.csv").read_text(encoding="utf-8-sig").splitlines()
    )}  # fmt: skip
    opened(page, city, "局", "&n=1000")

    def addresses():
        links = [link.get_attribute("href") for link in page.locator(".search-results > li > a").all()]
        return [Path(link).parts[-4:-2] for link in links]

    def shown(facet):
        labels = page.locator(f"details[data-name={facet}] label").all()
        return {item.locator(".name").inner_text(): int(item.locator(".n").inner_text()) for item in labels}

    def choose(facet, value):
        label = page.locator(f"details[data-name={facet}] label", has=page.get_by_text(value, exact=True))
        label.locator("input").check()
        page.wait_for_url(f"**{facet}=**")

    found = addresses()
    assert len(set(found)) == 6
    assert shown("year") == dict(Counter(year for _region, year in found))
    assert shown("region") == dict(Counter(names[region] for region, _year in found))
    (region, year), count = Counter(found).most_common()[-1]
    choose("year", year)
    expect(page.locator(".search-status")).to_have_text(f"找到 {sum(y == year for _r, y in found)} 页")
    choose("region", names[region])
    expect(page.locator(".search-status")).to_have_text(f"找到 {count} 页")
    assert set(addresses()) == {(region, year)}


@pytest.mark.parametrize("order", ["score-", "score", "budget-", "rate-"])
def test_results_are_sorted_by_the_figure(page, district, order):
    opened(page, district, "路")
    page.locator("#search-sort").select_option(order)
    page.wait_for_url(f"**sort={order}*")
    page.wait_for_timeout(300)
    head = {"score": "得分", "budget": "全年预算数", "rate": "执行率"}[order.strip("-")]
    shown = [
        float(item.locator("div", has_text=head).locator(".n").first.inner_text().replace(",", "").strip("%"))
        for item in page.locator(".search-results > li").all()
        if item.locator("div", has_text=head).count()
    ]
    assert len(shown) > 5
    assert shown == sorted(shown, reverse=order.endswith("-"))


def test_an_address_that_is_shared_shows_the_same(page, browser, district):
    opened(page, district, "路")
    page.locator("details[data-name=grade] input").first.check()
    page.locator("#search-sort").select_option("budget-")
    page.wait_for_url("**sort=budget-*")
    page.wait_for_timeout(300)
    other = browser.new_page()
    other.goto(page.url)
    settled(other)
    assert titles(other) == titles(page)
    other.close()
    page.go_back()
    page.wait_for_timeout(300)
    assert "sort=" not in page.url
    page.go_back()
    page.wait_for_timeout(300)
    assert "grade=" not in page.url
    assert page.locator("details[data-name=grade] input:checked").count() == 0


def test_the_keyboard_alone_searches_narrows_and_opens(page, district):
    opened(page, district)
    page.keyboard.press("Tab")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className") == "search-field"
    page.keyboard.type("道路")
    page.keyboard.press("Enter")
    before = settled(page)
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.search-facets input')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Space")
    page.wait_for_timeout(300)
    assert settled(page) < before
    assert page.evaluate("document.activeElement.matches('.search-facets input')")
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.search-results a')"):
            break
    assert page.evaluate("document.activeElement.matches('.search-results a')")


def test_more_results_are_shown_and_the_focus_goes_to_the_first_of_them(page, district):
    opened(page, district, "路")
    assert len(titles(page)) == 20
    page.locator(".search-more").click()
    page.wait_for_function("document.querySelectorAll('.search-results > li').length > 20")
    assert page.evaluate(
        "document.activeElement.closest('li') === document.querySelectorAll('.search-results > li')[20]"
    )


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, district, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for query in ("路", "qzxv", ""):
        opened(page, district, query)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.add_script_tag(path=AXE)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        run = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
        found = page.evaluate(run, tags)["violations"]
        assert not found, [(v["id"], [node["html"][:160] for node in v["nodes"]][:3]) for v in found]
    context.close()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("基本公共卫生", "projects/p02.html"),
        ("罗湖", "luohu/2024/"),
        ("执行率", "findings/rate-differs.html"),
        ("亲子小屋项目经费", "wuhua/2024/projects/p12.html"),
        ("赤脚医生", "fengnan/2024/projects/p06.html"),
        ("红十字会", "jinfeng/2023/units/red-cross.html"),
    ],
)
def test_the_field_of_every_page_leads_to_the_results_from_disk_too(page, site_dir, typed, address):
    page.goto((site_dir / "about.html").as_uri())
    page.locator(".find-input").press_sequentially(typed, delay=5)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    settled(page)
    links = [link.get_attribute("href") for link in page.locator(".search-results > li > a").all()]
    assert any(address in link for link in links), links
    page.locator(f".search-results a[href*='{address}']").first.click()
    page.wait_for_url(f"**{address}**")


def test_without_scripts_the_page_says_where_else_to_look(browser, site_dir):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site_dir / "search.html").as_uri())
    expect(page.get_by_text("搜索需要浏览器脚本")).to_be_visible()
    assert page.locator(".search-ways a").count() == 4
    context.close()
