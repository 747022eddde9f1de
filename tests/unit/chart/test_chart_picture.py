"""Words and places: what is cut, left out, and told instead."""

from decimal import Decimal

import pytest
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


def labels(picture, dataset="names"):
    return [name["label"] for name in picture.datasets[dataset]]


def test_thirty_bars_are_all_drawn():
    picture = drawn([bar(str(i), i % 2) for i in range(30)])
    assert len(labels(picture)) == 30
    assert picture.words is WORDS


def test_of_more_the_parts_are_left_out_and_the_text_says_so():
    picture = drawn([bar(str(i), i % 2) for i in range(32)])
    assert labels(picture) == [str(i) for i in range(0, 32, 2)]
    assert picture.words.alternative == "所述。图中只画其中 16 项，全部见表。"
    assert picture.words.rows == WORDS.rows


def test_then_the_last_are_left_out_and_no_heading_stands_alone():
    picture = drawn([Bar("节一"), *(bar(str(i)) for i in range(28)), Bar("节二"), bar("末"), bar("尾")])
    assert labels(picture)[-1] == "27"
    assert labels(picture, "headings") == ["节一"]
    assert picture.words.alternative.endswith("图中只画其中 28 项，全部见表。")


def test_a_long_name_leaves_room_for_its_figures():
    (name,) = labels(drawn([Bar("很长的单位名称" * 6, "1,234,567.89", 1, PIECE)]))
    assert name.endswith("…")
    assert 14 + wide(name, 14) + wide("1,234,567.89", 13) <= WIDTH


def test_control_characters_never_reach_a_picture():
    assert plain("a\x0bb\u3000 c\n\x00d\ufffe") == "a b c d"
    picture = bars("shares", WORDS, [Bar("x\x01", "y\x02", 0, PIECE)], [Sign("z\x03", "#000")], Decimal(1))
    found = [labels(picture, dataset) for dataset in ("names", "notes", "legend")]
    assert found == [["x"], ["y"], ["z"]]


@given(st.text(max_size=60), st.floats(0, 500))
def test_a_shortened_text_fits_or_is_a_mere_ellipsis(text, room):
    found = shorten(text, room)
    assert wide(found, 14) <= room or found in {"…", ""}
    assert found == plain(text) or (found.endswith("…") and plain(text).startswith(found[:-1]))


@pytest.mark.parametrize(("text", "width"), [("金凤区", 3), ("98.5%", 3), ("", 0), ("Ａ（", 2)])
def test_widths_are_estimated_in_ems(text, width):
    assert wide(text, 10) == pytest.approx(width * 10)


@given(
    st.lists(st.text("字a", min_size=1, max_size=12), min_size=1, max_size=8),
    st.integers(0, 40),
    st.integers(0, 20),
)
def test_entries_of_a_legend_lie_apart_above_the_plot(names, left, room):
    legend, top = placed([Sign(name, "#000") for name in names], left, room)
    assert [entry["label"] for entry in legend] == names
    ends = {}
    for entry in legend:
        assert -top < entry["py"] <= -14 - room
        assert entry["px"] - 5 >= ends.get(entry["py"], -left)
        assert entry["px"] < entry["words"]
        ends[entry["py"]] = entry["words"] + wide(entry["label"], 13)
        assert ends[entry["py"]] <= WIDTH - left + 1


def test_a_listing_tells_ten_and_counts_the_rest():
    assert listing(["甲 1", "乙 2"]) == "甲 1；乙 2。"
    parts = [str(i) for i in range(13)]
    assert listing(parts[:10]) == "0；1；2；3；4；5；6；7；8；9。"
    assert listing(parts) == "0；1；2；3；4；5；6；7；8；9；其余 3 项见表。"
