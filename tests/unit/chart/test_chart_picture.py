"""Words and places: what is cut, left out, and told instead."""

from decimal import Decimal

import pytest
from chart_rows import headings, names, texts
from hypothesis import given
from hypothesis import strategies as st

from generator.chart.picture import Bar, Piece, Sign, Words, bars, listing, placed, plain, shorten, wide
from generator.chart.style import WIDTH

WORDS = Words("题", "所述。", ("甲",), (("乙",),))
PIECE = (Piece(Decimal(0), Decimal(1), "#123456"),)


def bar(label, level=0):
    return Bar(label, "1", level, PIECE)


def drawn(found):
    return bars("amounts", WORDS, found, [Sign("预算数", "#000")], Decimal(0))


def test_thirty_bars_are_all_drawn():
    picture = drawn([bar(str(i), i % 2) for i in range(30)])
    assert len(texts(names(picture))) == 30
    assert picture.words is WORDS


def test_of_more_the_parts_are_left_out_and_the_text_says_so():
    picture = drawn([bar(str(i), i % 2) for i in range(32)])
    assert texts(names(picture)) == [str(i) for i in range(0, 32, 2)]
    assert picture.words.alternative == "所述。图中只画其中 16 项，全部见表。"
    assert picture.words.rows == WORDS.rows


def test_then_the_last_are_left_out_and_no_heading_stands_alone():
    picture = drawn([Bar("节一"), *(bar(str(i)) for i in range(28)), Bar("节二"), bar("末"), bar("尾")])
    assert texts(names(picture))[-1] == "27"
    assert headings(picture) == ["节一"]
    assert picture.words.alternative.endswith("图中只画其中 28 项，全部见表。")


def test_a_long_name_leaves_room_for_its_figures():
    (name,) = texts(names(drawn([Bar("很长的单位名称" * 6, "1,234,567.89", 1, PIECE)])))
    assert name.endswith("…")
    assert 14 + wide(name, 14) + wide("1,234,567.89", 13) <= WIDTH


def test_control_characters_never_reach_a_picture():
    assert plain("a\x0bb\u3000 c\n\x00d\ufffe") == "a b c d"
    picture = bars("shares", WORDS, [Bar("x\x01", "y\x02", 0, PIECE)], [Sign("z\x03", "#000")], Decimal(1))
    assert texts(picture.labels) == ["x", "y", "z"]


@given(st.text(max_size=60), st.floats(0, 500))
def test_a_shortened_text_fits_or_is_a_mere_ellipsis(text, room):
    found = shorten(text, room)
    assert wide(found, 14) <= room or found in {"…", ""}
    assert found == plain(text) or (found.endswith("…") and plain(text).startswith(found[:-1]))


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("金凤区", 3),
        ("98.5%", 3 * 0.6 + 0.3 + 0.9),
        ("优 3 · 良", 3 * 0.3 + 2 + 0.6 + 0.5),
        ("", 0),
        ("Ａ（", 2),
    ],
)
def test_widths_are_estimated_in_ems(text, width):
    assert wide(text, 10) == pytest.approx(width * 10)


@given(
    st.lists(st.text("字a", min_size=1, max_size=12), min_size=1, max_size=8),
    st.integers(0, 40),
    st.integers(0, 20),
)
def test_entries_of_a_legend_lie_apart_above_the_plot(words, left, room):
    found = placed([Sign(word, "#000") for word in words], left, room)
    assert texts(found.labels) == words
    ends = {}
    for sign, label in zip(found.signs, found.labels, strict=True):
        assert sign["py"] == label.y
        assert -found.top < label.y <= -14 - room
        assert sign["px"] - 5 >= ends.get(label.y, -left)
        assert sign["px"] < label.x
        ends[label.y] = label.x + wide(label.text, 13)
        assert ends[label.y] <= WIDTH - left + 1


def test_a_listing_tells_ten_and_counts_the_rest():
    assert listing(["甲 1", "乙 2"]) == "甲 1；乙 2。"
    parts = [str(i) for i in range(13)]
    assert listing(parts[:10]) == "0；1；2；3；4；5；6；7；8；9。"
    assert listing(parts) == "0；1；2；3；4；5；6；7；8；9；其余 3 项见表。"
