"""How pages look, compared with kept pictures: six templates, two widths, three looks, and paper.

A picture that differs is written to screenshots/ with a second one that marks where; `make screens` accepts
what the pages look like now.
"""

import json

import pytest
import screens
from browsing import LOOKS, TEMPLATES
from conftest import ROOT
from likeness import STRICT, WIDE, different, marked
from PIL import Image, ImageChops, ImageDraw

from generator.bench.browser import chromium, portal

NEW = ROOT / "screenshots"
ACCENTS = (
    """:root, :root[data-theme] { --accent: #6a1b5d !important; --accent-strong: #6a1b5d !important; }"""
)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tolerance():
    """Strict with the tools that made the kept pictures, wide with any other: never skipped."""
    made_with = json.loads((screens.KEPT / screens.MADE_WITH).read_text(encoding="utf-8"))
    return STRICT if made_with == screens.tools_in_use() else WIDE


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def top(site_dir):
    with portal(site_dir) as address:
        yield address


def kept(name):
    return Image.open(screens.KEPT / name).convert("RGB")


def compare(pictures, tolerance):
    """Fail with the names of the pictures that differ, and leave them to be looked at."""
    differ = []
    for name, new in pictures.items():
        tiles = different(kept(name), new, tolerance)
        if tiles:
            NEW.mkdir(exist_ok=True)
            (NEW / name).write_bytes(screens.packed(new))
            marked(new, tiles, tolerance.tile).save(NEW / name.replace(".webp", "-differs.png"))
            differ.append(f"{name}: {len(tiles)} tiles, the first at {tiles[0]}")
    assert not differ, f"{differ}; see {NEW}; to accept what pages look like now: make screens"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_looks_as_it_did(browser, top, tolerance, template, look):
    compare(screens.screens_of(browser, top, template, look), tolerance)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_printed_page_looks_as_it_did(browser, top, tolerance, template):
    compare(screens.paper_of(browser, top, template), tolerance)


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_page_shown_is_of_its_kind(site_dir, template):
    kind = {"findings": "list", "projects": "list"}.get(template, template)
    assert f'class="page kind-{kind} ' in (site_dir / TEMPLATES[template]).read_text(encoding="utf-8")


def test_just_the_pictures_that_are_compared_are_kept_and_they_are_small():
    files = list(screens.KEPT.glob("*.webp"))
    assert {path.name for path in files} == screens.names()
    assert sum(path.stat().st_size for path in files) <= 4_000_000


def test_the_looks_are_different_looks():
    light, dark, contrast = (kept(f"unit-{look}-1280.webp") for look in LOOKS)
    for one, other in ((light, dark), (light, contrast), (dark, contrast)):
        assert different(one, other, STRICT)


@pytest.mark.parametrize("name", sorted(screens.names()))
def test_a_block_moved_by_eight_pixels_is_seen(name):
    """All below the upper eighth moves down: what a wrong margin does."""
    picture = kept(name)
    moved = picture.copy()
    moved.paste(picture.crop((0, picture.height // 8, *picture.size)), (0, picture.height // 8 + 8))
    assert different(picture, moved, STRICT)


@pytest.mark.parametrize("name", sorted(screens.names()))
def test_a_block_that_is_missing_is_seen_whatever_the_versions(name):
    """The middle half of what is on the screen is gone, ground alone."""
    picture = kept(name)
    bare = picture.copy()
    ground = max(picture.getcolors(picture.width * picture.height))[1]
    middle = (0, picture.height // 4, picture.width, picture.height * 3 // 4)
    ImageDraw.Draw(bare).rectangle(middle, fill=ground)
    assert different(picture, bare, WIDE)


@pytest.mark.parametrize("look", LOOKS)
def test_another_accent_colour_is_seen(browser, top, look):
    with screens.opened(browser, top + TEMPLATES["home"], look, 1280) as page:
        before = screens.on_screen(page)
        page.add_style_tag(content=ACCENTS)
        assert different(before, screens.on_screen(page), STRICT)


def test_one_missing_glyph_is_seen(browser, top):
    """A character of running text that the font does not have: an empty place of the same width."""
    with screens.opened(browser, top + TEMPLATES["findings"], "light", 360) as page:
        before = screens.on_screen(page)
        page.evaluate("""() => {
          const text = document.createTreeWalker(document.querySelector(".lede"), 4).nextNode();
          text.data = "\\u3000" + text.data.slice(1);
        }""")
        tiles = different(before, screens.on_screen(page), STRICT)
    assert tiles
    assert max(y for _x, y in tiles) - min(y for _x, y in tiles) <= 32


@pytest.mark.parametrize("tolerance", [STRICT, WIDE], ids=["strict", "wide"])
def test_smoothing_that_differs_a_little_is_borne(tolerance):
    picture = kept("unit-light-1280.webp")
    noise = Image.effect_noise(picture.size, 6).point([max(0, min(10, abs(v - 128))) for v in range(256)])
    assert not different(picture, ImageChops.add(picture, Image.merge("RGB", [noise] * 3)), tolerance)


def test_glyphs_that_lie_half_a_pixel_elsewhere_are_borne_where_versions_differ():
    for name in ("unit-light-1280.webp", "home-dark-360.webp", "project-paper.webp"):
        picture = kept(name)
        half = Image.blend(picture, ImageChops.offset(picture, 1, 0), 0.5)
        assert not different(picture, half, WIDE), name


def test_a_picture_of_another_size_differs_all_over():
    assert different(Image.new("RGB", (16, 16)), Image.new("RGB", (16, 24)), WIDE)


def test_what_differs_is_marked_where_it_is():
    before = Image.new("RGB", (64, 64), "white")
    after = before.copy()
    ImageDraw.Draw(after).rectangle((16, 24, 23, 31), fill="black")
    assert different(before, after, STRICT) == [(16, 24)]
    assert marked(after, [(16, 24)], 8).getpixel((15, 23)) == (255, 0, 0)
