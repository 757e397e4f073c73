"""Tables as an Excel workbook, written row by row so that memory stays flat (SPEC EX1-EX3, AN8).

openpyxl lays out the workbook; the rows are written here, since it would take several times as long
over each of the millions of cells that the answers of a few souk days are.
"""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import IO, Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from rahba.export.csv import FORMULA_STARTS
from rahba.export.sheet import Column, Share, Value

CHUNK = 64 * 1024
MAX_COLUMNS = 16_384
ROWS_A_SHEET = 1_000_000  # a sheet ends at 1,048,576 rows
CELL_CHARACTERS = 32_767
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
END_OF_ROWS = b"</sheetData>"
SIZE = re.compile(rb"<dimension [^>]*/>")  # that of the header, which some readers would believe


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
    styles = _Styles()
    under_way = {key: _Table(title, heads, styles) for key, (title, heads) in tables.items()}
    for key, row in rows:
        under_way[key].append(row)
    parts = [(table, rows) for table in under_way.values() for rows in table.sheets]
    for table, _ in parts:
        _lay_sheet(styles.workbook, table, rtl=rtl)
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever streams it closes it)
    _fill(file, styles.laid_out(), [rows for _, rows in parts])
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


class _Styles:
    """The looks of cells, by the numbers that the workbook gives them."""

    def __init__(self) -> None:
        self.workbook = Workbook()
        self._scratch: Any = self.workbook.worksheets[0]
        self.of_type = {kind: self._number(code) for kind, code in FORMATS.items()}
        self.text = self._number(TEXT)
        # What begins like a formula is never run, not even after somebody edited the cell.
        self.quoted = self._number(TEXT, quoted=True)

    def _number(self, number_format: str, *, quoted: bool = False) -> int:
        cell = self._scratch.cell(self._scratch.max_row + 1, 1)  # the workbook keeps each look
        cell.number_format = number_format
        cell.quotePrefix = quoted
        return int(cell.style_id)

    def laid_out(self) -> io.BytesIO:
        """The workbook with its sheets, which hold no row but the header."""
        self.workbook.remove(self._scratch)
        saved = io.BytesIO()
        self.workbook.save(saved)
        return saved


class _Table:
    """The rows of one table, as the XML of a sheet or, after each million of them, another one."""

    def __init__(self, title: str, heads: Sequence[str], styles: _Styles) -> None:
        self.title = NOT_IN_TITLES.sub(" ", title)
        self.heads = heads
        self.sheets: list[IO[bytes]] = [_temporary()]
        self._styles = styles
        self._letters = [get_column_letter(number) for number in range(1, len(heads) + 1)]
        self._rows = 0

    def append(self, row: Sequence[Value]) -> None:
        if self._rows == ROWS_A_SHEET:
            self.sheets.append(_temporary())
            self._rows = 0
        self._rows += 1
        number = self._rows + 1  # under the header
        cells = (
            _cell(f"{letter}{number}", value, self._styles)
            for letter, value in zip(self._letters, row, strict=True)
            if value is not None
        )
        self.sheets[-1].write(f'<row r="{number}">{"".join(cells)}</row>'.encode())


def _temporary() -> IO[bytes]:
    return tempfile.TemporaryFile()


def _cell(at: str, value: Value, styles: _Styles) -> str:
    if isinstance(value, date) and value.year < FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        return _text(at, value, styles)
    style = styles.of_type.get(type(value))
    if style is None:
        return f'<c r="{at}"><v>{value}</v></c>'
    number = value if isinstance(value, Share) else to_excel(value)  # type: ignore[no-untyped-call]
    return f'<c r="{at}" s="{style}"><v>{number}</v></c>'


def _text(at: str, value: str, styles: _Styles) -> str:
    """A text stays one: a code keeps its zeros."""
    style = styles.quoted if value.startswith(FORMULA_STARTS) else styles.text
    said = escape(ILLEGAL_CHARACTERS_RE.sub("", value[:CELL_CHARACTERS]))
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


def _lay_sheet(workbook: Workbook, table: _Table, *, rtl: bool) -> None:
    """Two of one title are told apart by a number."""
    sheet: Any = workbook.create_sheet(table.title[:TITLE_CHARACTERS])
    sheet.sheet_view.rightToLeft = rtl
    sheet.freeze_panes = "A2"
    for number, head in enumerate(table.heads, start=1):
        width = min(max(len(head) + 2, MIN_WIDTH), MAX_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
        cell = sheet.cell(1, number, ILLEGAL_CHARACTERS_RE.sub("", head))
        cell.data_type = "s"
        cell.number_format = TEXT
        cell.quotePrefix = head.startswith(FORMULA_STARTS)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _fill(file: IO[bytes], laid_out: io.BytesIO, rows: Sequence[IO[bytes]]) -> None:
    """Copies the workbook and puts the rows behind the header of each sheet."""
    by_name = {f"xl/worksheets/sheet{number}.xml": each for number, each in enumerate(rows, 1)}
    with (
        zipfile.ZipFile(laid_out) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            before, end, after = SIZE.sub(b"", source.read(name)).partition(END_OF_ROWS)
            with target.open(name, "w", force_zip64=True) as part:
                part.write(before)
                if name in by_name:
                    with by_name[name] as found:
                        found.seek(0)
                        while block := found.read(CHUNK):
                            part.write(block)
                part.write(end + after)
