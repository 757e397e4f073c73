"""A table as an Excel workbook, written row by row so that memory stays flat (SPEC EX1-EX3)."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from rahba.export.csv import FORMULA_STARTS
from rahba.export.sheet import Column, Value

CHUNK = 64 * 1024
ROWS_A_SHEET = 1_000_000  # a sheet ends at 1,048,576 rows
TITLE_CHARACTERS = 31
MIN_WIDTH, MAX_WIDTH = 12, 40  # characters
TEXT, DAY, SHARE = "@", "yyyy-mm-dd", "0%"


def write_xlsx(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], *, rtl: bool
) -> IO[bytes]:
    """An open temporary file at its start. Beyond a million rows another sheet follows."""
    workbook = Workbook(write_only=True)
    sheet: Any = None
    for number, row in enumerate(rows):
        if number % ROWS_A_SHEET == 0:
            sheet = _sheet(workbook, title, number // ROWS_A_SHEET, columns, rtl=rtl)
        sheet.append([_cell(sheet, value) for value in row])
    if sheet is None:
        _sheet(workbook, title, 0, columns, rtl=rtl)
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever streams it closes it)
    workbook.save(file)
    file.seek(0)
    return file


def write_lines(lines: Iterable[str]) -> IO[bytes]:
    """Text as UTF-8 in an open temporary file at its start."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever streams it closes it)
    file.writelines(line.encode() for line in lines)
    file.seek(0)
    return file


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of the file, which is closed, and so gone, at its end."""
    with file:
        while block := file.read(CHUNK):
            yield block


def _sheet(
    workbook: Workbook, title: str, index: int, columns: Sequence[Column], *, rtl: bool
) -> Any:
    name = title if index == 0 else f"{title} {index + 1}"
    sheet: Any = workbook.create_sheet(name[:TITLE_CHARACTERS])
    sheet.sheet_view.rightToLeft = rtl
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        width = min(max(len(column.head) + 2, MIN_WIDTH), MAX_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_head(sheet, column.head) for column in columns])
    return sheet


def _head(sheet: Any, text: str) -> Any:
    cell = _text(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, value: Value) -> Any:
    if isinstance(value, str):
        return _text(sheet, value)
    cell: Any = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # its stubs know no Decimal
    if isinstance(value, date):
        cell.number_format = DAY
    elif isinstance(value, Decimal):
        cell.number_format = SHARE
    return cell


def _text(sheet: Any, value: str) -> Any:
    """A text stays one: a code keeps its zeros, and what begins like a formula is never run, not
    even after somebody edited the cell (`quotePrefix`)."""
    cell: Any = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    cell.number_format = TEXT
    if value.startswith(FORMULA_STARTS):
        cell.quotePrefix = True
    return cell
