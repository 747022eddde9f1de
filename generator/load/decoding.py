"""Bytes to text: a byte order mark, else strict UTF-8, else strict GB18030, else refused. Never a guess."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from generator.load.faults import Faults
from generator.model import Place
from generator.words import _

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Never part of a form. Later stages use some of them as marks of their own, and XML forbids most."""


def read_text(path: Path, file: str, faults: Faults) -> str | None:
    """The text of the file at ``path``, None where it cannot be had; the fault names it ``file``."""
    place = Place(file)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        faults.add(place, "", "", _("缺少此文件"))
        return None
    except OSError:
        faults.add(place, "", "", _("无法读取"), _("请检查文件权限"))
        return None
    text = decode(content)
    if text is None:
        faults.add(place, "", "", _("不是 UTF-8 或 GB18030 编码的文本"), _("请用表格软件另存为 CSV UTF-8"))
        return None
    control = CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        code = f"U+{ord(control.group()):04X}"
        expected = _("文本第 {line} 行含有控制字符 {code}").format(line=line, code=code)
        faults.add(place, "", "", expected, _("请删去，或用表格软件另存为 CSV UTF-8"))
        return None
    return text


def decode(content: bytes) -> str | None:
    """``content`` as text, None where it is in none of the encodings that are read.

    >>> decode("优".encode("gb18030"))
    '优'
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding)
    text = _strict(content, "utf-8")
    return _strict(content, "gb18030") if text is None else text


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
