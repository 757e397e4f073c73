"""Small XLSForms as workbooks."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

Rows = Sequence[Sequence[str | None]]
HEADER = ("type", "name", "label", "relevant", "constraint")


def workbook(
    survey: Rows, choices: Rows = (), header: Sequence[str] = HEADER, version: str = "1"
) -> bytes:
    """The form `colours`, as a coach saves it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets: dict[str, Rows] = {
        "survey": [header, *survey],
        "choices": choices or [("list_name", "name", "label"), ("colour", "red", "Red")],
        "settings": [("form_title", "form_id", "version"), ("Colours", "colours", version)],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
