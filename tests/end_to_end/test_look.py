"""The look in a real browser: what a reader chooses, what fits, what it weighs, what paper shows."""

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from look_site import REAL, SAMPLE, chromium, sampled, served
from playwright.sync_api import expect

GROUND = "getComputedStyle(document.body).backgroundColor"
DARK, LIGHT, BLACK = "rgb(25, 23, 20)", "rgb(251, 249, 245)", "rgb(0, 0, 0)"
FIRST_GROUNDS = """
  window.grounds = [];
  const look = () => {
    if (document.body) window.grounds.push(getComputedStyle(document.body).backgroundColor);
    if (window.grounds.length < 5) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
"""
SHIFTS = """
  window.shifted = [];
  const box = (rect) => [rect.x, rect.y, rect.width, rect.height].map(Math.round).join(" ");
  const said = ({ node, previousRect, currentRect }) =>
    `${node?.outerHTML?.slice(0, 80) ?? node?.textContent}: ${box(previousRect)} to ${box(currentRect)}`;
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) window.shifted.push(value, ...sources.map(said));
  }).observe({ type: "layout-shift", buffered: true });
"""
NO_STORAGE = """
  Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
SPACED = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }"""
BARE_FOCUS = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return [at.outerHTML.slice(0, 120), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    // a table higher than the window cannot be seen whole: part of it is enough
    box.bottom > 0 && box.top < innerHeight && box.width > 0];
}"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def sample_dir(tmp_path_factory):
    return sampled(tmp_path_factory)


@pytest.fixture(scope="module")
def slow_site(sample_dir, tmp_path_factory):
    with served(sample_dir, tmp_path_factory.mktemp("slow"), slowly=True) as address:
        yield address


@pytest.fixture
def visit(browser):
    """Open a page; every error on it fails the test at the end."""
    contexts, errors = [], []

    def open_it(address, width=1280, height=900, script="", **settings):
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if script:
            page.add_init_script(script)
        page.goto(address if isinstance(address, str) else address.as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not errors


def choose(page, name, value):
    page.locator(".look summary").click()
    page.locator(f".look input[name={name}][value='{value}']").check()


def test_a_chosen_look_holds_at_once_and_on_the_next_page(visit, site_dir):
    page = visit(site_dir / "index.html", color_scheme="light")
    assert page.evaluate(GROUND) == LIGHT
    choose(page, "theme", "contrast")
    assert page.evaluate(GROUND) == BLACK
    page.locator(".look input[value=large]").check()
    page.keyboard.press("Escape")
    expect(page.locator(".look-panel")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.goto((site_dir / "method.html").as_uri())
    assert page.evaluate(GROUND) == BLACK
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.locator(".look summary").click()
    expect(page.locator(".look input[value=contrast]")).to_be_checked()
    expect(page.locator(".look input[value=large]")).to_be_checked()
    page.locator(".look input[name=theme][value='']").check()
    assert page.evaluate(GROUND) == LIGHT


def test_the_keyboard_alone_chooses_a_look(visit, site_dir):
    page = visit(site_dir / "about.html", color_scheme="light")
    page.locator(".look summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _step in range(2):  # as the system, light, dark
        page.keyboard.press("ArrowDown")
    assert page.evaluate(GROUND) == DARK


def test_the_panel_closes_when_the_keyboard_leaves_it_and_by_a_tap_elsewhere(visit, site_dir):
    page = visit(site_dir / "about.html")
    panel = page.locator(".look-panel")
    page.locator(".look summary").focus()
    page.keyboard.press("Enter")
    for _step in range(3):  # one stop for the colours, one for the sizes, one beyond
        expect(panel).to_be_visible()
        page.keyboard.press("Tab")
    expect(panel).to_be_hidden()
    page.locator(".look summary").click()
    expect(panel).to_be_visible()
    page.locator("h1").click()
    expect(panel).to_be_hidden()


def test_one_file_of_values_changes_the_design(visit, site_dir):
    """What a portal's own style sheet does: it comes last and names values only."""
    page = visit(site_dir / "index.html", color_scheme="light")
    page.add_style_tag(content=":root { --accent: #123456; --size-3: 1.25rem; --page: 60rem; }")
    colour = "e => getComputedStyle(e).color"
    for link in (".ways strong", ".cards h3 a", ".columns-nav a[aria-current=page]"):
        assert page.locator(link).first.evaluate(colour) == "rgb(18, 52, 86)", link
    assert page.locator("body").evaluate("e => getComputedStyle(e).fontSize") == "20px"
    assert page.locator(".page").evaluate("e => e.getBoundingClientRect().width") == 960


def test_without_a_choice_the_system_is_followed(visit, site_dir):
    address = site_dir / "about.html"
    assert visit(address, color_scheme="dark").evaluate(GROUND) == DARK
    assert visit(address, contrast="more").evaluate(GROUND) == "rgb(255, 255, 255)"
    assert visit(address, contrast="more", color_scheme="dark").evaluate(GROUND) == BLACK
    assert visit(address, color_scheme="dark", java_script_enabled=False).evaluate(GROUND) == DARK


def test_no_frame_is_painted_in_another_look(visit, site_dir):
    page = visit(site_dir / "luohu/2024/units/health.html", color_scheme="light", script=FIRST_GROUNDS)
    choose(page, "theme", "dark")
    page.reload()
    page.wait_for_function("window.grounds.length >= 5")
    assert set(page.evaluate("window.grounds")) == {DARK}


def test_a_browser_that_keeps_nothing_still_shows_the_choice(visit, site_dir):
    page = visit(site_dir / "about.html", color_scheme="light", script=NO_STORAGE)
    choose(page, "theme", "dark")
    assert page.evaluate(GROUND) == DARK


@pytest.mark.parametrize("kept", ["not JSON", "null", "[]", '{"theme": 3}'])
def test_what_is_kept_by_others_does_no_harm(visit, site_dir, kept):
    script = f"localStorage.setItem('disclose.look', {kept!r})"
    assert visit(site_dir / "about.html", color_scheme="light", script=script).evaluate(GROUND) == LIGHT


def test_home_answers_on_one_screen_of_a_phone(visit, site_dir, sample_dir):
    for site in (site_dir, sample_dir):
        page = visit(site / "index.html", 360, 740)
        heads = page.locator(".overview dt").all_inner_texts()
        assert heads == [
            "年度", "地区", "预算单位", "项目", "全年预算数（万元）", "全年执行数（万元）", "等级",
            "尚未公开", "数字不符",
        ]  # fmt: skip
        ways = [
            ".find",
            *(f".ways a[href='{way}.html']" for way in ("units", "projects", "findings", "downloads")),
        ]
        for locator in (*page.locator(".overview > div").all(), *(page.locator(way) for way in ways)):
            box = locator.bounding_box()
            assert box, locator
            assert box["y"] + box["height"] <= 740, locator


@pytest.mark.parametrize("template", REAL)
def test_no_page_scrolls_sideways_or_asks_another_host(visit, site_dir, template):
    """However narrow the window is or large the text."""
    page = visit("about:blank")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for width in (1280, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((site_dir / f"{template}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate("document.documentElement.dataset.size = 'largest'")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.mark.parametrize("template", SAMPLE)
def test_no_page_of_the_sample_scrolls_sideways(visit, sample_dir, template):
    page = visit(sample_dir / f"{template}.html", 320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.add_style_tag(content=SPACED)  # WCAG 2.2, 1.4.12
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("template", SAMPLE)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_while_a_page_loads(visit, sample_dir, template, width):
    page = visit(sample_dir / f"{template}.html", width, script=SHIFTS)
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 20_000)
    page.wait_for_timeout(200)
    assert page.evaluate("window.shifted") == []


@pytest.mark.parametrize("template", [*SAMPLE, "units", "projects", "findings", "search", "compare"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_while_a_page_comes_in_pieces(visit, slow_site, template, width):
    page = visit(f"{slow_site}{template}.html", width, script=SHIFTS)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifted") == []
    foot = page.locator(".site-foot")
    hidden = "nodes => nodes.filter((node) => getComputedStyle(node).visibility !== 'visible').length"
    assert foot.is_visible()
    assert page.locator(".masthead *, .md-typeset > *, .block > *").evaluate_all(hidden) == 0


def test_a_project_page_and_a_first_visit_weigh_little(visit, site_dir, sample_dir):
    for site in (site_dir, sample_dir):
        for file in site.glob("*/*/projects/*.html"):
            assert len(gzip.compress(file.read_bytes(), 6)) <= 40_000, file
        opened = []
        for file in (site / "index.html", *site.glob("*/2024/units/*.html")):
            page, files = visit(site / "about.html"), {file.as_uri()}
            page.on("request", lambda request, seen=files: seen.add(request.url))
            page.goto(file.as_uri())
            opened.append((file, page, files))
        for file, page, files in opened:  # all wait at once for what comes late
            page.wait_for_load_state("networkidle")
            page.close()
            weight = sum(_compressed(url) for url in files)
            assert weight <= 250_000, (file, weight)


@cache
def _compressed(url):
    return len(gzip.compress(Path(unquote(urlsplit(url).path)).read_bytes(), 6))


def test_the_chrome_of_material_is_not_loaded(visit, site_dir):
    page = visit(site_dir / "about.html")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site_dir / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "stylesheets/" in url or "javascripts/" in url]


def test_every_stop_of_the_keyboard_is_seen_and_the_last_leads_out(visit, sample_dir):
    page = visit(sample_dir / "yunxi/2025/projects/101000-003.html", reduced_motion="reduce")
    stops = []
    for _step in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(BARE_FOCUS)
        if stop is None:
            break
        stops.append(stop)
    else:
        pytest.fail("the keyboard never leaves the page")
    assert len(stops) > 30
    assert not [html for html, outlined, inside in stops if not (outlined and inside)]


def test_paper_has_no_navigation(visit, sample_dir):
    page = visit(sample_dir / "yunxi/2025/units/101000.html", color_scheme="dark")
    page.emulate_media(media="print")
    for part in (".columns-nav", ".find", ".trail", ".contents", ".look", ".foot-links", ".skip", ".terms"):
        assert not [e for e in page.locator(part).all() if e.is_visible()], part
    heads = page.locator("table.data thead").evaluate_all("all => all.map(e => getComputedStyle(e).display)")
    assert len(heads) > 3
    assert set(heads) == {"table-header-group"}
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
