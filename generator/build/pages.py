"""One page or file of the site, made by MkDocs' own functions; what the workers do.

``Job`` is what all workers share: it stands in memory before they are forked, and one that is begun anew
makes its own. They give back only small things: fingerprints, and the record to keep.
"""

from __future__ import annotations

import hashlib
import logging
import marshal
import os
from collections.abc import Callable, Sequence
from dataclasses import field
from functools import partial
from typing import Any, BinaryIO

import jinja2
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.build import front, markup
from generator.build.cache import Cache
from generator.records import dataclass
from generator.store import Place, digest


@dataclass(slots=True)
class Kept:
    """What the cache holds of a page: what it was made from, and its record.

    ``linked``: the fingerprint of the list of files, where the page has Markdown links to them.
    """

    key: bytes
    linked: bytes
    record: Place | None
    """What Markdown made of it, where that took long: pages of the small grammar are converted anew."""


@dataclass(slots=True)
class Made:
    """What became of one file of the site."""

    uri: str
    source: bytes
    """SHA-256 of the file it was made from."""
    key: bytes = b""
    output: bytes = b""
    """SHA-256 of what was written; empty where nothing was."""
    linked: bytes = b""
    record: bytes | None = None
    known: bool = False
    """Whether the record that is kept still holds."""


@dataclass(eq=False)
class Job:
    """What making a page takes."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    documents: Sequence[File]
    env: jinja2.Environment
    cache: Cache
    markdown_key: bytes
    files_key: bytes
    kept: dict[str, Kept]
    depth: int | None
    """Deepest heading in a page's contents; None where the small grammar does not apply."""
    state: dict[str, Made] = field(default_factory=dict)
    """Pages of the navigation: every page may print their titles, so they are populated first."""
    written: str = ""
    """What was written last."""
    again: Callable[[], Job] | None = None
    """A picklable function that makes the same job in a worker that was begun anew."""

    def __reduce__(self) -> tuple[Callable[[], Job] | None, tuple[()]]:
        """Made again where it is read."""
        return self.again, ()

    def note(self, output: str, **_others: object) -> None:
        """MkDocs' event ``post_page``: what is about to be written."""
        self.written = output


def populate(job: Job, file: File) -> Made:
    """Read and convert the page of ``file``, or take both from its record."""
    page = page_of(file, job.config)
    data = file.content_bytes
    source = hashlib.sha256(data).digest()
    made = Made(file.src_uri, source, page_key(job.markdown_key, file.src_uri, source))
    kept = job.kept.get(file.src_uri)
    place = kept.record if kept and current(kept, made.key, job.files_key) else None
    record = job.cache.read(place) if place else None
    if record:
        _restore(page, record)
        made.known = True
    else:
        page.read_source = partial(_read_source, page, data)  # type: ignore[method-assign]
        page.render = partial(_render, page, made, job.depth)  # type: ignore[method-assign]
        mkdocs_build._populate_page(page, job.config, job.files)  # noqa: SLF001
        del page.read_source, page.render  # they hold the source
    return made


def page_key(markdown_key: bytes, uri: str, source: bytes) -> bytes:
    """Fingerprint of a page's source and of what converts it."""
    return digest(markdown_key, uri, source)


def current(kept: Kept, key: bytes, files_key: bytes) -> bool:
    """Whether ``kept`` is what would be made of a page now."""
    return kept.key == key and kept.linked in {b"", files_key}


def page_of(file: File, config: MkDocsConfig) -> Page:
    """The page of ``file``; one outside of nav may have none yet."""
    return file.page or Page(None, file, config)


def _read_source(page: Page, data: bytes, config: MkDocsConfig) -> None:
    """``Page.read_source``, of what has been read already."""
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        source = "\r"
    if "\r" in source:
        Page.read_source(page, config)
    else:
        page.markdown, page.meta = front.read(source)


def _render(page: Page, made: Made, depth: int | None, config: MkDocsConfig, files: Files) -> None:
    """``Page.render``, faster for pages of the small grammar."""
    found = None if depth is None else markup.convert(page.markdown or "", depth)
    if found is None:
        made.linked = b"?"
        Page.render(page, config, files)
        made.record = _record(page)
        return
    page.content, page.toc = found.content, get_toc(found.toc)  # type: ignore[arg-type]
    page._title_from_render = found.title  # noqa: SLF001


def _record(page: Page) -> bytes | None:
    """What ``_restore`` needs, or None where front matter has values that cannot be written down."""
    parts = (page.meta, page.content, _tokens(page.toc), page._title_from_render)  # noqa: SLF001
    try:
        return marshal.dumps(parts)  # type: ignore[arg-type]
    except ValueError:
        return None


def _tokens(items: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - TableOfContents, or its items' children
    return [
        {"name": item.title, "id": item.id, "level": item.level, "children": _tokens(item.children)}
        for item in items
    ]


def _restore(page: Page, record: bytes) -> None:
    """Make ``page`` what it was when ``record`` was made."""
    page.markdown = ""
    page.meta, page.content, toc, page._title_from_render = marshal.loads(record)  # noqa: S302, SLF001
    page.toc = get_toc(toc)


def make(job: Job, file: File) -> Made:
    """Write the page of ``file`` into the site, or copy the file."""
    if not file.is_documentation_page():
        return _copy(file)
    in_nav = file.src_uri in job.state
    made = job.state[file.src_uri] if in_nav else populate(job, file)
    page = page_of(file, job.config)
    job.written = ""
    mkdocs_build._build_page(page, job.config, job.documents, job.nav, job.env)  # noqa: SLF001
    if job.written.strip():
        made.output = hashlib.sha256(job.written.encode("utf-8", "xmlcharrefreplace")).digest()
    if not in_nav:
        page.content = page.markdown = None
        page.meta, page.toc = {}, get_toc([])
    return made


def _copy(file: File) -> Made:
    """What ``File.copy_file`` does, with its SHA-256 on the way."""
    sha, place = hashlib.sha256(), file.abs_dest_path
    with open(file.abs_src_path or "", "rb") as source, _created(place) as stream:  # noqa: PTH123
        while data := source.read(_BLOCK):
            sha.update(data)
            stream.write(data)
    return Made(file.src_uri, sha.digest(), output=sha.digest())


_BLOCK = 1 << 20
"""Bytes that are copied at once: no large file is ever whole in memory."""


def _created(path: str) -> BinaryIO:
    """The file at ``path``, where none may be yet; it is written whole or raises, where the disk is full."""
    try:
        return open(path, "xb")  # noqa: PTH123
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        return open(path, "xb")  # noqa: PTH123


class Messages(logging.Handler):
    """Warnings of a worker, for the main process to say and count."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what ``record`` says."""
        self.found.append((record.levelno, record.getMessage()))
