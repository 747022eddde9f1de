"""YAML as plain shapes with line numbers: mappings, lists and texts, nothing else.

Every scalar is text as printed (no 否 that turns false, no 010 that turns 8). Duplicate keys, tags,
anchors and aliases are refused: what a file says must be what a reader sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

import yaml

from generator.load.decoding import CONTROL, read_text
from generator.load.faults import Faults
from generator.load.privacy import personal
from generator.model import Place
from generator.records import dataclass
from generator.words import _

DEEPEST: Final = 30
_QUICK: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""LibYAML's parser, ten times as quick, where PyYAML was built with it."""
_ERRORS: Final = (yaml.YAMLError, ValueError, OverflowError)
"""What parsers raise; the last two for an escape such as 「\\U99999999」."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text and its line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list and its line."""

    line: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping and its line; each key with its own line."""

    line: int
    entries: dict[str, tuple[int, Item]]


Item = Scalar | Listed | Mapped


class _RefusedError(yaml.MarkedYAMLError):
    """Well-formed YAML that is not read; ``problem`` says why, in the language in use."""


def read_yaml(path: Path, file: str, faults: Faults) -> Item | None:
    """The content of the YAML file at ``path``, None where it cannot be had; the fault says why."""
    text = read_text(path, file, faults)
    if text is None:
        return None
    item = _sound(text)
    if item is not None:
        return item
    before = len(faults)
    try:
        item = _document(yaml.parse(text, Loader=yaml.SafeLoader), _Checks(file, faults))
    except _ERRORS as error:
        mark = getattr(error, "problem_mark", None)
        refused = error.problem if isinstance(error, _RefusedError) else None
        expected = refused or _("不是有效的 YAML")
        remedy = "" if refused else _("请检查缩进、引号和冒号后的空格")
        faults.add(Place(file, mark.line + 1 if mark else 0), "", "", expected, remedy)
        return None
    return item if len(faults) == before else None


def _sound(text: str) -> Item | None:
    """The content, read the quick way, or None where anything is wrong, for the other to say what.

    The quick way takes a tab for a space in more places than the other.
    """
    if "\t" in text:
        return None
    faults = Faults()
    try:
        item = _document(yaml.parse(text, Loader=_QUICK), _Checks("", faults))
    except _ERRORS:
        return None
    return None if len(faults) else item


@dataclass(frozen=True, slots=True)
class _Checks:
    """What every node of a file must keep to."""

    file: str
    faults: Faults

    def node(self, event: yaml.Event) -> None:
        """No anchor, no alias, no tag."""
        place = Place(self.file, _line(event))
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            self.faults.add(place, "", anchor, _("不得使用 YAML 锚点或别名"), _("请把内容写全"))
        if tag is not None:
            self.faults.add(place, "", tag, _("不得使用 YAML 标签"), _("请删去"))

    def text(self, event: yaml.ScalarEvent) -> None:
        """No control characters, no personal data."""
        place = Place(self.file, _line(event))
        control = CONTROL.search(event.value)
        if control:
            code = f"U+{ord(control.group()):04X}"
            self.faults.add(place, "", "", _("含有控制字符 {code}").format(code=code), _("请删去"))
        for label, masked in personal(event.value):
            self.faults.add_personal(place, "", masked, label)


def _mark(event: yaml.Event) -> yaml.error.Mark:
    return cast("yaml.error.Mark", event.start_mark)  # always there in events of a parser


def _line(event: yaml.Event) -> int:
    return _mark(event).line + 1


def _document(events: Iterator[yaml.Event], checks: _Checks) -> Item:
    next(events)  # the stream's start
    start = next(events)
    if isinstance(start, yaml.StreamEndEvent):
        raise _RefusedError(problem=_("是空文件"))
    item = _item(next(events), events, checks, 1)
    next(events)  # the document's end
    another = next(events)
    if isinstance(another, yaml.DocumentStartEvent):
        raise _RefusedError(problem=_("一个文件只应有一份内容，不得用 --- 分隔"), problem_mark=_mark(another))
    return item


def _item(event: yaml.Event, events: Iterator[yaml.Event], checks: _Checks, depth: int) -> Item:
    line = _line(event)
    if depth > DEEPEST:
        expected = _("嵌套超过 {count} 层").format(count=DEEPEST)
        raise _RefusedError(problem=expected, problem_mark=_mark(event))
    checks.node(event)
    if isinstance(event, yaml.MappingStartEvent):
        return Mapped(line, _entries(events, checks, depth))
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_item(event, events, checks, depth + 1))
        return Listed(line, tuple(items))
    if isinstance(event, yaml.ScalarEvent):
        checks.text(event)
        return Scalar(line, event.value.strip())
    return Scalar(line, "")  # an alias, reported as such


def _entries(events: Iterator[yaml.Event], checks: _Checks, depth: int) -> dict[str, tuple[int, Item]]:
    entries: dict[str, tuple[int, Item]] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _item(event, events, checks, depth + 1)
        value = _item(next(events), events, checks, depth + 1)
        place = Place(checks.file, key.line)
        if not isinstance(key, Scalar):
            checks.faults.add(place, "", "", _("键应为文字"))
        elif key.text in entries:
            expected = _("与第 {row} 行的键重复").format(row=entries[key.text][0])
            checks.faults.add(place, key.text, "", expected)
        else:
            entries[key.text] = (key.line, value)
    return entries
