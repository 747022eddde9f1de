"""The sample site in a browser: search from disk, width, choice of look, paper."""

import pytest

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser
PAGES = ("index.html", "plain.html", "units/health.html", "units/project.html")


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, mkdocs_site):
    contexts = []

    def open_it(path, width=1280, **settings):
        context = chromium.new_context(viewport={"width": width, "height": 740}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"file://{mkdocs_site}/{path}")
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways_at_320_px(open_page, path, scheme):
    page = open_page(path, 320, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_chosen_look_is_kept_on_the_next_page(open_page):
    page = open_page("index.html", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator(".look summary").click()
    page.locator(".look input[value=dark]").check()
    dark = page.evaluate(ground)
    assert dark != light
    page.locator(".columns-nav a", has_text="方法").click()
    page.wait_for_url("**/plain.html")
    assert page.evaluate(ground) == dark
    page.locator(".look summary").click()
    page.locator(".look input[name=theme][value='']").check()
    assert page.evaluate(ground) == light


def test_without_script_the_page_reads_and_follows_the_system(open_page):
    page = open_page("units/health.html", java_script_enabled=False, color_scheme="dark")
    assert page.locator(".receipt tr.total").is_visible()
    assert page.locator(".find").is_hidden()
    assert page.locator(".look").is_hidden()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page):
    page = open_page("units/health.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_on_paper_a_report_has_no_navigation_and_repeats_table_heads(open_page):
    page = open_page("units/health.html", color_scheme="dark")
    page.emulate_media(media="print")
    for part in (".columns-nav", ".find", ".trail", ".contents", ".look", ".foot-links"):
        assert page.locator(part).is_hidden(), part
    assert page.locator(".print-line").is_visible()
    heads = page.locator(".data thead").first.evaluate("e => getComputedStyle(e).display")
    assert heads == "table-header-group"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_project_page_prints_its_form_alone(open_page):
    page = open_page("units/project.html")
    assert page.get_by_text("正文只在屏幕上。").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("正文只在屏幕上。").is_hidden()
    assert page.get_by_text("脚注也只在屏幕上。").is_hidden()
    assert page.locator(".form caption").is_visible()


def test_on_a_phone_each_cell_of_the_receipt_says_its_own_head(open_page):
    page = open_page("units/health.html", 360)
    label = page.locator(".receipt td[data-label=差额]").first
    assert label.evaluate("e => getComputedStyle(e, '::before').content") == '"差额"'
    assert page.locator(".receipt tr").nth(1).evaluate("e => getComputedStyle(e).display") == "grid"
