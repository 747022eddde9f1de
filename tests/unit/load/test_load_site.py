"""The whole folder: what becomes of it, in what order, and what is raised."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import words
from generator.errors import FaultyDataError
from generator.load import load, plan, read_settings
from generator.load.chains import circles
from generator.load.faults import Faults, visible
from generator.load.settings import unsafe
from generator.model import FooterLink, Narrative, Place, Region

GOOD = Path(__file__).parents[2] / "shape" / "good"


@pytest.fixture
def root(tmp_path):
    return Path(shutil.copytree(GOOD, tmp_path / "data"))


def faults_of(root):
    with pytest.raises(FaultyDataError) as caught:
        load(root)
    return [str(fault) for fault in caught.value.faults]


def test_settings(root):
    settings = read_settings(root)
    assert settings == load(root).settings
    assert (settings.title, settings.publisher, settings.sub_path) == (
        "东区预算绩效公开",
        "东区财政局",
        "/jixiao/",
    )
    assert (settings.language, settings.as_of, settings.icp) == ("zh_CN", date(2025, 12, 31), "")
    assert settings.links == (FooterLink("关于", "about.html"),)


def test_settings_are_read_without_the_rest(root):
    (root / "regions.csv").unlink()
    assert read_settings(root).title == "东区预算绩效公开"
    (root / "site.yml").unlink()
    with pytest.raises(FaultyDataError, match=r"data/site\.yml: 缺少此文件"):
        read_settings(root)


def test_regions_and_schemes(root):
    site = load(root)
    assert site.regions == (Region("east", "510402", "东区", "某省某市东区"),)
    assert list(site.schemes) == ["plain", "review"]


def test_a_filing(root):
    (filing,) = load(root).filings
    assert (filing.key, filing.year, filing.title, filing.source) == (
        "east/2024", 2024, "东区2024年度绩效自评", "为测试而写",
    )  # fmt: skip
    assert filing.narratives == (Narrative("health", "自评组织", "由各科室自评。", "D1", "一"),)
    assert filing.empty == {"results": "没有结果应用", "key_evaluations": "没有开展"}
    assert [unit.code for unit in filing.units] == ["health", "cdc"]
    assert filing.exante == ()
    assert filing.units[1].place("parent") == Place("data/east/2024/units.csv", 3, "C")


def test_folders_in_the_order_of_the_list_and_of_the_years(root):
    (root / "regions.csv").write_text(
        "地区编码,行政区划代码,地区名称,全称\nwest,1,西区,西区\nnone,2,无数据,无数据\neast,3,东区,东区\n",
        encoding="utf-8",
    )
    for name in ("west/2023", "east/2023", "west/2022"):
        (root / name).mkdir(parents=True)
        (root / name / "filing.yml").write_text("标题: 一\n来源: 二\n", encoding="utf-8")
    (root / "west" / "notes.txt").write_text("not data", encoding="utf-8")
    (root / ".git").mkdir()
    site = load(root)
    assert [filing.key for filing in site.filings] == ["west/2022", "west/2023", "east/2023", "east/2024"]
    assert [region.code for region in site.regions] == ["west", "none", "east"]


def test_a_folder_names_itself_and_the_files_that_reading_it_looks_at(root):
    folder = plan(root).folders[0]
    filed = {path.name for path in folder.path.iterdir()}
    (folder.path / "notes.csv").write_text("", encoding="utf-8")
    assert folder.key == folder.path.relative_to(root).as_posix()
    assert {path.name for path in folder.files()} == filed


def test_a_folder_that_is_not_there(tmp_path):
    assert faults_of(tmp_path / "data") == ["data/regions.csv: 缺少此文件", "data/site.yml: 缺少此文件"]


def test_the_folder_one_stands_in(root, monkeypatch):
    (root / "site.yml").unlink()
    monkeypatch.chdir(root)
    assert faults_of(Path()) == ["data/site.yml: 缺少此文件"]


def test_faults_of_all_files_come_out_together(root):
    (root / "site.yml").write_text("颜色: 红\n", encoding="utf-8")
    (root / "regions.csv").write_text("地区编码\n", encoding="utf-8")
    (root / "schemes" / "plain.yml").write_text("一", encoding="utf-8")
    (root / "east" / "2024" / "units.csv").write_text("单位\n", encoding="utf-8")
    (root / "east" / "2024" / "filing.yml").write_text("标题:\n", encoding="utf-8")
    files = {line.partition(" ")[0].rstrip(":") for line in faults_of(root)}
    assert {
        "data/site.yml", "data/regions.csv", "data/schemes/plain.yml", "data/east/2024/units.csv",
        "data/east/2024/filing.yml",
    } <= files  # fmt: skip


def test_regions_without_a_code_are_one_fault_each(root):
    path = root / "regions.csv"
    path.write_text(path.read_text(encoding="utf-8") + ",,甲,甲\n,,乙,乙\n", encoding="utf-8")
    assert faults_of(root) == [
        "data/regions.csv 第 3 行 A 列「地区编码」: 不能为空",
        "data/regions.csv 第 4 行 A 列「地区编码」: 不能为空",
    ]


def test_rows_without_their_codes_are_not_called_twice_the_same(root):
    path = root / "east" / "2024" / "units.csv"
    path.write_text("单位编码,单位名称\nhealth,卫健局\ncdc,疾控\n,甲\n,乙\n", encoding="utf-8")
    assert faults_of(root) == [
        "data/east/2024/units.csv 第 4 行 A 列「单位编码」: 不能为空",
        "data/east/2024/units.csv 第 5 行 A 列「单位编码」: 不能为空",
    ]


def test_nothing_more_is_said_about_a_review_whose_scheme_is_at_fault(root):
    (root / "schemes" / "review.yml").write_text("编码: review\n", encoding="utf-8")
    assert {line.partition(" ")[0] for line in faults_of(root)} == {"data/schemes/review.yml"}


def test_loading_speaks_the_language_in_use(root, monkeypatch):
    monkeypatch.setattr(words, "_current", _English())
    (root / "site.yml").unlink()
    with pytest.raises(FaultyDataError, match=r"data/site\.yml: file lacking"):
        load(root)


class _English(words._gettext.NullTranslations):
    def gettext(self, message):
        return {"缺少此文件": "file lacking"}.get(message, message)


def test_circles():
    above = {1: 2, 2: 3, 3: 1, 4: 1, 5: 5, 6: 0}
    assert circles(above) == [[1, 2, 3], [5]]


def test_long_chains_are_walked_once():
    assert circles({n: n + 1 for n in range(50_000)}) == []


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("", False),
        ("about.html", False),
        ("/gk/a.html?b=c:d", False),
        ("https://example.invalid", False),
        ("HTTP://example.invalid", False),
        ("JavaScript:alert(1)", True),
        ("data:text/html,x", True),
        (" vbscript:x", True),
        ("file:///etc", True),
    ],
)
def test_addresses(address, wrong):
    assert unsafe(address) is wrong


def test_values_are_shown_on_one_line():
    assert visible("一\r\n\t二") == "一 二"
    assert visible("a\u202eb") == "a<U+202E>b"
    assert visible("长" * 61) == "长" * 60 + "…"


def test_the_nearest_is_sought_a_bounded_number_of_times():
    faults = Faults()
    said = [faults.near("helth", ["health"]) for _time in range(201)]
    assert said == ["最接近的是「health」"] * 200 + [""]
    assert Faults().near("甲", ["乙"]) == ""
