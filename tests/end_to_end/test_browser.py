"""A real browser over the built site below a portal's sub-path: keyboard, no scripts, a file taken away."""

from pathlib import Path

import pytest
from look_site import chromium, served
from playwright.sync_api import expect

DOWNLOAD = """name => {
  const link = document.querySelector(`a[href$="${name}"]`);
  link.download = "";
  link.click();
}"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def portal(site_dir, tmp_path_factory):
    with served(site_dir, tmp_path_factory.mktemp("portal")) as address:
        yield address


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


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
