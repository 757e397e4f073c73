"""A file as rows of cells, whatever it was before. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rahba.errors import Unprocessable
from rahba.intake.limits import MAX_CELL, MAX_ROWS, MAX_SCANNED

# Marks that turn the direction of writing, and a byte-order mark in mid-text: never part of a name,
# and a cell copied from a web page is full of them.
_UNSEEN = dict.fromkeys(map(ord, "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff"))
_UNSEEN |= dict.fromkeys(range(0x2066, 0x206A))
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class Unreadable(Unprocessable):
    """The file as a whole cannot be taken; `reason` says why, `row` where, if that is known."""

    code, title = "import_unreadable", "The file cannot be read"

    def __init__(self, reason: str, row: int | None = None) -> None:
        super().__init__(f"the file cannot be read: {reason}", reason=reason, row=row)
        self.reason = reason


CellFault = Literal["formula", "date", "cell_error", "too_long", "bad_text"]


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is cleaned; a `fault` says why it may not be used as it stands."""

    text: str = ""
    fault: CellFault | None = None


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are `(row number as a spreadsheet counts, cells)`, empty rows left out."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`encoding` and `delimiter` are those of a text file; `sure` is False where they were guessed
    and another one would have read the bytes too."""

    kind: Literal["xlsx", "csv"]
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    sure: bool = True
    delimiter: str | None = None


def text_cell(raw: str) -> Cell:
    """A cell from text, spaces and unseen marks taken off; formulas, control characters named."""
    if len(raw) > MAX_CELL:
        return Cell(_tidy(raw[:MAX_CELL]), "too_long")
    text = _tidy(raw)
    if _CONTROL.search(raw):
        return Cell(_CONTROL.sub("", text), "bad_text")
    return Cell(text, "formula" if text.startswith("=") else None)


def _tidy(raw: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", raw.translate(_UNSEEN))).strip()


def rows_of(
    lines: Iterable[tuple[int, tuple[Cell, ...]]],
) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    """Rows with something in them. Raises `Unreadable` (`too_many_rows`) early."""
    kept: list[tuple[int, tuple[Cell, ...]]] = []
    for scanned, (number, cells) in enumerate(lines, start=1):
        if scanned > MAX_SCANNED:
            raise Unreadable("too_many_rows", row=number)
        if any(cell.text or cell.fault for cell in cells):
            kept.append((number, cells))
            if len(kept) > MAX_ROWS:
                raise Unreadable("too_many_rows", row=number)
    return tuple(kept)


def letter(column: int) -> str:
    """0 → A, 26 → AA: a column as a spreadsheet calls it."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name
