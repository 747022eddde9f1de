"""The catalogue: Chinese message ids, English beside them."""

from __future__ import annotations

import pytest

from generator import words
from generator.words import LANGUAGES, N_, _


@pytest.fixture(autouse=True)
def chinese_afterwards():
    yield
    words.use("zh_CN")


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "disclose.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "缺少此文件"\nmsgstr "file lacking"\n\nmsgid "第 {row} 行"\nmsgstr "row {row}"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(words, "LOCALES", tmp_path)


def test_chinese_is_the_message_itself(catalogue):
    words.use("zh_CN")
    assert (words.language(), _("缺少此文件")) == ("zh_CN", "缺少此文件")


def test_english_comes_from_the_catalogue(catalogue):
    words.use("en")
    assert (words.language(), _("缺少此文件")) == ("en", "file lacking")
    assert _("第 {row} 行").format(row=3) == "row 3"


def test_a_message_without_translation_stays_chinese(catalogue):
    words.use("en")
    assert _("没有译文") == "没有译文"


def test_the_blank_message_is_blank_not_the_catalogue_head(catalogue):
    words.use("en")
    assert _("") == ""


def test_a_language_without_a_catalogue_file_speaks_chinese(tmp_path, monkeypatch):
    monkeypatch.setattr(words, "LOCALES", tmp_path)
    words.use("en")
    assert _("缺少此文件") == "缺少此文件"


def test_an_unknown_language_is_refused_and_changes_nothing(catalogue):
    words.use("en")
    with pytest.raises(ValueError, match="fr"):
        words.use("fr")
    assert words.language() == "en"


def test_marking_leaves_the_message_as_it_is(catalogue):
    words.use("en")
    assert N_("缺少此文件") == "缺少此文件"


def test_languages():
    assert LANGUAGES == ("zh_CN", "en")
