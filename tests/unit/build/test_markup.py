"""The fast converter and reader of front matter give what Python-Markdown and MkDocs give."""

import re

import markdown
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.toc import get_toc
from mkdocs.utils import meta

from generator.build import front, markup

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list"]
PIECES = st.sampled_from(
    (
        "# 一",
        "## 二 {#two}",
        "## 二",
        "### 三 3.5%",
        "# A B",
        "## a_b",
        "## x & y",
        "## &#42; {#s}",
        "## 三 {#103000}",
        "## 四 {#1-a_b}",
        "## 三 {#_1}",
        "## 三 {#-}",
        "##无空格",
        "<div>\n<p>甲</p>\n</div>",
        '<div class="a" id="b"><p>乙 &amp; 丙</p></div>',
        "<div>\n<p>甲\n</div>",
        "<div><br><img src='a'></div>",
        '<div><svg viewBox="0 0 1 1"><path d="M0"/></svg></div>',
        "<div><script>1 < 2</script></div>",
        "<div>a < b</div>",
        "<div>&nbsp;&copy;</div>",
        "<div>甲</div>\n乙",
        "<div>\n\n<p>空行</p>\n\n</div>",
        "<div><div>x</div></div>",
        "<p>段</p>",
        "文字",
        "*强*",
        "- 一\n- 二",
        "| 甲 |\n| --- |\n| 1 |",
        "```\ncode\n```",
        "<DIV>大</DIV>",
        "<div>\t表</div>",
        "    缩进",
        "<div></div><div></div>",
        "<div>a>br<b</div>",
        "<div><br></br></div>",
        "<div></b></div>",
        "<div><b></div></b>",
        "<div/>",
        "<div/></div>",
        "<div><p></p></div></div>",
        "</div><div>",
        "<div></div >",
        "<div>\n\n</div>\n\n<p></p>\n\n</div>",
        "<div>\2</div>",
        "<!-- 注 -->",
        "<div><!-- 注 --></div>",
        "[a](b.md)",
        "<https://example.org>",
        "\\*",
        "<div>`x` *y* [z](w)</div>",
    )
)


def python_markdown(source, depth):
    md = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"toc": {"toc_depth": depth}})
    return md.convert(source), md.toc_tokens


def flat(items):
    return [(item.title, item.id, item.level, flat(item.children)) for item in items]


@given(st.lists(PIECES, max_size=6), st.sampled_from(("\n\n", "\n", "\n\n\n")), st.integers(1, 6))
def test_what_the_converter_takes_it_converts_as_python_markdown_does(pieces, between, depth):
    source = between.join(pieces) + "\n"
    found = markup.convert(source, depth)
    if found is not None:
        content, tokens = python_markdown(source, depth)
        assert found.content == content
        assert flat(get_toc(found.toc)) == flat(get_toc(tokens))


def test_the_converter_takes_the_pages_that_are_rendered(published):
    """Else it would be right and useless: every page of a region and year must go the fast way."""
    pages = sorted((published / "content" / "generated").glob("*/*/**/*.md"))
    assert pages
    for path in pages:
        source, _meta = meta.get_data(path.read_text(encoding="utf-8"))
        assert markup.convert(source, 6) is not None, path


LINES = st.sampled_from(
    (
        "title: 甲",
        "title: '甲: 乙'",
        'description: "a \\" b"',
        "gov:",
        "  ArticleTitle: x",
        "  PubDate: 2024-03-01 00:00",
        "trail:",
        "- title: a",
        "  address: b",
        "n: 1",
        "f: 1.5",
        "b: yes",
        "none:",
        "d: 2024-01-01",
        "- x",
        "t: a: b",
        "x: [1, 2]",
        "y: {a: 1}",
        "z: |",
        "  text",
        "a: &x 1",
        "b: *x",
        "# note",
        "k: v # note",
        "'q': 1",
        " odd: 1",
        "title: 乙",
        "sex: 1:30",
        "oct: 010",
        "tilde: ~",
        "tag: !!str 1",
        "q: 'it''s'",
        "bad: 'x",
        'j: "乙"',
        'j: {"a": "b", "c": ["d", {}]}',
        'j: {"a":"b","a":"c"} ',
        'J: ["a", true, null]',
        'j: ["1", 1, 1e5, 0.5, -0, NaN]',
        'j: ["\\/ \\u00e9 \\n \\ud83d\\ude00"]',
        'j: "a" # b',
        'j: "a" b',
        'j: {"<<": {"a": "b"}}',
        "j: [a, 'b']",
        'j: {"a": "b",}',
        'yes: "a"',
        'Null: "a"',
        'j: "\x7f"',
        'j: "\u2028"',
        'j: "\ufeff"',
        'j: ["a",\t"b"]',
        'j: {"' + 1100 * "k" + '": "v"}',
        'j: {"' + 900 * "k" + '": "v"}',
    )
)


def read(function, source):
    try:
        return function(source)
    except Exception as error:  # noqa: BLE001 - whatever it is, both must raise the same
        return type(error)


@given(
    st.lists(LINES, max_size=6),
    st.sampled_from(("---\n", "...\n", "")),
    st.sampled_from(("", "\n", "\n\n# 题\n")),
)
def test_front_matter_is_read_as_mkdocs_reads_it(lines, end, rest):
    source = "---\n" + "".join(line + "\n" for line in lines) + end + rest
    assert read(front.read, source) == read(meta.get_data, source)


def test_the_front_matter_of_rendered_pages_goes_the_fast_way(published, monkeypatch):
    pages = sorted((published / "content" / "generated").glob("*/*/projects/*.md"))
    sources = [path.read_text(encoding="utf-8") for path in pages]
    expected = [meta.get_data(source) for source in sources]
    monkeypatch.setattr(meta, "get_data", None)
    assert [front.read(source) for source in sources] == expected
    assert all(re.match("---\n", source) for source in sources)
