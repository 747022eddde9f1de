"""Every table to take away: CSV that a spreadsheet opens, JSON, and a descriptor that fits both."""

import csv
import hashlib
import io
import json

import pytest
from render_sites import CLEAN, data, examined, only, taken, tree

from generator.model import TABLES
from generator.render import offers, views_of

BOM = b"\xef\xbb\xbf"
COMPUTED = ["scores", "review_scores", "findings"]


@pytest.fixture(scope="module")
def examination():
    return examined(CLEAN)


@pytest.fixture(scope="module")
def out(examination, tmp_path_factory):
    return files(*examination, tmp_path_factory.mktemp("downloads"))


def files(site, scored, findings, target):
    """Every file of the downloads, by address."""
    told = taken(site, views_of(scored, findings), target)
    found = tree(target)
    assert {address: sha for address, sha, _changed in told} == {
        address: hashlib.sha256(data).digest() for address, data in found.items()
    }
    return found


def table(out, name):
    """Heads and rows of a CSV file."""
    text = out[f"downloads/{name}.csv"].removeprefix(BOM).decode("utf-8")
    heads, *rows = csv.reader(io.StringIO(text, newline=""))
    return heads, rows


def test_every_table_and_every_result_has_all_its_files(out):
    names = [t.name for t in TABLES] + COMPUTED
    assert [offer.name for offer in offers()] == names
    expected = {
        f"downloads/{name}.{kind}" for name in names for kind in ("csv", "json", "xlsx", "schema.json")
    }
    whole = {"downloads/datapackage.json", "downloads/data.zip", "downloads/disclosure.sqlite", "data.json"}
    assert set(out) == expected | whole


def test_every_head_of_a_code_names_the_table_it_stands_in():
    """Whoever joins tables finds where: every filed column that refers does, to a head that is there."""
    heads = {offer.name: {head.name for head in offer.heads} for offer in offers()}
    found = 0
    for table in TABLES:
        offer = next(offer for offer in offers() if offer.name == table.name)
        for column in table.columns:
            if column.refers in heads:  # schemes are the site's, and no table
                head = next(head for head in offer.heads if head.name == column.head)
                assert head.refers[0] == column.refers
                assert head.refers[1] in heads[column.refers]
                found += 1
    assert found > 20


def test_csv_opens_in_a_spreadsheet(out):
    for address, content in out.items():
        if address.endswith(".csv"):
            assert content.startswith(BOM), address
            assert content.count(b"\n") == content.count(b"\r\n"), address


def test_csv_and_json_have_as_many_rows_as_were_filed(examination, out):
    site, _scored, _findings = examination
    for t in TABLES:
        filed = sum(len(filing.rows(t.name)) for filing in site.filings)
        assert len(table(out, t.name)[1]) == filed, t.name
        assert len(json.loads(out[f"downloads/{t.name}.json"])) == filed, t.name


def test_computed_tables_have_a_row_for_each_leaf_review_and_finding(tmp_path):
    rows = (CLEAN / "west" / "2024" / "funds.csv").read_text(encoding="utf-8").replace("66.67%", "60%")
    site, scored, findings = examined(data(tmp_path / "data", funds=rows))
    out = files(site, scored, findings, tmp_path / "out")
    assert len(findings) == 1
    assert len(table(out, "findings")[1]) == len(findings)
    assert len(table(out, "scores")[1]) == sum(len(e.leaves()) for s in scored for e in s.evaluations) == 8
    assert len(table(out, "review_scores")[1]) == 2


def test_the_descriptor_names_the_heads_of_every_file_in_order(out):
    package = json.loads(out["downloads/datapackage.json"])
    assert len(package["resources"]) == len(TABLES) + len(COMPUTED)
    for resource in package["resources"]:
        name = resource["path"].removesuffix(".csv")
        heads, rows = table(out, name)
        assert [field["name"] for field in resource["schema"]["fields"]] == heads, name
        assert all(set(record) <= set(heads) for record in json.loads(out[f"downloads/{name}.json"])), name
        assert all(len(row) == len(heads) for row in rows), name


def test_the_descriptors_types_hold_in_the_files(out):
    from datetime import date

    read = {"string": str, "integer": int, "number": float, "date": date.fromisoformat}
    package = json.loads(out["downloads/datapackage.json"])
    missing = {value for resource in package["resources"] for value in resource["schema"]["missingValues"]}
    assert missing == {"", "无", "—", "/"}
    for resource in package["resources"]:
        heads, rows = table(out, resource["path"].removesuffix(".csv"))
        kinds = [field["type"] for field in resource["schema"]["fields"]]
        for row in rows:
            for head, kind, text in zip(heads, kinds, row, strict=True):
                if text not in missing:
                    read[kind](text)  # raises where the type does not hold
                assert text != "nan", (resource["path"], head)


def test_the_descriptor_says_title_and_licence(examination, out):
    package = json.loads(out["downloads/datapackage.json"])
    assert package["title"] == "西区预算绩效公开"
    assert package["licenses"][0]["title"] == "CC BY 4.0"


def test_money_is_in_wanyuan_and_its_head_says_so(out):
    heads, rows = table(out, "funds")
    assert "全年预算数（万元）" in heads
    total = dict(zip(heads, rows[0], strict=True))  # filed as 10,000,000.00 元
    assert total["全年预算数（万元）"] == "1000"
    assert total["全年执行数（万元）"] == "900"
    assert total["执行率"] == "90"


def test_none_dash_and_blank_stay_three_things(out):
    heads, rows = table(out, "funds")
    found = {
        tuple(row[heads.index(h)] for h in ("项目编码", "资金来源", "年初预算数（万元）")) for row in rows
    }
    assert ("p01", "合计", "—") in found
    assert ("p02", "合计", "无") in found
    assert ("", "基本支出", "") in found


def test_targets_are_as_printed(out):
    heads, rows = table(out, "indicators")
    assert "≥90%" in [row[heads.index("年度指标值")] for row in rows]


def test_every_row_says_its_region_and_year(out):
    heads, rows = table(out, "units")
    assert heads[:2] == ["地区编码", "年度"]
    assert [row[:2] for row in rows] == [["west", "2023"], ["west", "2024"], ["west", "2024"]]


def test_json_numbers_are_numbers_and_blanks_are_null(out):
    total, *_others = json.loads(out["downloads/funds.json"])
    assert total["全年预算数（万元）"] == 1000
    assert total["项目编码"] is None
    assert total["年度"] == 2024


def test_scores_stand_beside_each_other(out):
    heads, rows = table(out, "scores")
    served = next(row for row in rows if row[heads.index("指标")] == "服务人次")
    assert dict(zip(heads, served, strict=True)) == {
        "地区编码": "west", "年度": "2024", "评价编号": "E2", "指标编码": "B-1", "指标": "服务人次",
        "分值": "50", "填报得分": "48", "复算得分": "48", "算式": "960 ÷ 1,000 × 50 = 48",
    }  # fmt: skip


def test_a_filed_mean_and_the_computed_one_are_two_columns(out):
    """填报平均分 is what the office printed; it must not be the computed mean under another name."""
    heads, rows = table(out, "review_scores")
    first = dict(zip(heads, rows[0], strict=True))
    assert (first["填报平均分"], first["复算平均分"]) == ("95", "95")


def test_a_filed_mean_is_what_was_filed(tmp_path):
    heads = "序号,单位编码,评分方案,自评表,项目绩效报告,整体绩效报告,监控表,平均分"
    reviews = f"{heads}\n1,health,review,96,95,94,95,90\n"
    site, scored, findings = examined(data(tmp_path / "data", reviews=reviews))
    heads, rows = table(files(site, scored, findings, tmp_path / "out"), "review_scores")
    first = dict(zip(heads, rows[0], strict=True))
    assert (first["填报平均分"], first["复算平均分"]) == ("90", "95")


def test_a_table_without_rows_has_its_heads_and_an_empty_list(tmp_path):
    out = files(*examined(only(tmp_path / "data")), tmp_path / "out")
    heads, rows = table(out, "key_evaluations")
    assert "项目编码" in heads
    assert rows == []
    assert json.loads(out["downloads/key_evaluations.json"]) == []


def test_files_that_did_not_change_are_not_written_again(examination, tmp_path):
    site, scored, findings = examination
    views = views_of(scored, findings)
    assert all(changed for _address, _sha, changed in taken(site, views, tmp_path))
    assert not any(changed for _address, _sha, changed in taken(site, views, tmp_path))
