"""What is kept comes back as it was, or not at all."""

import random

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


def test_a_time_too_near_to_the_start_proves_nothing(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"one")
    tree = Tree(tmp_path, {})
    assert tree.fingerprints(path.stat().st_ctime_ns + 1, {})["file"] == (content(path), None)
    assert tree.fingerprints(path.stat().st_ctime_ns + 10**10, {})["file"][1] == stamp(path.stat())


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
