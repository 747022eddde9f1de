"""The interface in English, in a browser: words, accessibility, width. Names and figures stay as filed."""

import json
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from look_site import chromium, in_english, served
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
  .then(found => found.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))]))"""
PAGES = [
    "index.html", "luohu/2024/index.html", "luohu/2024/units/health.html", "fengnan/2024/projects/p02.html",
    "findings.html", "projects.html", "downloads.html", "search.html?q=卫生", "units.html",
    "compare.html?i=wuhua/2024/units/health&i=luohu/2024/units/health",
]  # fmt: skip
SHOWN = """() => [...document.querySelectorAll("button, legend, label, caption, summary, th[scope=col], dt,"
    + "nav a, h1, h2, option, small, .lede, .muted")]
  .filter((one) => one.checkVisibility() && !one.closest(".foot-links"))
  .map((one) => [...one.childNodes].filter((node) => node.nodeType === 3))
  .map((texts) => texts.map((node) => node.data.trim()).join(""))
  .filter(Boolean)"""
"""The own text of elements that hold words of the interface; the footer's links are settings."""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    return in_english(tmp_path_factory)


@pytest.fixture(scope="module")
def portal(english, tmp_path_factory):
    with served(english, tmp_path_factory.mktemp("portal")) as top:
        yield top


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def translated():
    """Every wording of the catalogue that reads otherwise in English, but for what is also filed as data."""
    path = ROOT / "generator" / "locales" / "en" / "LC_MESSAGES" / "disclose.po"
    with path.open("rb") as stream:
        return {m.id: m.string for m in read_po(stream, locale="en") if m.id and m.id != m.string}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_speaks_english_and_keeps_its_width(browser, portal, translated, address):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(portal + address, wait_until="networkidle")
    assert page.locator("html").get_attribute("lang") == "en"
    shown = page.evaluate(SHOWN)
    assert len(shown) > 15
    assert sorted({text for text in shown if text in translated}) == []
    page.add_script_tag(path=AXE)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        said = page.evaluate(RUN, TAGS)
        assert not said, json.dumps(said, ensure_ascii=False, indent=1)
    context.close()
    assert errors == []


def test_search_in_english_finds_what_was_filed_in_chinese(browser, portal):
    page = browser.new_page()
    page.goto(f"{portal}search.html?q=卫生")
    expect(page.locator(".search-results li").first).to_contain_text("卫生")
    page.goto(f"{portal}search.html?q=zzzz")
    expect(page.locator(".search-nothing li").first).to_be_visible()
    assert not any("一" <= character <= "鿿" for character in page.locator(".search-nothing").inner_text())
    page.close()
