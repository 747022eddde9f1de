"""Bytes to text: a mark, strict UTF-8, strict GB18030, or refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.decoding import decode, read_text
from generator.load.faults import Faults

TEXT = "单位编码,单位名称\nhealth,卫生健康局\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        "\ufeff".encode("gb18030") + TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "gb18030 with mark", "utf-16 le", "utf-16 be"],
)
def test_spreadsheet_encodings(content):
    assert decode(content) == TEXT


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        "优".encode()[:2] + b"\xff",
        "优".encode("gb18030")[:1],
        codecs.BOM_UTF8 + "优".encode("gb18030"),
        codecs.BOM_UTF16_LE + b"\x00\xd8",
    ],
    ids=["no encoding", "broken utf-8", "cut gb18030", "mark of another encoding", "half a surrogate"],
)
def test_refused(content):
    assert decode(content) is None


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_and_marks_lose_nothing(text):
    stripped = text.removeprefix("\ufeff")
    assert decode(codecs.BOM_UTF8 + text.encode()) == stripped
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == stripped


@given(st.binary(max_size=40))
def test_any_bytes_give_text_or_none(content):
    text = decode(content)
    assert text is None or isinstance(text.encode(), bytes)


@pytest.mark.parametrize("character", ["\x00", "\x02", "\x1b", "\x7f", "\x85", "\uffff"])
def test_control_characters_are_refused(tmp_path, character):
    path = tmp_path / "a.csv"
    path.write_text(f"一\n二{character}", encoding="utf-8", newline="")
    faults = Faults()
    assert read_text(path, "data/a.csv", faults) is None
    assert len(faults) == 1


def test_tabs_and_line_breaks_are_kept(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\tb\r\nc\n")
    assert read_text(path, "data/a.csv", Faults()) == "a\tb\r\nc\n"
