"""The parts of a record page in a real browser: receipt, place among peers, years, the printed form."""

import gzip
import re

import pytest
from look_site import chromium, sampled

PROJECT = "yunxi/2025/projects/101000-003.html"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def sample_dir(tmp_path_factory):
    return sampled(tmp_path_factory)


@pytest.fixture
def visit(browser):
    """Open a page at a width."""
    contexts = []

    def open_it(address, width=1280):
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}))
        page = contexts[-1].new_page()
        page.goto(address.as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()


def test_a_project_prints_the_official_form_alone_on_one_sheet(visit, sample_dir):
    page = visit(sample_dir / PROJECT)
    page.emulate_media(media="print")
    seen = [t for t in page.locator("table").all() if t.is_visible()]
    assert len(seen) == 2
    text = " ".join(table.inner_text() for table in seen)
    for head in (
        "项目名称", "主管部门", "实施单位", "项目资金（万元）", "年初预算数", "全年预算数", "全年执行数",
        "分值", "执行率", "得分", "年度资金总额", "年度总体目标", "预期目标", "实际完成情况", "一级指标",
        "二级指标", "三级指标", "年度指标值", "实际完成值", "偏差原因分析及改进措施", "总分",
    ):  # fmt: skip
        assert head in text, head
    assert not page.locator(".glance").first.is_visible()
    sheets = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]", sheets), "not A4"


def test_a_glance_at_the_receipt_tells_what_costs_points_and_what_differs(visit, site_dir):
    """Luohu: 100 less 88.17 is 11.83; two rows differ from their rules (execution, timeliness)."""
    page = visit(site_dir / "luohu/2024/units/health.html", 360)
    lost, differing = page.locator(".glance > div").all()
    assert lost.locator("strong").inner_text() == "11.83"
    assert differing.locator("strong").inner_text() == "2"
    said = differing.inner_text()
    assert "预算执行率" in said
    assert "填报 5.8 分 · 复算 5.27 分" in said
    assert "填报 4.88 分 · 复算 4.98 分" in said
    differing.get_by_role("link", name="项目完成及时性").click()
    row = page.locator(".receipt tr:target")
    assert "147 ÷ 177" in row.inner_text()
    assert "differs" in row.get_attribute("class")


def test_on_a_phone_a_line_of_the_receipt_is_a_card_with_its_points_on_top(visit, sample_dir):
    page = visit(sample_dir / PROJECT, 360)
    cards = page.locator(".receipt tbody tr:not(.group)").all()
    assert len(cards) > 5
    for card in cards:
        box, name = card.bounding_box(), card.locator("th").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        points = card.locator(".filed").bounding_box()
        assert points["x"] > name["x"] + name["width"] - 1
        assert abs(points["y"] - name["y"]) < 4


def test_a_place_among_peers_is_drawn_and_said(visit, sample_dir):
    page = visit(sample_dir / PROJECT)
    places = page.locator(".standing").all()
    assert len(places) == 2
    for place in places:
        strip = place.locator("svg[role=img]")
        assert strip.get_attribute("aria-label").startswith("在最低 ")
        assert len(gzip.compress(strip.evaluate("e => e.outerHTML").encode(), 9)) <= 1000
        assert re.search(r"第 \d+ 名，共 15 个本单位项目.*；中位数 [\d.]+%", place.inner_text())


def test_years_stand_side_by_side_with_changed_targets_marked(visit, sample_dir):
    page = visit(sample_dir / PROJECT)
    years, targets = page.locator("table.years").all()
    assert years.locator("tbody th").all_inner_texts() == ["2024", "2025 本页"]
    assert years.locator("tr.here").count() == 1
    for row in targets.locator("tbody tr").all():
        before, now = row.locator("td").all()
        assert now.locator("mark").inner_text() != before.inner_text()
        assert "有变" in now.inner_text()
