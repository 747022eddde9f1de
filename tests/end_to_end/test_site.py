"""The site built from the real data: what must hold on every page (DOMAIN section 4, DESIGN "Pages")."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from built_pages import ADDRESSES, NAMES_AN_ID, Built, words

from generator.render.filing_pages import SECTIONS

ZENSICAL = Path(sys.executable).parent / "zensical"
HOST = re.compile(r"(?i)(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+")
HEAD = ("索引号", "发布机构", "文号", "成文日期", "发布日期", "主题分类", "时效性")
"""Heads of the record header (条例 24)."""
EVERYWHERE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE = ("ArticleTitle", "PubDate", "ContentSource")
BY_THE_THEME = {"404.html"}
"""The page that the theme makes: it belongs to no column and has no data of its own."""


@pytest.fixture(scope="module")
def built(site_dir):
    """Every page by its address."""
    pages = [Built.read(site_dir, path) for path in sorted(site_dir.rglob("*.html"))]
    return {page.address: page for page in pages}


@pytest.fixture(scope="module")
def settings(examined):
    site, _scored, _findings = examined
    return site.settings


def is_article(page):
    """Whether ``page`` is a record page (unit or project)."""
    return bool(re.fullmatch(r"[\w-]+/\d{4}/(units|projects)/[\w-]+\.html", page.address))


def expected_addresses(site):
    """Addresses that the data calls for."""
    for filing in site.filings:
        yield f"{filing.key}/index.html"
        yield f"{filing.key}/findings.html"
        yield from (f"{filing.key}/{address}.html" for address, _title, _tables in SECTIONS)
        yield from (f"{filing.key}/units/{unit.code}.html" for unit in filing.units)
        yield from (f"{filing.key}/projects/{project.code}.html" for project in filing.projects)
    yield from (f"method/{code}.html" for code in site.schemes)


def test_every_unit_project_region_stage_and_scheme_has_a_page(examined, built):
    site, _scored, _findings = examined
    assert set(expected_addresses(site)) - set(built) == set()


def test_every_kind_of_finding_and_every_column_has_a_page(built):
    from generator.check import CHECKS

    columns = [
        "index",
        "units",
        "projects",
        "findings",
        "method",
        "dictionary",
        "downloads",
        "glossary",
        "about",
        "accessibility",
        "how-to-read",
    ]
    wanted = {f"findings/{check.code}.html" for check in CHECKS} | {f"{name}.html" for name in columns}
    wanted |= {f"{address}.html" for address, _title, _tables in SECTIONS}
    assert wanted - set(built) == set()


def test_every_link_leads_to_a_file_of_the_site(site_dir, built, settings):
    broken = []
    for page in built.values():
        for tag, name, link in page.links:
            if tag == "link" and link.startswith(f"https://{settings.domain}/"):
                continue  # the canonical address: a statement, not a request
            path, _fragment = page.leads(link, settings.sub_path)
            if not (site_dir / path).is_file():
                broken.append(f"{page.address}: {tag} {name}={link}")
    assert broken == []


def test_every_fragment_is_an_id_of_its_page(built, settings):
    broken = []
    for page in built.values():
        for _tag, _name, link in page.links:
            path, fragment = page.leads(link, settings.sub_path)
            if fragment and path in built and fragment not in built[path].ids:
                broken.append(f"{page.address}: {link}")
    assert broken == []


def test_an_id_stands_once_on_a_page(built):
    twice = {page.address: [i for i, n in Counter(page.ids).items() if n > 1] for page in built.values()}
    assert {address: ids for address, ids in twice.items() if ids} == {}


def test_labels_name_ids_of_their_page(built):
    broken = []
    for page in built.values():
        for element in page.tree.iter():
            named = " ".join(element.get(name, "") for name in NAMES_AN_ID).split()
            broken += [f"{page.address}: {element.tag} {one}" for one in named if one not in page.ids]
    assert broken == []


def test_no_page_loads_or_links_to_another_host(built, settings):
    foreign = []
    for page in built.values():
        for element in page.tree.iter():
            own = element.tag == "link" and element.get("rel") == "canonical"
            said = [] if own else [element.get(name, "") for name in (*ADDRESSES, "srcset", "style")]
            runs = element.tag in {"script", "style"} and element.get("type") != "application/ld+json"
            said += [element.text or ""] if runs else []
            foreign += [
                f"{page.address}: {element.tag} {HOST.search(s).group()}" for s in said if HOST.search(s)
            ]
    assert foreign == []


def test_no_style_sheet_or_picture_loads_from_another_host(site_dir):
    loads = re.compile(
        r"""(?i)(?:@import\s+(?:url\()?|url\(|(?:href|src)=)\s*["']?\s*((?:https?:)?//[^"')\s>]+)"""
    )
    files = [path for path in site_dir.rglob("*") if path.suffix in {".css", ".svg"}]
    foreign = [
        f"{p.relative_to(site_dir)}: {found}" for p in files for found in loads.findall(p.read_text("utf-8"))
    ]
    assert files
    assert foreign == []


NEVER_REACHED = {
    "bundle": {"//api.github.com", "//clipboardjs.com", "//unpkg.com"},
    "workbook": {"//schemas.openxmlformats.org"},
}
"""Hosts that scripts name: Material's bundle, which no page loads; the workbook, as XML vocabularies."""


def test_scripts_name_no_host_but_those_never_reached(site_dir):
    for path in site_dir.rglob("*.js"):
        if {"search", "lunr"} & set(path.relative_to(site_dir).parts[:-1]) or "workers" in path.parts:
            continue  # the index, which is text; Material's own search, which no page loads
        text = path.read_text("utf-8")
        hosts = {f"//{host}" for host in re.findall(r"https?://([\w.-]+\w)", text)}
        hosts |= set(re.findall(r"""["'`](//[\w-]+\.[\w.-]+\w)""", text))
        assert hosts <= NEVER_REACHED.get(path.name.partition(".")[0], set()), path.relative_to(site_dir)


OWN = {"look.js", "site.js", "take.js", "search.js"}
LISTS = {"lists.js", "table.js", "workbook.js", "compare.js", "compare-view.js"}
"""Our scripts; the second are asked for by the pages of lists and of the comparison alone."""
ON_LISTS = {"units.html", "projects.html", "compare.html"}


def test_no_page_loads_a_script_of_material(built):
    for page in built.values():
        loaded = [e.get("src") for e in page.all("script") if e.get("src")]
        allowed = OWN | LISTS if page.address in ON_LISTS else OWN
        assert {source.rpartition("/")[2] for source in loaded} <= allowed, page.address


def test_each_government_meta_tag_stands_once_and_by_its_own_name(built, settings):
    for page in built.values():
        counted = Counter(name.lower() for name, _content in page.metas)
        assert [name for name, count in counted.items() if count > 1] == [], page.address
        kind = () if page.address in BY_THE_THEME else ARTICLE if is_article(page) else COLUMN
        for name in (*EVERYWHERE, *kind):
            assert page.meta(name), f"{page.address}: {name}"
        assert page.meta("SiteName") == settings.title
        assert page.meta("SiteDomain") == settings.domain
        assert page.meta("SiteIDCode") == settings.id_code


def test_a_page_is_a_column_or_an_article_never_both(built):
    for page in built.values():
        names = {name for name, _content in page.metas}
        assert not (names & set(COLUMN) and names & set(ARTICLE)), page.address


def test_article_tags_say_when_and_from_where(built):
    for page in filter(is_article, built.values()):
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", page.meta("PubDate")), page.address
        heading = words(page.all("h1")[0])
        assert page.meta("ArticleTitle") == heading, page.address
        assert page.meta("Url").endswith(f"/{page.address}"), page.address


def test_record_pages_carry_the_record_header(examined, built):
    site, _scored, _findings = examined
    documents = {filing.key: filing.documents for filing in site.filings}
    for page in filter(is_article, built.values()):
        (record,) = page.all("dl", "record")
        pairs = [(words(item.find("dt")), words(item.find("dd"))) for item in record.iter("div")]
        assert [head for head, _value in pairs][: len(HEAD)] == list(HEAD), page.address
        assert all(value for _head, value in pairs), page.address
        said = dict(pairs)
        titles = {document.title for document in documents["/".join(page.address.split("/")[:2])]}
        assert said["文件名称"] in titles, page.address


def test_pages_of_lists_carry_no_record_header(built):
    assert [p.address for p in built.values() if p.all("dl", "record") and not is_article(p)] == []


def test_the_notice_of_a_demonstration_stands_on_every_page(built, settings):
    assert "示例" in settings.notice
    assert [p.address for p in built.values() if settings.notice not in p.words] == []


def test_every_page_has_one_first_heading_and_a_title_of_its_own(built):
    for page in built.values():
        headings = page.all("h1")
        assert len(headings) == 1, page.address
        assert words(headings[0]), page.address
        assert len(page.all("title")) == 1, page.address
    titles = Counter(page.all("title")[0].text.strip() for page in built.values() if not is_article(page))
    assert [title for title, count in titles.items() if count > 1] == []


def test_headings_skip_no_level(built):
    for page in built.values():
        article = next(e for e in page.tree.iter() if e.get("id") == "content")
        levels = [int(e.tag[1]) for e in article.iter() if re.fullmatch("h[1-6]", str(e.tag))]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert jumps == [], page.address
        assert levels[0] == 1, page.address


def test_every_page_says_its_language(built):
    assert {page.tree.get("lang") for page in built.values()} <= {"zh", "zh-CN"}


def test_every_table_has_a_caption_and_heads_with_a_scope(built):
    wrong = []
    for page in built.values():
        for table in page.all("table"):
            caption = table.find("caption")
            if caption is None or not words(caption):
                wrong.append(f"{page.address}: no caption")
            heads = list(table.iter("th"))
            if not heads or any(h.get("scope") not in {"col", "row", "colgroup", "rowgroup"} for h in heads):
                wrong.append(f"{page.address}: {words(caption) if caption is not None else '?'}: scope")
    assert wrong == []


def widths(table):
    """How many columns each row fills, with the cells that reach into it from above."""
    found, reaching = [], []
    for row in table.iter("tr"):
        reaching = [(rows - 1, columns) for rows, columns in reaching if rows > 1]
        own = [c for c in row if c.tag in {"td", "th"}]
        found.append(sum(int(c.get("colspan", 1)) for c in own) + sum(columns for _rows, columns in reaching))
        reaching += [(int(c.get("rowspan", 1)), int(c.get("colspan", 1))) for c in own]
    return found


def test_every_row_of_a_table_has_as_many_cells_as_its_heads(built):
    wrong = []
    for page in built.values():
        for table in page.all("table"):
            rows = widths(table)
            if len(set(rows)) > 1:
                wrong.append(f"{page.address}: {words(table.find('caption'))}: {sorted(set(rows))}")
    assert wrong == []


def test_a_scrolling_table_can_be_reached_and_is_named(built):
    for page in built.values():
        for div in page.all("div", "table"):
            assert div.get("role") == "region", page.address
            assert div.get("tabindex") == "0", page.address
            assert div.get("aria-label"), page.address


def test_every_picture_has_words(built):
    assert [
        f"{p.address}: {e.get('src')}" for p in built.values() for e in p.all("img") if not e.get("alt")
    ] == []


def test_no_section_is_left_without_content(built):
    """A heading is followed by something: rows, text, or the reason why there is nothing."""
    bare = []
    for page in built.values():
        article = next(e for e in page.tree.iter() if e.get("id") == "content")
        flat = [e for e in article.iter() if e.tag in {"h1", "h2", "p", "dd", "td", "li", "img", "a"}]
        for this, after in zip(flat, [*flat[1:], None], strict=True):
            if this.tag == "h2" and (after is None or after.tag in {"h1", "h2"}):
                bare.append(f"{page.address}: {words(this)}")
    assert bare == []


def test_empty_sections_state_why(built):
    for page in built.values():
        for empty in page.all("div", "empty"):
            said = words(empty).removeprefix("暂无内容").strip()
            assert len(said) >= 6, f"{page.address}: {words(empty)}"


def test_the_filings_own_reason_for_an_empty_table_stands_where_it_would_be(examined, built):
    site, _scored, _findings = examined
    lacking = []
    for filing in site.filings:
        for address, _title, tables in SECTIONS:
            reason = filing.empty.get(tables[0])
            page = built[f"{filing.key}/{address}.html"]
            if (
                reason
                and not filing.rows(tables[0])
                and not (set(tables) - {tables[0]} and page_has_rows(filing, tables))
            ):
                said = [words(empty) for empty in page.all("div", "empty")]
                if not any(reason in text for text in said):
                    lacking.append(f"{page.address}: {reason}")
    assert lacking == []


def page_has_rows(filing, tables):
    """Whether any of ``tables`` has a row."""
    return any(filing.rows(table) for table in tables)


def test_no_personal_data_reaches_any_file(site_dir):
    number = re.compile(r"(?<![\d.])(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8}|\d{17}[\dXx])(?![\d.])")
    filler = re.compile(r"(?:填报人|填表人|联系人|联系电话|经办人)[^\n，。]{0,4}[：:]\s*[^\s<，。：:]+")
    for path in site_dir.rglob("*"):
        if (
            path.suffix in {".html", ".json", ".csv", ".js", ".xml", ".svg"}
            and "javascripts" not in path.parts
        ):
            text = path.read_text(encoding="utf-8")
            assert not number.search(text), f"{path}: {number.search(text)}"
            assert not filler.search(text), f"{path}: {filler.search(text)}"


def test_every_page_has_its_data_beside_it(site_dir, built):
    for page in built.values():
        if page.address in BY_THE_THEME:
            continue
        data = (site_dir / page.address).with_suffix(".json")
        assert data.is_file(), page.address
        json.loads(data.read_text(encoding="utf-8"))


def test_the_pages_data_is_linked_from_it(built):
    lacking = []
    for page in built.values():
        if page.address in BY_THE_THEME | {
            "about.html",
            "how-to-read.html",
            "accessibility.html",
            "sitemap.html",
        }:
            continue
        name = page.address.rpartition("/")[2].removesuffix(".html") + ".json"
        if not any(
            page.leads(link, "/")[0].endswith("/" + name) or link.endswith(name)
            for _t, _n, link in page.links
        ):
            lacking.append(page.address)
    assert lacking == []


def test_the_html_parses_without_a_complaint(built):
    assert {page.address: page.errors for page in built.values() if page.errors} == {}


def test_no_template_or_markdown_shows_through(built):
    for page in built.values():
        said = page.words
        for mark in ("{{", "{%", "{#", "<#", "&#", "&lt;", "None,", "Missing.", "Decimal("):
            assert mark not in said, f"{page.address}: {mark} {said[max(0, said.find(mark) - 40) :][:80]}"
        assert not re.search(r"(?m)^#{1,6} ", said), page.address


def test_zensical_builds_the_same_addresses(published, built, tmp_path):
    """The successor of MkDocs Material reads the same mkdocs.yml (DESIGN, "Pages")."""
    folder = tmp_path / "publisher"
    shutil.copytree(published, folder, ignore=shutil.ignore_patterns("site", ".cache", "data", "done"))
    made = subprocess.run(
        [ZENSICAL, "build", "-f", "mkdocs.yml"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
    site = folder / "site"
    addresses = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert addresses == set(built)


def test_zensical_pages_hold_the_same_words(published, built, tmp_path):
    folder = tmp_path / "publisher"
    shutil.copytree(published, folder, ignore=shutil.ignore_patterns("site", ".cache", "data", "done"))
    subprocess.run([ZENSICAL, "build", "-f", "mkdocs.yml"], cwd=folder, capture_output=True, check=True)
    for address in ("index.html", "wuhua/2024/units/health.html", "findings.html"):
        other = Built.read(folder / "site", folder / "site" / address)
        tables = [words(t) for t in built[address].all("table")]
        assert [words(t) for t in other.all("table")] == tables, address
