"""What a reader's first search takes, in a browser that has nothing of the index yet."""

from __future__ import annotations

import csv
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.bench.browser import Compressing, at_hand, chromium, portal
from generator.records import dataclass
from generator.words import N_

if TYPE_CHECKING:
    from playwright.sync_api import Page

_RUNS = 3
SAID = "document.querySelector('.search-status').textContent"
"""What the page of results says, as a script."""


@dataclass(frozen=True)
class Searched:
    """One first search: ``moved`` are the bytes of all answers from the moment the word is asked for.

    ``seconds`` end when the first results can be read; the median of three readers. ``found``: results.
    """

    kind: str
    word: str
    moved: int
    seconds: float
    found: int

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def searches(site: Path) -> Iterator[Searched]:
    """A first search of each kind of word on the built ``site``; nothing where no browser is at hand.

    The site is sent compressed, as a portal does.
    """
    if not at_hand():
        return
    with portal(site, Compressing) as top, chromium() as browser:
        for kind, word in words(site).items():
            taken = []
            for _run in range(_RUNS):
                context = browser.new_context()
                taken.append(first_search(context.new_page(), top, word))
                context.close()
            moved, _seconds, found = taken[0]
            yield Searched(kind, word, moved, statistics.median(own[1] for own in taken), found)


def rows(site: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table to take away."""
    with (site / "downloads" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


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
        N_("一个字"): common[0][0],
        N_("两个字"): common[1],
        N_("名称的一部分"): part[1:6],
        N_("单位编码"): projects[len(projects) // 2]["主管部门编码"],
        N_("一个数"): funds[len(funds) // 2][budget],
        N_("查不到的词"): "没有这样的词语",
    }


def first_search(page: Page, top: str, word: str) -> tuple[int, float, int]:
    """Type ``word`` on the page of search below ``top``; gives bytes, seconds and the number of results."""
    page.goto(top + "search.html", wait_until="networkidle")
    before, started = Compressing.moved, time.perf_counter()
    page.locator(".search-field").fill(word)
    page.keyboard.press("Enter")
    page.wait_for_function(f"/找到|没有找到/.test({SAID})")
    seconds, moved = time.perf_counter() - started, Compressing.moved - before
    said = str(page.evaluate(SAID)).split(" 页")[0]
    digits = "".join(c for c in said if c.isdigit())
    return moved, seconds, 0 if "没有找到" in said else int(digits)
