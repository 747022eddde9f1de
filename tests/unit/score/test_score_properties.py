"""What must hold of every rule, whatever is filed."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from score_rows import parts, rule, scheme, tier

from generator.score import Case, apply, grade, mean_of

HUNDRED = Decimal(100)


def decimals(low, high, places=2):
    return st.decimals(low, high, places=places, allow_nan=False, allow_infinity=False)


values, weights = decimals(-2000, 2000), decimals("0.5", 100, 1)
counts = st.integers(0, 50).map(Decimal)
LADDER = (tier("0.1", upper="60"), tier("0.3", "60", "90"), tier("0.5", "90"))
PARTED = parts(("一", "0.3", rule("rate")), ("二", "0.2", rule("filed")))


def score(made, weight, over_from=None, **numbers):
    return apply(made, Case(weight, numbers, over_from=over_from)).score


@given(
    values, values, weights, st.sampled_from(["ratio", "inverse", "exact"]), st.sampled_from(["满分", "零分"])
)
def test_a_score_lies_between_nothing_and_the_full_score(target, actual, weight, kind, zero):
    made = rule(kind, choices={"目标为零": zero})
    found = score(made, weight, 目标=target, 实际=actual)
    assert found is None or 0 <= found <= weight
    assert found is not None or (kind == "inverse" and target < 0)


@given(values, values, weights)
def test_a_score_with_deductions_for_over_completion_stays_within_bounds(target, actual, weight):
    found = score(rule("ratio"), weight, HUNDRED, 目标=target, 实际=actual)
    assert found is None or 0 <= found <= weight


@given(counts, counts, values, weights)
def test_counts_and_rates_stay_within_bounds(first, second, rate, weight):
    each = rule("deduct", numbers={"每项扣分": Decimal(3), "免扣": Decimal(1)})
    outcomes = [
        score(each, weight, 扣分数=first),
        score(rule("share"), weight, 已完成=first, 计划=second + 1),
        score(rule("gate"), weight, 情形数=first),
        score(rule("rate"), weight, 比率=rate),
        score(rule("tiers", tiers=LADDER), weight, 值=rate),
    ]
    assert all(0 <= found <= weight for found in outcomes)


@given(st.lists(values, min_size=4, max_size=4))
def test_progress_stays_within_six_points(rates):
    fed = dict(zip(("一季度", "二季度", "三季度", "四季度"), rates, strict=True))
    outcome = apply(rule("progress"), Case(Decimal(6), fed))
    assert 0 <= outcome.score <= 6
    assert all(0 <= other <= 6 for other in outcome.readings.values())


@given(values, values, decimals("0.01", 2000), weights)
def test_ratio_never_falls_as_the_actual_rises(one, other, target, weight):
    low, high = sorted((one, other))
    assert score(rule("ratio"), weight, 目标=target, 实际=low) <= score(
        rule("ratio"), weight, 目标=target, 实际=high
    )


@given(values, values, decimals("0.01", 2000), weights)
def test_inverse_never_rises_with_the_actual(one, other, target, weight):
    low, high = sorted((one, other))
    made = rule("inverse")
    assert score(made, weight, 目标=target, 实际=low) >= score(made, weight, 目标=target, 实际=high)


@given(values, st.sampled_from(["达成", "部分达成", "未达成", "别的", ""]), weights)
def test_bounds_lie_within_the_full_score(rate, label, weight):
    level = apply(rule("level"), Case(weight, words={"程度": label}))
    assert 0 <= level.low <= level.high <= weight
    parted = apply(PARTED, Case(weight, {"一.比率": rate}))
    assert 0 <= parted.low <= parted.high <= Decimal("0.5")


@given(st.lists(decimals(0, 100), min_size=1, max_size=8))
def test_a_mean_lies_between_the_least_and_the_greatest(scores):
    # a quotient of 28 digits may be off in the last one
    slack = Decimal(1).scaleb(-20)
    assert min(scores) - slack <= mean_of(scores) <= max(scores) + slack


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True),
    st.lists(st.sampled_from([True, False, None]), min_size=7, max_size=7),
    decimals(0, 100),
)
def test_half_open_bands_partition_the_line(bounds, ends, total):
    lowers = [*sorted(bounds, reverse=True), 0]
    ends = [*ends[: len(lowers) - 1], True]
    bands = tuple((str(n), str(low), end) for n, (low, end) in enumerate(zip(lowers, ends, strict=True)))
    uppers = [None, *zip(lowers, ends, strict=True)]
    holding = []
    for (word, _text, end), low, upper in zip(bands, lowers, uppers, strict=False):
        reached = total > low or (total == low and end is not False)
        above = upper is not None and (total > upper[0] or (total == upper[0] and upper[1] is not False))
        holding += [word] if reached and not above else []
    assert holding == [grade(scheme(bands=bands), total)]
