"""XLSX workbooks, read row by row: values only, nothing computed, nothing followed. Pure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zlib import error as ZlibError  # noqa: N812 (the library's own name is in small letters)

from openpyxl import load_workbook

from rahba.intake.grid import EMPTY, Cell, Grid, Sheet, Unreadable, rows_of, text_cell
from rahba.intake.limits import (
    MAX_COLUMNS,
    MAX_INFLATED,
    MAX_PARTS,
    MAX_SCANNED,
    MAX_SHEETS,
)

_DATES = (date, datetime, time, timedelta)


def read_workbook(data: bytes) -> Grid:
    """Raises `Unreadable`: `zip_bomb`, `damaged`, `not_a_workbook`, `external`, `too_many_rows`,
    `empty`."""
    _refuse_bombs(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheets = [_sheet(book[name], name) for name in book.sheetnames[:MAX_SHEETS]]
        book.close()
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file makes it raise
        raise Unreadable("damaged") from error
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Unreadable("empty")
    return Grid("xlsx", tuple(sheets))


def _refuse_bombs(data: bytes) -> None:
    """What a part unpacks to is never read past the size that the directory says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = set(archive.namelist())
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable("password")
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_INFLATED:
                raise Unreadable("zip_bomb")
            if "xl/workbook.xml" not in names:
                raise Unreadable("not_a_workbook")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_document_type(archive, part)
    except (zipfile.BadZipFile, ZlibError, NotImplementedError, EOFError, ValueError):
        raise Unreadable("damaged") from None


def _refuse_document_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A workbook has no document type; one that has wants entities to grow."""
    with archive.open(part) as opened:
        if b"<!DOCTYPE" in opened.read(4096):
            raise Unreadable("damaged")


def _sheet(sheet: Any, name: str) -> Sheet:
    if not hasattr(sheet, "reset_dimensions"):
        return Sheet(name, ())  # a sheet of nothing but a chart
    sheet.reset_dimensions()  # the file's own word on its size may be wrong
    return Sheet(name[:80], rows_of(_lines(sheet)))


def _lines(sheet: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    rows = sheet.iter_rows(max_row=MAX_SCANNED + 1, max_col=MAX_COLUMNS)
    for number, row in enumerate(rows, start=1):
        yield number, tuple(_cell(cell) for cell in row)


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return EMPTY
    if cell.data_type == "f":
        return Cell(text_cell(str(value)).text, "formula")
    if cell.data_type == "e":
        return Cell(str(value), "cell_error")
    if isinstance(value, _DATES):
        return Cell(str(value), "date")
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return Cell(str(int(value)))  # a spreadsheet keeps every number with a point
    return text_cell(str(value))
