"""Data that looks like markup stays text: the same pages, tag for tag, as with harmless names."""

import json
import re
import shutil

import html5lib
import pytest
from bs4 import BeautifulSoup
from conftest import disclose, publisher
from render_sites import CLEAN

HOSTILE = (
    "[x](javascript:alert(1))",
    "<script>alert(1)</script>",
    "# h",
    "{{7*7}}",
    "| a |",
    "甲\n\n## 乙\n\n丙",
    "甲\u2028## [x](javascript:alert(1))",
    "甲\r\r- 乙",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.invalid/y.png)",
    "<https://evil.invalid>",
    "https://evil.invalid/",
    "</div></td></table><script>alert(1)</script>",
    '" onmouseover="alert(1)" x=\'',
    "`甲` *乙* __丙__ ~~丁~~",
    "甲 {: onclick=alert(1) } {#id .class}",
    "{% include 'index.md' %} {# 甲 #} <# 乙 #>",
    "&lt;b&gt; &amp; &#91;x&#93;",
    "<!-- 甲 --> ]]> <?php ?>",
    "[^1]: 甲 [x]: javascript:alert(1)",
    "---",
    "> 甲",
    "1. 甲",
    "    甲",
    "!!python/object 甲: *乙 &丙",
    "${7*7} #{7*7} %(x)s {0} {name}",
    "\u202e甲乙\u200b丙",
    "=1+1",
)
HARMLESS = tuple(f"名称{chr(0x4E01 + number)}" for number in range(len(HOSTILE)))


def quoted(value):
    return '"' + value.replace('"', '""') + '"'


def rewrite(data, names):
    """Lay names over the clean ``data``: units, projects, indicators, words of every kind."""
    filing = data / "west" / "2024"

    def name(index):
        return names[index % len(names)]

    def table(file, head, rows):
        lines = [",".join(row) for row in rows]
        (filing / f"{file}.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8", newline="")

    count = range(len(names))
    table(
        "units",
        "单位编码,单位名称,上级单位编码,单位类别,备注",
        [
            ("health", quoted(name(1)), "", quoted(name(2)), quoted(name(3))),
            ("cdc", quoted(name(4)), "health", "", ""),
        ],
    )
    table(
        "projects",
        "项目编码,项目名称,主管部门编码,项目类别,资金级次,项目内容",
        [
            (
                f"p{i:02}",
                quoted(name(i)),
                "health",
                quoted(name(i + 1)),
                quoted(name(i + 2)),
                quoted(name(i + 3)),
            )
            for i in count
        ],
    )
    table(
        "documents",
        "文件编号,文件名称,索引号,发布机构,文号,主题分类,时效性",
        [("D1", *(quoted(name(i)) for i in range(6))), ("D2", *(quoted(name(i)) for i in range(6, 12)))],
    )
    table(
        "funds",
        "单位编码,资金来源,全年预算数（万元）,全年执行数（万元）,文件编号,位置",
        [("health", "合计", "10", "10", "D1", quoted(name(0)))]
        + [("health", quoted(f"{name(i)}{i}"), "1", "1", "D1", quoted(name(i + 1))) for i in count],
    )
    table(
        "evaluations",
        "评价编号,评价类型,单位编码,评分方案,总分,等级,预期目标,实际完成情况,评价主体",
        [
            (
                "E1",
                "部门整体支出自评",
                "health",
                "department",
                "",
                quoted(name(6)),
                quoted(name(7)),
                quoted(name(8)),
                quoted(name(9)),
            )
        ],
    )
    table(
        "indicators",
        "评价编号,指标编码,三级指标,年度指标值,实际完成值,分值,得分,偏差原因分析及改进措施",
        [("E1", "B2", quoted(name(10)), quoted(name(11)), quoted(name(12)), "20", "10", quoted(name(13)))],
    )
    table(
        "figures",
        "数字编号,单位编码,项目编码,类别,名称,原文,计量单位,位置",
        [
            (
                f"F{i}",
                "health",
                "" if i % 2 else "p00",
                quoted(f"{name(i)}{i}"),
                quoted(name(i + 1)),
                quoted(name(i + 2)),
                quoted(name(i + 3)),
                quoted(name(i + 4)),
            )
            for i in count
        ],
    )
    table(
        "problems",
        "序号,单位编码,问题类别,存在问题,整改措施,位置",
        [
            (
                str(i + 1),
                "health",
                quoted(name(i)),
                quoted(name(i + 1)),
                quoted(name(i + 2)),
                quoted(name(i + 3)),
            )
            for i in count
        ],
    )
    table(
        "groups",
        "单位编码,环节,计数对象,分类方式,类别,数量",
        [
            ("health", stage, "项目", quoted(f"{name(i)}{i}"), quoted(name(i + 1)), "1")
            for i, stage in zip(count, ("绩效自评", "事前评估", "重点评价", "绩效监控") * 9, strict=False)
        ],
    )
    table(
        "ties",
        "勾稽编号,名称,左项,关系,右项,说明",
        [("T1", quoted(name(14)), "F1", "相等", "F3", quoted(name(15)))],
    )
    table(
        "disclosures",
        "事项编号,单位编码,环节,公开事项,公开依据,公开状态,不予公开理由",
        [
            (f"G{i}", "health", "公开", quoted(name(i)), quoted(name(i + 1)), "不予公开", quoted(name(i + 2)))
            for i in count
        ],
    )
    table(
        "corrections",
        "更正编号,单位编码,更正项,原值,更正值,更正原因,更正日期",
        [
            (
                f"R{i}",
                "health",
                f"F{i}",
                quoted(name(i)),
                quoted(name(i + 1)),
                quoted(name(i + 2)),
                "2025-01-01",
            )
            for i in count
        ],
    )
    table("exante", "评估编号,单位编码,项目名称,评估结论", [("X1", "health", quoted(name(16)), "予以支持")])
    table(
        "key_evaluations",
        "序号,单位编码,项目名称,评价等级,第三方机构",
        [("1", "health", quoted(name(17)), quoted(name(18)), quoted(name(19)))],
    )
    table(
        "results",
        "序号,依据环节,单位编码,应用方式,应用内容",
        [("1", "复核", "health", quoted(name(20)), quoted(name(21)))],
    )
    table(
        "monitoring", "监控编号,单位编码,监控期,备注", [("M1", "health", quoted(name(22)), quoted(name(23)))]
    )
    table(
        "monitored_indicators",
        "监控编号,三级指标,年度指标值,说明",
        [("M1", quoted(name(0)), quoted(name(1)), quoted(name(5)))],
    )
    table(
        "explanations",
        "检查代码,单位编码,事项,说明,说明单位,说明日期",
        [
            (
                "rate-differs",
                "health",
                quoted(f"{name(i)}{i}"),
                quoted(name(i + 1)),
                quoted(name(i + 2)),
                "2025-01-01",
            )
            for i in count
        ],
    )
    for unused in ("inputs", "progress", "carryovers", "coverages", "reviews"):
        (filing / f"{unused}.csv").unlink(missing_ok=True)
    (data / "regions.csv").write_text(
        f"地区编码,行政区划代码,地区名称,全称\nwest,990001,{quoted(name(24))},{quoted(name(1))}\n",
        encoding="utf-8",
        newline="",
    )
    yaml = json.dumps
    passages = ", ".join(
        f"{{单位编码: health, 小标题: {yaml(name(i))}, 正文: {yaml(name(i + 1))}, "
        f"文件编号: D1, 位置: {yaml(name(i))}}}"
        for i in count
    )
    (filing / "filing.yml").write_text(
        f"标题: {yaml(name(0))}\n来源: {yaml(name(1))}\n"
        f"空表说明: {{reviews: {yaml(name(8))}, carryovers: {yaml(name(1))}}}\n叙述: [{passages}]\n",
        encoding="utf-8",
    )
    for old in ("站点名称", "发布单位", "提示", "许可", "联系方式", "ICP备案"):
        file = data / "site.yml"
        text = re.sub(
            rf"(?m)^{old}: .*$", lambda _m, old=old: f"{old}: {yaml(name(len(old)))}", file.read_text("utf-8")
        )
        file.write_text(text, encoding="utf-8")
    scheme = data / "schemes" / "department.yml"
    text = scheme.read_text("utf-8").replace("名称: 部门整体支出绩效自评", f"名称: {yaml(name(0))}")
    text = text.replace("名称: 服务质量", f"名称: {yaml(name(13))}").replace(
        "适用: 部门整体支出自评", f"适用: {yaml(name(1))}"
    )
    scheme.write_text(text, encoding="utf-8")
    shutil.rmtree(data / "west" / "2023")


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The site with hostile names, and the same with harmless ones."""
    made = []
    for names in (HOSTILE, HARMLESS):
        folder = publisher(tmp_path_factory.mktemp("hostile") / "publisher", data=CLEAN)
        rewrite(folder / "data", names)
        built = disclose(folder, "build")
        assert built.returncode == 0, built.stdout + built.stderr
        made.append(folder / "site")
    return made


def skeleton(path):
    """Tags of a page in order, with the names of their attributes."""
    text = path.read_text(encoding="utf-8")
    tree = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    return [(str(e.tag), *sorted(e.attrib)) for e in tree.iter() if isinstance(e.tag, str)]


def addresses(site):
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_hostile_names_make_no_tag_and_no_attribute(sites):
    hostile, plain = sites
    assert addresses(hostile) == addresses(plain)
    different = [a for a in addresses(hostile) if skeleton(hostile / a) != skeleton(plain / a)]
    assert different == []


def test_no_script_link_or_picture_arises(sites):
    hostile, _plain = sites
    for address in addresses(hostile):
        soup = BeautifulSoup((hostile / address).read_text(encoding="utf-8"), "html.parser")
        for tag in soup.find_all("script"):
            if tag.get("type") in {"application/json", "application/ld+json"}:
                json.loads(tag.get_text())  # names as data, whole: none ended the element or a line
            else:
                assert "alert" not in tag.get_text(), address
        for tag in soup.find_all(["a", "img", "link", "form", "iframe"]):
            said = f"{tag.get('href', '')} {tag.get('src', '')}"
            assert "javascript:" not in said, address
            assert "evil.invalid" not in said, address
        assert not [t for t in soup.find_all(True) if any(name.startswith("on") for name in t.attrs)], address


def bare(text):
    return " ".join(text.split())


@pytest.mark.parametrize("index", range(len(HOSTILE)))
def test_every_name_is_shown_as_it_is(sites, index):
    soup = page(sites[0], f"west/2024/projects/p{index:02}.html")
    expected = bare(HOSTILE[index])
    assert bare(soup.find("h1").get_text()) == expected
    assert bare(soup.find("td").get_text()) == expected
    assert bare(soup.find("title").get_text()).startswith(expected)
    assert soup.find("meta", {"name": "ArticleTitle"})["content"].split() == HOSTILE[index].split()


def page(site, address):
    return BeautifulSoup((site / address).read_text(encoding="utf-8"), "html.parser")


def test_the_units_page_shows_every_name(sites):
    said = bare(page(sites[0], "west/2024/units/health.html").get_text())
    missing = [name for name in HOSTILE if bare(name) not in said]
    assert missing == []


def test_nothing_is_computed_from_a_name(sites):
    for address in addresses(sites[0]):
        assert not re.search(r"(?<!\d)49(?!\d)", bare(page(sites[0], address).find("article").get_text())), (
            address
        )


def test_the_search_index_holds_names_as_text(sites):
    """Each piece is one call with one value of JSON; the page shows titles as text, never as markup."""
    titles = set()
    for path in (sites[0] / "search").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        match = re.fullmatch(r'disclose\.piece\("[^"<>]+",(.*)\);\n', text, re.DOTALL)
        value = json.loads(match[1])
        if path.name.startswith("titles-"):
            titles |= {bare(row[1]) for row in value}
    assert {bare(name) for name in HOSTILE} <= titles
    script = (sites[0] / "assets" / "js" / "search.js").read_text(encoding="utf-8")
    assert not re.search("innerHTML|insertAdjacentHTML|outerHTML|document.write", script)


def test_no_chart_runs_anything(sites):
    for path in sites[0].rglob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text, path
        assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", text)), path


def test_the_data_files_keep_every_name_whole(sites):
    said = json.loads((sites[0] / "downloads" / "projects.json").read_text(encoding="utf-8"))
    assert [bare(row["项目名称"]) for row in said] == [bare(name) for name in HOSTILE]
