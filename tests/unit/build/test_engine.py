"""The engine's site is plain MkDocs' site, to the byte: at first, after any edit, after any damage."""

import os
import random
import resource
import shutil
import subprocess
import sys

import pytest
from engine_site import ROOT, files, make, record

from generator import forks
from generator.build import ahead, assembly, build, engine, known, stage, workers
from generator.build.cache import Cache
from generator.build.site import maker
from generator.errors import BuildError
from generator.store import stamp


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "publisher")


def fast(folder, **more):
    """Build with the engine and its cache; gives the number of pages."""
    return build(folder / "mkdocs.yml", folder / "site", cache=folder / "cache", **more)


def plain(folder):
    """Every file of the site as plain MkDocs builds it."""
    target = folder.parent / "plain"
    shutil.rmtree(target, ignore_errors=True)
    build(folder / "mkdocs.yml", target, fast=False)
    return files(target)


@pytest.fixture
def engine_only(monkeypatch):
    """Fail where the engine would leave the work to plain MkDocs."""

    def fell_back(*_args):
        raise AssertionError("the engine did not build")

    monkeypatch.setattr("generator.build._fall_back", fell_back)


pytestmark = pytest.mark.usefixtures("engine_only")


def test_a_cold_build_gives_the_bytes_of_plain_mkdocs(folder):
    pages = fast(folder)
    assert files(folder / "site") == plain(folder)
    assert pages == sum(name.endswith(".html") for name in files(folder / "site"))


def test_a_build_without_a_cache_gives_the_same(folder):
    build(folder / "mkdocs.yml", folder / "site")
    assert files(folder / "site") == plain(folder)


def test_many_pages_made_in_workers_give_the_same(tmp_path):
    folder = make(tmp_path / "publisher", records=60)
    fast(folder)
    assert files(folder / "site") == plain(folder)


def test_one_core_gives_the_same_as_many(tmp_path, monkeypatch):
    folder = make(tmp_path / "publisher", records=40)
    monkeypatch.setattr("generator.forks.cores", lambda: 1)
    fast(folder)
    assert files(folder / "site") == plain(folder)


def test_workers_begun_anew_give_the_same(tmp_path, monkeypatch):
    """At first, and where records of the last build are read: every page is made of the titles in nav."""
    folder, begun, real = make(tmp_path / "publisher", records=60), [], forks._anew

    def anew(tasks, workers):
        begun.append(len(tasks))
        return real(tasks, workers)

    monkeypatch.setattr(forks, "_anew", anew)
    monkeypatch.setattr(forks, "may_fork", lambda: False)
    monkeypatch.setattr(workers, "_MANY", 30)
    fast(folder)
    assert begun
    assert files(folder / "site") == plain(folder)
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\ncopyright: 示例\n", encoding="utf-8")
    begun.clear()
    fast(folder)
    assert begun
    assert files(folder / "site") == plain(folder)


@pytest.mark.parametrize("edited", [False, True])
def test_settings_loaded_ahead_are_used_where_they_are_what_they_were(folder, monkeypatch, edited):
    loaded, real = [], engine.load_config
    monkeypatch.setattr(engine, "load_config", lambda *said, **more: loaded.append(1) or real(*said, **more))
    fast(folder)
    loaded.clear()
    settings = folder / "mkdocs.yml"
    with ahead(folder / "site", folder / "cache") as begun:
        begun.load(settings)
        record(folder, 3, "\n## 又\n")
        if edited:
            settings.write_text(
                settings.read_text(encoding="utf-8") + "\ncopyright: 示例\n", encoding="utf-8"
            )
        build(settings, folder / "site", cache=begun)
    assert len(loaded) == 1 + edited
    assert files(folder / "site") == plain(folder)


def test_a_disk_that_is_full_is_told_and_no_file_is_cut(folder):
    fast(folder)
    before = files(folder / "site")
    (folder / "content" / "large.bin").write_bytes(bytes(3_000_000))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_500_000, hard))  # its last part does not fit
    try:
        with pytest.raises(BuildError):
            fast(folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files(folder / "site") == before
    fast(folder)
    assert files(folder / "site") == plain(folder)


@pytest.mark.parametrize("long_ago", [False, True])
def test_what_comes_and_goes_after_a_look_ahead_is_found(folder, long_ago):
    fast(folder)
    if long_ago:  # else every folder is looked at again
        for path in [folder, *folder.rglob("*")]:
            if path.is_dir():
                os.utime(path, (1, 1))
    with ahead(folder / "site", folder / "cache") as begun:
        begun.load(folder / "mkdocs.yml")
        content = folder / "content"
        (content / "deep" / "1.md").replace(content / "deep" / "2.md")
        (content / "more").mkdir()
        (content / "more" / "file.txt").write_text("new", encoding="utf-8")
        build(folder / "mkdocs.yml", folder / "site", cache=begun)
    assert files(folder / "site") == plain(folder)


def test_what_is_wrong_with_settings_is_said_once(folder, capfd):
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nwrong_key: 1\n", encoding="utf-8")
    with ahead(folder / "site", folder / "cache") as begun:
        begun.load(settings)
        assert begun.loaded is None
        assert capfd.readouterr() == ("", "")
        with pytest.raises(BuildError):
            build(settings, folder / "site", cache=begun)


def test_nothing_changed_touches_nothing_and_does_not_import_mkdocs(folder):
    fast(folder)
    before = {path: path.stat() for path in (folder / "site").rglob("*")}
    command = (
        "import sys; from pathlib import Path; from generator.build import build;"
        "folder = Path(sys.argv[1]);"
        "pages = build(folder / 'mkdocs.yml', folder / 'site', cache=folder / 'cache');"
        "print(pages, 'mkdocs' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", command, str(folder)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert said.stdout.split() == [str(sum(p.suffix == ".html" for p in before)), "False"]
    assert {path: path.stat() for path in (folder / "site").rglob("*")} == before


def test_one_page_changed_makes_one_page(folder):
    fast(folder)
    record(folder, 3, "\n## 又 {#more}\n\n<div>\n<p>新</p>\n</div>\n")
    made = []

    def progress(names):
        made.extend(names)
        return names

    fast(folder, progress=progress)
    assert made == ["deep/3.md"]
    assert files(folder / "site") == plain(folder)


def test_pages_made_again_to_the_same_bytes_are_not_read_after_every_edit(folder):
    style = folder / "theme" / "main.html"
    before = style.read_text(encoding="utf-8")
    fast(folder)
    for text in (before + "<!-- -->", before):
        style.write_text(text, encoding="utf-8")
        fast(folder)
    for n in (3, 4):
        record(folder, n, "\n<div>\n<p>新</p>\n</div>\n")
        fast(folder)
    there = [folder / "site" / f"deep/{n}.html" for n in (1, 2, 5)]
    kept = [folder / "cache" / "new" / f"deep/{n}.html" for n in (1, 2, 5)]
    assert [path.stat().st_ino for path in there] == [path.stat().st_ino for path in kept]
    assert files(folder / "site") == plain(folder)


def inodes(folder):
    return {str(path.relative_to(folder)): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("shared_out_from", [0, 10_000])
def test_no_file_of_the_site_is_left_for_the_next_build_to_link(folder, monkeypatch, shared_out_from):
    monkeypatch.setattr(stage, "_MANY", shared_out_from)
    chance = random.Random(1)  # noqa: S311
    fast(folder)
    for edit in (edit_theme, edit_page, add_page, remove_page, edit_file, lose_manifest, edit_theme):
        edit(folder, chance)
        fast(folder)
        site = inodes(folder / "site")
        assert inodes(folder / "cache" / "new").items() >= site.items(), edit.__name__
    assert files(folder / "site") == plain(folder)


def test_where_the_file_system_has_no_links_a_build_copies_what_it_keeps_and_no_more(folder, monkeypatch):
    def refuse(_source, _place):
        raise PermissionError(1, "Operation not permitted")

    copied, real = [], shutil.copyfile
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(stage.shutil, "copyfile", lambda *pair: copied.append(pair[1]) or real(*pair))
    fast(folder)
    assert not copied
    record(folder, 3, "\n<div>\n<p>新</p>\n</div>\n")
    fast(folder)
    assert len(copied) == len(set(copied)) > 0
    assert files(folder / "site") == plain(folder)


@pytest.fixture
def listed(monkeypatch):
    """How often MkDocs lists all files."""
    seen = []
    real = assembly.get_files

    def get_files(config):
        seen.append(config.docs_dir)
        return real(config)

    monkeypatch.setattr(assembly, "get_files", get_files)
    return seen


def test_where_no_file_comes_or_goes_none_is_listed_again(folder, listed):
    fast(folder)
    record(folder, 3, "\n*又* [另一页](4.md#more) [首页](../index.md) [数据](../data.csv)\n")
    fast(folder)
    assert len(listed) == 1
    assert files(folder / "site") == plain(folder)
    record(folder, 9)
    fast(folder)
    assert len(listed) == 2
    assert files(folder / "site") == plain(folder)


def test_on_another_day_the_site_map_names_every_page_without_listing_files(folder, listed, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    fast(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    fast(folder)
    assert len(listed) == 1
    assert files(folder / "site") == plain(folder)


def test_where_pages_outside_of_the_navigation_are_warned_of_all_are_listed(folder, listed):
    settings = folder / "mkdocs.yml"
    said = settings.read_text(encoding="utf-8").replace("omitted_files: ignore", "omitted_files: warn")
    settings.write_text(said, encoding="utf-8")
    fast(folder)
    (folder / "content" / "list.md").write_text("# 又一次\n", encoding="utf-8")
    fast(folder)
    assert len(listed) == 2
    assert files(folder / "site") == plain(folder)


def edit_page(folder, chance):
    record(
        folder, chance.randrange(8), f"\n## 节 {chance.random()}\n\n<div>\n<p>{chance.random()}</p>\n</div>\n"
    )


def edit_to_general_markdown(folder, chance):
    record(folder, chance.randrange(8), f"\n*{chance.random()}* [首页](../index.md)\n\n- 一\n")


def add_page(folder, chance):
    record(folder, 100 + chance.randrange(5))


def remove_page(folder, chance):
    (folder / "content" / "deep" / f"{chance.randrange(100, 105)}.md").unlink(missing_ok=True)


def retitle_a_page_of_nav(folder, chance):
    (folder / "content" / "list.md").write_text(f"# 列表 {chance.random()}\n", encoding="utf-8")


def edit_file(folder, chance):
    (folder / "content" / "data.csv").write_text(str(chance.random()), encoding="utf-8")


def edit_theme(folder, chance):
    path = folder / "theme" / "partials" / "footer.html"
    path.write_text(path.read_text(encoding="utf-8") + f"<!-- {chance.random()} -->", encoding="utf-8")


def edit_style(folder, chance):
    (folder / "theme" / "assets" / "css" / "tokens.css").write_text(
        f"/* {chance.random()} */", encoding="utf-8"
    )


def edit_settings(folder, chance):
    path = folder / "inherited.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"site_name: 试 {chance.randrange(9)}", *lines[1:]]), encoding="utf-8")


def edit_extensions(folder, chance):
    path = folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8").replace(
        "permalink: false", f"toc_depth: {chance.randrange(1, 6)}"
    )
    path.write_text(text, encoding="utf-8")


def spoil_site(folder, chance):
    path = chance.choice([p for p in sorted((folder / "site").rglob("*")) if p.is_file()])
    path.unlink()
    path.write_text("foreign", encoding="utf-8")


def add_to_site(folder, _chance):
    (folder / "site" / "foreign.html").write_text("foreign", encoding="utf-8")


def lose_site(folder, _chance):
    shutil.rmtree(folder / "site")


def lose_stage(folder, _chance):
    shutil.rmtree(folder / "cache" / "new", ignore_errors=True)


def spoil_stage(folder, chance):
    path = chance.choice([p for p in sorted((folder / "cache" / "new").rglob("*")) if p.is_file()])
    path.unlink()
    path.write_text("foreign", encoding="utf-8")


def spoil_records(folder, chance):
    path = folder / "cache" / "records"
    data = bytearray(path.read_bytes())
    for _ in range(50):
        data[chance.randrange(len(data))] ^= 1 + chance.randrange(255)
    path.write_bytes(data)


def cut_records(folder, _chance):
    path = folder / "cache" / "records"
    path.write_bytes(path.read_bytes()[:1000])


def spoil_manifest(folder, chance):
    path = folder / "cache" / "manifest"
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1
    path.write_bytes(data)


def lose_manifest(folder, _chance):
    (folder / "cache" / "manifest").unlink()


EDITS = [
    edit_page, edit_to_general_markdown, add_page, remove_page, retitle_a_page_of_nav, edit_file, edit_theme,
    edit_style, edit_settings, edit_extensions,
]  # fmt: skip
DAMAGE = [
    spoil_site, add_to_site, lose_site, lose_stage, spoil_stage, spoil_records, cut_records, spoil_manifest,
    lose_manifest,
]  # fmt: skip


@pytest.mark.parametrize("change", [*EDITS, *DAMAGE], ids=lambda change: change.__name__)
def test_after_a_change_an_incremental_build_equals_a_clean_one(folder, change):
    chance = random.Random(change.__name__)  # noqa: S311 - a test repeats
    fast(folder)
    edit_page(folder, chance)
    fast(folder)  # the stage holds the site before the last one
    change(folder, chance)
    fast(folder)
    assert files(folder / "site") == plain(folder)
    with Cache(folder / "cache", maker()) as kept:
        stamps = {name: known for name, (_made_of, (_sha, known)) in kept.outputs.items()}
    site = folder / "site"
    # or the next build would read them
    assert stamps == {name: stamp((site / name).lstat()) for name in files(site)}


@pytest.mark.parametrize("seed", range(4))
def test_after_random_edits_and_damage_an_incremental_build_equals_a_clean_one(folder, seed):
    chance = random.Random(seed)  # noqa: S311
    fast(folder)
    for _ in range(8):
        changes = [change.__name__ for change in chance.sample([*EDITS, *EDITS, *DAMAGE], 2)]
        for name in changes:
            if (folder / "cache" / "new").exists() or name != "spoil_stage":
                globals()[name](folder, chance)
            if name == "lose_site":
                break
        fast(folder)
        assert files(folder / "site") == plain(folder), changes


def test_an_edit_that_keeps_size_and_time_is_seen(folder):
    fast(folder)
    path = folder / "content" / "data.csv"
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"1", b"9"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    fast(folder)
    assert files(folder / "site") == plain(folder)


def test_another_engines_cache_is_not_read(folder, monkeypatch):
    fast(folder)
    (folder / "cache" / "records").write_bytes(b"")
    monkeypatch.setattr("generator.build.site.maker", lambda: "another")
    fast(folder)
    assert files(folder / "site") == plain(folder)


def test_a_warning_met_in_a_worker_stops_the_build_and_leaves_the_site(tmp_path):
    folder = make(tmp_path / "publisher", records=60)
    fast(folder)
    before = files(folder / "site")
    for n in range(40):
        record(folder, n, "\n[nowhere](nowhere.md)\n")
    configuration = folder / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8").replace("links: {", "links: {not_found: warn, ")
    configuration.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match="40 warnings in strict mode"):
        fast(folder)
    assert files(folder / "site") == before
    with pytest.raises(BuildError, match="40 warnings in strict mode"):
        fast(folder)


def killed(*_work):
    os._exit(9)


def test_a_worker_that_is_killed_is_said_and_leaves_the_site(tmp_path, monkeypatch):
    folder = make(tmp_path / "publisher", records=60)
    fast(folder)
    before = files(folder / "site")
    for n in range(60):
        record(folder, n, "\n又\n")
    monkeypatch.setattr("generator.build.workers._work", killed)
    with pytest.raises(BuildError, match="意外终止"):
        fast(folder)
    assert files(folder / "site") == before


def test_two_folders_do_not_share_what_they_know(tmp_path):
    one, two = make(tmp_path / "one"), make(tmp_path / "two")
    record(two, 0, "\n另\n")
    for folder in (one, two):
        build(folder / "mkdocs.yml", folder / "site", cache=tmp_path / "cache")
        assert files(folder / "site") == plain(folder)


UNKNOWN = {
    "plugin": ("mkdocs.yml", "plugins: []", "plugins: [material/tags]"),
    "extension": ("mkdocs.yml", "[attr_list,", "[attr_list, md_in_html,"),
    "theme": ("mkdocs.yml", "name: material,", "name: mkdocs,"),
    "environment": ("inherited.yml", "site_name: 试", "site_name: !ENV [NO_SUCH, 试]"),
    "template": ("theme/partials/footer.html", "", "{{ build_date_utc }}"),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_the_engine_does_not_know_is_left_to_mkdocs(folder, what, monkeypatch):
    name, old, new = UNKNOWN[what]
    if what == "theme":
        shutil.rmtree(folder / "theme")
        (folder / "theme").mkdir()
    path = folder / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    assert_falls_back(folder, monkeypatch)


@pytest.mark.parametrize("package", known.VERSIONS)
def test_a_version_that_was_not_proved_is_left_to_mkdocs(folder, package, monkeypatch):
    monkeypatch.setitem(known.VERSIONS, package, {"0.0"})
    reasons = assert_falls_back(folder, monkeypatch)
    assert package in reasons[0]


def assert_falls_back(folder, monkeypatch):
    """Build; gives the reasons told for leaving it to plain MkDocs, exactly one."""
    reasons = []
    monkeypatch.setattr("generator.build._fall_back", lambda reason: reasons.append(str(reason)))
    fast(folder)
    assert len(reasons) == 1
    return reasons
