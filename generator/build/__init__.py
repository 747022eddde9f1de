"""Build: run MkDocs over the rendered pages and put the finished site in place in one step."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from generator.errors import BuildError
from generator.records import dataclass
from generator.words import _

if TYPE_CHECKING:
    from generator.build.cache import Cache
    from generator.build.engine import Loaded
    from generator.build.site import Site, UnknownError
    from generator.build.stage import Stage


@dataclass
class Ahead:
    """What of a build can be done before its pages are there: what was kept is read, folders are looked at.

    ``lasting``: whether the next build is to find something in the folder of ``kept``. ``loaded``: MkDocs'
    configuration, where it was loaded.
    """

    kept: Cache
    stage: Stage
    lasting: bool = True
    loaded: Loaded | None = None

    def load(self, configuration: Path) -> None:
        """Have MkDocs loaded, with its ``configuration`` as it is now, and the folder it writes to looked at.

        Raises ``OSError``.
        """
        from generator.build import engine  # it takes a while, and is there from now on

        self.stage.look()
        self.loaded = engine.load(configuration, self.stage)


@contextmanager
def ahead(target: Path, cache: Path) -> Iterator[Ahead]:
    """Read what is kept in ``cache``, and look at what it speaks of: to be handed to ``build`` in its place.

    Raises ``OSError``.
    """
    with _opened(target, cache, Path()) as begun:
        begun.kept.look_around()
        begun.stage.look_at_target()
        yield begun


@contextmanager
def _opened(target: Path, cache: Path | Ahead | None, folder: Path) -> Iterator[Ahead]:
    """``cache``, opened where it is not; one in ``folder`` where there is none."""
    if isinstance(cache, Ahead):
        yield cache
        return
    from generator.build.cache import Cache
    from generator.build.site import maker
    from generator.build.stage import Stage

    with Cache(cache or folder / "cache", maker()) as kept:
        yield Ahead(kept, Stage(kept, target), lasting=cache is not None)


def build(
    configuration: Path,
    target: Path,
    cache: Path | Ahead | None = None,
    fast: bool = True,  # noqa: FBT001, FBT002 - one switch, always named
    progress: Callable[[Sequence[str]], Iterable[str]] | None = None,
) -> int:
    """Build the site of ``configuration`` (mkdocs.yml) and put it at ``target``; return its pages.

    The site is built beside its place and swapped in when it is whole: whatever fails, what was
    published before still stands. Raises ``BuildError`` with MkDocs' own words.

    ``cache``: a folder for what the next build can use again, or what ``ahead`` gave of it; without,
    everything is made.
    ``fast``: use all cores and the cache (see ``engine``); the bytes are the same without, and without
    is how anything is built that the engine does not know, which is said on standard error.
    ``progress`` wraps the addresses of the pages that are made, and is drawn from as each is.
    """
    beside = f".{target.name}-"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=beside, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            pages = None
            if fast:
                with _opened(target, cache, folder) as begun:
                    pages = _engine(configuration, target, folder, begun, progress)
            if pages is None:
                _mkdocs(configuration, folder / "new")
                _swap(folder / "new", target, folder / "old")
    except OSError as error:
        raise BuildError(_("写入网站时出错：{error}").format(error=error)) from error
    return sum(1 for _page in target.rglob("*.html")) if pages is None else pages


def _engine(
    configuration: Path,
    target: Path,
    folder: Path,
    begun: Ahead,
    progress: Callable[[Sequence[str]], Iterable[str]] | None,
) -> int | None:
    """Build with the engine; gives the number of pages, or None where it does not know how."""
    from generator.build.site import UnknownError, last, refuse_unknown_versions

    kept, stage = begun.kept, begun.stage
    kept.begin()
    kept.look_again()
    try:
        site = last(configuration, kept, stage)
        if not site:
            refuse_unknown_versions()
            site = _assemble(configuration, begun, progress)
    except UnknownError as unknown:
        _fall_back(unknown)
        return None
    if not site.published:
        _publish(stage.folder, target, folder)
    if begun.lasting:
        if not site.published:
            stage.take(folder / "old", site.outputs)
        kept.save({**site.manifest, "outputs": stage.fingerprints(site.outputs)})
    return site.pages


def _fall_back(unknown: UnknownError) -> None:
    """Say why plain MkDocs builds."""
    said = _("不使用快速生成（{reason}），改由 MkDocs 逐页生成。")
    click.echo(said.format(reason=unknown), err=True)


def _assemble(
    configuration: Path,
    begun: Ahead,
    progress: Callable[[Sequence[str]], Iterable[str]] | None,
) -> Site:
    """The site in the stage, where something changed."""
    with _in_words():
        from generator.build.engine import assemble

        return assemble(configuration, begun.kept, begun.stage, progress, begun.loaded)


def _mkdocs(configuration: Path, target: Path) -> None:
    """What ``mkdocs build --strict`` does."""
    with _in_words():
        from mkdocs.commands.build import build as mkdocs_build
        from mkdocs.config import load_config

        config = load_config(str(configuration), site_dir=str(target), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()


@contextmanager
def _in_words() -> Iterator[None]:
    """MkDocs' errors, and those of the theme's templates, as a ``BuildError``."""
    from jinja2 import TemplateError
    from mkdocs.exceptions import MkDocsException

    try:
        yield
    except (MkDocsException, TemplateError) as error:
        raise BuildError(_("MkDocs 未能生成网站：{error}").format(error=error)) from error


def _publish(fresh: Path, target: Path, folder: Path) -> None:
    """Put ``fresh`` at ``target``, by way of a copy in ``folder`` where it is on another file system."""
    try:
        _swap(fresh, target, folder / "old")
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copytree(fresh, folder / "new")
        _swap(folder / "new", target, folder / "old")


def _swap(fresh: Path, target: Path, aside: Path) -> None:
    """Move ``fresh`` to ``target`` and what stood there to ``aside``, or back where that fails."""
    fresh.chmod(0o755)
    if target.exists():
        target.replace(aside)
    try:
        fresh.replace(target)
    except OSError:
        if aside.exists():
            aside.replace(target)
        raise
