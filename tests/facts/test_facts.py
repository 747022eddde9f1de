"""Figures typed from the five documents, not from the data files, each found where it belongs."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

HERE = Path(__file__).parent
BLOCKS = ("tr", "li", "p", "dd", "article", "section", "figcaption")


def facts():
    for path in sorted(HERE.glob("*.csv")):
        region, _, year = path.stem.rpartition("-")
        with path.open(encoding="utf-8", newline="") as stream:
            yield from ((region, year, *row.values()) for row in csv.DictReader(stream))


FACTS = list(facts())


def address(region, year, page):
    if ":" in page:
        kind, code = page.split(":")
        return f"{region}/{year}/{kind}s/{code}.html"
    return f"{region}/{year}/{'index' if page == 'region' else page}.html"


def bare(text):
    """Without blanks and thousands separators."""
    return re.sub(r"(?<=\d)[,，](?=\d{3})", "", re.sub(r"\s", "", text))


@cache
def blocks(path):
    """The texts of a page's rows, items and paragraphs; its table captions belong to their rows."""
    content = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find("article")
    texts = [bare(block.get_text("|")) for block in content.find_all(BLOCKS)]
    texts += [text for table in content.find_all("table") for text in cells(table)]
    headline = [bare(block.get_text("|")) for block in content.select("dl.headline > div")]
    title = bare(content.find("h1").get_text())
    return [*texts, *headline], title


def cells(table):
    """Each cell with its column's and row's head."""
    heads = [bare(th.get_text("|")) for th in table.select("thead th")]
    for row in table.select("tbody tr"):
        own = row.find_all(["th", "td"], recursive=False)
        for head, cell in zip(heads, own, strict=False):
            yield "|".join((head, bare(own[0].get_text("|")), bare(cell.get_text("|"))))


def stands(figure, text):
    """True where ``figure`` stands in ``text`` as a whole number, not inside a longer one."""
    return re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d]|\.\d)", text) is not None


def test_the_list_is_long_enough_and_has_no_doubles():
    assert len(FACTS) >= 300
    assert len({fact[:5] for fact in FACTS}) == len(FACTS)


@pytest.mark.parametrize(("region", "year"), sorted({fact[:2] for fact in FACTS}))
def test_every_figure_stands_on_its_page(site_dir, region, year):
    lost = []
    for page, figure, label, where in (fact[2:] for fact in FACTS if fact[:2] == (region, year)):
        texts, title = blocks(site_dir / address(region, year, page))
        wanted = bare(label)
        if not any(stands(bare(figure), t) and (wanted in t or wanted in title) for t in texts):
            lost.append(f"{page}: {figure} ({label}) {where}")
    assert not lost, f"{len(lost)} lost:\n" + "\n".join(lost)
