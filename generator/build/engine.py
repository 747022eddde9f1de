"""The engine: what ``mkdocs build`` does, in parallel, and only for what changed.

MkDocs and its Material theme make every byte. The engine decides which of their functions must run
for which page, runs them in forked workers, and takes everything else from the last build. Switched
off (``build(…, fast=False)``, or plain ``mkdocs build``), the site is the same to the byte.

How a build goes

1. *Nothing changed?* The manifest (``cache``) holds fingerprints of the settings, the content, the
   theme and the site. Where all hold, nothing is done, and MkDocs is not even imported.
2. *Plan.* MkDocs loads its configuration, lists its files, makes its navigation; where no file came or
   went, its last list stands, and a file or page is made when it is asked for (``listed``). The pages in nav
   are read first, since every page may print their titles. A page's HTML is made of: its source, and what
   all pages share, namely settings, theme, versions, and the titles and front matter of nav. Where
   neither changed and the file is still what was written, it is kept.
3. *Stage.* Kept files are hard links in the folder that will be the next site (``stage``).
4. *Make.* Workers (``pages``) populate and build the other pages and copy the other files; warnings
   they meet are counted as in MkDocs' strict mode. Converted pages are kept too, so that a change of
   theme or navigation needs no conversion.
5. *Publish.* The folder takes the place of the site (``build``), and then the manifest is written.
   Whatever fails before leaves the site, and a manifest that does not match what was left half-done.

What it relies on inside MkDocs 1.6.1, Material 9.8.1 and Python-Markdown 3.11.3

* ``commands.build``: the order of events in ``build``; ``_populate_page`` and ``_build_page`` touch
  nothing but their page, ``config._current_page``, the plugins and the file written;
  ``_build_theme_template`` writes what it is named, and ``sitemap.xml.gz`` beside ``sitemap.xml``.
* ``structure.files``: what ``get_files``, ``add_files_from_theme`` and ``set_exclusions`` list, and where
  each file goes, depends on names and settings alone; ``structure.nav`` takes from ``Files`` those it names,
  and gives all others a page of no title.
* ``structure.pages``: ``Page.render`` sets ``content``, ``toc`` and ``_title_from_render`` (and what
  only the check of anchors needs, which is off below the level of a warning); ``Page.title`` comes from
  nav, front matter, ``_title_from_render`` or the file's name.
* Templates print of other pages only titles and front matter of those in nav (``known`` reads the
  theme's templates and refuses others), and no time but the sitemap's day.
* Python-Markdown's result for the small grammar (``markup``).

A version, plugin, hook, extension or template that is not known (``known``) raises ``UnknownError``;
then plain MkDocs builds.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException
from mkdocs.utils import CountHandler

from generator.build import known, workers
from generator.build.assembly import Assembly
from generator.build.cache import Cache
from generator.build.pages import Job
from generator.build.site import Site, UnknownError
from generator.build.stage import Stage
from generator.store import content

_INHERIT = re.compile(rb"""^INHERIT:\s*["']?([^\s"'#]+)["']?\s*(?:#.*)?$""", re.MULTILINE)


class Loaded(NamedTuple):
    """MkDocs' configuration, and SHA-256 of the files it was read from, by path."""

    settings: dict[str, bytes]
    config: MkDocsConfig


def load(configuration: Path, stage: Stage) -> Loaded | None:
    """What ``configuration`` says now, for ``assemble``; None where it is faulty, which is said there."""
    try:
        with _silently():
            return Loaded(_settings(configuration), _config(configuration, stage))
    except (MkDocsException, UnknownError, OSError):
        return None


def assemble(
    configuration: Path,
    cache: Cache,
    stage: Stage,
    progress: workers.Progress | None,
    loaded: Loaded | None = None,
) -> Site:
    """Bring the stage to what ``configuration`` makes now, which may be ``loaded`` already.

    Raises ``UnknownError`` before anything is made, and MkDocs' own errors.
    """
    settings = _settings(configuration)
    same = loaded is not None and loaded.settings == settings
    config = loaded.config if loaded and same else _config(configuration, stage)
    reason = known.unknown_setting(config)
    if reason:
        raise UnknownError(reason)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        with _strictly():
            assembly = Assembly(config, settings, cache, stage)
            assembly.job.again = partial(_again, configuration, cache.folder, cache.maker, stage.target)
            assembly.build(progress)
        return assembly.site(configuration)
    except BuildError as error:
        logging.getLogger(mkdocs_build.__name__).error(str(error))  # noqa: TRY400 - as MkDocs does
        raise Abort("Aborted with a BuildError!") from error
    finally:
        config.plugins.on_shutdown()


def _again(configuration: Path, folder: Path, maker: str, target: Path) -> Job:
    """The job of the build that goes on, as a worker that was begun anew makes it for itself."""
    cache = Cache(folder, maker)
    cache.look()
    stage = Stage(cache, target)
    with _silently():  # it is said where the build goes on
        config = _config(configuration, stage)
        config.plugins.on_startup(command="build", dirty=False)
        assembly = Assembly(config, _settings(configuration), cache, stage)
    assembly.equip()
    return assembly.job


def _config(configuration: Path, stage: Stage) -> MkDocsConfig:
    return load_config(str(configuration), site_dir=str(stage.folder), strict=True)


@contextmanager
def _silently() -> Iterator[None]:
    """What MkDocs says is not heard."""
    logger, nobody = logging.getLogger("mkdocs"), logging.NullHandler()
    before, logger.propagate = logger.propagate, False
    logger.addHandler(nobody)
    try:
        yield
    finally:
        logger.removeHandler(nobody)
        logger.propagate = before


@contextmanager
def _strictly() -> Iterator[None]:
    """Warnings are errors, said as by MkDocs."""
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(counter)
    try:
        yield
        if counts := counter.get_counts():
            said = ", ".join(f"{number} {kind.lower()}s" for kind, number in counts)
            raise Abort(f"Aborted with {said} in strict mode!")
    finally:
        logger.removeHandler(counter)


def _settings(configuration: Path) -> dict[str, bytes]:
    """SHA-256 of the configuration and of those it inherits from, by path."""
    found: dict[str, bytes] = {}
    path = configuration.resolve()
    while path.is_file() and str(path) not in found:
        found[str(path)] = content(path)
        data = path.read_bytes()
        inherited = _INHERIT.search(data)
        if b"!ENV" in data or (b"INHERIT" in data and not inherited):
            raise UnknownError(path.name)
        if inherited:
            path = (path.parent / inherited[1].decode()).resolve()
    return found
