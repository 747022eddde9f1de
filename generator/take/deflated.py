"""Compressed text in portions that can be put one after the other without being compressed again.

Each portion is raw deflate that ends on a byte and refers to nothing before it (a full flush, RFC 1951), so
that a zip archive can be made of portions from many filings, those of a filing that did not change as they
were kept. The checksum of the whole is worked out of those of the portions.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

END = b"\x03\x00"
"""An empty last block: closes a run of portions."""

_LEVEL = 4
"""Of compression: at 6 a twentieth smaller, in half as much time again."""

_POLYNOMIAL = 0xEDB88320
"""CRC-32 of zip and gzip, bits reversed."""


class Deflated(NamedTuple):
    """A portion: its compressed bytes, and length and CRC-32 of what they hold.

    ``shift``: what the checksum of all before it is multiplied by.
    """

    data: bytes
    size: int
    crc: int
    shift: int

    def text(self) -> bytes:
        """What was compressed."""
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.data)


def deflate(content: bytes) -> Deflated:
    """``content`` as one portion."""
    if not content:
        return Deflated(b"", 0, 0, _shift(0))
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = press.compress(content) + press.flush(zlib.Z_FULL_FLUSH)
    return Deflated(data, len(content), zlib.crc32(content), _shift(len(content)))


def summed(portions: Iterable[Deflated]) -> tuple[int, int]:
    """Length and CRC-32 of what all ``portions`` hold, one after the other."""
    size = crc = 0
    for portion in portions:
        crc = _times(portion.shift, crc) ^ portion.crc
        size += portion.size
    return size, crc


def _times(one: int, other: int) -> int:
    """Product of two polynomials over GF(2), modulo that of CRC-32."""
    product = 0
    bit = 1 << 31
    while bit and one & ((bit << 1) - 1):
        if one & bit:
            product ^= other
        bit >>= 1
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return product


def _shift(size: int) -> int:
    """X to the power of 8 × ``size``: what the checksum before ``size`` more bytes is multiplied by."""
    power, bit = 1 << 31, 3
    while size:
        if size & 1:
            power = _times(_square(bit), power)
        size >>= 1
        bit += 1
    return power


@cache
def _square(bit: int) -> int:
    """X to the power of 2 to the power of ``bit``."""
    return 1 << 30 if bit == 0 else _times(_square(bit - 1), _square(bit - 1))
