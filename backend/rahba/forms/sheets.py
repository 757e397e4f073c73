"""The sheets of an XLSForm workbook, row by row as a spreadsheet program counts them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from rahba.forms.errors import FormError
from rahba.forms.workbook import FAR_COLUMN, FAR_ROW


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts from 1 and the header is row 1; `cells` by header, trimmed, no empty ones."""

    number: int
    cells: dict[str, str]

    def get(self, *headers: str) -> str:
        return next((self.cells[header] for header in headers if header in self.cells), "")

    @property
    def kind(self) -> str:
        """The type with one space between its words: `begin repeat`, `select_one colours`."""
        return " ".join(
            self.get("type").replace("begin_", "begin ").replace("end_", "end ").split()
        )

    @property
    def begins(self) -> bool:
        return self.kind.startswith("begin ")

    @property
    def ends(self) -> bool:
        return self.kind.startswith("end ")


@dataclass(frozen=True, slots=True)
class Sheet:
    headers: tuple[str, ...]
    rows: tuple[Row, ...]

    def header_of(self, part: str) -> str:
        """The header as it is written: `label` is `label::Français (fr)` where it has languages."""
        return next((name for name in self.headers if name.split("::")[0] == part), part)


NO_SHEET = Sheet((), ())


def read_sheets(data: bytes) -> dict[str, Sheet]:
    """By name in lower case, as pyxform looks for them. Raises FormError `xlsform_unreadable`."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return {sheet.title.strip().lower(): _sheet(sheet) for sheet in book.worksheets}
    except Exception as error:  # openpyxl raises whatever a damaged workbook makes it raise
        raise FormError("xlsform_unreadable", f"{type(error).__name__}: {error}") from error


def _sheet(sheet: Any) -> Sheet:
    """No further than a form may reach: blank cells with a look can stand at the far end of it."""
    sheet.reset_dimensions()  # the file's own word on its size may be wrong
    first = next(sheet.iter_rows(max_row=1, max_col=FAR_COLUMN, values_only=True), ())
    headers = tuple(_text(cell) for cell in first)
    width = max((at for at, header in enumerate(headers, start=1) if header), default=1)
    lines = sheet.iter_rows(min_row=2, max_row=FAR_ROW, max_col=width, values_only=True)
    rows = []
    for number, line in enumerate(lines, start=2):
        cells = {
            h: text for h, cell in zip(headers, line, strict=False) if h and (text := _text(cell))
        }
        if cells:
            rows.append(Row(number, cells))
    return Sheet(headers, tuple(rows))


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def paths_in(survey: Sheet, root: str) -> Iterator[tuple[str, Row]]:
    """Each question and group with the path that it has in the form, `/data/member/name`."""
    trail: list[str] = []
    for row in survey.rows:
        name = row.get("name")
        if row.ends:
            del trail[-1:]
        elif name:
            yield "/".join(["", root, *trail, name]), row
            if row.begins:
                trail.append(name)
