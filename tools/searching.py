"""Compare the site's own search with Pagefind over the very same pages: `python tools/searching.py SITE`.

Words, and what a first search is, are those of the bench (`generator.bench.searching`). A name is found
where a result has it as its title; which names hold the word is known by a scan of the tables to take away.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from generator.bench.browser import Compressing, chromium, portal
from generator.bench.searching import SAID, first_search, rows, words

PROGRAM = Path(__file__).parent / "searching" / "node_modules" / ".bin" / "pagefind"
RUNS = 3
SHOWN = 50
"""Results that either search gets ready to be read at once, as the site's page does."""
MOST = 1000
"""Results of which titles are looked at, to see which names were found."""

Answer = tuple[int, float, int, set[str]]
"""Bytes, seconds, results, titles among the first ``MOST``."""


def names(site: Path, word: str) -> set[str]:
    """Names of units and projects that hold ``word``."""
    heads = {"units": "单位名称", "projects": "项目名称"}
    return {row[head] for table, head in heads.items() for row in rows(site, table) if word in row[head]}


def ours(page: Page, top: str, word: str) -> Answer:
    """What the site's search page does when ``word`` is typed."""
    moved, seconds, found = first_search(page, top, word)
    page.goto(f"{top}search.html?q={word}&n={MOST}", wait_until="networkidle")
    page.wait_for_function(f"/找到|没有找到/.test({SAID})")
    return moved, seconds, found, set(page.locator(".search-results > li > a").all_inner_texts())


def pagefind(page: Page, top: str, word: str) -> Answer:
    """What Pagefind's own script does, from its loading on."""
    page.goto(top + "index.html", wait_until="networkidle")
    before, started = Compressing.moved, time.perf_counter()
    page.evaluate(
        """async ([address, word, shown]) => {
          window.pagefind = await import(address);
          window.found = (await pagefind.search(word)).results;
          await Promise.all(found.slice(0, shown).map((one) => one.data()));
        }""",
        [f"{top}pagefind/pagefind.js", word, SHOWN],
    )
    seconds, moved = time.perf_counter() - started, Compressing.moved - before
    titles = page.evaluate(
        "async (most) => Promise.all(found.slice(0, most).map(async (one) => (await one.data()).meta.title))",
        MOST,
    )
    return moved, seconds, page.evaluate("found.length"), set(titles)


def measured(
    browser: Browser, search: Callable[[Page, str, str], Answer], top: str, word: str, truth: set[str]
) -> list[str]:
    """KB, milliseconds (median of ``RUNS``), results, and names found of those there are."""
    answers = []
    for _run in range(RUNS):
        context = browser.new_context()
        answers.append(search(context.new_page(), top, word))
        context.close()
    moved, _seconds, found, titles = answers[0]
    taken = statistics.median(seconds for _moved, seconds, _found, _titles in answers)
    known = sum(any(name in title for title in titles) for name in truth)
    return [f"{moved / 1000:.0f}", f"{taken * 1000:.0f}", str(found), f"{known}/{len(truth)}"]


def size(folder: Path) -> str:
    """Bytes of all files below, in MB."""
    return f"{sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 1e6:.1f} MB"


def main(site: Path) -> None:
    """Print the time to index and the size of both, then a line for each word."""
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "pagefind"
        started = time.perf_counter()
        subprocess.run([PROGRAM, "--site", site, "--output-path", out], check=True, capture_output=True)
        print(f"pagefind: indexed in {time.perf_counter() - started:.1f} s, {size(out)}")
        print(f"ours: {size(site / 'search')}")
        (Path(made) / "index.html").write_text("<!doctype html><html lang=zh-CN><title>-</title></html>")
        heads = [
            f"{whose}: {head}" for whose in ("ours", "pagefind") for head in ("KB", "ms", "results", "names")
        ]
        print("word", *heads, sep="\t")
        served = portal(site, Compressing), portal(Path(made), Compressing)
        with served[0] as own, served[1] as other, chromium() as browser:
            for kind, word in words(site).items():
                truth = names(site, word)
                figures = measured(browser, ours, own, word, truth)
                figures += measured(browser, pagefind, other, word, truth)
                print(f"{kind} {word}", *figures, sep="\t", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
