"""Compare the site's own search with Pagefind over the very same pages: `python tools/searching.py SITE`.

Each word is searched for first of all by a reader who has nothing of the index yet, in Debian's browser,
the site compressed as a portal serves it. Bytes are those of all answers from the moment the word is asked
for; the time ends when the first answers can be read. A name is found where a result has it as its title;
which names hold the word is known by a scan of the tables to take away.
"""

import csv
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from browsing import Compressing, chromium, portal
from playwright.sync_api import Browser, Page

PROGRAM = Path(__file__).parent / "searching" / "node_modules" / ".bin" / "pagefind"
RUNS = 3
SHOWN = 50
"""Results that either search gets ready to be read at once, as the site's page does."""
MOST = 1000
"""Results of which titles are looked at, to see which names were found."""

Answer = tuple[int, float, int, set[str]]
"""Bytes, seconds, results, titles among the first ``MOST``."""


def rows(site: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table to take away."""
    text = (site / "downloads" / f"{table}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def words(site: Path) -> dict[str, str]:
    """What is searched for, by what it is: taken from the middle of the site's own rows."""
    projects, funds = rows(site, "projects"), rows(site, "funds")
    names = [row["项目名称"] for row in projects]
    pairs = Counter(name[n : n + 2] for name in names for n in range(len(name) - 1))
    common = [pair for pair, _count in pairs.most_common() if "\u4e00" <= min(pair) <= max(pair) <= "\u9fff"]
    distinct = sorted(set(names), key=lambda name: (len(name), name))
    part = distinct[len(distinct) * 3 // 4]
    budget = next(head for head in funds[0] if head.startswith("全年预算数"))
    return {
        "one character": common[0][0],
        "two characters": common[1],
        "part of a name": part[1:6],
        "code of a unit": projects[len(projects) // 2]["主管部门编码"],
        "figure": funds[len(funds) // 2][budget],
        "nothing": "没有这样的词语",
    }


def names(site: Path, word: str) -> set[str]:
    """Names of units and projects that hold ``word``."""
    heads = {"units": "单位名称", "projects": "项目名称"}
    return {row[head] for table, head in heads.items() for row in rows(site, table) if word in row[head]}


def ours(page: Page, top: str, word: str) -> Answer:
    """What the site's search page does when ``word`` is typed."""
    page.goto(top + "search.html", wait_until="networkidle")
    before, started = Compressing.moved, time.perf_counter()
    page.locator(".search-field").fill(word)
    page.keyboard.press("Enter")
    status = "document.querySelector('.search-status').textContent"
    page.wait_for_function(f"/找到|没有找到/.test({status})")
    seconds, moved = time.perf_counter() - started, Compressing.moved - before
    said = page.evaluate(status).split(" 页")[0]
    found = 0 if "没有找到" in said else int("".join(c for c in said if c.isdigit()))
    page.goto(f"{top}search.html?q={word}&n={MOST}", wait_until="networkidle")
    page.wait_for_function(f"/找到|没有找到/.test({status})")
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
