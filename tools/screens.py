"""Take the pictures that the pages are compared with: `python tools/screens.py SITE` writes tests/screens.

Six templates, two widths, three looks, and the first sheet of A4 on paper. What browser and which font made
them stands beside them in made-with.json: where another version looks, the comparison is wider.
"""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pypdfium2
from browsing import LOOKS, TEMPLATES, reader, settle
from PIL import Image
from playwright.sync_api import Browser, Page

from generator.bench.browser import CHROMIUM, chromium, portal

KEPT = Path(__file__).parent.parent / "tests" / "screens"
MADE_WITH = "made-with.json"
WIDTHS = (360, 1280)
HEIGHT = 1200
"""Of the screen, in pixels: pictures show what stands on it, not the whole page."""
DOTS = 96
"""Of paper, an inch."""
COLOURS = 128
"""Kept of each picture: few enough to be small, enough to differ from the page by less than is compared."""

Pictures = dict[str, Image.Image]


def tools_in_use() -> dict[str, str]:
    """The versions that decide how a page is drawn."""
    browser = subprocess.run([CHROMIUM, "--version"], capture_output=True, text=True, check=True).stdout
    pattern = "%{file|basename} %{fontversion}"
    font = ["fc-match", "--format", pattern, "sans-serif:lang=zh-cn"]
    return {
        "chromium": re.search(r"[\d.]+", browser).group(),
        "font": subprocess.run(font, capture_output=True, text=True, check=True).stdout,
        "pypdfium2": version("pypdfium2"),
    }


@contextmanager
def opened(browser: Browser, address: str, look: str, width: int) -> Iterator[Page]:
    """The page at ``address``, settled, as a reader with this look sees it."""
    with reader(browser, LOOKS[look], width, HEIGHT) as page:
        settle(page, address)
        yield page


def on_screen(page: Page) -> Image.Image:
    """What stands on the screen, without a caret."""
    return _opened(page.screenshot(animations="disabled", caret="hide"))


def on_paper(page: Page) -> Image.Image:
    """The first sheet of A4 as the printer would have it; grounds are not printed unless asked for."""
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    try:
        return sheets[0].render(scale=DOTS / 72).to_pil().convert("RGB")
    finally:
        sheets.close()


def screens_of(browser: Browser, top: str, template: str, look: str) -> Pictures:
    """Pictures of one template in one look at both widths, by the names of their files."""
    found = {}
    for width in WIDTHS:
        with opened(browser, top + TEMPLATES[template], look, width) as page:
            found[f"{template}-{look}-{width}.webp"] = on_screen(page)
    return found


def paper_of(browser: Browser, top: str, template: str) -> Pictures:
    """The picture of one template on paper, by the name of its file."""
    with opened(browser, top + TEMPLATES[template], "light", 1280) as page:
        return {f"{template}-paper.webp": on_paper(page)}


def names() -> set[str]:
    """The files that belong into the folder of kept pictures."""
    screens = {f"{name}-{look}-{width}.webp" for name in TEMPLATES for look in LOOKS for width in WIDTHS}
    return screens | {f"{name}-paper.webp" for name in TEMPLATES}


def packed(picture: Image.Image) -> bytes:
    """The picture as it is kept: few colours, without loss of any other kind."""
    few = picture.convert("RGB").quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    kept = io.BytesIO()
    few.convert("RGB").save(kept, "WEBP", lossless=True, quality=100, method=4)
    return kept.getvalue()


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def main(site: Path) -> int:
    """Replace the kept pictures by pictures of ``site``; say what they weigh."""
    KEPT.mkdir(exist_ok=True)
    with chromium() as browser, portal(site) as top:
        taken = {}
        for template in TEMPLATES:
            for look in LOOKS:
                taken |= screens_of(browser, top, template, look)
            taken |= paper_of(browser, top, template)
    for stale in {path.name for path in KEPT.glob("*.webp")} - set(taken):
        (KEPT / stale).unlink()
    for name, picture in taken.items():
        (KEPT / name).write_bytes(packed(picture))
    (KEPT / MADE_WITH).write_text(json.dumps(tools_in_use(), indent=2) + "\n", encoding="utf-8")
    weight = sum((KEPT / name).stat().st_size for name in taken)
    print(f"{len(taken)} pictures, {weight / 1e6:.1f} MB: {KEPT}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
