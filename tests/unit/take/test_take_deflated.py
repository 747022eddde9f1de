"""Portions put one after the other are what they hold, put one after the other; so says zlib."""

import io
import zipfile
import zlib
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.take.archive import Member, archive
from generator.take.deflated import END, deflate, summed

CONTENTS = st.lists(st.binary(max_size=3000), max_size=6)


@given(CONTENTS)
def test_portions_are_one_stream(contents):
    portions = [deflate(content) for content in contents]
    whole = b"".join(contents)
    packed = b"".join(portion.data for portion in portions) + END
    assert zlib.decompress(packed, -zlib.MAX_WBITS) == whole
    assert [portion.text() for portion in portions] == contents


@given(CONTENTS)
def test_length_and_checksum_of_the_whole_come_of_those_of_the_portions(contents):
    whole = b"".join(contents)
    assert summed(map(deflate, contents)) == (len(whole), zlib.crc32(whole))


def test_a_checksum_is_right_over_megabytes():
    parts = [b"\x00" * 3_000_000, b"\xff" * 70_001, b"x"]
    assert summed(map(deflate, parts))[1] == zlib.crc32(b"".join(parts))


@given(st.dictionaries(st.text("ab/年度.", min_size=1, max_size=9), CONTENTS, max_size=4))
def test_a_zip_program_reads_the_archive(files):
    members = [Member(name, [deflate(part) for part in parts]) for name, parts in files.items()]
    data = b"".join(archive(members, date(2026, 3, 20)))
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        assert found.testzip() is None
        assert {info.filename: found.read(info) for info in found.infolist()} == {
            name: b"".join(parts) for name, parts in files.items()
        }
        assert all(info.date_time == (2026, 3, 20, 0, 0, 0) for info in found.infolist())


def test_the_same_content_is_the_same_bytes():
    members = [Member("a.csv", [deflate(b"x" * 100)])]
    assert list(archive(members, date(2026, 1, 1))) == list(archive(members, date(2026, 1, 1)))
