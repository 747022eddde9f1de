"""A zip archive (APPNOTE 6.3) of portions that are compressed already, with nothing in it but its content."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.records import dataclass
from generator.take.deflated import END, Deflated, summed

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_NEEDS = 20
"""Version 2.0 of the format: deflate."""
_UTF8 = 0x800
_DEFLATED = 8
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3 << 8


@dataclass(frozen=True)
class Member:
    """A file in the archive; ``portions`` one after the other are its content."""

    name: str
    portions: Sequence[Deflated]


def archive(members: Iterable[Member], day: date) -> Iterator[bytes]:
    """The bytes of the archive, part by part. Every member bears ``day``: equal content is equal bytes.

    Raises ``struct.error`` where a member or the whole is over 4 GiB.
    """
    stamp = (day.year - 1980) << 9 | day.month << 5 | day.day
    listing, place = [], 0
    for member in members:
        size, crc = summed(member.portions)
        packed = sum(len(portion.data) for portion in member.portions) + len(END)
        name = member.name.encode()
        facts = (_UTF8, _DEFLATED, 0, stamp, crc, packed, size, len(name), 0)
        listing.append(
            _CENTRAL.pack(b"PK\x01\x02", _UNIX | _NEEDS, _NEEDS, *facts, 0, 0, 0, _PLAIN_FILE, place) + name
        )
        head = _LOCAL.pack(b"PK\x03\x04", _NEEDS, *facts) + name
        yield head
        for portion in member.portions:
            yield portion.data
        yield END
        place += len(head) + packed
    central = b"".join(listing)
    yield central
    yield _END.pack(b"PK\x05\x06", 0, 0, len(listing), len(listing), len(central), place, 0)
