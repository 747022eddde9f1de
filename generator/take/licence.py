"""Which known licence a publisher's words name."""

from __future__ import annotations

from generator.records import dataclass

_KNOWN = (
    ("CC BY-SA 4.0", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
)


@dataclass(frozen=True, slots=True)
class Licence:
    """``name`` as SPDX and the Open Definition have it, ``address`` of its text; "" where it is not known."""

    title: str
    name: str = ""
    address: str = ""


def licence(title: str) -> Licence:
    """The licence that ``title``, the publisher's own words, names: written with blanks or hyphens."""
    plain = title.upper().replace("-", " ")
    for words, name, address in _KNOWN:
        if words.replace("-", " ") in plain:
            return Licence(title, name, address)
    return Licence(title)
