"""The parts of the sample: draws, weights, printing, names."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures import parse_money, parse_number, parse_rate, round_half_up
from generator.sample import printing
from generator.sample.draws import between, pick, rng_of, some
from generator.sample.indicators import FEWEST, MOST, specs_of, split
from generator.sample.offices import departments_of, ordinal
from generator.sample.regions import region
from generator.sample.tables import COLUMNS, heads
from generator.sample.vocabulary import FIELDS


@given(st.integers(0, 10**9), st.sampled_from([10, 20, 30, 40, 50]), st.integers(1, 6))
def test_weights_add_up_exactly_and_none_is_zero(seed, total, count):
    weights = split(rng_of(seed), total, count)
    assert len(weights) == count
    assert sum(weights) == total
    assert min(weights) > 0


@given(st.integers(0, 10**9), st.sampled_from(["national", "national-cost"]), st.sampled_from(sorted(FIELDS)))
def test_a_sheet_has_six_to_fourteen_indicators_of_different_names(seed, scheme, field):
    specs = specs_of(rng_of(seed), scheme, FIELDS[field], 10_000)
    assert FEWEST <= len(specs) <= MOST
    assert sum(spec.weight for spec in specs) == 90
    assert len({spec.code for spec in specs}) == len({s.measure.name for s in specs}) == len(specs)
    assert len({spec.weight for spec in specs}) > 1
    numbers = {}
    for spec in specs:
        node, _dash, number = spec.code.partition("-")
        numbers.setdefault(node, []).append(int(number))
    assert all(found == [*range(1, len(found) + 1)] for found in numbers.values())


@given(st.integers(0, 10**13))
def test_money_is_printed_exactly(hundredths):
    assert parse_money(printing.money(hundredths), "万元") == Decimal(hundredths) / 100


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_rates_are_rounded_half_up(part, whole):
    exact = Decimal(part) * 100 / whole
    assert abs(parse_rate(printing.rate(part, whole)) - exact) <= Decimal("0.005")
    if (part * 1000 * 100) % whole == 0:
        assert parse_rate(printing.rate(part, whole)) == round_half_up(exact)


def test_a_rate_of_nothing_is_a_dash():
    assert printing.rate(5, 0) == "—"


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_amounts_are_printed_exactly(value, places):
    assert parse_number(printing.amount(value, places)) == Decimal(value).scaleb(-places)


@given(st.integers(0, 10**9), st.integers(1, 20), st.integers(0, 20))
def test_some_are_different_ones_in_their_order(seed, size, count):
    chosen = some(rng_of(seed), range(size), count)
    assert chosen == sorted(set(chosen))
    assert len(chosen) == min(count, size)


def test_draws_reach_both_ends():
    rng = rng_of(1, "ends")
    assert {between(rng, 3, 5) for _ in range(200)} == {3, 4, 5}
    assert {pick(rng, "ab") for _ in range(100)} == {"a", "b"}


def test_parts_are_drawn_independently():
    assert rng_of(1, "a").random() == rng_of(1, "a").random()
    assert rng_of(1, "a").random() != rng_of(1, "b").random()


def test_region_codes_and_names_are_all_different():
    found = [region(number) for number in range(600)]
    assert len({each.code for each in found}) == len({each.name for each in found}) == 600
    assert len({each.division for each in found}) == 600


@pytest.mark.parametrize("count", [1, 2, 3, 7, 80, 500])
def test_departments_have_as_many_units_as_asked(count):
    found = departments_of(rng_of(3, count), "甲区", count)
    offices = [office for each in found for office in (each.office, *each.branches)]
    assert len(offices) == len({o.code for o in offices}) == len({o.name for o in offices}) == count
    assert found[0].office.name == "甲区财政局"
    assert all(len(each.branches) != 1 for each in found), "an own office stands for the rest"


def test_ordinals():
    numbers = (1, 9, 10, 11, 20, 35, 99, 100)
    assert [ordinal(n) for n in numbers] == ["一", "九", "十", "十一", "二十", "三十五", "九十九", "100"]


def test_heads_are_the_models():
    assert heads("carryovers")[:4] == ["序号", "单位编码", "项目编码", "金额（万元）"]
    assert all(len(heads(table)) == len(set(heads(table))) == len(COLUMNS[table]) for table in COLUMNS)
