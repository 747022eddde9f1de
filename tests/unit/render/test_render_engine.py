"""Figures as filed, addresses, and data kept from being markup."""

import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup
from render_sites import filing, only

from generator.figures import MONEY_UNITS, Missing
from generator.render.engine import blank, cell, day, environment, measure, relative, stated
from generator.render.markdown import _blocks

HEADS = "单位编码,资金来源,年初预算数（{unit}）,全年预算数（{unit}）,执行率"


def fund(folder, *, initial="", budget="", rate="", unit="万元"):
    """A row of funds as it comes out of a file."""
    quoted = ",".join(f'"{value}"' for value in ("health", "合计", initial, budget, rate))
    return filing(only(folder / "data", funds=f"{HEADS.format(unit=unit)}\n{quoted}\n")).funds[0]


def shown(row, name):
    return str(cell(row, name))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("0", "0"),
        ("0.00", "0.00"),
        ("1234.5", "1,234.5"),
        ("1,234.50", "1,234.50"),
        ("571010.03", "571,010.03"),
        ("-5.00", "-5.00"),
        (" １２．５０ ", "12.50"),
    ],
)
def test_money_in_wanyuan_keeps_its_printed_digits(tmp_path, printed, expected):
    assert shown(fund(tmp_path, budget=printed), "budget") == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("", "未填报"), ("无", "无"), ("—", "—"), ("/", "/"), ("--", "--")],
)
def test_what_is_missing_is_said_as_filed_and_is_never_zero(tmp_path, printed, expected):
    assert shown(fund(tmp_path, budget=printed), "budget") == f'<span class="muted">{expected}</span>'


def test_blank_none_dash_slash_and_zero_are_five_things(tmp_path):
    rows = [fund(tmp_path / str(n), budget=text) for n, text in enumerate(("", "无", "—", "/", "0"))]
    assert len({shown(row, "budget") for row in rows}) == 5


@pytest.mark.parametrize(
    ("printed", "unit", "expected"),
    [
        ("35927.13", "元", "3.592713"),
        ("10,000,000.00", "元", "1,000"),
        ("0", "元", "0"),
        ("12", "千元", "1.2"),
        ("1.5", "亿元", "15,000"),
    ],
)
def test_money_of_another_unit_is_shown_in_wanyuan(tmp_path, printed, unit, expected):
    assert shown(fund(tmp_path, budget=printed, unit=unit), "budget") == expected


@settings(deadline=None)
@given(cents=st.integers(-(10**12), 10**12), unit=st.sampled_from(sorted(MONEY_UNITS)))
def test_no_digit_of_money_is_lost_or_gained(cents, unit):
    filed = Decimal(cents) / 100
    with tempfile.TemporaryDirectory() as folder:
        printed = shown(fund(Path(folder), budget=f"{filed:,.2f}", unit=unit), "budget")
    in_yuan = {"元": 1, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}
    assert Decimal(printed.replace(",", "")) * 10_000 == filed * in_yuan[unit]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("97.62%", "97.62%"),
        ("97.62", "97.62"),
        ("９７．６２％", "97.62%"),
        ("100%", "100%"),
        ("0%", "0%"),
        ("85.00%", "85.00%"),
    ],
)
def test_a_rate_keeps_its_digits_and_its_sign(tmp_path, printed, expected):
    assert shown(fund(tmp_path, rate=printed), "rate") == expected


def test_a_row_that_is_not_there_says_that_nothing_was_filed():
    assert cell(None, "budget") == blank()
    assert "未填报" in blank()
    assert blank("未注明") == Markup('<span class="muted">未注明</span>')


def test_what_blank_says_is_escaped():
    assert blank("<b>") == Markup('<span class="muted">&lt;b&gt;</span>')


def indicator(folder, **values):
    heads = ("评价编号", "指标编码", "年度指标值", "实际完成值", "偏差原因分析及改进措施")
    cells = ("E1", "B-1", values.get("target", ""), values.get("actual", ""), values.get("reason", ""))
    tables = {
        "evaluations": "评价编号,评价类型,单位编码,评分方案\nE1,项目支出自评,health,project\n",
        "indicators": ",".join(heads) + "\n" + ",".join(cells) + "\n",
    }
    return filing(only(folder / "data", **tables)).indicators[0]


def test_a_target_is_shown_as_printed(tmp_path):
    row = indicator(tmp_path, target="≥100百分比", actual="=0件")
    assert (cell(row, "target"), cell(row, "actual")) == ("≥100百分比", "=0件")


def test_a_blank_target_and_a_blank_text_say_that_nothing_was_filed(tmp_path):
    row = indicator(tmp_path)
    assert cell(row, "target") == cell(row, "reason") == blank()


def test_dates_are_shown_alike(tmp_path):
    text = "文件编号,文件名称,成文日期,发布日期\nD1,报告,2024年12月3日,\n"
    row = filing(only(tmp_path / "data", documents=text)).documents[0]
    assert cell(row, "written") == "2024-12-03"
    assert cell(row, "published") == blank()


def test_a_day_is_printed_or_said_to_be_unknown():
    assert day(date(2024, 3, 1)) == "2024-03-01"
    assert day(Missing.BLANK) == day(Missing.NONE) == day(None) == "未注明"


def test_the_unit_of_a_head_is_found(tmp_path):
    row = fund(tmp_path, budget="1", unit="千元")
    assert measure(row, "budget") == "千元"
    assert measure(row, "rate") == ""
    assert measure(row, "spent") == ""


def figure(folder, printed, unit):
    text = f'数字编号,单位编码,类别,名称,原文,计量单位\nF1,health,类,名,"{printed}",{unit}\n'
    return filing(only(folder / "data", figures=text)).figures[0]


@pytest.mark.parametrize(
    ("printed", "unit", "expected"),
    [
        ("1,194", "人", '1,194<span class="u"> 人</span>'),
        ("76.74", "元", '76.74<span class="u"> 元</span>'),
        ("97.62", "%", "97.62%"),
        ("97.62%", "%", "97.62%"),
        ("3", "‰", "3‰"),
        ("<b>", "<i>", '&lt;b&gt;<span class="u"> &lt;i&gt;</span>'),
        ("<b>", "%", "&lt;b&gt;%"),
        ("1\n\n## 二", "人", '1 ## 二<span class="u"> 人</span>'),
    ],
)
def test_a_ledger_figure_keeps_its_print_and_its_unit(tmp_path, printed, unit, expected):
    assert str(stated(figure(tmp_path, printed, unit))) == expected


@pytest.mark.parametrize(
    ("current", "address", "expected"),
    [
        ("index.html", "units.html", "units.html"),
        ("index.html", "wuhua/2024/index.html", "wuhua/2024/index.html"),
        ("wuhua/2024/units/health.html", "index.html", "../../../index.html"),
        ("wuhua/2024/units/health.html", "wuhua/2024/projects/p01.html#form", "../projects/p01.html#form"),
        ("wuhua/2024/index.html", "wuhua/2024/index.html", "index.html"),
        ("wuhua/2024/index.html", "fengnan/2024/index.html", "../../fengnan/2024/index.html"),
        ("wuhua/2024/index.html", "#units", "#units"),
        ("findings/rate-differs.html", "downloads/datapackage.json", "../downloads/datapackage.json"),
    ],
)
def test_addresses_are_relative_to_their_page(current, address, expected):
    assert relative(current)(address) == expected


segments = st.lists(st.from_regex(r"[a-z0-9-]{1,6}", fullmatch=True), min_size=1, max_size=4)


@settings(deadline=None)
@given(here=segments, there=segments)
def test_a_relative_address_leads_where_the_address_does(here, there):
    from urllib.parse import urljoin

    current, address = "/".join(here) + ".html", "/".join(there) + ".html"
    found = relative(current)(address)
    assert not found.startswith("/")
    assert (
        urljoin(f"https://example.invalid/jixiao/{current}", found)
        == f"https://example.invalid/jixiao/{address}"
    )


def printed(source, **context):
    return environment().from_string(source).render(context)


def test_data_is_escaped_in_text_and_attributes():
    assert printed("<p title='{{ x }}'>{{ x }}</p>", x="<b a=\"1\" b='2'>") == (
        "<p title='&lt;b a=&#34;1&#34; b=&#39;2&#39;&gt;'>&lt;b a=&#34;1&#34; b=&#39;2&#39;&gt;</p>"
    )


@pytest.mark.parametrize(
    "break_", ["\n", "\r", "\r\n", "\n\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_data_keeps_to_one_line_whatever_breaks_it(break_):
    said = printed("<td>{{ x }}</td>", x=f"甲{break_}## 乙")
    assert said.splitlines() == ["<td>甲 ## 乙</td>"]


def test_data_joined_or_lengthened_in_a_template_keeps_to_one_line():
    assert printed("{{ x ~ y }}", x="甲\n", y="乙") == "甲 乙"
    assert printed("{{ x | join('、') }}", x=["甲\n", "乙"]) == "甲 、乙"


def test_a_macro_escapes_data_once_and_has_defaults():
    macro = "{% macro m(a, b='&') %}<i>{{ a }}{{ b }}</i>{% endmacro %}"
    assert printed(macro + "{{ m(x) }}{{ m(x, 2) }}", x="<") == "<i>&lt;&amp;</i><i>&lt;2</i>"
    assert printed(macro + "{{ m(x) ~ x }}", x="<") == "<i>&lt;&amp;</i>&lt;"
    with pytest.raises(TypeError):
        printed(macro + "{{ m() }}")


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (-3, "-3"), (True, "True"), (Decimal("1.50"), "1.50"), (None, "None")]
)
def test_a_value_that_is_no_text_is_printed_as_python_does(value, said):
    assert printed("{{ x }}", x=value) == said


def test_blocks_stand_between_headings_and_a_line_that_is_none_stays_in_its_block():
    assert _blocks("\n <p>\n\n甲\n##乙\n </p>\n## 丙 {#c}\n### 丁\n<td>1</td><td>2</td>\n#### 戊\n") == (
        '<div class="block">\n<p>\n甲\n##乙\n</p>\n</div>\n\n## 丙 {#c}\n\n### 丁\n\n'
        '<div class="block">\n<td>1</td> <td>2</td>\n#### 戊\n</div>'
    )
    assert _blocks("## 一\n甲") == '## 一\n\n<div class="block">\n甲\n</div>'
    assert _blocks(" \n") == ""


def test_a_name_that_a_template_mistypes_stops_the_build():
    with pytest.raises(UndefinedError):
        printed("{{ nothing }}")


refused_by_load = {"exclude_categories": ("Cc", "Cs"), "exclude_characters": "\ufffe\uffff"}
texts = st.text(
    st.characters(**refused_by_load) | st.sampled_from("\n\r\t#[](){}<>&|*_`:^~=!-+."), max_size=40
)


@settings(deadline=None)
@given(texts)
def test_a_heading_made_of_data_is_its_text_and_nothing_else(value):
    from bs4 import BeautifulSoup
    from markdown import Markdown

    heading = printed("# {{ x | md }}", x=value)
    html = Markdown(extensions=["attr_list", "toc"]).convert(heading)
    soup = BeautifulSoup(html, "html.parser")
    assert [tag.name for tag in soup.find_all(True)] == ["h1"]
    assert " ".join(soup.get_text().split()) == " ".join(value.split())
