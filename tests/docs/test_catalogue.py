"""Every word that a reader sees is in the catalogue, in both languages, and nothing else is."""

import csv
import gettext
import importlib.util
import re
import shutil
import string
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from conftest import ROOT, publisher

from generator import words
from generator.errors import FaultyDataError
from generator.figures import MONEY_UNITS
from generator.load import load
from generator.load import settings as load_settings
from generator.model import RULE_KINDS, TABLES
from generator.publish import Place, render
from generator.words import LANGUAGES, LOCALES

CJK = re.compile("[\u3400-\u9fff]+")


@pytest.fixture(scope="module")
def tool():
    """tools/catalogue.py, which tools/catalogue.sh runs."""
    path = ROOT / "tools" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogue"] = module  # babel.cfg names its readers by module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def extracted(tool):
    return set(tool.extracted())


def catalogue(language):
    path = LOCALES / language / "LC_MESSAGES" / "disclose.po"
    with path.open("rb") as stream:
        return {m.id: m for m in read_po(stream, locale=language) if m.id}


def fields(message):
    """The placeholders of a message, with their formats."""
    return sorted(
        (name, spec) for _literal, name, spec, _c in string.Formatter().parse(message) if name is not None
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_exactly_the_words_of_the_program(extracted, language):
    held = set(catalogue(language))
    assert held - extracted == set(), "no longer used: run sh tools/catalogue.sh"
    assert extracted - held == set(), "new: run sh tools/catalogue.sh and translate them"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    assert [m.id for m in catalogue(language).values() if not m.string or m.fuzzy] == []


def test_chinese_is_the_message_itself():
    assert [m.id for m in catalogue("zh_CN").values() if m.string != m.id] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_the_same_in_both(language):
    assert [m.id for m in catalogue(language).values() if fields(m.id) != fields(m.string)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_as_the_tool_writes_it(tool, language):
    """No dates, addresses or order of its own: a change of a catalogue is a change of its words."""
    path = LOCALES / language / "LC_MESSAGES" / "disclose.po"
    text = path.read_bytes()
    assert tool.catalogue(language, tool.extracted(), tool.read(language)) == text
    for noise in (b"POT-Creation-Date", b"PO-Revision-Date", b"\n#: ", b"\n#~ ", b"Last-Translator"):
        assert noise not in text


def written_in_files():
    """Words that stand in data files whatever the language of the site: heads, keys, choices."""
    from generator.render.settings_words import SETTINGS_FILES

    for table in (*TABLES, load_settings.REGIONS):
        for column in table.columns:
            yield column.head
            yield from column.choices
    for _file, keys in SETTINGS_FILES:
        yield from (key for key, _meaning in keys)
    for kind in RULE_KINDS.values():
        yield kind.title
    yield from (
        "单位编码",
        "小标题",
        "正文",
        "文件编号",
        "位置",
        "规则",
        "下级",
        "自填",
        "输入",
        "算式",
    )  # keys in a YAML list
    yield from ("复核", "自评", "第三方", "平均", "合计", "无", "优", "良", "中", "差", "单位", *MONEY_UNITS)


def test_english_has_no_chinese_but_what_stands_in_files():
    known = set(written_in_files())
    left = {m.id: CJK.findall(m.string) for m in catalogue("en").values()}
    assert {i: sorted(set(found) - known) for i, found in left.items() if set(found) - known} == {}


class Recording(gettext.NullTranslations):
    """Notes every message that is looked up, whatever the way it got there."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def gettext(self, message):
        self.asked.add(message)
        return message


@pytest.fixture
def recording(monkeypatch):
    made = Recording()
    monkeypatch.setattr(words, "_current", made)
    monkeypatch.setattr(words, "_language", f"heard by {id(made)}")  # of which nothing is remembered
    monkeypatch.setattr(words, "use", lambda _language: None)
    return made


@pytest.mark.parametrize("data", [ROOT / "data", ROOT / "tests" / "clean", ROOT / "tests" / "shape" / "good"])
def test_every_word_looked_up_while_publishing_is_in_the_catalogue(data, recording, tmp_path, monkeypatch):
    """Also the words that templates look up by variable."""
    monkeypatch.setattr(
        "generator.chart.drawing.drawn", lambda pictures, *_more: dict.fromkeys(pictures, "<svg/>")
    )
    monkeypatch.setattr("generator.forks.cores", lambda: 1)  # what a worker asks for is not heard here
    publisher(tmp_path / "publisher", data=data)
    render(Place(tmp_path / "publisher"))
    assert len(recording.asked) > 100
    known = set(catalogue("en"))
    assert sorted(m for m in recording.asked if m and m not in known) == []


def bad_data(folder):
    """Every folder of tests/shape laid over its good data, one after the other."""
    shape = ROOT / "tests" / "shape"
    for number, case in enumerate(
        sorted(path for path in shape.iterdir() if (path / "expected.txt").exists())
    ):
        root = folder / str(number) / "data"
        shutil.copytree(shape / "good", root)
        removed = case / "removed.txt"
        for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
            (root / name).unlink()
        shutil.copytree(
            case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt", "removed.txt")
        )
        yield root


def test_every_word_looked_up_for_a_fault_is_in_the_catalogue(recording, tmp_path):
    for root in bad_data(tmp_path):
        with pytest.raises(FaultyDataError):
            load(root)
    assert len(recording.asked) > 50
    known = set(catalogue("en"))
    assert sorted(m for m in recording.asked if m and m not in known) == []


def test_the_tool_reads_every_glossary_term_and_meaning(extracted):
    import yaml

    terms = yaml.safe_load((ROOT / "content" / "glossary.yml").read_text(encoding="utf-8"))
    assert {t["term"] for t in terms} | {t["meaning"] for t in terms} <= extracted


def test_a_new_message_comes_untranslated_and_an_old_one_goes(tool):
    from babel.messages import Catalog

    old = Catalog(locale="en")
    old.add("旧", "old")
    old.add("留", "kept", user_comments=["a translator's remark"])
    made = tool.catalogue("en", ["新", "留"], old).decode()
    assert 'msgid "新"\nmsgstr ""\n' in made
    assert '# a translator\'s remark\nmsgid "留"\nmsgstr "kept"\n' in made
    assert "旧" not in made


class Marking(gettext.NullTranslations):
    """Puts every message between brackets, so that what was not looked up stands out."""

    def gettext(self, message):
        return f"⟦{message}⟧"


def ascii_site(folder):
    """The clean data with every cell that is neither a number nor a choice in ASCII."""
    shutil.copytree(ROOT / "tests" / "clean", folder)
    shutil.rmtree(folder / "west" / "2023")
    for path in sorted((folder / "west" / "2024").glob("*.csv")):
        table = next(t for t in TABLES if t.name == path.stem)
        with path.open(encoding="utf-8", newline="") as stream:
            heads, *lines = csv.reader(stream)
        free = [table.by_head(re.sub("（.+）$", "", head)).kind in {"text", "value"} for head in heads]
        for number, line in enumerate(lines):
            for index, text in enumerate(line):
                if free[index] and CJK.search(text) and text != "合计":
                    line[index] = f"x{number}-{index}"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([heads, *lines])
    for unused in ("ties", "inputs"):
        (folder / "west" / "2024" / f"{unused}.csv").unlink()
    for path in (folder / "schemes").glob("*.yml"):
        text, numbers = path.read_text(encoding="utf-8"), iter(range(1000))
        pattern = (
            r"(?m)^((?:名称|适用): ).+$"
            if path.stem == "review"
            else r"((?:名称|适用|原文|依据|说明|算式): )[^,}\n]+"
        )
        path.write_text(
            re.sub(pattern, lambda m, numbers=numbers: f"{m[1]}words{next(numbers)}", text), encoding="utf-8"
        )
    (folder / "west" / "2024" / "filing.yml").write_text("标题: filing\n来源: source\n", encoding="utf-8")
    (folder / "regions.csv").write_text(
        "地区编码,行政区划代码,地区名称,全称\nwest,1,West,West\n", encoding="utf-8"
    )
    site = folder / "site.yml"
    text = re.sub(
        r"(?m)^(站点名称|发布单位|提示|许可|联系方式|ICP备案|公安备案|原文存放): .*$",
        r"\1: words",
        site.read_text("utf-8"),
    )
    site.write_text(text, encoding="utf-8")
    return folder


ABOUT_FILES = {"dictionary", "glossary", "about", "accessibility", "how-to-read", "method"}
"""Pages about the words that stand in files, and pages written by hand in one language."""
AS_FILED = {*MONEY_UNITS, "分", "优", "良", "中", "差", "无", "合计"}
"""Units, grades and 无 are shown as they were filed; 合计 is the source that stands for the whole."""


def left(page):
    """What Chinese stands on a page beside the words that were looked up.

    The line below a finding is left out: it names what a publisher types into explanations.csv.
    """
    lines = [line for line in page.splitlines() if not line.startswith('<p class="source">')]
    text = "\n".join(lines)
    while "⟦" in text:
        text = re.sub("⟦[^⟦⟧]*⟧", "", text)
    return set(CJK.findall(text)) - AS_FILED


def test_pages_show_no_word_that_was_not_looked_up(tmp_path, monkeypatch):
    """With data in ASCII, all Chinese that is left on a page comes from the program."""
    monkeypatch.setattr(words, "_current", Marking())
    monkeypatch.setattr(words, "_language", "marked")  # of which nothing is remembered
    monkeypatch.setattr(words, "use", lambda _language: None)
    monkeypatch.setattr(
        "generator.chart.drawing.drawn", lambda pictures, *_more: dict.fromkeys(pictures, "<svg/>")
    )
    monkeypatch.setattr("generator.forks.cores", lambda: 1)
    content = tmp_path / "content"
    content.mkdir()
    (content / "glossary.yml").write_text("[]\n", encoding="utf-8")
    ascii_site(tmp_path / "data")
    render(Place(tmp_path))
    pages = {
        path.relative_to(content / "generated").with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in (content / "generated").rglob("*.md")
    }
    assert len(pages) > 50
    bare = {
        address: left(text) for address, text in pages.items() if address.split("/")[0] not in ABOUT_FILES
    }
    assert sorted({f"{word}: {address}" for address, found in bare.items() for word in found}) == []


def test_the_tool_is_a_program(tool):
    script = ROOT / "tools" / "catalogue.sh"
    assert "tools/catalogue.py" in script.read_text(encoding="utf-8")
    assert Path(tool.__file__).name == "catalogue.py"
