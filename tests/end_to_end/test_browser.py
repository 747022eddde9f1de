"""A real browser over the built site: from file:// and below a sub-path, on a phone and on a desk."""

import functools
import http.server
import json
import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SUB_PATH = "/jixiao/"
TEMPLATES = [
    "index", "units", "projects", "wuhua/2024/index", "wuhua/2024/units/health", "luohu/2024/units/health",
    "fengnan/2024/projects/p02", "wuhua/2024/findings", "findings", "findings/score-differs",
    "jinfeng/2023/reviews", "panzhihua-east/2024/exante", "panzhihua-east/2024/monitoring",
    "panzhihua-east/2024/key-evaluations", "luohu/2024/rectification", "panzhihua-east/2024/disclosures",
    "reviews", "method", "method/luohu-department", "dictionary", "downloads", "glossary", "about",
    "how-to-read",
]  # fmt: skip
DOWNLOAD = """name => {
  const link = document.querySelector(`a[href$="${name}"]`);
  link.download = "";
  link.click();
}"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as play:
        made = play.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        )
        yield made
        made.close()


@pytest.fixture(scope="module")
def portal(site_dir, tmp_path_factory):
    """The site below a sub-path of a web server, as a portal carries it; what it was asked for."""
    asked = []
    top = tmp_path_factory.mktemp("portal")
    (top / SUB_PATH.strip("/")).symlink_to(site_dir)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_arguments):
            asked.append(self.path)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(top)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    server.shutdown()


@pytest.fixture
def page(browser):
    """A page that records every request to another host and every error on the page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.foreign, made.errors = [], []
    local = ("http://127.0.0.1", "file:", "data:", "blob:")
    made.on("request", lambda r: None if r.url.startswith(local) else made.foreign.append(r.url))
    made.on("pageerror", lambda error: made.errors.append(str(error)))
    made.on("response", lambda r: made.errors.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    yield made
    context.close()


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_page_scrolls_sideways_or_asks_another_host(page, site_dir, template):
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((site_dir / f"{template}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert not page.foreign
    assert not page.errors


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser, site_dir, template, scheme):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto((site_dir / f"{template}.html").as_uri())
    page.add_script_tag(path=AXE)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags)[
        "violations"
    ]
    context.close()
    said = [(v["id"], [node["html"][:160] for node in v["nodes"]][:3]) for v in found]
    assert not found, json.dumps(said, ensure_ascii=False, indent=1)


def test_the_keyboard_reaches_the_content_and_the_search(page, portal):
    page.goto(portal + "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"
    for _step in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    assert page.evaluate("document.activeElement.name") == "q"


def test_the_site_reads_without_scripts(browser, site_dir):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site_dir / "luohu/2024/units/health.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text("罗湖区卫生健康局")
    expect(page.locator("table.receipt").first).to_be_visible()
    expect(page.locator("figure.chart img").first).to_be_attached()
    context.close()


def test_a_download_is_the_table(page, portal):
    page.goto(portal + "downloads.html")
    with page.expect_download() as download:
        page.evaluate(DOWNLOAD, "funds.csv")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("地区编码,年度,单位编码")
    assert "500333.67" in text
