"""The columns that the tables and the comparison load, against the filed CSV read by itself."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest
from conftest import ROOT
from render_sites import CLEAN, examined, only

from generator.model import Watch
from generator.render import Filed, FilingView, bundles, views_of
from generator.render.compare import compare_files
from generator.render.lists import COLUMNS, LISTED, counted, list_addresses, list_files, numbers, recounted


def views(folder):
    _site, scored, findings = examined(folder)
    return {view.base: view for view in views_of(scored, findings)}


def told(data):
    """Name and data of a file, as the page's ``discloseList`` is told them."""
    text = data.decode("utf-8")
    assert text.startswith("discloseList(")
    assert text.endswith(");\n")
    return json.loads(f"[{text.removeprefix('discloseList(').removesuffix(chr(10)).removesuffix(');')}]")


def texts(column):
    return [column["w"][index] for index in column["i"]] if isinstance(column, dict) else column


def printed(column, row):
    """What a page shows of a number, by the description in ``lists``."""
    other = column.get("x", {}).get(str(row))
    value = column["v"][row]
    if other is not None or value is None:
        return other or ""
    return f"{value:,.{column.get('d', 0)}f}{column.get('s', '')}"


def filed(folder, table):
    """The rows of a CSV, by plain heads."""
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [
            {head.partition("（")[0]: cell for head, cell in row.items()} for row in csv.DictReader(stream)
        ]


@pytest.fixture(scope="module")
def real():
    return views(ROOT / "data")


@pytest.mark.parametrize(
    "base", ["wuhua/2024", "fengnan/2024", "luohu/2024", "jinfeng/2023", "panzhihua-east/2024"]
)
def test_each_row_stands_in_filed_order_with_its_name(real, base):
    for (address, data), table, code in zip(
        list_files(real[base]), ("projects", "units"), ("项目编码", "单位编码"), strict=True
    ):
        name, columns = told(data)
        assert address == f"lists/{name}.js" == f"lists/{base.replace('/', '-')}-{table}.js"
        path = ROOT / "data" / base
        rows = filed(path, table) if (path / f"{table}.csv").exists() else []
        assert columns["rows"] == len(rows)
        assert texts(columns["code"]) == [row[code] for row in rows]
        assert texts(columns["name"]) == [row[code.replace("编码", "名称")] for row in rows]


def test_money_is_a_number_and_is_printed_as_filed(real):
    _name, columns = told(next(iter(list_files(real["fengnan/2024"])))[1])
    rows = filed(ROOT / "data/fengnan/2024", "funds")
    totals = {row["项目编码"]: row for row in rows if row["资金来源"] == "合计" and row["项目编码"]}
    checked = 0
    for row, code in enumerate(texts(columns["code"])):
        for field, head in (("budget", "全年预算数"), ("spent", "全年执行数")):
            want = totals[code][head] if code in totals else ""
            assert (
                printed(columns[field], row) == want.replace(",", "")
                or printed(columns[field], row) == f"{Decimal(want.replace(',', '')):,}"
            ), (code, field)
            if want:
                assert Decimal(str(columns[field]["v"][row])) == Decimal(want.replace(",", ""))
                checked += 1
            else:
                assert columns[field]["v"][row] is None
    assert checked > 20


def test_no_column_is_left_out_and_none_is_added(real):
    for view in real.values():
        for (_address, data), what in zip(list_files(view), ("projects", "units"), strict=True):
            held = set(told(data)[1]) - {"rows"}
            assert held == {column.field for column in COLUMNS[what] if not column.site}


def test_a_unit_without_a_sheet_has_the_mean_of_its_review(real):
    units = told(list(list_files(real["jinfeng/2023"]))[1][1])[1]
    means = {row["单位编码"]: row["平均分"] for row in filed(ROOT / "data/jinfeng/2023", "reviews")}
    for row, code in enumerate(texts(units["code"])):
        assert printed(units["score"], row) == means.get(code, ""), code
    assert set(texts(units["kind"])) == {"复核", ""} or set(texts(units["kind"])) == {"复核"}


WAYS = ["12.50", "87.62%", "100%", "1,234.5", "无", "—", "/", "", "-3.10", "9007199254740993.12"]


def test_whatever_was_filed_is_printed_so():
    values = []
    for text in WAYS:
        digits = text.rstrip("%").replace(",", "")
        values.append((Decimal(digits) if digits[-1:].isdigit() else None, text))
    column = json.loads(json.dumps(numbers(values)))
    assert [printed(column, row) for row in range(len(WAYS))] == WAYS
    assert [value is None for value in column["v"]] == [number is None for number, _said in values]


def test_a_text_of_markup_stays_text(tmp_path):
    root = only(
        tmp_path / "data",
        projects='项目编码,项目名称,主管部门编码\np01,"</script><b>""甲""",health\n',
    )
    (view,) = views(root).values()
    name, columns = told(next(iter(list_files(view)))[1])
    assert name == "west-2024-projects"
    assert texts(columns["name"]) == ['</script><b>"甲"']


def test_groups_of_a_sheet_are_full_filed_and_computed_sums():
    ((address, data),) = compare_files(views(CLEAN)["west/2024"])
    _name, said = told(data)
    assert address == "lists/west-2024-groups.js"
    rows = filed(CLEAN / "west/2024", "indicators")
    sheets = {row["评价编号"]: row for row in filed(CLEAN / "west/2024", "evaluations")}
    for scheme in said["schemes"]:
        for index, (unit, project) in enumerate(zip(scheme["unit"], scheme["project"], strict=True)):
            own = [
                code
                for code, row in sheets.items()
                if (row["单位编码"], row.get("项目编码", "")) == (unit, project)
            ]
            whole = sum(Decimal(row["得分"]) for row in rows if row["评价编号"] in own and row["得分"])
            groups = [group["filed"][index] for group in scheme["groups"]]
            assert sum(Decimal(str(score)) for score in groups if score is not None) == whole, (unit, project)
    assert said["schemes"]


def test_a_group_that_does_not_add_up_says_both_scores(real):
    """罗湖: 部门绩效 is filed as 52.68; C21 is filed 5.8 where the filed quarters give 5.37 (tests/rules)."""
    _name, said = told(next(compare_files(real["luohu/2024"]))[1])
    group = next(group for group in said["schemes"][0]["groups"] if group["name"] == "部门绩效")
    assert (group["full"], group["filed"][0]) == (60, 52.68)
    assert group["computed"][0] < group["filed"][0]


def test_a_region_is_its_sums_means_and_grades(real):
    _name, said = told(next(compare_files(real["luohu/2024"]))[1])
    region = said["region"]
    assert (region["budget"], region["spent"], region["rate"]) == (571010.03, 500333.67, 87.62)
    assert region["unit_score"] == [88.17, 1]
    assert region["grades"] == {"良": 1}
    assert region["projects"] == len(filed(ROOT / "data/luohu/2024", "projects"))


def test_nothing_but_the_named_tables_decides_on_the_files_of_a_list():
    """With heads of sheets alone, and of findings only whose they are and whether figures differ."""
    for view in (*views(CLEAN).values(), *views(ROOT / "data").values()):
        watch = Watch(view.scored)
        bare = tuple(replace(found, message="", filed="", computed="", item="") for found in view.findings)
        assert list(list_files(FilingView(watch.scored, bare))) == list(list_files(view))
        assert watch.tables <= {*LISTED, "ties"}


def test_where_only_findings_came_or_went_they_are_counted_again_in_what_stands():
    for view in (*views(CLEAN).values(), *views(ROOT / "data").values()):
        for findings in ((), view.findings[1:], view.findings, view.findings * 2):
            other = replace(view, findings=findings)
            stood = dict(list_files(view))
            assert list(stood) == list_addresses(view)
            assert list(recounted(other, counted(findings), stood)) == list(list_files(other))


def test_a_list_is_made_of_what_stands_where_no_table_changed(tmp_path, monkeypatch):
    view = views(ROOT / "data")["luohu/2024"]
    shared = SimpleNamespace(target=tmp_path)
    files = {"units.csv": b"as filed"}

    def made(findings, known, files=files):
        other = replace(view, findings=findings)
        task = bundles._lists(Filed(shared, b"", other, None, {}, known, files))
        return task, {path.name: path.read_bytes() for path in (tmp_path / "lists").iterdir()}

    fewer = view.findings[1:]
    first, before = made(view.findings, {})
    _made, wanted = made(fewer, {})
    made(view.findings, {})
    monkeypatch.setattr(bundles, "list_files", None)
    second, found = made(fewer, {first.name: first.key})
    assert found == wanted
    assert second.changed == sum(before[name] != data for name, data in wanted.items()) > 0
    again, _files = made(fewer, {second.name: second.key})
    assert again.files is None
    with pytest.raises(TypeError):
        made(fewer, {first.name: first.key}, {"units.csv": b"another"})
