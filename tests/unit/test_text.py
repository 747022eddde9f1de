"""Escaping and column letters."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import column_letter, escape, markdown


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("<script>alert('x')</script>", "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"),
        ('" onclick="x', "&quot; onclick=&quot;x"),
        ("A&B", "A&amp;B"),
        ("五华区", "五华区"),
    ],
)
def test_escape(value, safe):
    assert escape(value) == safe


@given(st.text())
def test_escaped_text_reads_the_same_and_holds_no_markup(value):
    assert html.unescape(escape(value)) == value
    assert not re.search("[<>\"']", escape(value))


@pytest.mark.parametrize(
    "value", ["[x](javascript:alert(1))", "**a**", "# a", "1. a", "- a", "a | b", "<b>", "`x`", "$x$"]
)
def test_markdown_leaves_no_punctuation_of_markdown(value):
    bare = re.sub(r"&#\d+;", "", markdown(value))
    assert not re.search(r"[\\`*_{}\[\]()#+.!|<>&\"'~^:=$-]", bare)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_markdown_reads_as_the_same_words_on_one_line(value):
    said = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), markdown(value))
    assert said == re.sub(r"\s+", " ", value).strip()
    assert len(markdown(value).splitlines()) <= 1


def test_line_breaks_cannot_start_a_block():
    assert markdown("a\n\n# b\r\n") == "a &#35; b"


@pytest.mark.parametrize(
    ("index", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_column_letters_of_a_spreadsheet(index, letters):
    assert column_letter(index) == letters


@given(st.integers(0, 20_000))
def test_column_letters_count_in_base_26_without_zero(index):
    number = 0
    for letter in column_letter(index):
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number - 1 == index
