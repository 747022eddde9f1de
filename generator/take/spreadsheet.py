"""A table as XLSX (ECMA-376): a sheet that says what it is, and its rows with heads that stay in sight.

Rows come compressed from their blocks, which no library takes; the rest is a few constant files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.model import Offer
from generator.take.archive import Member, archive
from generator.take.cells import HEAD_STYLE, escaped, text_cell
from generator.take.deflated import Deflated, deflate
from generator.take.pieces import Block
from generator.text import column_letter

LIMIT = 1_048_576
"""Rows of a sheet, the one of heads with them."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = f"{_XML}<Relationships xmlns='{_PACKAGE}/relationships'>{{}}</Relationships>"
_STYLES = (
    f"{_XML}<styleSheet xmlns='{_MAIN}'><fonts count='2'><font/><font><b/></font></fonts>"
    "<fills count='2'><fill><patternFill patternType='none'/></fill>"
    "<fill><patternFill patternType='gray125'/></fill></fills>"
    "<borders count='1'><border/></borders><cellStyleXfs count='1'><xf/></cellStyleXfs>"
    "<cellXfs count='3'><xf/><xf numFmtId='14' applyNumberFormat='1'/>"
    "<xf fontId='1' applyFont='1' applyAlignment='1'><alignment vertical='top' wrapText='1'/></xf></cellXfs>"
    "<cellStyles count='1'><cellStyle name='Normal' xfId='0' builtinId='0'/></cellStyles>"
    "</styleSheet>"
)


def workbook(
    offer: Offer,
    titles: tuple[str, str],
    about: Sequence[tuple[str, str]],
    blocks: Iterable[Block],
    day: date,
) -> Iterator[bytes]:
    """The bytes of the file, part by part.

    ``titles``: names of the sheet of rows and of the one about it; more than ``LIMIT`` rows go on in sheets
    with numbers. ``about``: what stands on the latter, each a head and a text.
    """
    sheets = list(enumerate(_sheets(blocks), 1))
    named = [(_name(titles[0], n if n > 1 else 0), _rows(offer, part)) for n, part in sheets]
    named.append((_name(titles[1]), [_about(about)]))
    members = [
        Member("[Content_Types].xml", [_text(_types(len(named)))]),
        Member("_rels/.rels", [_text(_related([("officeDocument", "xl/workbook.xml")]))]),
        Member("xl/workbook.xml", [_text(_book([name for name, _portions in named]))]),
        Member("xl/_rels/workbook.xml.rels", [_text(_book_related(len(named)))]),
        Member("xl/styles.xml", [_text(_STYLES)]),
    ]
    members += [
        Member(f"xl/worksheets/sheet{number}.xml", portions)
        for number, (_name, portions) in enumerate(named, 1)
    ]
    return archive(members, day)


def _name(title: str, number: int = 0) -> str:
    """A name that a sheet may have: 31 characters at most, and none that stand in references."""
    after = f" {number}" if number else ""
    return _NOT_IN_NAMES.sub(" ", title)[: 31 - len(after)] + after


def _sheets(blocks: Iterable[Block]) -> list[list[Block]]:
    """``blocks`` shared out so that no sheet is too long."""
    sheets: list[list[Block]] = [[]]
    rows = 1
    for block in blocks:
        if rows + block.rows > LIMIT:
            sheets.append([])
            rows = 1
        sheets[-1].append(block)
        rows += block.rows
    return sheets


def _rows(offer: Offer, blocks: Sequence[Block]) -> list[Deflated]:
    last = f"{column_letter(len(offer.heads) - 1)}{1 + sum(block.rows for block in blocks)}"
    widths = "".join(
        f"<col min='{n}' max='{n}' width='{12 if head.type != 'string' else 22}' customWidth='1'/>"
        for n, head in enumerate(offer.heads, 1)
    )
    heads = "".join(text_cell(head.name, HEAD_STYLE) for head in offer.heads)
    before = (
        f"{_XML}<worksheet xmlns='{_MAIN}'><dimension ref='A1:{last}'/>"
        "<sheetViews><sheetView workbookViewId='0'><pane ySplit='1' topLeftCell='A2'"
        " activePane='bottomLeft' state='frozen'/></sheetView></sheetViews>"
        f"<cols>{widths}</cols><sheetData><row>{heads}</row>"
    )
    after = f"</sheetData><autoFilter ref='A1:{last}'/></worksheet>"
    return [_text(before), *(block.sheet for block in blocks), _text(after)]


def _about(lines: Iterable[tuple[str, str]]) -> Deflated:
    rows = "".join(f"<row>{text_cell(head, HEAD_STYLE)}{text_cell(text)}</row>" for head, text in lines)
    widths = (
        "<col min='1' max='1' width='24' customWidth='1'/><col min='2' max='2' width='90' customWidth='1'/>"
    )
    return _text(
        f"{_XML}<worksheet xmlns='{_MAIN}'><cols>{widths}</cols><sheetData>{rows}</sheetData></worksheet>"
    )


def _book(names: Iterable[str]) -> str:
    sheets = "".join(
        f"<sheet name=\"{escaped(name)}\" sheetId='{n}' r:id='rId{n}'/>" for n, name in enumerate(names, 1)
    )
    return f"{_XML}<workbook xmlns='{_MAIN}' xmlns:r='{_OFFICE}'><sheets>{sheets}</sheets></workbook>"


def _book_related(sheets: int) -> str:
    own = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
    return _related([*own, ("styles", "styles.xml")])


def _related(targets: Iterable[tuple[str, str]]) -> str:
    return _RELATIONS.format(
        "".join(
            f"<Relationship Id='rId{number}' Type='{_OFFICE}/{kind}' Target='{target}'/>"
            for number, (kind, target) in enumerate(targets, 1)
        )
    )


def _types(sheets: int) -> str:
    parts = [("workbook.xml", "sheet.main"), ("styles.xml", "styles")]
    parts += [(f"worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)]
    own = "".join(
        f"<Override PartName='/xl/{name}' ContentType='{_TYPE}.{kind}+xml'/>" for name, kind in parts
    )
    return (
        f"{_XML}<Types xmlns='{_PACKAGE}/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        f"<Default Extension='xml' ContentType='application/xml'/>{own}</Types>"
    )


def _text(content: str) -> Deflated:
    return deflate(content.encode())
