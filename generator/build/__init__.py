"""Build: run MkDocs over the rendered pages and put the finished site in place in one step."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from generator.errors import BuildError
from generator.words import _


def build(configuration: Path, target: Path) -> int:
    """Build the site of ``configuration`` (mkdocs.yml) and put it at ``target``; return its pages.

    The site is built beside its place and swapped in when it is whole: whatever fails, what was
    published before still stands. Raises ``BuildError`` with MkDocs' own words.
    """
    import jieba
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    jieba.setLogLevel("ERROR")  # it tells of its dictionary on every start
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        config = load_config(str(configuration), site_dir=str(fresh), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        fresh.chmod(0o755)
        _swap(fresh, target)
    except MkDocsException as error:
        raise BuildError(_("MkDocs 未能生成网站：{error}").format(error=error)) from error
    except OSError as error:
        raise BuildError(_("写入网站时出错：{error}").format(error=error)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return sum(1 for _page in target.rglob("*.html"))


def _swap(fresh: Path, target: Path) -> None:
    """Move ``fresh`` to ``target``; what stood there is removed only after the move."""
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-old-"))
    if target.exists():
        target.replace(old / "site")
    fresh.replace(target)
    shutil.rmtree(old, ignore_errors=True)
