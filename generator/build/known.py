"""What the engine has been proved with, and what it does not know: then plain MkDocs builds.

The engine relies on how these versions work inside (see ``engine``). A new version is entered here
when the tests that compare every byte of the site pass with it.
"""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.words import _

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

VERSIONS = {
    "mkdocs": {"1.6.1"},
    "mkdocs-material": {"9.8.1"},
    "Markdown": {"3.11.3"},
}
EXTENSIONS = {"toc", "tables", "fenced_code", "attr_list", "def_list", "footnotes", "admonition", "abbr"}
"""Markdown extensions whose result depends on nothing but the page and their settings."""

_OF_ANY_PAGE = {"content", "markdown", "toc", "update_date"}
_OF_ALL_PAGES = {"pages", "build_date_utc"}


def versions() -> dict[str, str]:
    """Versions of what turns pages into HTML."""
    found = {}
    for name in (*VERSIONS, "Jinja2", "PyYAML"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def unknown_version() -> str:
    """The first package of a version that is not known, in words, or nothing."""
    found = versions()
    for name, known in VERSIONS.items():
        if found[name] not in known:
            return f"{name} {found[name]}"
    return ""


def unknown_setting(config: MkDocsConfig) -> str:
    """The first setting that the engine does not know, in words, or nothing."""
    anchors = config.validation.links.anchors
    kinds = {
        "theme": config.theme.name != "material" and repr(config.theme.name),
        "hooks": ", ".join(map(str, config.hooks)),
        "plugins": ", ".join(sorted(config.plugins)),
        "markdown_extensions": ", ".join(sorted(set(config.markdown_extensions) - EXTENSIONS)),
        "extra_templates": ", ".join(config.extra_templates),
        "draft_docs": config.draft_docs and "draft_docs",
        "validation": anchors > logging.INFO and "anchors",
        "mdx_configs": not _plain(config.mdx_configs) and "!!python",
    }
    return next((f"{name}: {value}" for name, value in kinds.items() if value), "")


def _plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(_plain(item) for pair in value.items() for item in pair)
    if isinstance(value, (list, tuple)):
        return all(_plain(item) for item in value)
    return value is None or isinstance(value, (str, int, float, bool))


def unknown_template(env: Environment, folder: Path) -> str:
    """The first template below ``folder`` that prints what stands on other pages, or when it was built.

    A page is made again when its own source, the settings, the theme, or the titles in nav change;
    a template that looks at more would be left with what was there before.
    """
    from jinja2 import meta, nodes

    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".html", ".xml"}:
            continue
        tree = env.parse(path.read_text(encoding="utf-8"), filename=str(path))
        names = meta.find_undeclared_variables(tree) & _OF_ALL_PAGES
        for node in tree.find_all(nodes.Getattr):
            of_this_page = isinstance(node.node, nodes.Name) and node.node.name == "page"
            if node.attr in _OF_ANY_PAGE and not of_this_page:
                names.add(f".{node.attr}")
        for item in tree.find_all(nodes.Getitem):
            if isinstance(item.arg, nodes.Const) and item.arg.value in _OF_ANY_PAGE:
                names.add(f"[{item.arg.value}]")
        if names:
            return _("{file} 用到 {names}").format(file=path.name, names=", ".join(sorted(names)))
    return ""
