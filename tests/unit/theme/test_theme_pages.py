"""The sample site as built: the same by both engines, with what DOMAIN section 4 asks of every page."""

import re

import pytest
from bs4 import BeautifulSoup

BOTH = ("mkdocs_site", "zensical_site")
PAGES = ("index.html", "plain.html", "units/health.html", "units/project.html")


def read(site, page):
    return BeautifulSoup((site / page).read_text("utf-8"), "html5lib")


def metas(page):
    return {m["name"]: m["content"] for m in page.find_all("meta", attrs={"name": True})}


@pytest.fixture(params=BOTH)
def site(request):
    return request.getfixturevalue(request.param)


def test_both_engines_build_the_same_addresses(mkdocs_site, zensical_site):
    found = [{str(p.relative_to(s)) for p in s.rglob("*.html")} for s in (mkdocs_site, zensical_site)]
    assert found[0] == found[1] == {*PAGES, "404.html"}


@pytest.mark.parametrize("page", PAGES)
def test_both_engines_build_the_same_page(mkdocs_site, zensical_site, page):
    bodies = []
    for built in (mkdocs_site, zensical_site):
        tree = read(built, page)
        bodies.append(
            [
                t
                for part in (".columns-nav", ".page", ".site-foot")
                for t in tree.select_one(part).stripped_strings
            ]
        )
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("page", [*PAGES, "404.html"])
def test_every_page_names_site_domain_and_code(site, page):
    found = metas(read(site, page))
    assert found["SiteName"] == "预算绩效自评公开"
    assert found["SiteDomain"] == "www.example.gov.cn"
    assert found["SiteIDCode"] == "0012000000"


@pytest.mark.parametrize("page", [*PAGES, "404.html"])
def test_no_meta_name_stands_twice_whatever_its_case_and_none_tells_the_generator(site, page):
    names = [m["name"].lower() for m in read(site, page).find_all("meta", attrs={"name": True})]
    assert len(names) == len(set(names))
    assert "generator" not in names


def test_a_column_page_carries_its_four_tags(site):
    found = metas(read(site, "index.html"))
    assert {n: found[n] for n in found if n.startswith("Column")} == {
        "ColumnName": "预算绩效自评",
        "ColumnDescription": "各区预算绩效自评结果",
        "ColumnKeywords": "预算,绩效",
        "ColumnType": "概况信息",
    }
    assert "Description" not in found


def test_an_article_carries_its_tags_with_quotes_escaped(site):
    found = metas(read(site, "units/health.html"))
    assert found["ArticleTitle"] == "卫生健康局 2024 年度自评"
    assert found["PubDate"] == "2025-08-29 09:00"
    assert found["ContentSource"] == found["Author"] == "卫生健康局"
    assert found["Description"] == '含 "引号" 的说明'


def test_a_page_without_tags_of_its_own_has_the_sites_description(site):
    assert metas(read(site, "plain.html"))["Description"] == "全站说明"


@pytest.mark.parametrize("page", [*PAGES, "404.html"])
def test_no_page_asks_another_host(site, page):
    tree = read(site, page)
    asked = [e.get("src") or e.get("href") for e in tree.find_all(["script", "link", "img", "iframe"])]
    assert not [a for a in asked if a and re.match(r"(https?:)?//", a)]
    assert "unpkg" not in str(tree)
    assert not tree.find_all("link", rel="preconnect")


def test_the_record_header_follows_the_title_as_text(site):
    article = read(site, "units/health.html").select_one("article#content")
    title = article.find("h1")
    record = title.find_next_sibling()
    assert record["class"] == ["record"]
    assert [d.get_text() for d in record.find_all("dt")] == ["索引号", "发布机构", "文号"]
    assert [d.get_text() for d in record.find_all("dd")] == [
        "0012-2025-00018",
        "卫生健康局",
        "<b>卫〔2025〕12号</b>",
    ]
    assert not record.find("b")


def test_a_page_without_record_has_no_record_header(site):
    assert not read(site, "plain.html").select(".record")


def test_a_title_with_markup_stays_text(site):
    assert read(site, "units/health.html").title.string.startswith("卫生健康局 <b>2024</b> 年度自评 - ")


def test_headings_with_markup_stay_text_in_the_contents(site):
    contents = read(site, "plain.html").select_one("nav.contents")
    assert [a["href"] for a in contents.find_all("a")] == ["#one", "#two", "#three"]
    assert contents.find("a").get_text() == "标题 <script>alert(1)</script>"


def test_contents_stay_away_where_front_matter_hides_them_or_sections_are_few(site):
    assert not read(site, "index.html").select(".contents")
    assert not read(site, "units/project.html").select(".contents")


def test_the_notice_stands_on_every_page(site):
    for page in [*PAGES, "404.html"]:
        assert read(site, page).select_one(".notice").get_text(strip=True) == "演示 & 说明"


def test_a_record_page_marks_its_column_and_shows_where_it_stands(site):
    tree = read(site, "units/project.html")
    assert [a.get_text() for a in tree.select(".columns-nav a[aria-current]")] == ["单位"]
    steps = read(site, "units/health.html").select(".trail li")
    assert [s.get_text(strip=True) for s in steps] == ["首页", "卫生健康局"]
    assert steps[0].a["href"] == "../index.html"
    assert not steps[1].a


def test_the_footer_says_who_runs_the_site(site):
    foot = read(site, "units/health.html").select_one("footer")
    pairs = {d.dt.get_text(): d.dd.get_text() for d in foot.select(".foot-identity dl > div")}
    assert pairs == {
        "主办单位": "某市财政局 <市本级>",
        "联系方式": "政府信息公开办公室",
        "网站标识码": "0012000000",
        "ICP备案": "某ICP备00000000号",
        "公安备案": "某公网安备 00000000000000号",
    }
    links = {a.get_text(): a["href"] for a in foot.select(".foot-links a")}
    assert links == {
        "网站地图": "../sitemap.html",
        "我为政府网站找错": "fault.html",
        "无障碍声明": "../plain.html",
    }
    assert foot.select_one("img")["alt"] == "党政机关标识"
    assert (site / "assets/images/organ-mark.svg").is_file()


def test_portal_slots_are_empty_unless_the_settings_fill_them(site):
    body = read(site, "index.html").body
    assert body.find_all("header") == body.select("header.masthead")
    assert body.find_all("footer") == body.select("footer.site-foot")
