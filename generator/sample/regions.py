"""The regions of the sample: names that sound real, of a province and city that do not exist."""

from __future__ import annotations

from itertools import product
from typing import Final

from generator.records import dataclass

_FIRST: Final = (
    ("云", "yun"), ("临", "lin"), ("清", "qing"), ("安", "an"), ("永", "yong"), ("宁", "ning"),
    ("兴", "xing"), ("泰", "tai"), ("昌", "chang"), ("景", "jing"), ("祥", "xiang"), ("瑞", "rui"),
    ("和", "he"), ("盛", "sheng"), ("丰", "feng"), ("嘉", "jia"),
)  # fmt: skip
_SECOND: Final = (
    ("溪", "xi"), ("岭", "ling"), ("湖", "hu"), ("源", "yuan"),
    ("江", "jiang"), ("洲", "zhou"), ("泉", "quan"), ("峰", "feng"),
)  # fmt: skip
_PAIRS: Final = tuple(product(_SECOND, _FIRST))
_KINDS: Final = ("区", "区", "县")


@dataclass(frozen=True, slots=True)
class Region:
    """A region: code (its folder), official code, names, and how numbers of documents shorten it."""

    code: str
    division: str
    name: str
    full_name: str
    short: str


def region(number: int) -> Region:
    """The region with this number, counted from 0; no two have the same code or name."""
    turn, place = divmod(number, len(_PAIRS))
    (second, second_spelt), (first, first_spelt) = _PAIRS[place]
    more = str(turn + 1) if turn else ""
    kind = _KINDS[place % len(_KINDS)]
    name = f"{first}{second}{f'第{more}' if turn else ''}{kind}"
    return Region(
        f"{first_spelt}{second_spelt}{more}", f"99{number + 1:04d}", name, f"示例省示例市{name}", first
    )
