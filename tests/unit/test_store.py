"""What is kept comes back as it was, or not at all."""

import os
import random
import shutil
import time

import pytest

from generator.store import Store, Tree, content, digest, intact, stamp


def test_what_is_kept_comes_back(tmp_path):
    with Store(tmp_path, "me") as store:
        places = [store.append(data) for data in (b"one", b"", b"two" * 1000)]
        store.save({"places": places, "n": {"a": (1, b"x")}})
    with Store(tmp_path, "me") as store:
        assert store.manifest == {"places": places, "n": {"a": (1, b"x")}}
        assert [store.read(place) for place in store.manifest["places"]] == [b"one", b"", b"two" * 1000]


def test_another_makers_manifest_is_not_read(tmp_path):
    with Store(tmp_path, "me") as store:
        store.save({"a": 1})
    with Store(tmp_path, "you") as store:
        assert store.manifest == {}


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_manifest_is_not_read(tmp_path, seed):
    with Store(tmp_path, "me") as store:
        store.save({"a": list(range(50))})
    path = tmp_path / "manifest"
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)  # noqa: S311
    data[chance.randrange(len(data))] ^= 1 + chance.randrange(255)
    path.write_bytes(data)
    with Store(tmp_path, "me") as store:
        assert store.manifest == {}


def test_a_damaged_record_is_none(tmp_path):
    with Store(tmp_path, "me") as store:
        place = store.append(b"something")
        store.close()
        (tmp_path / "records").write_bytes(b"somethinG")
        assert store.read(place) is None


def test_waste_is_dropped_and_the_living_stay(tmp_path):
    with Store(tmp_path, "me") as store:
        places = [store.append(bytes([n]) * 1_000_000) for n in range(6)]
        moved = store.compact(places[4:])
        store.save({})
        assert (tmp_path / "records").stat().st_size == 2_000_000
        assert [store.read(moved[place]) for place in places[4:]] == [b"\4" * 1_000_000, b"\5" * 1_000_000]


def test_a_folder_is_told_by_its_parts():
    assert digest("a", "b") != digest("ab") != digest("a", b"b", "")
    assert digest("a") == digest(b"a")


def test_an_unchanged_stamp_spares_reading_and_a_changed_one_does_not(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"one")
    known = {"file": (b"remembered", stamp(path.stat()))}
    assert Tree(tmp_path, known).digest("file") == b"remembered"
    path.write_bytes(b"two")
    assert Tree(tmp_path, known).digest("file") == content(path)


LONG = 10**10
"""Nanoseconds after which a time proves something."""


def looked_at(root, monkeypatch, when, known=()):
    """A tree that was looked at ``when``."""
    with monkeypatch.context() as patch:
        patch.setattr("generator.store.time.time_ns", lambda: when)
        return Tree(root, dict(known))


@pytest.mark.parametrize(
    ("looked", "started", "proves"), [(1, 1, False), (1, LONG, False), (LONG, 1, False), (LONG, LONG, True)]
)
def test_a_time_too_near_to_the_look_or_the_start_proves_nothing(
    tmp_path, monkeypatch, looked, started, proves
):
    path = tmp_path / "file"
    path.write_bytes(b"one")
    written = path.stat().st_ctime_ns
    tree = looked_at(tmp_path, monkeypatch, written + looked)
    expected = content(path), stamp(path.stat()) if proves else None
    assert tree.fingerprints(written + started, {}) == {"file": expected}


def grown(root, chance, count):
    """So many folders and files below ``root``, in folders that stood long."""
    folders = [root]
    for number in range(count):
        folder = chance.choice(folders) / f"folder-{number}"
        folder.mkdir()
        folders.append(folder)
        (chance.choice(folders) / f"file-{number}").write_bytes(bytes([number]))
    for folder in folders:
        os.utime(folder, (1, 1))
    return folders


def changed(root, chance):
    """Do one thing somewhere below ``root``, as whoever puts files in their place."""
    folders = [path for path in (root, *root.rglob("*")) if path.is_dir()]
    files = [path for path in root.rglob("*") if path.is_file()]
    folder, file = chance.choice(folders), chance.choice(files)
    beside = folder / f"beside-{chance.random()}"
    match chance.randrange(6):
        case 0:
            beside.write_bytes(b"new")
        case 1:
            beside.write_bytes(b"other")
            beside.replace(file)
        case 2:
            file.unlink()
        case 3:
            (beside / "deep").mkdir(parents=True)
            (beside / "deep" / "file").write_bytes(b"deep")
        case 4 if folder != root:
            shutil.rmtree(folder)
        case 5 if folder != root:
            folder.rename(root / f"moved-{chance.random()}")


@pytest.mark.parametrize("seed", range(40))
def test_a_second_look_finds_what_a_first_one_would(tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311
    grown(tmp_path, chance, 12)
    tree = Tree(tmp_path, {})
    for _round in range(2):
        for _time in range(chance.randrange(4)):
            changed(tmp_path, chance)
        tree.look_again()
        fresh = Tree(tmp_path, {})
        assert tree.stamps == fresh.stamps
        assert set(tree.folders) == set(fresh.folders)
        assert tree.fingerprints(time.time_ns() + LONG, {}).keys() == fresh.stamps.keys()


def test_where_a_file_stands_there_are_no_files_below(tmp_path):
    (tmp_path / "file").write_bytes(b"one")
    tree = Tree(tmp_path / "file", {})
    tree.look_again()
    assert (tree.stamps, tree.folders) == ({}, [])


def test_a_second_look_finds_a_folder_that_was_not_there(tmp_path):
    tree = Tree(tmp_path / "late", {})
    assert tree.stamps == {}
    (tmp_path / "late" / "deep").mkdir(parents=True)
    (tmp_path / "late" / "deep" / "file").write_bytes(b"one")
    tree.look_again()
    assert set(tree.stamps) == {"deep/file"}
    shutil.rmtree(tmp_path / "late")
    tree.look_again()
    assert tree.stamps == {}


def two_folders(root):
    """Of one file each, which stood long."""
    for name in ("kept", "changed"):
        (root / name).mkdir()
        (root / name / "file").write_bytes(b"one")
    for name in ("kept", "changed", "."):
        os.utime(root / name, (1, 1))


def test_a_second_look_is_at_folders_that_changed(tmp_path, monkeypatch):
    two_folders(tmp_path)
    tree = Tree(tmp_path, {})
    (tmp_path / "changed" / "other").write_bytes(b"two")
    seen, scandir = [], os.scandir
    monkeypatch.setattr("generator.store.os.scandir", lambda path: seen.append(path) or scandir(path))
    tree.look_again()
    assert seen == [f"{tmp_path}/changed/"]
    assert set(tree.stamps) == {"kept/file", "changed/file", "changed/other"}


def test_what_changed_within_the_grain_of_the_first_look_is_found(tmp_path):
    (tmp_path / "file").write_bytes(b"one")
    tree, before = Tree(tmp_path, {}), tmp_path.stat()
    (tmp_path / "beside").write_bytes(b"two")
    (tmp_path / "beside").replace(tmp_path / "file")
    os.utime(tmp_path, ns=(before.st_atime_ns, before.st_mtime_ns))  # as a coarse clock would leave it
    tree.look_again()
    assert tree.stamps == Tree(tmp_path, {}).stamps
    assert tree.digest("file") == content(tmp_path / "file")


def test_after_a_second_look_each_time_is_held_to_the_look_it_was_seen_in(tmp_path, monkeypatch):
    two_folders(tmp_path)
    now = (tmp_path / "changed" / "file").stat().st_ctime_ns
    tree = looked_at(tmp_path, monkeypatch, now)
    (tmp_path / "changed" / "beside").write_bytes(b"two")
    monkeypatch.setattr("generator.store.time.time_ns", lambda: now + LONG)
    tree.look_again()
    kept = tree.fingerprints(now + LONG, {})
    assert kept["kept/file"][1] is None
    assert kept["changed/file"][1] == stamp((tmp_path / "changed" / "file").stat())


@pytest.mark.parametrize("change", ["bytes", "more", "fewer", "stamp", None])
def test_a_tree_is_as_known_when_names_and_bytes_are(tmp_path, change):
    path = tmp_path / "file"
    path.write_bytes(b"one")
    known = {"file": (content(path), stamp(path.stat()))}
    match change:
        case "bytes":
            path.write_bytes(b"two")
        case "more":
            (tmp_path / "other").write_bytes(b"")
        case "fewer":
            path.unlink()
        case "stamp":
            os.utime(path, (1, 1))
    assert Tree(tmp_path, known).as_known() == (change in {"stamp", None})


def test_a_file_is_intact_when_its_bytes_and_mode_are(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"one")
    known = content(path), stamp(path.stat())
    assert intact(str(path), known, known[1])
    path.write_bytes(b"one")
    assert intact(str(path), known, stamp(path.stat()))
    path.chmod(0o600)
    assert not intact(str(path), known, stamp(path.stat()))
    path.chmod(0o644)
    path.write_bytes(b"two")
    assert not intact(str(path), known, stamp(path.stat()))
