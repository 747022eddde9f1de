"""The site is put in place in one step or not at all."""

import os
import shutil
from pathlib import Path

import pytest

from generator.build import build
from generator.errors import EXIT_BUILD, BuildError

CONFIGURATION = """\
site_name: 试
docs_dir: content
use_directory_urls: false
theme: {name: null, custom_dir: theme}
plugins: []
validation: {links: {not_found: warn}}
"""
PAGE = "# 一\n\n正文\n"


@pytest.fixture
def folder(tmp_path):
    """A publisher's folder with a theme of one line, and a site published before."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text(
        "<h1>{{ page.title }}</h1>{{ page.content }}", encoding="utf-8"
    )
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("published before", encoding="utf-8")
    (tmp_path / "site" / "old.html").write_text("old", encoding="utf-8")
    return tmp_path


def published(folder):
    """The pages of the site."""
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "site").glob("*.html")}


BEFORE = {"index.html": "published before", "old.html": "old"}
PARTS = ["content", "mkdocs.yml", "site", "theme"]


def names(folder):
    """What lies in the folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def test_a_whole_site_takes_the_place_of_the_old_one(folder):
    assert build(folder / "mkdocs.yml", folder / "site") == len(list((folder / "site").rglob("*.html"))) > 0
    assert "<h1>一</h1>" in published(folder)["index.html"]
    assert "old.html" not in published(folder)
    assert names(folder) == PARTS


def test_a_site_is_built_where_there_was_none(folder):
    target = folder / "public" / "jixiao"
    build(folder / "mkdocs.yml", target)
    assert "<h1>一</h1>" in (target / "index.html").read_text(encoding="utf-8")
    assert names(folder / "public") == ["jixiao"]


def test_the_web_server_may_read_the_site(folder):
    build(folder / "mkdocs.yml", folder / "site")
    assert (folder / "site").stat().st_mode & 0o777 == 0o755


def test_building_twice_gives_the_same_site(folder):
    build(folder / "mkdocs.yml", folder / "site")
    first = published(folder)
    build(folder / "mkdocs.yml", folder / "site")
    assert published(folder) == first


def broken_link(folder):
    (folder / "content" / "index.md").write_text("[x](nowhere.md)\n", encoding="utf-8")


def broken_yaml(folder):
    (folder / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")


def unknown_key(folder):
    (folder / "mkdocs.yml").write_text(CONFIGURATION + "no_such_key: 1\n", encoding="utf-8")


def unknown_theme(folder):
    (folder / "mkdocs.yml").write_text("site_name: 试\ntheme: {name: no-such-theme}\n", encoding="utf-8")


def no_configuration(folder):
    (folder / "mkdocs.yml").unlink()


def no_inherited_configuration(folder):
    (folder / "mkdocs.yml").write_text("INHERIT: gone.yml\n" + CONFIGURATION, encoding="utf-8")


def no_content(folder):
    shutil.rmtree(folder / "content")


def broken_template(folder):
    (folder / "theme" / "main.html").write_text("{% if %}", encoding="utf-8")


def template_that_fails(folder):
    (folder / "theme" / "main.html").write_text("{{ nothing.at.all }}", encoding="utf-8")


BREAKS = [
    broken_link, broken_yaml, unknown_key, unknown_theme, no_configuration, no_inherited_configuration,
    no_content, broken_template, template_that_fails,
]  # fmt: skip


@pytest.mark.parametrize("damage", BREAKS)
def test_a_build_that_fails_says_so_and_touches_nothing(folder, damage):
    damage(folder)
    parts = names(folder)
    with pytest.raises(BuildError) as caught:
        build(folder / "mkdocs.yml", folder / "site")
    assert caught.value.exit_code == EXIT_BUILD
    assert caught.value.message.startswith("MkDocs 未能生成网站：")
    assert len(caught.value.message) > len("MkDocs 未能生成网站：")
    assert published(folder) == BEFORE
    assert names(folder) == parts


@pytest.mark.parametrize("nth", [1, 2])
def test_a_swap_that_fails_leaves_what_was_published(folder, monkeypatch, nth):
    """The first move sets the old site aside, the second puts the new one in its place."""
    moves, real = [], os.replace

    def replace(source, target, **keywords):
        if Path(source).name in {"site", "new"}:
            moves.append(source)
            if len(moves) == nth:
                raise OSError(28, "No space left on device")
        return real(source, target, **keywords)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(BuildError, match="写入网站时出错"):
        build(folder / "mkdocs.yml", folder / "site")
    assert published(folder) == BEFORE
    assert names(folder) == PARTS


def test_a_place_that_cannot_be_written_is_said(folder, monkeypatch):
    def fail(*_args, **_keywords):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("generator.build.TemporaryDirectory", fail)
    with pytest.raises(BuildError, match="Permission denied"):
        build(folder / "mkdocs.yml", folder / "site")
    assert published(folder) == BEFORE


def test_ctrl_c_leaves_what_was_published(folder, monkeypatch):
    def interrupted(_config):
        raise KeyboardInterrupt

    monkeypatch.setattr("mkdocs.commands.build.build", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(folder / "mkdocs.yml", folder / "site")
    assert published(folder) == BEFORE
    assert names(folder) == PARTS
