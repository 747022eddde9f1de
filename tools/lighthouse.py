"""Score home, a unit and a project by Lighthouse, as a phone: `python tools/lighthouse.py SITE`.

The site is served below a sub-path, compressed, as a portal does. Speed is the median of several runs; the
command fails where a score is below ``LEAST``.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from browsing import TEMPLATES

from generator.bench.browser import CHROMIUM, Compressing, portal

PROGRAM = Path(__file__).parent / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices")
PAGES = ("home", "unit", "project")
RUNS = 3
LEAST = 95


def scores(address: str) -> dict[str, float]:
    """Score of each category, of 100."""
    command = [
        PROGRAM, address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"CHROME_PATH": CHROMIUM}
    )
    found = json.loads(done.stdout)["categories"]
    return {name: 100 * found[name]["score"] for name in CATEGORIES}


def main(site: Path) -> int:
    """Print a line for each page; 1 where a score is too low."""
    low = False
    print("page", *CATEGORIES, sep="\t")
    with portal(site, Compressing) as top:
        for name in PAGES:
            runs = [scores(top + TEMPLATES[name]) for _ in range(RUNS)]
            medians = [statistics.median(run[category] for run in runs) for category in CATEGORIES]
            low = low or min(medians) < LEAST
            print(name, *(f"{score:.0f}" for score in medians), sep="\t")
    return int(low)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
