"""Numbered lists."""

from check_cases import find, row

from generator.model import CarryOver, KeyEvaluation, Problem, Result, Review


def carried(*numbers, **cells):
    keys = {"unit": "u1", "project": "p1", "document": "D1", "source": "区级"}
    return [row(CarryOver, **(keys | cells), number=str(number)) for number in numbers]


def one(code, *rows):
    (found,) = find(code, *rows)
    return found


def test_a_list_without_3_and_4():
    found = one("numbering-skipped", *carried(1, 2, 5, 6, 7, 8, 9, 10, 11, 12))
    assert found.message == "上年结转序号 2 之后是 5，缺 3、4"
    assert (found.item, found.filed, found.computed, found.source.row) == ("carryovers·D1·5", "5", "3", 4)


def test_a_list_that_starts_late():
    found = one("numbering-skipped", *carried(2, 1 + 2, document=""))
    assert (found.message, found.item) == ("上年结转序号从 2 开始，缺 1", "carryovers·2")


def test_a_long_gap_is_shown_by_its_ends():
    assert (
        one("numbering-skipped", *carried(1, 1000000)).message == "上年结转序号 1 之后是 1000000，缺 2–999999"
    )


def test_lists_in_any_order_are_read_by_number():
    assert find("numbering-skipped", *carried(3, 1, 2)) == []
    assert find("numbering-skipped", *carried(1, "")) == []
    assert find("numbering-skipped") == []


def test_each_unit_and_document_has_its_own_list():
    rows = [*carried(1, 2), *carried(1, unit="u2"), *carried(1, document="D2")]
    assert find("numbering-skipped", *rows) == []
    assert find("numbering-repeated", *rows) == []


def test_lists_of_many_units_run_through():
    rows = [row(Review, unit=f"u{n}", scheme="s1", number=str(n), document="D1") for n in (1, 2, 4)]
    found = one("numbering-skipped", *rows)
    assert (found.message, found.unit) == ("复核序号 2 之后是 4，缺 3", "u4")
    others = [
        row(KeyEvaluation, unit="u1", number="1"),
        row(KeyEvaluation, unit="u2", number="2"),
        row(Result, number="1"),
        row(Problem, unit="u1", number="1"),
    ]
    assert find("numbering-skipped", *others) == []


def test_a_number_used_twice():
    found = one("numbering-repeated", *carried(1, 2, 2, 3))
    assert found.message == "上年结转序号 2 出现不止一次"
    assert (found.item, found.source.row) == ("carryovers·D1·2", 4)
