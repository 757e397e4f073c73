"""The one failure of this package: a form that cannot be taken, and where in it the reason lies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class FormError(Exception):
    """A form is refused. `code` is stable; the place is a node path, or sheet, row and column of
    an XLSForm.

    `row` counts from 1 as a spreadsheet program shows it; `column` is the header of the column.
    """

    code: str
    detail: str
    path: str | None = None
    part: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        if self.sheet is not None:
            place = f"{self.sheet}, row {self.row or '?'}, column {self.column or '?'}"
        else:
            place = " ".join(part for part in (self.path, self.part) if part)
        return f"{self.code}: {self.detail}" + (f" ({place})" if place else "")
