"""A value is written as JSON as it stands in a table: what is quick to write is what the encoder writes."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures import Missing, parse_reading
from generator.render import plain

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9)
VALUES = st.one_of(
    st.none(),
    st.text(max_size=5),
    NUMBERS,
    st.sampled_from(Missing),
    st.sampled_from(["≥95%", "100", "", "超过 10%", '"引号"']).map(parse_reading),
    st.dates(),
    st.integers(),
    st.booleans(),
)


@given(st.lists(VALUES, min_size=2, max_size=2))
def test_a_record_is_what_the_encoder_makes_of_plain_values(row):
    heads = ["率%", '头"']
    (line,) = plain._lines_of(heads, [tuple(row)])
    assert line == json.dumps(dict(zip(heads, map(plain.plain, row), strict=True)), ensure_ascii=False)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("5.0"), "5"),
        (Decimal("5.80"), "5.8"),
        (Decimal("-0"), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0000001"), "1e-07"),
        (Missing.BLANK, "null"),
        (Missing.SLASH, '"/"'),
        (parse_reading("≥ 95%"), '"≥ 95%"'),
        (date(2025, 3, 1), '"2025-03-01"'),
        ("", "null"),
        (None, "null"),
    ],
)
def test_how_a_value_is_written(value, written):
    assert plain._lines_of(["a"], [(value,)]) == [f'{{"a": {written}}}']


@given(NUMBERS, st.integers(0, 4))
def test_equal_numbers_are_written_alike(value, zeros):
    same = Decimal(f"{value:f}" + ("" if "." in f"{value:f}" else ".") + "0" * zeros)
    assert same == value
    assert plain._lines_of(["a"], [(value,)]) == plain._lines_of(["a"], [(same,)])
