"""XLSForms as coaches have them: workbooks written from tables."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from tests.forms.sources import VECTORS

Rows = Sequence[Sequence[str | None]]
# By the name of the sheet, its rows.
Sheets = dict[str, list[list[str | None]]]
HEADER = ("type", "name", "label", "relevant", "constraint")


def workbook(
    survey: Rows, choices: Rows = (), header: Sequence[str] = HEADER, version: str = "1"
) -> bytes:
    """The form `colours`, as a coach saves it."""
    return workbook_of(
        {
            "survey": [header, *survey],
            "choices": choices or [("list_name", "name", "label"), ("colour", "red", "Red")],
            "settings": [("form_title", "form_id", "version"), ("Colours", "colours", version)],
        }
    )


def workbook_of(sheets: Mapping[str, Rows]) -> bytes:
    """The bytes of an `.xlsx` with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def sheets_named(name: str) -> Sheets:
    """The sheets of a form that is written as a table in Markdown."""
    sheets: Sheets = {}
    rows: list[list[str | None]] = []
    for line in (VECTORS / f"{name}.md").read_text().splitlines():
        sheet, *cells = [cell.strip() or None for cell in line.strip().strip("|").split("|")]
        if sheet:
            sheets[sheet] = rows = []
        elif cells:
            rows.append(cells)
    return sheets
