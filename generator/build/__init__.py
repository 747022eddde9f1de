"""Build: run MkDocs over the rendered pages and put the finished site in place in one step."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from generator.errors import BuildError
from generator.words import _


def build(configuration: Path, target: Path) -> int:
    """Build the site of ``configuration`` (mkdocs.yml) and put it at ``target``; return its pages.

    The site is built beside its place and swapped in when it is whole: whatever fails, what was
    published before still stands. Raises ``BuildError`` with MkDocs' own words.
    """
    import jieba
    from jinja2 import TemplateError
    from mkdocs.exceptions import MkDocsException

    jieba.setLogLevel("ERROR")  # it tells of its dictionary on every start
    beside = f".{target.name}-"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=beside, ignore_cleanup_errors=True) as folder:
            fresh, aside = Path(folder) / "new", Path(folder) / "old"
            _mkdocs(configuration, fresh)
            _swap(fresh, target, aside)
    except (MkDocsException, TemplateError) as error:
        raise BuildError(_("MkDocs 未能生成网站：{error}").format(error=error)) from error
    except OSError as error:
        raise BuildError(_("写入网站时出错：{error}").format(error=error)) from error
    return sum(1 for _page in target.rglob("*.html"))


def _mkdocs(configuration: Path, target: Path) -> None:
    """What ``mkdocs build --strict`` does."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    config = load_config(str(configuration), site_dir=str(target), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


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
