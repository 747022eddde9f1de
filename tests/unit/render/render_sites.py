"""Small publishers for the tests of render: the clean data of tests/clean, changed and rendered."""

import shutil
from functools import partial
from pathlib import Path

from generator.check import CHECKS, check
from generator.load import load
from generator.render import (
    Filed,
    Shared,
    Years,
    chart_files,
    configure,
    digest,
    downloads_page,
    filing_tasks,
    offered,
    offers,
    put_file,
    put_parts,
    remove_others,
    said_of_units,
    site_map,
    site_tasks,
    views_of,
)
from generator.score import score
from generator.take import (
    Content,
    Out,
    Part,
    Publication,
    Written,
    database_file,
    licence,
    piece,
    table_files,
    whole_files,
)

CLEAN = Path(__file__).parents[2] / "clean"
FILING = "west/2024"


def data(folder, **tables):
    """The clean data at ``folder``, with the texts of ``tables`` of 2024 in place of its own."""
    shutil.copytree(CLEAN, folder)
    for name, text in tables.items():
        (folder / FILING / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def only(folder, **tables):
    """The clean settings and schemes at ``folder``, and a filing with one unit and ``tables``."""
    shutil.copytree(CLEAN, folder, ignore=shutil.ignore_patterns("2023", "2024"))
    filing = folder / FILING
    filing.mkdir(parents=True)
    (filing / "filing.yml").write_text("标题: 试\n来源: 试\n", encoding="utf-8")
    own = {"units": "单位编码,单位名称\nhealth,卫生健康局\n"} | tables
    for name, text in own.items():
        (filing / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def examined(folder):
    """Site, scores and findings of the data in ``folder``."""
    site = load(folder)
    scored = score(site)
    return site, scored, check(site, scored)


def filing(folder, year=2024):
    """The filing of ``year`` in ``folder``."""
    return next(item for item in load(folder).filings if item.year == year)


def rendered(folder, content, charts=None):
    """Render the data of ``folder``; the pages written by hand are one. Return the generated folder."""
    (content / "pages").mkdir(parents=True, exist_ok=True)
    (content / "pages" / "about.md").write_text("# 关于\n\n正文。\n", encoding="utf-8")
    (content / "glossary.yml").write_text("- {term: 资金, word: fund, meaning: 一笔钱}\n", encoding="utf-8")
    site, scored, findings = examined(folder)
    render(site, scored, findings, charts or {}, content)
    return content / "generated"


def years_in(views, view):
    """What all years of the region of ``view`` say."""
    found = [digest(other) for other in views if other.filing.region == view.filing.region]
    said = [said_of_units(one) for one in found]
    own = {unit: b"".join(one.get(unit, b"") for one in said) for unit in said_of_units(digest(view))}
    return Years(own, lambda: found)


def render(site, scored, findings, charts, content):
    """Every page and file of ``site`` below ``content``/generated; how many changed."""
    shared = Shared.of(site.settings, site.schemes, CHECKS, content)
    views = views_of(scored, findings)
    tasks = site_tasks(shared, views, charts)
    for view in views:
        tasks += filing_tasks(Filed(shared, b"", view, years_in(views, view), charts, {}))
    made = [task() for task in tasks]
    made.append(downloads_page(shared, [], {"downloads/data.zip": 1, "downloads/disclosure.sqlite": 1}))
    made.append(site_map(shared, views, sorted(page for bundle in made for page in bundle.pages)))
    others = [*chart_files(charts, shared.target), *taken(site, views, shared.target)]
    kept = {address for bundle in made for address in bundle.files} | {address for address, *_rest in others}
    remove_others(shared.target, kept)
    configure(shared, views)
    return sum(bundle.changed for bundle in made) + sum(changed for _address, _sha, changed in others)


def _same(block):
    return block


def taken(site, views, target):
    """Write the files to take away below ``target``; each address with SHA-256, and whether it changed."""
    said = Publication(
        title=site.settings.title,
        about=site.settings.notice,
        publisher=site.settings.publisher,
        contact=site.settings.contact,
        licence=licence(site.settings.licence),
        address=site.settings.address,
        language="zh-CN",
        day=site.settings.as_of,
        regions=("西区",),
        years=(2023, 2024),
        keywords=("预算绩效",),
    )
    blocks = {
        offer.name: [block for view in views for block in piece(offer, offered(offer.name, view, b""))]
        for offer in offers()
    }
    out = Out(target, put_parts, put_file)
    target.mkdir(parents=True, exist_ok=True)
    made = [put for offer in offers() for put in table_files(offer, blocks[offer.name], said, out)]
    files = {
        address.removeprefix("downloads/").removesuffix(".csv"): Written(
            sha, (target / address).stat().st_size
        )
        for address, sha, _new in made
        if address.endswith(".csv")
    }
    parts = {
        name: [Part(block.sha, block.rows, partial(_same, block)) for block in own]
        for name, own in blocks.items()
    }
    content = Content(lambda _offer: (), lambda offer: parts[offer.name])
    made.append(database_file(offers(), content, out, None))
    return [*made, *whole_files(said, offers(), lambda offer: blocks[offer.name], files, out)]


def tree(folder):
    """Every file's bytes by address."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
