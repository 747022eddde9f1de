"""The pages as Markdown files: which there are, that they are reproducible, what they say of data."""

import csv
import json
import os
import re
import subprocess
import sys

import pytest
import yaml
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from render_sites import CHECKS, CLEAN, data, examined, only, render, rendered, tree

from generator import words
from generator.load import filing as load_filing
from generator.load import scheme as load_scheme
from generator.load import settings as load_settings
from generator.model import KINDS, Chart
from generator.render import filing_lists
from generator.render.configuration import THEME_WORDS
from generator.render.filing_pages import SECTIONS
from generator.render.settings_words import SETTINGS_FILES
from generator.render.site_pages import KIND_WORDS, LEDES


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    folder = tmp_path_factory.mktemp("content")
    rendered(CLEAN, folder)
    return folder


@pytest.fixture(scope="module")
def pages(content):
    return {
        address: text.decode()
        for address, text in tree(content / "generated").items()
        if address.endswith(".md")
    }


def test_there_is_a_page_for_everything(pages):
    wanted = {
        "index.md",
        "units.md",
        "projects.md",
        "findings.md",
        "method.md",
        "dictionary.md",
        "downloads.md",
    }
    wanted |= {
        "glossary.md",
        "about.md",
        "compare.md",
        "method/project.md",
        "method/department.md",
        "method/review.md",
    }
    wanted |= {f"{address}.md" for address, _title, _tables in SECTIONS}
    wanted |= {f"findings/{check.code}.md" for check in CHECKS}
    for year in (2023, 2024):
        lists = ("index", "findings", "units", "projects", *(section[0] for section in SECTIONS))
        wanted |= {f"west/{year}/{name}.md" for name in lists}
    wanted |= {
        f"west/2024/{name}.md" for name in ("units/health", "units/cdc", "projects/p01", "projects/p02")
    }
    wanted |= {"west/2023/units/health.md", "west/2023/projects/p09.md"}
    assert wanted - set(pages) == set()
    assert set(pages) - wanted <= {"sitemap.md", "search.md"}


def test_every_page_has_its_data_beside_it(content, pages):
    for address in pages:
        file = content / "generated" / f"{address.removesuffix('.md')}.json"
        assert json.loads(file.read_text(encoding="utf-8")) is not None, address


def test_the_data_of_a_unit_are_its_own_rows(content):
    said = json.loads((content / "generated/west/2024/units/cdc.json").read_text(encoding="utf-8"))
    named = [row["单位编码"] for rows in said.values() for row in rows if "单位编码" in row]
    assert set(named) == {"cdc"}
    assert said["reviews"][0]["平均分"] == said["review_scores"][0]["复算平均分"] == 90
    assert "problems" not in said


def test_the_data_of_a_project_are_its_own_rows(content):
    said = json.loads((content / "generated/west/2024/projects/p01.json").read_text(encoding="utf-8"))
    assert [row["全年预算数（万元）"] for row in said["funds"]] == [250]
    assert said["scores"][0]["算式"] == "100% × 10 = 10"
    with (CLEAN / "west/2024/indicators.csv").open(encoding="utf-8-sig") as stream:
        (sheet,) = {row["评价编号"] for row in said["evaluations"]}
        filed = [row for row in csv.DictReader(stream) if row["评价编号"] == sheet]
    assert filed
    for head in ("指标编码", "年度指标值", "实际完成值", "偏差原因分析及改进措施"):
        assert [row[head] or "" for row in said["indicators"]] == [row.get(head, "") for row in filed]


def test_indicators_watched_in_mid_year_stand_in_the_data_of_whom_they_watch(content):
    with (CLEAN / "west/2024/monitored_indicators.csv").open(encoding="utf-8-sig") as stream:
        filed = sorted((row["监控编号"], row["三级指标"]) for row in csv.DictReader(stream))
    pages = [*(content / "generated/west/2024").glob("units/*.json")]
    pages += (content / "generated/west/2024").glob("projects/*.json")
    said = [json.loads(page.read_text(encoding="utf-8")).get("monitored_indicators", []) for page in pages]
    assert sorted((row["监控编号"], row["三级指标"]) for rows in said for row in rows) == filed


def test_the_same_input_gives_the_same_bytes_in_any_process(tmp_path):
    """Neither the order of sets and folders nor the clock reaches a file."""
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        (folder / "content" / "pages").mkdir(parents=True)
        (folder / "content" / "glossary.yml").write_text("[]\n", encoding="utf-8")
        data(folder / "data")
        command = [sys.executable, "-m", "generator.cli", "--root", str(folder), "render"]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed})
        found.append(tree(folder / "content"))
    assert found[0] == found[1]


plain_text = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters='"\ufffe\uffff'),
    min_size=1,
    max_size=12,
)
names = st.lists(
    plain_text.filter(lambda s: s.strip() and not re.search(r"\d{6}", s)), min_size=2, max_size=2
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(names=names)
def test_whatever_things_are_called_the_same_input_gives_the_same_bytes(names, tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    unit, project = names
    root = only(
        folder / "data",
        units=f'单位编码,单位名称\nhealth,"{unit}"\n',
        projects=f'项目编码,项目名称,主管部门编码\np01,"{project}",health\n',
    )
    once = tree(rendered(root, folder / "once"))
    again = tree(rendered(root, folder / "again"))
    assert once == again
    rendered(root, folder / "once")
    assert tree(folder / "once" / "generated") == once


def test_rendering_again_touches_no_file(tmp_path):
    site, scored, findings = examined(CLEAN)
    content = tmp_path / "content"
    rendered(CLEAN, content)
    assert render(site, scored, findings, {}, content) == 0


def test_a_page_of_something_no_longer_filed_goes(tmp_path):
    root = data(tmp_path / "data")
    generated = rendered(root, tmp_path / "content")
    assert (generated / "west/2024/projects/p02.md").exists()
    import shutil

    shutil.rmtree(root / "west" / "2024")
    rendered(root, tmp_path / "content")
    assert not (generated / "west/2024").exists()
    assert (generated / "west/2023/index.md").exists()


def test_charts_become_files_with_their_figures(tmp_path):
    site, scored, findings = examined(CLEAN)
    (tmp_path / "glossary.yml").write_text("[]\n", encoding="utf-8")
    chart = Chart("west/2024/funds", "资金", "甲 1 万元", "<svg/>", ("单位", "万元"), (("甲,乙", "1"),))
    render(site, scored, findings, {"west/2024/funds": chart}, tmp_path)
    out = tmp_path / "generated"
    assert (out / "assets/charts/west/2024/funds.svg").read_bytes() == b"<svg/>"
    assert (out / "assets/charts/west/2024/funds.csv").read_bytes() == (
        b"\xef\xbb\xbf" + '单位,万元\r\n"甲,乙",1\r\n'.encode()
    )
    page = (out / "west/2024/index.md").read_text(encoding="utf-8")
    assert 'src="../../assets/charts/west/2024/funds.svg"' in page
    assert 'alt="甲 1 万元"' in page


@pytest.mark.parametrize("most", [400, 0])
def test_the_data_of_a_region_are_what_its_page_shows(tmp_path, monkeypatch, most):
    """Projects only where it lists them: all rows of thousands are in the downloads."""
    monkeypatch.setattr(filing_lists, "_MOST_LISTED", most)
    rendered(CLEAN, tmp_path)
    found = json.loads((tmp_path / "generated/west/2024/index.json").read_text(encoding="utf-8"))
    assert found.keys() - {"projects"} == {
        "documents",
        "units",
        "funds",
        "evaluations",
        "groups",
        "coverages",
    }
    assert ("projects" in found) == bool(most)
    assert {row["资金来源"] for row in found["funds"]} == {"合计"}
    named = {row["项目编码"] for table in ("funds", "evaluations") for row in found[table]}
    assert (named - {None} != set()) == bool(most)


def test_empty_tables_say_why(pages):
    assert "2024年没有上年结转项目" not in pages["west/2024/index.md"]  # no section of its own there
    for address, reason in (
        ("west/2023/exante.md", "源文件没有逐项公开事前评估。"),
        ("west/2023/monitoring.md", "源文件没有公开绩效运行监控表。"),
        ("west/2023/reviews.md", "源文件没有公开复核结果。"),
        ("west/2023/units/health.md", "源文件没有这个单位的资金数字。"),
    ):
        assert reason in pages[address], address


def test_the_filings_own_reason_comes_first(tmp_path):
    root = only(tmp_path / "data")
    (root / "west/2024/filing.yml").write_text(
        "标题: 试\n来源: 试\n空表说明:\n  exante: 今年没有新增项目\n  复核: 明年开展\n", encoding="utf-8"
    )
    generated = rendered(root, tmp_path / "content")
    assert "今年没有新增项目" in (generated / "west/2024/exante.md").read_text(encoding="utf-8")
    assert "明年开展" in (generated / "west/2024/reviews.md").read_text(encoding="utf-8")


def test_other_years_are_linked_by_unit_code_and_by_project_name(pages):
    assert 'href="../../2023/units/health.html"' in pages["west/2024/units/health.md"]
    assert 'href="../../2023/projects/p09.html"' in pages["west/2024/projects/p01.md"]
    assert 'href="../../2024/projects/p01.html"' in pages["west/2023/projects/p09.md"]
    assert "2023/" not in pages["west/2024/projects/p02.md"].partition("## ")[2]


def test_a_correction_shows_old_new_reason_and_day(pages):
    for address in ("west/2024/units/health.md", "west/2024/disclosures.md"):
        row = next(line for line in pages[address].splitlines() if "<del>" in line)
        assert "<del>900万元</del>" in row, address
        assert "<ins>9000000元</ins>" in row
        assert "单位误写" in row
        assert "2025-09-10" in row


def test_a_withheld_item_shows_its_ground(pages):
    row = next(
        line
        for line in pages["west/2024/disclosures.md"].splitlines()
        if "涉密事项" in line and "<tr>" in line
    )
    assert "不予公开" in row
    assert "涉密" in row


def test_ties_stand_with_whom_they_speak_of(tmp_path):
    heads = "勾稽编号,名称,左项,关系,右项,下限,上限\n"
    ties = (
        "T1,甲,F01,区间,,0,100000\n"
        'T2,乙,"funds[项目编码=p02,资金来源=合计,单位编码=health].全年预算数",区间,,0,1000\n'
        'T3,丙,"projects[项目编码=p02]",区间,,0,10\n'
    )
    root = data(tmp_path / "data", ties=heads + ties)
    generated = rendered(root, tmp_path / "content")
    unit = (generated / "west/2024/units/health.md").read_text(encoding="utf-8")
    project = (generated / "west/2024/projects/p02.md").read_text(encoding="utf-8")
    assert '<th scope="row">甲</th>' in unit
    assert '<th scope="row">乙</th>' in project
    assert '<th scope="row">乙</th>' not in unit
    assert '<th scope="row">丙</th>' in unit + project


def test_the_configuration_names_site_navigation_and_words(content):
    said = yaml.safe_load((content / "site.generated.yml").read_text(encoding="utf-8"))
    assert said["site_name"] == "西区预算绩效公开"
    assert said["site_url"] == "https://example.invalid/jixiao/"
    assert said["theme"]["language"] == "zh"
    assert said["extra"]["site"]["id_code"] == "0000000001"
    assert said["extra"]["site"]["links"] == [{"title": "关于本站", "address": "about.html"}]
    assert said["extra"]["words"] == {word: word for word in THEME_WORDS}


def leaves(nav):
    """The files that a navigation names."""
    for entry in nav:
        for value in entry.values():
            if isinstance(value, str):
                yield value
            else:
                yield from leaves(value)


def test_record_pages_stay_out_of_the_navigation(content, pages):
    said = yaml.safe_load((content / "site.generated.yml").read_text(encoding="utf-8"))
    named = list(leaves(said["nav"]))
    assert len(named) == len(set(named))
    assert not [name for name in named if "/units/" in name or "/projects/" in name]
    assert {"west/2023/index.md", "west/2024/index.md", "index.md", "units.md", "findings.md"} <= set(named)
    by_hand = {"about.md", "how-to-read.md"}
    assert set(named) - by_hand <= set(pages)


def test_the_theme_asks_for_no_word_that_it_is_not_given():
    templates = [*(ROOT / "theme").glob("*.html"), *(ROOT / "theme" / "partials").glob("*.html")]
    asked = {
        word
        for path in templates
        for word in re.findall(r"""words\[\s*["'](.+?)["']\s*\]""", path.read_text(encoding="utf-8"))
    }
    assert asked - set(THEME_WORDS) == set()
    assert set(THEME_WORDS) - asked == set()


def test_a_page_in_english_is_told_to_the_theme(tmp_path):
    root = data(tmp_path / "data")
    file = root / "site.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("语言: zh_CN", "语言: en"), encoding="utf-8")
    words.use("en")
    rendered(root, tmp_path / "content")
    said = yaml.safe_load((tmp_path / "content" / "site.generated.yml").read_text(encoding="utf-8"))
    assert said["theme"]["language"] == "en"


def test_the_dictionary_of_settings_has_the_keys_that_are_read():
    said = {name: [key for key, _words in keys] for name, keys in SETTINGS_FILES}
    site = (*load_settings.REQUIRED, *load_settings.OPTIONAL)
    scheme = (*load_scheme.REQUIRED, *load_scheme.ADDED_REQUIRED, *load_scheme.OPTIONAL)
    heads = [column.head for column in load_settings.REGIONS.columns]
    filing = re.findall(
        r'keys\.\w+\("(.+?)"', (ROOT / "generator/load/filing.py").read_text(encoding="utf-8")
    )
    assert load_filing.read_filing
    assert sorted(said["data/site.yml"]) == sorted(site)
    assert said["data/regions.csv"] == heads
    assert set(said["data/<地区>/<年度>/filing.yml"]) <= {"标题", "来源", "空表说明", "叙述"}
    assert {"标题", "来源"} <= set(filing) & set(said["data/<地区>/<年度>/filing.yml"])
    assert sorted(said["data/schemes/<方案>.yml"]) == sorted(scheme)


def test_every_kind_of_column_and_every_section_has_words():
    assert set(KIND_WORDS) == set(KINDS)
    assert set(LEDES) == {address for address, _title, _tables in SECTIONS}
