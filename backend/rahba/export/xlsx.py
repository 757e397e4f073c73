"""Tables as an Excel workbook, written row by row so that memory stays flat (SPEC EX1-EX3)."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from rahba.export.csv import FORMULA_STARTS
from rahba.export.sheet import Column, Share, Value

CHUNK = 64 * 1024
MAX_COLUMNS = 16_384
ROWS_A_SHEET = 1_000_000  # a sheet ends at 1,048,576 rows
TITLE_CHARACTERS = 31
MIN_WIDTH, MAX_WIDTH = 12, 40  # characters
FIRST_YEAR = 1900  # a workbook knows no day before
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
TEXT = "@"
FORMATS: dict[type, str] = {
    date: "yyyy-mm-dd",
    datetime: "yyyy-mm-dd hh:mm",
    time: "hh:mm",
    Share: "0%",
}


def write_xlsx(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], *, rtl: bool
) -> IO[bytes]:
    """An open temporary file at its start."""
    heads = [column.head for column in columns]
    return write_tables({title: (title, heads)}, ((title, row) for row in rows), rtl=rtl)


def write_tables(
    tables: Mapping[str, tuple[str, Sequence[str]]],
    rows: Iterable[tuple[str, Sequence[Value]]],
    *,
    rtl: bool,
) -> IO[bytes]:
    """Several tables, by any key a title and heads; each row says the key of its table."""
    workbook = Workbook(write_only=True)
    under_way = {
        key: _Table(workbook, title, heads, rtl=rtl) for key, (title, heads) in tables.items()
    }
    for key, row in rows:
        under_way[key].append(row)
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


class _Table:
    """One table, on another sheet with the same header after each million rows."""

    def __init__(self, workbook: Workbook, title: str, heads: Sequence[str], *, rtl: bool) -> None:
        self._workbook = workbook
        self._title = NOT_IN_TITLES.sub(" ", title)
        self._heads = heads
        self._rtl = rtl
        self._rows = 0
        self._sheet = self._begin()

    def append(self, row: Sequence[Value]) -> None:
        if self._rows and self._rows % ROWS_A_SHEET == 0:
            self._sheet = self._begin()
        self._rows += 1
        self._sheet.append([_cell(self._sheet, value) for value in row])

    def _begin(self) -> Any:
        number = self._rows // ROWS_A_SHEET + 1
        end = f" {number}" if number > 1 else ""
        title = self._title[: TITLE_CHARACTERS - len(end)] + end
        sheet: Any = self._workbook.create_sheet(title)
        sheet.sheet_view.rightToLeft = self._rtl
        sheet.freeze_panes = "A2"
        for number, head in enumerate(self._heads, start=1):
            width = min(max(len(head) + 2, MIN_WIDTH), MAX_WIDTH)
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([_head(sheet, head) for head in self._heads])
        return sheet


def _head(sheet: Any, text: str) -> Any:
    cell = _text(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, value: Value) -> Any:
    if value is None:
        return None
    if isinstance(value, date) and value.year < FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        return _text(sheet, value)
    cell: Any = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # its stubs know no Decimal
    number_format = FORMATS.get(type(value))
    if number_format is not None:
        cell.number_format = number_format
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
