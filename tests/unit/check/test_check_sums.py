"""Sums of money: sources, sub-units, projects."""

import pytest
from check_cases import find, row

from generator.model import Fund, Group, Project, Unit


def fund(source, parent="", **cells):
    return row(Fund, **{"unit": "u1", "source": source, "parent": parent} | cells)


def one(code, *rows, **given):
    (found,) = find(code, *rows, **given)
    return found


def levels(central="5965.87"):
    return [
        fund("合计", budget="8284.27"),
        fund("中央", "合计", budget=central),
        fund("省级", "合计", budget="367.14"),
        fund("市级", "合计", budget="1951.26"),
        fund("另列", budget="1.00"),
    ]


def test_sums_right_as_printed():
    assert find("parts-differ", *levels()) == []


def test_a_whole_printed_with_fewer_places_agrees_where_it_is_the_sum_rounded():
    parts = [fund("中央", "合计", budget="5.46"), fund("省级", "合计", budget="4.50")]
    assert find("parts-differ", fund("合计", budget="10.0"), *parts) == []


def test_parts_that_do_not_add_up():
    found = one("parts-differ", *levels("5965.00"))
    assert found.message == "「合计」全年预算数为 8,284.27 万元；3 个组成部分相加为 8,283.40 万元"
    assert (found.item, found.severity, found.reconciles) == ("合计·全年预算数", "不符", "")


def test_a_hundredth_a_row_is_rounding():
    found = one("parts-differ", *levels("5965.90"))
    assert (found.severity, found.reconciles) == ("舍入", "3 个数相加，相差 0.03 万元，在舍入范围内")
    assert one("parts-differ", *levels("5965.91")).severity == "不符"


def test_a_part_in_another_unit_or_twice():
    assert one("parts-differ", *levels("0.596587")).reconciles == "「中央」按 0.596587 亿元计时相符"
    twice = [*levels(), fund("其中", "合计", budget="367.14")]
    assert one("parts-differ", *twice).reconciles == "不计「省级」367.14 万元时相符"


@pytest.mark.parametrize("blank", ["", "无", "—"])
def test_a_part_not_filed_leaves_the_sum_open(blank):
    assert find("parts-differ", *levels(blank)) == []


def test_parts_of_projects_and_units_are_kept_apart():
    rows = [
        fund("合计", budget="5.00"),
        fund("甲", "合计", budget="5.00"),
        fund("乙", "合计", project="p1", budget="4.00"),
    ]
    assert find("parts-differ", *rows) == []


UNITS = [
    row(Unit, code="u1", name="甲局"),
    row(Unit, code="a", name="一院", parent="u1"),
    row(Unit, code="b", name="二院", parent="u1"),
]


def test_sub_units_add_to_the_department():
    rows = [*UNITS, fund("合计", spent="3.00"), fund("合计", unit="a", spent="1.00")]
    assert find("subunits-differ", *rows) == []
    assert find("subunits-differ", *rows, fund("合计", unit="b", spent="2.00")) == []
    found = one("subunits-differ", *rows, fund("合计", unit="b", spent="2.01"))
    assert found.message == "部门全年执行数合计为 3.00 万元；2 个下属单位相加为 3.01 万元"
    assert (found.severity, found.unit) == ("舍入", "u1")
    assert (
        one("subunits-differ", *rows, fund("合计", unit="b", spent="3.00")).reconciles
        == "不计「一院」1.00 万元时相符"
    )
    assert one("subunits-differ", *rows, fund("合计", unit="b", spent="9.00")).reconciles == ""


def test_a_department_without_a_total():
    assert find("subunits-differ", *UNITS, fund("合计", unit="a"), fund("合计", unit="b")) == []


def listed(count, *amounts):
    rows = [row(Project, code=f"p{n}", name=f"项目{n}", unit="u1") for n, _amount in enumerate(amounts)]
    rows += [fund("合计", project=f"p{n}", budget=amount) for n, amount in enumerate(amounts) if amount]
    keys = {"unit": "u1", "stage": "绩效自评", "counted": "项目", "by": "合计", "name": "全部"}
    return [*rows, row(Group, **keys, count=count)]


def test_projects_add_to_the_unit_where_the_list_is_complete():
    found = one("projects-differ", *listed("2", "3.00", "4.00"), fund("合计", budget="9.00"))
    assert found.message == "「合计」全年预算数为 9.00 万元；2 个项目相加为 7.00 万元"
    assert find("projects-differ", *listed("2", "3.00", "4.00"), fund("合计", budget="7.00")) == []


def test_projects_add_to_project_spending_where_it_is_filed():
    both = [fund("合计", budget="99.00"), fund("项目支出", "合计", budget="7.00")]
    assert find("projects-differ", *listed("2", "3.00", "4.00"), *both) == []


def test_a_list_that_is_not_complete_is_not_added():
    whole = fund("合计", budget="9.00")
    assert find("projects-differ", *listed("3", "3.00", "4.00"), whole) == []
    assert find("projects-differ", *listed("3", "3.00", "4.00", ""), whole) == []
    assert find("projects-differ", *listed("2", "3.00", "4.00")[:-1], whole) == []
    assert find("projects-differ", *listed("2", "3.00", "4.00")) == []


def test_a_unit_without_projects_or_sub_units():
    assert find("projects-differ", fund("合计", budget="9.00")) == []
    assert find("subunits-differ", fund("合计", budget="9.00")) == []
