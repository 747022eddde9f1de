"""Take the pictures of the READMEs: `python tools/pictures.py SITE` writes docs/pictures."""

import sys
from pathlib import Path

from browsing import LOOKS, TEMPLATES, reader, settle
from screens import on_screen

from generator.bench.browser import chromium, portal

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
SHOWN = ("home", "unit", "project", "findings")
WIDTH, HEIGHT = 1280, 800


def main(site: Path) -> int:
    """Replace the pictures by those of ``site``; say what they weigh."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser, portal(site) as top:
        for name in SHOWN:
            with reader(browser, LOOKS["light"], WIDTH, HEIGHT) as page:
                settle(page, top + TEMPLATES[name])
                path = FOLDER / f"{name}.webp"
                on_screen(page).save(path, lossless=True, quality=100, method=6)
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
