"""The same rows in every format, as the programs read them that people take data with."""

import asyncio
import hashlib
import json
import random
import sqlite3
import zipfile
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET
from zlib import crc32

import jsonschema
import openpyxl
import pandas as pd
import pytest
from datasette.app import Datasette
from frictionless import Package, validate
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import ROWS, Offer, OfferedHead, Portion, portions
from generator.take import (
    Before,
    Content,
    Out,
    Part,
    Publication,
    Written,
    database_file,
    licence,
    piece,
    places,
    spreadsheet,
    table_files,
    whole_files,
)
from generator.take.deflated import Deflated

OWNER = (OfferedHead("地区编码", required=True), OfferedHead("年度", "integer", required=True))
UNITS = Offer(
    "units", "预算单位", "单位及其下属单位",
    (*OWNER, OfferedHead("单位编码", required=True), OfferedHead("单位名称"), OfferedHead("成立", "date")),
    ("地区编码", "年度", "单位编码"),
)  # fmt: skip
FUNDS = Offer(
    "funds", "资金", "预算与执行",
    (
        *OWNER,
        OfferedHead("单位编码", required=True, refers=("units", "单位编码")),
        OfferedHead("全年预算数（万元）", "number", unit="万元", note="无、—、/ 与空白不同"),
        OfferedHead("口径", choices=("年初预算数", "全年预算数")),
    ),
)  # fmt: skip
ROWS_OF = {
    "units": [
        ("west", 2024, "health", "卫生健康局", "1998-05-01"),
        ("west", 2024, "cdc", "=1+1", "—"),
        ("west", 2023, "health", " <b>&\"\r\n'局", None),
    ],
    "funds": [
        ("west", 2024, "health", 571010.03, "全年预算数"),
        ("west", 2024, "health", 0.07, None),
        ("west", 2024, "cdc", "无", "年初预算数"),
        ("west", 2023, "health", None, None),
    ],
}
SAID = Publication(
    title="西区预算绩效公开",
    about="数字按原文照录。",
    publisher="西区财政局",
    contact="见门户网站",
    licence=licence("按 CC BY 4.0 许可使用"),
    address="https://example.invalid/jixiao/",
    language="zh-CN",
    day=date(2026, 11, 22),
    regions=("某市西区",),
    years=(2023, 2024),
    keywords=("预算绩效",),
)


def write(path, parts, _stood=None):
    """Put ``parts`` at ``path``; a range is that of bytes there."""
    before = path.read_bytes() if path.exists() else b""
    content = b"".join(before[p.start : p.stop] if isinstance(p, range) else p for p in parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return hashlib.sha256(content).digest(), True


def move(path, made, _stood=None):
    """Put the file ``made`` at ``path``."""
    return write(path, [made.read_bytes()])


def parts(blocks, read=None):
    """What ``blocks`` add to the database; which of them are read is noted in ``read``."""
    return [Part(block.sha, block.rows, partial(_noted, block, read)) for block in blocks]


def _noted(block, read):
    if read is not None:
        read.append(block.sha)
    return block


def publish(folder, rows_of, offers=(UNITS, FUNDS)):
    """Every file of ``rows_of`` below ``folder``; gives the folder of downloads."""
    folder.mkdir(exist_ok=True)
    out = Out(folder, write, move)
    blocks = {offer.name: piece(offer, portions(rows_of[offer.name])) for offer in offers}
    csv = {}
    for offer in offers:
        for address, sha, _new in table_files(offer, blocks[offer.name], SAID, out):
            if address.endswith(".csv"):
                csv[offer.name] = Written(sha, (folder / address).stat().st_size)
    content = Content(lambda _offer: (), lambda offer: parts(blocks[offer.name]))
    database_file(offers, content, out, None)
    list(whole_files(SAID, offers, lambda offer: blocks[offer.name], csv, out))
    return folder / "downloads"


def test_blocks_that_stand_in_the_files_before_are_copied_from_there(tmp_path, monkeypatch):
    """Whatever came, went or moved between: the files are those made of the blocks alone."""
    read = []
    monkeypatch.setattr(Deflated, "text", lambda own, text=Deflated.text: read.append(own) or text(own))
    chance, rows = random.Random(7), [("west", 2024, f"u{n}", "单位" * n, None) for n in range(9)]  # noqa: S311
    stood = {}
    for _round in range(12):
        chosen = chance.sample(rows, chance.randint(0, len(rows)))
        blocks = piece(UNITS, [Portion(b"", lambda row=row: [row]) for row in chosen])
        read.clear()
        copied, anew = Out(tmp_path / "copied", write, move), Out(tmp_path / "anew", write, move)
        list(table_files(UNITS, blocks, SAID, copied, stood))
        assert len(read) == 2 * sum(block.sha not in stood for block in blocks)
        list(table_files(UNITS, blocks, SAID, anew))
        for kind in ("csv", "json", "xlsx", "schema.json"):
            name = f"downloads/units.{kind}"
            assert (tmp_path / "copied" / name).read_bytes() == (tmp_path / "anew" / name).read_bytes()
        stood = places(UNITS, blocks)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("take") / "site", ROWS_OF)


@pytest.mark.parametrize("offer", [UNITS, FUNDS], ids=lambda offer: offer.name)
def test_a_researcher_reads_the_same_table_from_every_format(made, offer):
    """pandas, as most do: CSV, JSON, XLSX and SQLite hold the same cells."""
    wanted = [tuple(row) for row in ROWS_OF[offer.name]]
    heads = [head.name for head in offer.heads]
    with sqlite3.connect(made / "disclosure.sqlite") as opened:
        read = {
            "json": pd.read_json(made / f"{offer.name}.json", dtype=False),
            "sqlite": pd.read_sql(f"SELECT * FROM {offer.name} ORDER BY rowid", opened),  # noqa: S608
            "csv": pd.read_csv(made / f"{offer.name}.csv", dtype=object, keep_default_na=False),
            "xlsx": pd.read_excel(made / f"{offer.name}.xlsx", dtype=object, keep_default_na=False),
        }
    opened.close()
    for kind, frame in read.items():
        assert list(frame.columns) == heads, kind
        assert [tuple(map(plain, row)) for row in frame.astype(object).itertuples(index=False)] == [
            tuple(map(plain, row)) for row in wanted
        ], kind


def plain(value):
    """A cell as text: formats differ in how they hold a blank, a day and a line's end."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if value is None or value != value:  # noqa: PLR0124 - what is not itself is not a number
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def test_a_spreadsheet_shows_heads_that_stay_days_as_days_and_no_formula(made):
    book = openpyxl.load_workbook(made / "units.xlsx")
    assert book.sheetnames == ["预算单位", "说明"]
    sheet = book["预算单位"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E4"
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet["E2"].is_date
    assert sheet["E2"].value.date() == date(1998, 5, 1)
    assert sheet["E3"].value == "—"
    assert (sheet["D3"].value, sheet["D3"].data_type) == ("=1+1", "s")
    assert sheet["B2"].value == 2024
    said = {row[0].value: row[1].value for row in book["说明"]}
    assert said["许可"] == "按 CC BY 4.0 许可使用"
    assert said["来源"] == "西区预算绩效公开 https://example.invalid/jixiao/"
    funds = openpyxl.load_workbook(made / "funds.xlsx")
    assert {row[0].value: row[1].value for row in funds["说明"]}["全年预算数（万元）"].startswith("万元")


def test_rows_beyond_what_a_sheet_holds_go_on_in_another(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheet, "LIMIT", ROWS + 100)
    rows = [("west", 2024, f"u{number}", "局", None) for number in range(2 * ROWS + 1)]
    made = publish(tmp_path / "site", {"units": rows}, (UNITS,))
    book = openpyxl.load_workbook(made / "units.xlsx", read_only=True)
    assert book.sheetnames == ["预算单位", "预算单位 2", "说明"]
    parts = [list(book[name].iter_rows(min_row=2, values_only=True)) for name in book.sheetnames[:-1]]
    assert [row[2] for part in parts for row in part] == [row[2] for row in rows]
    assert all(1 + len(part) <= ROWS + 100 for part in parts)


@given(st.text(max_size=40))
def test_any_text_comes_back_from_a_sheet(text):
    from generator.take.cells import sheet_rows

    xml = f"<r>{sheet_rows(UNITS, [('a', 1, 'b', text, None)]).decode()}</r>"
    cell = ET.fromstring(xml)[0][3]  # noqa: S314 - our own
    kept = "".join(character for character in text if character in "\t\n\r" or character >= " ")
    assert "".join(cell.itertext()) == kept.replace("￾", "").replace("￿", "")


def test_a_text_longer_than_a_cell_can_be_is_cut_and_says_so():
    from generator.take.cells import sheet_rows

    xml = sheet_rows(UNITS, [("a", 1, "b", "长" * 40_000, None)]).decode()
    cell = ET.fromstring(xml)[3]  # noqa: S314 - our own
    said = "".join(cell.itertext())
    assert (len(said), said[-1]) == (32_767, "…")


def test_a_data_package_validator_finds_no_error(made):
    report = validate(made / "datapackage.json", type="package")
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == 2


def test_the_archive_is_the_same_package(made, tmp_path):
    with zipfile.ZipFile(made / "data.zip") as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {"datapackage.json", "README.txt", "units.csv", "funds.csv"}
        archive.extractall(tmp_path)
    assert validate(tmp_path / "datapackage.json", type="package").valid
    for name in ("datapackage.json", "units.csv", "funds.csv"):
        assert (tmp_path / name).read_bytes() == (made / name).read_bytes()
    assert "许可：按 CC BY 4.0 许可使用" in (tmp_path / "README.txt").read_text(encoding="utf-8-sig")


def test_the_package_says_what_it_is_and_how_tables_refer(made):
    package = Package(made / "datapackage.json")
    assert package.title == "西区预算绩效公开"
    assert package.licenses == [
        {
            "name": "CC-BY-4.0",
            "title": "按 CC BY 4.0 许可使用",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ]
    funds = package.get_resource("funds")
    assert funds.schema.foreign_keys == [
        {
            "fields": ["地区编码", "年度", "单位编码"],
            "reference": {"resource": "units", "fields": ["地区编码", "年度", "单位编码"]},
        }
    ]
    assert package.get_resource("units").schema.primary_key == ["地区编码", "年度", "单位编码"]


@pytest.mark.parametrize("spoil", ["a number that is none", "a unit that is not there", "a code twice"])
def test_the_package_catches_what_is_wrong(tmp_path, spoil):
    """The descriptor is not so lenient that anything passes."""
    made = publish(tmp_path / "site", ROWS_OF)
    funds, units = made / "funds.csv", made / "units.csv"
    if spoil == "a number that is none":
        funds.write_text(funds.read_text(encoding="utf-8").replace("571010.03", "很多"), encoding="utf-8")
    elif spoil == "a unit that is not there":
        funds.write_text(funds.read_text(encoding="utf-8").replace("cdc", "other"), encoding="utf-8")
    else:
        units.write_text(units.read_text(encoding="utf-8").replace("cdc", "health"), encoding="utf-8")
    descriptor = json.loads((made / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    (made / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    found = {row[0] for row in validate(made / "datapackage.json", type="package").flatten(["type"])}
    wanted = {"a number that is none": "type-error", "a unit that is not there": "foreign-key",
              "a code twice": "primary-key"}  # fmt: skip
    assert wanted[spoil] in found


def test_the_json_holds_to_its_schema(made):
    for name in ("units", "funds"):
        schema = json.loads((made / f"{name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        rows = json.loads((made / f"{name}.json").read_text(encoding="utf-8"))
        jsonschema.validate(rows, schema)
        assert schema["$id"] == f"https://example.invalid/jixiao/downloads/{name}.schema.json"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([rows[0] | {"全年预算数（万元）": "很多"}], schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([rows[0] | {"口径": "别的"}], schema)


def test_datasette_opens_the_database(made):
    async def asked(path):
        datasette = Datasette([str(made / "disclosure.sqlite")])
        answer = await datasette.client.get(path)
        assert answer.status_code == 200
        return answer.json()

    found = asyncio.run(asked("/disclosure/funds.json?_shape=objects&单位编码=health&_sort=rowid"))
    assert [row["全年预算数（万元）"] for row in found["rows"]] == [571010.03, 0.07, None]
    about = asyncio.run(asked("/disclosure/tables.json?_shape=array&_sort=name"))
    assert about == [
        {"name": "funds", "title": "资金", "purpose": "预算与执行", "rows": 4},
        {"name": "units", "title": "预算单位", "purpose": "单位及其下属单位", "rows": 3},
    ]
    heads = asyncio.run(asked("/disclosure/heads.json?_shape=array&table=funds"))
    assert [row["head"] for row in heads] == [head.name for head in FUNDS.heads]


def database_of(folder, closed, rest, before=None, snapshot=None):
    """The bytes of the database of the parts that are ``closed`` and the ``rest``, and what it holds."""
    layout = {name: [(p.said, p.rows) for p in (*closed[name], *rest[name])] for name in rest}
    offers = [offer for offer in (UNITS, FUNDS) if offer.name in rest]
    content = Content(lambda offer: closed[offer.name], lambda offer: rest[offer.name], snapshot)
    database_file(offers, content, Out(folder, write, move), before)
    path = folder / "downloads" / "disclosure.sqlite"
    return path.read_bytes(), Before(path, layout)


FILINGS = st.lists(st.lists(st.integers(0, 900), max_size=450, unique=True), max_size=4, unique_by=tuple)


def parts_of(filings, read, year=2024):
    """Both tables of ``filings``, each a list of numbers; which parts are read is noted in ``read``."""
    made = {"units": [], "funds": []}
    for numbers in filings:
        codes = {number: f"{crc32(repr(numbers).encode())}-{number}" for number in numbers}
        units = [("west", year, code, number % 50 * "甲", None) for number, code in codes.items()]
        funds = [
            ("west", year, code, number / 8 if number % 9 else "无", None) for number, code in codes.items()
        ]
        made["units"] += parts(piece(UNITS, portions(units)), read)
        made["funds"] += parts(piece(FUNDS, portions(funds)), read)
    return made


@given(FILINGS, FILINGS, FILINGS)
@settings(max_examples=40, deadline=None)
def test_a_database_copied_from_the_last_one_is_the_one_made_anew(closed, first, then):
    """To the byte, with parts added, dropped, edited and moved; and no part is read that was held."""
    read = []
    with TemporaryDirectory() as old, TemporaryDirectory() as new, TemporaryDirectory() as clean:
        _bytes, before = database_of(Path(old), parts_of(closed, [], 2023), parts_of(first, []))
        made = parts_of(closed, read, 2023), parts_of(then, read)
        incremental, _held = database_of(Path(new), *made, before)
        assert incremental == database_of(Path(clean), parts_of(closed, [], 2023), parts_of(then, []))[0]
    assert not {said for own in before.layout.values() for said, _rows in own} & set(read)


@given(FILINGS, FILINGS, FILINGS)
@settings(max_examples=40, deadline=None)
def test_a_database_upon_the_closed_years_is_the_one_made_anew(closed, first, then):
    """To the byte; and of the closed years nothing is read again."""
    read = []
    with TemporaryDirectory() as old, TemporaryDirectory() as new, TemporaryDirectory() as clean:
        kept = Path(old) / "closed.sqlite"
        _bytes, before = database_of(Path(old), parts_of(closed, [], 2023), parts_of(first, []), None, kept)
        alone = kept.read_bytes()
        made = parts_of(closed, read, 2023), parts_of(then, [])
        upon, _held = database_of(Path(new), *made, before, kept)
        assert upon == database_of(Path(clean), parts_of(closed, [], 2023), parts_of(then, []))[0]
        assert kept.read_bytes() == alone
    assert read == []


def test_the_catalogue_names_every_file(made):
    found = json.loads((made.parent / "data.json").read_text(encoding="utf-8"))
    assert found["@type"] == "dcat:Catalog"
    addresses = {
        file["downloadURL"].removeprefix(SAID.address)
        for dataset in found["dataset"]
        for file in dataset["distribution"]
    }
    there = {
        path.relative_to(made.parent).as_posix()
        for path in made.iterdir()
        if not path.name.endswith(".schema.json") and path.name != "datapackage.json"
    }
    assert addresses == there
    for dataset in found["dataset"]:
        assert dataset["temporal"] == "2023-01-01/2024-12-31"
        assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert dataset["modified"] == "2026-11-22"
        assert {"title", "description", "keyword", "publisher", "contactPoint", "identifier"} <= set(dataset)


def test_a_table_without_rows_is_a_table(tmp_path):
    made = publish(tmp_path / "site", {"units": []}, (UNITS,))
    assert json.loads((made / "units.json").read_text(encoding="utf-8")) == []
    assert openpyxl.load_workbook(made / "units.xlsx")["预算单位"].max_row == 1
    assert pd.read_csv(made / "units.csv").empty
    assert validate(made / "datapackage.json", type="package").valid


def rows_with(number, name):
    """More rows than two blocks hold, the one of ``number`` with another name."""
    return [
        ("west", 2024, f"u{index}", name if index == number else "局", None) for index in range(2 * ROWS + 7)
    ]


def test_after_an_edit_only_its_block_is_made_again():
    before = piece(UNITS, portions(rows_with(-1, "")))
    after = piece(UNITS, portions(rows_with(ROWS + 3, "新")), before)
    assert sum(block.rows for block in after) == 2 * ROWS + 7
    assert [new is old for new, old in zip(after, before, strict=True)] == [True, False, True]


def test_rows_made_of_what_they_were_made_of_are_not_made_again():
    rows = rows_with(-1, "")[:3]
    before = piece(UNITS, [Portion(b"same", lambda: rows)])
    (block,) = piece(UNITS, [Portion(b"same", lambda: pytest.fail("made again"))], before)
    assert block is before[0]
    (block,) = piece(UNITS, [Portion(b"other", lambda: rows)], before)
    assert (block.made_of, block.csv) == (b"other", before[0].csv)
    (block,) = piece(UNITS, [Portion(b"same", lambda: rows[:2])])
    assert block.rows == 2


@given(st.integers(0, 2 * ROWS + 6), st.integers(0, 2 * ROWS + 6))
def test_blocks_taken_from_before_are_those_that_would_be_made(first, second):
    before = piece(UNITS, portions(rows_with(first, "甲")))
    after = list(portions(rows_with(second, "乙")))
    assert piece(UNITS, after, before) == piece(UNITS, after)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("CC BY 4.0", "CC-BY-4.0"),
        ("数据按CC-BY-SA-4.0许可", "CC-BY-SA-4.0"),
        ("cc0", "CC0-1.0"),
        ("版权所有", ""),
    ],
)
def test_known_licences_are_known(words, name):
    found = licence(words)
    assert (found.title, found.name) == (words, name)
    assert bool(found.address) == bool(name)
