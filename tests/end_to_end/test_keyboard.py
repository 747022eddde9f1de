"""By keyboard alone, with a focus that is seen at every stop: search, facets, sort, compare, download."""

import pytest
from look_site import chromium, served
from playwright.sync_api import expect

MOST = 250
"""Stops on the way to what is looked for."""
SEEN = """() => {
  const at = document.activeElement;
  if (at === document.body) return "nothing has the focus";
  // a box that is drawn by its label shows its focus there
  const shown = [at, at.nextElementSibling, at.closest("label"), at.parentElement].filter(Boolean);
  const ringed = shown.some((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = at.getBoundingClientRect();
  const inSight = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  return ringed && inSight ? "" : `focus not seen: ${at.outerHTML.slice(0, 150)}`;
}"""
pytestmark = pytest.mark.browser


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
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def reach(page, selector):
    """Press Tab until what ``selector`` names has the focus; every stop on the way is seen."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN) == ""
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached")


def test_from_home_to_a_result_by_way_of_a_facet(page, portal):
    page.goto(f"{portal}index.html")
    reach(page, ".find-input")
    page.keyboard.type("卫生")
    page.keyboard.press("Enter")
    expect(page.locator(".search-results li").first).to_be_visible()
    before = page.locator(".search-status").inner_text()
    reach(page, ".search-facets input")
    page.keyboard.press("Space")
    expect(page.locator(".search-status")).not_to_have_text(before)
    reach(page, ".search-results a")
    wanted = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


def test_the_order_of_results_is_chosen(page, portal):
    page.goto(f"{portal}search.html?q=项目")
    expect(page.locator(".search-results li").first).to_be_visible()
    reach(page, "#search-sort")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**&sort=**")


def test_a_table_is_sorted_and_two_of_its_rows_are_compared(page, portal):
    page.goto(f"{portal}units.html")
    expect(page.locator("tbody tr").first).to_be_visible()
    reach(page, "thead button")
    page.keyboard.press("Enter")
    assert page.locator("thead th[aria-sort]:not([aria-sort=none])").count() == 1
    for _ in range(2):
        reach(page, "tbody input[type=checkbox]")
        page.keyboard.press("Space")
    names = page.locator("tbody tr:has(input:checked) th").all_inner_texts()
    page.keyboard.press("Shift+Tab")
    for _ in range(MOST):
        if page.evaluate("document.activeElement.matches('a[href*=\"compare.html?\"]')"):
            break
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(SEEN) == ""
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare.html?**")
    expect(page.locator(".cmp-chosen a")).to_have_count(len(names) or 2)


def test_a_selection_and_a_table_are_downloaded(page, portal):
    page.goto(f"{portal}projects.html")
    expect(page.locator("tbody tr").first).to_be_visible()
    reach(page, "[data-take=xlsx]")
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    assert waited.value.suggested_filename.endswith(".xlsx")
    page.goto(f"{portal}downloads.html")
    reach(page, "a[href$='funds.xlsx']")
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    assert waited.value.suggested_filename == "funds.xlsx"


def test_a_chart_is_saved_and_its_code_shown(page, portal):
    page.goto(f"{portal}luohu/2024/units/health.html")
    reach(page, ".as-png")
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    assert waited.value.suggested_filename == "scores.png"
    reach(page, ".chart details + details > summary")
    page.keyboard.press("Enter")
    expect(page.locator(".chart .snippet").first).to_be_visible()
