"""Templates: no other host, no words outside the catalogue, nothing that only one engine knows."""

import re

import jinja2
import pytest

ADDRESS = re.compile(r"https?://[^\s\"'<>)]+|(?<![:\w])//[a-z0-9-]+\.[a-z]")
NAMESPACES = (
    "http://www.w3.org/",
    "https://schema.org/",
    "http://schema.org/",
    "http://schemas.openxmlformats.org/",
)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
HAN = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"""words\[(["'])(.+?)\1\] \| d\((["'])(.+?)\3\)""")
FILTERS = {"e", "d", "url", "first", "length", "reverse", "replace", "striptags", "items"}
CALLS = {"super", "address", "entry"}  # and macros of our own

CLASSES = (
    *("headline", "lede", "table", "data", "num", "text", "total", "filed", "differs", "gap", "bar", "rule"),
    *(
        "receipt",
        "group",
        "lost",
        "code",
        "arith",
        "state",
        "state-ok",
        "state-due",
        "state-late",
        "state-none",
    ),
    *("finding", "sev", "sev-differs", "sev-rounding", "sev-note", "explanation", "source", "empty", "muted"),
    *("lifecycle", "done", "partial", "none", "strip", "here", "chart", "plot", "cards", "ways", "kv"),
    *("main", "means", "note", "overview", "graded", "standing", "peers", "middle", "ends", "glance", "less"),
    *("how", "goals", "terms", "years", "level", "unseen", "look", "look-panel"),
    *("form", "head", "grade", "grade-a", "grade-b", "grade-c", "grade-d", "find-go", "record", "notice"),
)
PLAIN = {"state-due", "grade-c", "sev-rounding"}  # the plain look of .state, .grade, .finding is theirs


def templates(theme):
    return sorted(theme.rglob("*.html"))


def text_files(theme):
    return sorted(p for p in theme.rglob("*") if p.suffix in {".html", ".css", ".js", ".svg"})


def test_no_file_names_another_host(theme):
    for path in text_files(theme):
        found = [a for a in ADDRESS.findall(path.read_text("utf-8")) if not a.startswith(NAMESPACES)]
        assert not found, f"{path}: {found}"


def test_no_sheet_imports_or_fetches(theme):
    for path in theme.rglob("*.css"):
        assert "@import" not in path.read_text("utf-8")
        assert "url(" not in path.read_text("utf-8")


def test_every_chinese_word_of_a_template_comes_from_the_catalogue(theme):
    for path in templates(theme):
        source = COMMENT.sub("", path.read_text("utf-8"))
        for _, message, _, fallback in WORD.findall(source):
            assert message == fallback
        assert not HAN.search(WORD.sub("", source)), path.name


def test_templates_keep_to_filters_that_both_engines_have(theme):
    environment = jinja2.Environment()  # noqa: S701 - parsed, never rendered
    for path in templates(theme):
        tree = environment.parse(path.read_text("utf-8"))
        assert {node.name for node in tree.find_all(jinja2.nodes.Filter)} <= FILTERS, path.name
        for call in tree.find_all(jinja2.nodes.Call):
            assert isinstance(call.node, jinja2.nodes.Name), f"{path.name}: a method call"
            assert call.node.name in CALLS


def test_every_value_of_the_data_is_escaped_where_it_is_printed(theme):
    """The engines print unescaped: an expression that ends in a plain value needs ``| e``."""
    raw = {
        "page.content", "below", "item.title", "item.url", "super()", "portal_header", "portal_footer",
        "meta.dataset",  # JSON, escaped for its element by the generator
    }  # fmt: skip
    for path in templates(theme):
        source = COMMENT.sub("", path.read_text("utf-8"))
        for expression in re.findall(r"\{\{(.*?)\}\}", source):
            name = expression.strip()
            escaped = name.endswith(("| e", "| url"))
            known = any(name == r or name.startswith(r + " |") or name.endswith("." + r) for r in raw)
            assert escaped or known or name.startswith(("address(", "entry(")) or name == "site_name", name


@pytest.mark.parametrize("name", [c for c in CLASSES if c not in PLAIN])
def test_each_class_that_pages_use_is_styled(theme, name):
    sheets = "".join(path.read_text("utf-8") for path in (theme / "assets/css").glob("*.css"))
    assert re.search(rf"\.{name}(?![\w-])", sheets)
