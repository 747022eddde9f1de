"""axe over one page of every template, at two widths, in every look and on paper: nothing to report."""

import json
from pathlib import Path

import pytest
from look_site import REAL, SAMPLE, chromium, sampled, served

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Rules on trial too: the statement names some of them.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]
PLAIN = {"media": "screen", "color_scheme": "light", "contrast": "no-preference"}
CHOSEN = {
    "light": (PLAIN, {}),
    "dark": (PLAIN, {"theme": "dark"}),
    "contrast": (PLAIN, {"theme": "contrast"}),
    "largest": (PLAIN, {"size": "largest"}),
    "paper": (PLAIN | {"media": "print"}, {}),
}
AS_THE_SYSTEM = {
    "dark as the system": (PLAIN | {"color_scheme": "dark"}, {}),
    "contrast as the system": (PLAIN | {"contrast": "more"}, {}),
}
LOOKS = {1280: CHOSEN | AS_THE_SYSTEM, 320: CHOSEN}
"""By the width of the window: what the system asks for, and what the reader chose on the page."""
RUN = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
  .then(found => found.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))]))"""
WEAR = """look => {
  for (const name of ['theme', 'size']) {
    if (look[name]) document.documentElement.dataset[name] = look[name];
    else delete document.documentElement.dataset[name];
  }
}"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def sample_dir(tmp_path_factory):
    return sampled(tmp_path_factory)


def violations(browser, address, *, opened=False):
    """What axe reports of the page at ``address``, by width and look; ``opened``: with all that unfolds."""
    found = {}
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.add_script_tag(path=AXE)
    if opened:
        page.evaluate("document.querySelectorAll('article details').forEach((one) => { one.open = true; })")
    for width, looks in LOOKS.items():
        page.set_viewport_size({"width": width, "height": 900})
        for name, (asked, chosen) in looks.items():
            page.emulate_media(**asked)
            page.evaluate(WEAR, chosen)
            said = page.evaluate(RUN, TAGS)
            if said:
                found[f"{name} {width}"] = said
    context.close()
    return found


@pytest.mark.parametrize("template", REAL)
def test_no_violation_in_any_look(browser, site_dir, template):
    found = violations(browser, (site_dir / f"{template}.html").as_uri())
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("template", SAMPLE)
def test_no_violation_where_years_and_peers_stand(browser, sample_dir, template):
    found = violations(browser, (sample_dir / f"{template}.html").as_uri())
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("template", ["index", "luohu/2024/units/health", "fengnan/2024/projects/p02"])
def test_what_unfolds_has_none(browser, site_dir, template):
    found = violations(browser, (site_dir / f"{template}.html").as_uri(), opened=True)
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


def test_the_page_for_a_wrong_address_has_none(browser, site_dir, tmp_path):
    with served(site_dir, tmp_path) as portal:
        found = violations(browser, portal + "404.html")
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


def test_the_open_panel_of_looks_has_none(browser, site_dir):
    context = browser.new_context(viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.goto((site_dir / "index.html").as_uri())
    page.locator(".look summary").click()
    page.add_script_tag(path=AXE)
    found = page.evaluate(RUN, TAGS)
    context.close()
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)
