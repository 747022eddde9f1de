"""Front matter: government meta tags and the record header (DOMAIN section 4)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data
from render_sites import CLEAN, filing, only

from generator.load import read_settings
from generator.render.meta import article, column, front_matter, record
from generator.render.page import Page

HEADS = ["索引号", "发布机构", "文号", "成文日期", "发布日期", "主题分类", "时效性"]


@pytest.fixture(scope="module")
def settings():
    return read_settings(CLEAN)


@pytest.fixture(scope="module")
def documents():
    return filing(CLEAN).documents


def page(document=None, **changes):
    made = Page(
        "west/2024/units/health", "unit.md", "卫生健康局", "预算与得分", {}, article=True, document=document
    )
    return replace(made, keywords=("卫生健康局", "执行率"), **changes)


def test_a_list_page_is_a_column():
    said = column(page(article=False))
    assert list(said) == ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
    assert said["ColumnName"] == "卫生健康局"
    assert said["ColumnDescription"] == "预算与得分"
    assert said["ColumnKeywords"].split(",") == ["卫生健康局", "卫生健康局", "执行率"]
    assert said["ColumnType"]


def test_an_article_says_when_and_where_it_was_published(settings, documents):
    said = article(page(documents[0]), settings)
    assert said["ArticleTitle"] == "卫生健康局"
    assert said["PubDate"] == "2025-03-20 00:00"
    assert said["ContentSource"] == "西区卫生健康局"
    assert said["Author"] == "西区财政局"
    assert said["Keywords"] == "卫生健康局,执行率"
    assert said["Url"] == "https://example.invalid/jixiao/west/2024/units/health.html"


def test_a_document_without_a_day_has_that_of_the_site(settings, tmp_path):
    undated = filing(only(tmp_path / "data", documents="文件编号,文件名称\nD1,通报\n")).documents[0]
    said = article(page(undated), settings)
    assert said["PubDate"] == "2025-12-31 00:00"
    assert said["ContentSource"] == "通报"


def test_an_article_without_a_document_comes_from_the_publisher(settings):
    said = article(page(), settings)
    assert (said["PubDate"], said["ContentSource"]) == ("2025-12-31 00:00", "西区财政局")


def test_the_record_header_has_the_heads_of_the_regulations(documents):
    said = record(page(documents[0]))
    assert [item["head"] for item in said] == [*HEADS, "文件名称"]
    assert [item["value"] for item in said] == [
        "990001-2025-001", "西区卫生健康局", "西卫〔2025〕1号", "2025-03-01", "2025-03-20", "财政", "有效",
        "2024年度绩效自评报告",
    ]  # fmt: skip


def test_what_the_document_does_not_say_is_said_to_be_unknown(documents):
    said = {item["head"]: item["value"] for item in record(page(documents[1]))}
    assert (
        said["索引号"] == said["文号"] == said["成文日期"] == said["主题分类"] == said["时效性"] == "未注明"
    )
    assert said["发布日期"] == "2025-06-01"


def test_without_a_document_there_is_no_record_header():
    assert record(page()) == []


def head_of(text):
    """The front matter as MkDocs reads it, and nothing of it left for the page."""
    rest, found = get_data(text + "# 正文\n")
    assert rest == "# 正文\n"
    return found


@pytest.mark.parametrize(
    "title",
    ["一: 二", "{{7*7}}", "- 项", "# h", "[x](y)", '"引"', "'引'", "yes", "2024", "一\n---\n二", "!ENV HOME"],
)
def test_any_title_comes_back_from_front_matter_as_it_is(settings, title):
    said = head_of(front_matter(page(title=title, article=False), settings))
    assert said["title"] == title
    assert said["gov"]["ColumnName"] == title


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_said_comes_back_from_front_matter(title, word):
    settings = read_settings(CLEAN)
    said = head_of(front_matter(page(title=title, description=word, trail=((word, "index.html"),)), settings))
    assert (said["title"], said["description"]) == (title, word)
    assert said["trail"] == [{"title": word, "address": "index.html"}]


def test_only_articles_carry_a_record(settings, documents):
    assert "record" in head_of(front_matter(page(documents[0]), settings))
    assert "record" not in head_of(front_matter(page(documents[0], article=False), settings))


def test_meta_names_differ_by_more_than_their_case(settings, documents):
    for tags in (column(page()), article(page(documents[0]), settings)):
        assert len({name.lower() for name in tags}) == len(tags)
