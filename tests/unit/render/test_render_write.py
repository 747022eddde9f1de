"""Files on disk: only what changed, whole or not at all, nothing left over."""

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render_sites import tree

from generator.render.write import put, put_file, put_parts, remove_others, replace

names = st.from_regex(r"[a-z]{1,3}(/[a-z]{1,3}){0,2}\.(md|json)", fullmatch=True)
contents = st.dictionaries(names, st.binary(max_size=20), max_size=6)


def sync(target, files):
    """Have exactly ``files`` below ``target``; gives how many changed."""
    told = {address: put(target / address, content) for address, content in files.items()}
    assert {address: sha for address, (sha, _changed) in told.items()} == {
        address: hashlib.sha256(content).digest() for address, content in files.items()
    }
    remove_others(target, files)
    return sum(changed for _sha, changed in told.values())


def test_everything_is_written_at_first(tmp_path):
    files = {"index.md": b"a", "wuhua/2024/index.md": b"b"}
    assert sync(tmp_path / "out", files) == 2
    assert tree(tmp_path / "out") == files


def test_nothing_is_touched_where_nothing_changed(tmp_path):
    files = {"index.md": b"a", "x/y.md": b"b"}
    sync(tmp_path, files)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert sync(tmp_path, files) == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_only_the_changed_file_is_written(tmp_path):
    sync(tmp_path, {"a.md": b"a", "b.md": b"b"})
    os.utime(tmp_path / "a.md", ns=(1, 1))
    os.utime(tmp_path / "b.md", ns=(1, 1))
    assert sync(tmp_path, {"a.md": b"a", "b.md": b"new"}) == 1
    assert (tmp_path / "a.md").stat().st_mtime_ns == 1
    assert (tmp_path / "b.md").stat().st_mtime_ns != 1


def test_leftovers_and_the_folders_they_leave_empty_are_removed(tmp_path):
    sync(tmp_path, {"a.md": b"a", "old/2023/units/x.md": b"x", "old/keep.md": b"k"})
    assert sync(tmp_path, {"a.md": b"a", "old/keep.md": b"k"}) == 0
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")) == [
        "a.md",
        "old",
        "old/keep.md",
    ]


@settings(deadline=None)
@given(first=contents, then=contents)
def test_afterwards_exactly_the_files_are_there(first, then):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        sync(Path(folder), first)
        written = sync(Path(folder), then)
        assert tree(Path(folder)) == then
        assert written == sum(first.get(name) != content for name, content in then.items())


def fail(*_args, **_keywords):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", ["os.replace", "os.fchmod"])
def test_a_failure_while_writing_leaves_the_old_file_whole(tmp_path, monkeypatch, umask, name):
    umask(0o077)
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    with monkeypatch.context() as broken:
        broken.setattr(name, fail)
        with pytest.raises(OSError, match="No space"):
            replace(path, b"new")
    assert path.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["page.md"], "a half-written file was left behind"


def test_a_failure_at_the_second_file_removes_nothing(tmp_path, monkeypatch):
    sync(tmp_path, {"a.md": b"a", "b.md": b"b", "old.md": b"old"})
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", fail)
        with pytest.raises(OSError, match="No space"):
            sync(tmp_path, {"a.md": b"a", "b.md": b"new"})
    assert tree(tmp_path) == {"a.md": b"a", "b.md": b"b", "old.md": b"old"}


@pytest.fixture
def umask():
    """Sets the umask for one test."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_written_files_can_be_read_by_the_web_server(tmp_path, umask, mask):
    umask(mask)
    replace(tmp_path / "page.md", b"x")
    assert stat.S_IMODE((tmp_path / "page.md").stat().st_mode) == 0o644


@given(st.lists(st.binary(max_size=20), max_size=5), st.binary(max_size=40))
def test_parts_give_the_file_that_they_make_together(parts, before):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deep" / "file"
        put(path, before)
        sha, changed = put_parts(path, parts)
        assert path.read_bytes() == b"".join(parts)
        assert sha == hashlib.sha256(path.read_bytes()).digest()
        assert changed == (b"".join(parts) != before)
        assert [p.name for p in path.parent.iterdir()] == ["file"]


@pytest.mark.parametrize("whole", [False, True], ids=["parts", "a file"])
@pytest.mark.parametrize("told", [False, True], ids=["compared", "known"])
@pytest.mark.parametrize(("before", "changed"), [(b"same", False), (b"other", True), (None, True)])
def test_large_files_are_moved_only_where_they_say_something_new(
    tmp_path, umask, whole, told, before, changed
):
    """Whether what stands there is compared, or its SHA-256 is known."""
    umask(0o077)
    path, made = tmp_path / "deep" / "file", tmp_path / "made"
    made.write_bytes(b"same")
    if before is not None:
        put(path, before)
        os.utime(path, ns=(1, 1))
    stood = hashlib.sha256(before).digest() if told and before is not None else None
    done = put_file(path, made, stood) if whole else put_parts(path, [b"sa", b"me"], stood)
    assert done == (hashlib.sha256(b"same").digest(), changed)
    assert path.read_bytes() == b"same"
    assert (path.stat().st_mtime_ns == 1) is not changed
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert [p.name for p in path.parent.iterdir()] == ["file"]
    assert made.exists() is not whole


def test_ranges_are_copied_from_a_file_that_is_known(tmp_path):
    path = tmp_path / "file"
    sha, _changed = put(path, b"0123456789")
    put_parts(path, [b"a", range(8, 10), range(3), b"b"], sha)
    assert path.read_bytes() == b"a89012b"
    with pytest.raises(ValueError, match="range"):
        put_parts(path, [range(3)])
    assert tree(tmp_path) == {"file": b"a89012b"}


def test_parts_that_fail_leave_the_old_file(tmp_path):
    def parts():
        yield b"new"
        raise OSError(28, "No space left on device")

    put(tmp_path / "file", b"old")
    with pytest.raises(OSError, match="No space"):
        put_parts(tmp_path / "file", parts())
    assert tree(tmp_path) == {"file": b"old"}
