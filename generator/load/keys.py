"""A YAML mapping read key by key: unknown, lacking and misshapen keys are faults at their line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from generator.load.cells import CellError, parser
from generator.load.faults import Faults
from generator.load.yamlfile import Item, Listed, Mapped, Scalar
from generator.model import Column, Kind, Place
from generator.words import _


class Keys:
    """The keys of one mapping. Whatever cannot be read is a fault once, and stands as blank.

    ``required`` keys must be there and hold something; ``optional`` ones may be left out or blank.
    Any other key is a fault.
    """

    def __init__(
        self,
        file: str,
        item: Item,
        faults: Faults,
        required: Sequence[str] = (),
        optional: Sequence[str] = (),
    ) -> None:
        self._file = file
        self._line = item.line
        self._faults = faults
        self._required = frozenset(required)
        self._entries: dict[str, tuple[int, Item]] = {}
        if not isinstance(item, Mapped):
            self.fault("", "", _("应为「键: 值」"), _keys(required, optional))
            return
        self._entries = item.entries
        for key, (line, _value) in item.entries.items():
            if key not in required and key not in optional:
                remedy = faults.near(key, [*required, *optional]) or _keys(required, optional)
                faults.add(Place(file, line), key, "", _("没有这个键"), remedy)
        for key in required:
            if key not in item.entries:
                self.fault(key, "", _("缺少此键"))

    def place(self, key: str = "") -> Place:
        """Where ``key`` stands; without one, or where it is lacking, the mapping."""
        line, _value = self._entries.get(key, (self._line, None))
        return Place(self._file, line)

    def fault(self, key: str, value: str, expected: str, remedy: str = "") -> None:
        """A fault at ``key``."""
        self._faults.add(self.place(key), key, value, expected, remedy)

    def text(self, key: str) -> str:
        """The text at ``key``, blank where there is none."""
        value = self._read(key, "text", ())
        return value if isinstance(value, str) else ""

    def code(self, key: str) -> str:
        """The code at ``key``, blank where there is none."""
        value = self._read(key, "code", ())
        return value if isinstance(value, str) else ""

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        """One of ``choices``, blank where there is none."""
        value = self._read(key, "choice", choices)
        return value if isinstance(value, str) else ""

    def number(self, key: str, kind: Kind = "number") -> Decimal | None:
        """The number at ``key``, None where there is none; 无 and — are none, a fault if required."""
        value = self._read(key, kind, ())
        if isinstance(value, Decimal):
            return value
        if value is not None and key in self._required:
            self.fault(key, self._scalar(key), _("应为数字"))
        return None

    def day(self, key: str) -> date | None:
        """The date at ``key``, None where there is none; 无 and — are none, a fault if required."""
        value = self._read(key, "date", ())
        if isinstance(value, date):
            return value
        if value is not None and key in self._required:
            self.fault(key, self._scalar(key), _("应为日期"))
        return None

    def items(self, key: str) -> tuple[Item, ...]:
        """The items of the list at ``key``, none where it is lacking or blank."""
        item = self._entries.get(key, (0, None))[1]
        if isinstance(item, Listed):
            if not item.items and key in self._required:
                self.fault(key, "", _("不能为空"))
            return item.items
        self._misshapen(key, item, _("应为列表，各项以 - 开头"))
        return ()

    def item(self, key: str) -> Item | None:
        """Whatever stands at ``key``, None where it is lacking."""
        return self._entries.get(key, (0, None))[1]

    def pairs(self, key: str) -> dict[str, Scalar]:
        """The mapping of texts at ``key``, empty where it is lacking or blank."""
        item = self._entries.get(key, (0, None))[1]
        if not isinstance(item, Mapped):
            self._misshapen(key, item, _("应为「键: 值」"))
            return {}
        texts = {}
        for name, (line, value) in item.entries.items():
            if isinstance(value, Scalar):
                texts[name] = Scalar(line, value.text)
            else:
                self._faults.add(Place(self._file, line), name, "", _("应为文字"))
        return texts

    def _misshapen(self, key: str, item: Item | None, expected: str) -> None:
        if item is None:
            return
        if isinstance(item, Scalar) and not item.text:
            if key in self._required:
                self.fault(key, "", _("不能为空"))
            return
        self.fault(key, item.text if isinstance(item, Scalar) else "", expected)

    def _scalar(self, key: str) -> str:
        item = self._entries[key][1]
        return item.text if isinstance(item, Scalar) else ""

    def _read(self, key: str, kind: Kind, choices: tuple[str, ...]) -> object:
        """The parsed text at ``key``, None where there is none or a fault was found."""
        item = self._entries.get(key, (0, None))[1]
        if item is None:
            return None
        if not isinstance(item, Scalar):
            self.fault(key, "", _("应为文字"))
            return None
        try:
            return parser(Column(key, key, kind, key in self._required, choices=choices))(item.text)
        except CellError as error:
            self.fault(key, item.text, error.expected, error.remedy)
            return None


def _keys(required: Sequence[str], optional: Sequence[str]) -> str:
    return _("可用：{names}").format(names=_("、").join(dict.fromkeys([*required, *optional])))
