"""No link of the built site is broken: below a portal's sub-path, and from disk."""

import http.client
import time
from urllib.parse import quote, urlsplit

import pytest
from browsing import LOOKS, TEMPLATES, reader
from site_links import Site

from generator.bench.browser import SUB_PATH, chromium, portal

GOOD = """<!doctype html><html><head><title>t</title><style>p { background: url(a.svg) }</style></head><body>
<a href="b/c.html#x">c</a> <a href="#here" id="here">h</a> <a href="mailto:a@b">m</a>
<img src="a.svg" srcset="a.svg 1x, b/big.svg 2x" alt=""></body></html>"""


@pytest.fixture(scope="module")
def site(site_dir, examined):
    settings = examined[0].settings
    return Site(site_dir, settings.domain, settings.sub_path)


def test_no_link_is_broken(site):
    began = time.process_time()
    assert site.broken == []
    assert time.process_time() - began <= 10
    assert len(site.pages) > 150
    assert sum(1 for _one in site.links) > 5_000


def test_a_portal_serves_every_file_that_is_linked(site, site_dir):
    with portal(site_dir) as top:
        connection = http.client.HTTPConnection(urlsplit(top).netloc)
        answers = {}
        for address in sorted(site.files):
            connection.request("HEAD", SUB_PATH + quote(address))
            answer = connection.getresponse()
            answer.read()
            answers[address] = answer.status
    assert set(answers.values()) == {200}


@pytest.mark.browser
@pytest.mark.parametrize("carried", ["from disk", "below a sub-path"])
def test_pages_open_without_a_failed_request_or_an_error(site_dir, carried):
    wrong = []
    with chromium() as browser, portal(site_dir) as top:
        start = top if carried == "below a sub-path" else site_dir.as_uri() + "/"
        with reader(browser, LOOKS["light"], 1280, 900) as page:
            page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
            page.on("request", lambda r: None if r.url.startswith((start, "data:")) else wrong.append(r.url))
            page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
            for address in TEMPLATES.values():
                page.goto(start + address, wait_until="networkidle")
    wrong = [one for one in wrong if not one.endswith("/favicon.ico")]
    assert wrong == []


def made_up(folder, **files):
    (folder / "b").mkdir()
    whole = {
        "index.html": GOOD,
        "b/c.html": '<p id="x"></p>',
        "a.svg": "<svg/>",
        "b/big.svg": "<svg/>",
    } | files
    for name, text in whole.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Site(folder, "portal.invalid", "/jixiao/")


def test_a_whole_site_has_no_fault(tmp_path):
    site = made_up(
        tmp_path,
        **{
            "404.html": '<a href="/jixiao/index.html">home</a>',
            "sitemap.xml": "<loc>https://portal.invalid/jixiao/b/c.html</loc>",
            "a.css": "p { background: url('b/big.svg') }",
            "datapackage.json": '{"resources": [{"path": "a.svg"}, {"path": ["b/c.html"]}]}',
        },
    )
    assert site.broken == []
    assert len(list(site.links)) == 12


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("x.html", '<a href="none.html">x</a>', "x.html: none.html: no such file"),
        ("x.html", '<a href="b/c.html#y">x</a>', "x.html: b/c.html#y: no such id"),
        ("x.html", '<a href="#y">x</a>', "x.html: #y: no such id"),
        ("x.html", '<a href="b/">x</a>', "x.html: b/: a folder, which shows no page from disk"),
        ("x.html", '<a href="/jixiao/index.html">x</a>', "starts at the root"),
        ("x.html", '<a href="../jixiao/x.html">x</a>', "leads out of the site"),
        ("404.html", '<a href="/other/index.html">x</a>', "starts at the root"),
        ("x.html", '<img srcset="a.svg 1x, none.svg 2x">', "x.html: none.svg: no such file"),
        ("x.html", '<script src="https://cdn.invalid/a.js"></script>', "another host"),
        (
            "x.html",
            '<link rel="canonical" href="x"><link rel="icon" href="no.svg">',
            "x.html: no.svg: no such",
        ),
        ("x.html", '<p style="background: url(no.svg)">', "x.html: no.svg: no such file"),
        ("x.html", "<style>p { background: url(no.svg) }</style>", "x.html: no.svg: no such file"),
        ("x.css", "p { background: url(no.svg) }", "x.css: no.svg: no such file"),
        ("x.svg", '<svg><a href="no.html"/></svg>', "x.svg: no.html: no such file"),
        ("s.xml", "<loc>https://portal.invalid/jixiao/no.html</loc>", "no.html: no such file"),
        ("datapackage.json", '{"resources": [{"path": "no.csv"}]}', "datapackage.json: no.csv: no such file"),
    ],
)
def test_each_kind_of_broken_link_is_found(tmp_path, file, text, fault):
    (found,) = made_up(tmp_path, **{file: text}).broken
    assert fault in found
