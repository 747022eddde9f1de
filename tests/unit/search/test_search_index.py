"""The index says what pages hold, in few bytes, and an edit leaves what a clean index would."""

import json
import random
import re
from dataclasses import replace
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import search
from generator.model import Entry
from generator.render import put
from generator.search import shard
from generator.search.tokens import tokens

HAN = st.text(st.sampled_from("教育局卫生健康道路养护项目"), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("卫健局", {"卫", "健", "局", "卫健", "健局"}),
        ("88.17%", {"88.17", "88"}),
        ("527,711.12 万元", {"527711.12", "527711", "万", "元", "万元"}),
        ("Ｈ０１", {"h01"}),
        ("red-cross", {"red-cross", "red", "cross"}),
        ("≥95%", {"95"}),
        ("", set()),
        ("，。（）", set()),
    ],
)
def test_a_text_is_found_by(text, found):
    assert tokens(text) == found


@given(HAN, st.data())
def test_every_part_of_a_name_is_found(name, data):
    """Any run of one or two characters of a name is one of its words."""
    at = data.draw(st.integers(0, len(name) - 1))
    assert name[at] in tokens(name)
    assert name[at : at + 2] in tokens(name)


@given(st.dictionaries(st.integers(0, 100_000), st.integers(0, 2), max_size=40))
def test_pages_are_written_and_read_again(pages):
    text = shard.postings(sorted(pages.items()))
    assert shard.read_postings(text) == pages
    assert set(text) <= set(shard.DIGITS)


def test_neighbours_take_one_character():
    assert len(shard.postings([(number, 1) for number in range(1000)])) == 1000


def entry(number, chance):
    pick = "教育局卫生健康道路养护项目资金绩效"
    text = "".join(chance.choice(pick) for _ in range(12))
    return Entry(
        f"west/2024/projects/p{number}.html", f"项目{number}{text[:3]}", "project", unit=f"单位{number % 3}",
        level="区级", differing=number % 2, score=f"{chance.randrange(100)}.5", budget="1,025.07",
        rate="88.17%", names=(f"p{number}",), heads=(text[3:6],), texts=(text, f"{chance.randrange(999)}"),
    )  # fmt: skip


def pieces(folder):
    found = {}
    for path in sorted(folder.rglob("*.js")):
        text = path.read_text(encoding="utf-8")
        match = re.fullmatch(r'disclose\.piece\("([^"]+)",(.*)\);\n', text, re.DOTALL)
        found[match[1]] = json.loads(match[2])
    return found


def test_the_index_holds_each_word_with_its_pages_and_weights(tmp_path):
    chance = random.Random(1)  # noqa: S311
    entries = [entry(number, chance) for number in range(60)]
    list(search.index("west/2024", entries, tmp_path, put))
    found = pieces(tmp_path)
    count = shard.buckets(60)
    for word in ("教", "教育", "p7", "1025.07", "88.17", "区级", "zz"):
        bucket = found[f"west/2024/words-{crc32(word.encode()) % count}"]
        held = shard.read_postings(bucket.get(word, ""))
        expected = {}
        for number, item in enumerate(entries):
            for weight, texts in enumerate((item.texts, item.heads, (item.title, *item.names))):
                if any(word in tokens(text) for text in texts):
                    expected[number] = weight
        assert held == expected, word


def test_columns_and_titles_say_what_the_entries_say(tmp_path):
    chance = random.Random(2)  # noqa: S311
    entries = [replace(entry(number, chance), unit=f"单位{number}") for number in range(130)]
    list(search.index("west/2024", entries, tmp_path, put))
    found = pieces(tmp_path)
    columns = found["west/2024/columns"]
    values, coded = columns["unit"]
    codes = [ord(character) - shard.FIRST - (ord(character) > 92) for character in coded]
    assert [values[code] for code in codes] == [item.unit for item in entries]
    assert columns["differing"] == "".join(str(item.differing) for item in entries)
    lengths = [ord(one) - shard.FIRST - (one > "\\") for one in columns["long"]]
    assert lengths == [len(item.title) for item in entries]
    assert found["west/2024/figures"]["rate"] == [88.17] * 130
    shown = [row for block in range(6) for row in found[f"west/2024/titles-{block}"]]
    assert [row[:2] for row in shown] == [[item.address, item.title] for item in entries]


def edits(before, after):
    """The pages that are not what they were, by number, both ways."""
    pairs = enumerate(zip(before, after, strict=True))
    return {number: (old, new) for number, (old, new) in pairs if old != new}


@pytest.mark.parametrize("seed", range(12))
def test_an_edited_index_equals_a_clean_one(tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311
    entries = [entry(number, chance) for number in range(chance.choice([5, 60, 250]))]
    list(search.index("k", entries, tmp_path / "edited", put))
    for _ in range(3):
        edited = list(entries)
        for _page in range(chance.randrange(1, 4)):
            number = chance.randrange(len(entries))
            edited[number] = replace(entry(number, chance), address=entries[number].address)
        written = search.patched("k", edited, edits(entries, edited), tmp_path / "edited", put)
        if written is None:
            assert len(entries) < 30
            list(search.index("k", edited, tmp_path / "edited", put))
        entries = edited
    list(search.index("k", entries, tmp_path / "clean", put))
    assert pieces(tmp_path / "edited") == pieces(tmp_path / "clean")
    for path in (tmp_path / "clean").rglob("*.js"):
        assert (tmp_path / "edited" / path.relative_to(tmp_path / "clean")).read_bytes() == path.read_bytes()


def test_an_edit_writes_few_pieces(tmp_path):
    chance = random.Random(3)  # noqa: S311
    entries = [entry(number, chance) for number in range(400)]
    list(search.index("k", entries, tmp_path, put))
    edited = [replace(entries[0], texts=(*entries[0].texts, "崭新")), *entries[1:]]
    written = search.patched("k", edited, edits(entries, edited), tmp_path, put)
    changed = {name for name, (_sha, new) in written.items() if new}
    assert changed == {
        f"search/k/words-{crc32(word.encode()) % shard.BUCKETS}.js" for word in ("崭", "新", "崭新")
    }


def test_with_too_many_edits_all_is_indexed_anew(tmp_path):
    chance = random.Random(4)  # noqa: S311
    entries = [entry(number, chance) for number in range(20)]
    list(search.index("k", entries, tmp_path, put))
    edited = [replace(item, title="另一个") for item in entries]
    some = edits(entries, [*edited[:3], *entries[3:]])
    assert search.patched("k", [*edited[:3], *entries[3:]], some, tmp_path, put)
    before = pieces(tmp_path)
    assert search.patched("k", edited, edits(entries, edited), tmp_path, put) is None
    assert pieces(tmp_path) == before


def test_the_version_changes_with_any_file():
    files = {"a": b"1", "b": b"2"}
    assert search.version_of(files) == search.version_of(dict(reversed(files.items())))
    assert (
        len({search.version_of(f) for f in (files, files | {"a": b"3"}, {"a": b"1"}, {"c": b"1", "b": b"2"})})
        == 4
    )
