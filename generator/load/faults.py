"""Faults of the input, gathered while everything is read and raised together at the end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from generator.errors import Fault, FaultyDataError, PersonalDataError
from generator.model import Place
from generator.words import _

LONGEST_VALUE: Final = 60
_MOST_NEAREST: Final = 200


class Faults:
    """What is wrong with the input so far."""

    def __init__(self) -> None:
        self.shape: list[Fault] = []
        self.personal: list[Fault] = []
        self._sought = 0

    def __len__(self) -> int:
        return len(self.shape) + len(self.personal)

    def add(self, place: Place, head: str, value: str, expected: str, remedy: str = "") -> None:
        """A fault of shape: ``value`` stands at ``place``, ``expected`` says what is wrong with it."""
        shown = visible(value)
        self.shape.append(Fault(place.file, place.row, place.column, head, shown, expected, remedy))

    def add_personal(self, place: Place, head: str, masked: str, label: str) -> None:
        """Personal data, already masked; ``label`` says of which sort."""
        expected = _("疑似{label}，不得公开").format(label=label)
        remedy = _("请删去后重新报送；确为数字的加千位分隔符，确为编号的加分隔字母")
        self.personal.append(Fault(place.file, place.row, place.column, head, masked, expected, remedy))

    def near(self, value: str, known: Iterable[str]) -> str:
        """Words that name the entry of ``known`` most like ``value``, blank where none is like it.

        Looked for in the first 200 faults only: in a file that is wrong throughout it would take minutes.
        """
        self._sought += 1
        found = get_close_matches(value, list(known), n=1) if self._sought <= _MOST_NEAREST else []
        return _("最接近的是「{near}」").format(near=found[0]) if found else ""

    def mend_code(self, code: str, known: Iterable[str], target: str) -> str:
        """How to mend a ``code`` that is none of those ``known`` in ``target``: the nearest, or both ways."""
        return self.near(code, known) or _("请改正编码，或在 {target} 中加上它").format(target=target)


def settle(gathered: Iterable[Faults]) -> None:
    """Raise all that was gathered: ``PersonalDataError``, else ``FaultyDataError``, else nothing."""
    every = list(gathered)
    if personal := [fault for faults in every for fault in faults.personal]:
        raise PersonalDataError(personal)
    if shape := [fault for faults in every for fault in faults.shape]:
        raise FaultyDataError(shape)


def visible(value: str) -> str:
    r"""``value`` on one line, shortened, with characters that cannot be seen written as their code.

    >>> visible("1\u200b0\n元")
    '1<U+200B>0 元'
    """
    flat = " ".join(value.split())
    if len(flat) > LONGEST_VALUE:
        flat = flat[:LONGEST_VALUE] + "…"
    return "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) == "Cf" else c for c in flat)
