"""Text files: CSV as every spreadsheet writes it, in its own delimiter. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from rahba.intake.encodings import decode
from rahba.intake.grid import Cell, Grid, Sheet, Unreadable, rows_of, text_cell
from rahba.intake.limits import HEADING_WITHIN, MAX_COLUMNS

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def read_delimited(
    data: bytes,
    headings_in: Callable[[str], int],
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Grid:
    """Raises `Unreadable`: `bad_encoding`, `nul`, `unclosed_quote`, `too_many_rows`, `empty`."""
    text, found, sure = decode(data, encoding, headings_in)
    # A quoted cell may hold a line end of its own; all kinds of them become one.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    declared = first.strip().lower().removeprefix("sep=")
    skipped = 0
    if first.strip().lower().startswith("sep=") and declared in ("", *",;"):
        text, skipped = rest, 1
    name = delimiter or _named(declared if skipped else "") or _likely(text)
    rows = rows_of(_lines(text, DELIMITERS[name], skipped))
    if not rows:
        raise Unreadable("empty")
    return Grid("csv", (Sheet("", rows),), found, sure, name)


def _lines(text: str, delimiter: str, skipped: int) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = skipped + 1
    try:
        for row in reader:
            yield begun, tuple(text_cell(raw) for raw in row[:MAX_COLUMNS])
            begun = skipped + reader.line_num + 1
    except csv.Error as error:
        too_long = "field limit" in str(error)
        raise Unreadable("cell_too_long" if too_long else "unclosed_quote", row=begun) from None


def _named(sign: str) -> str | None:
    return next((name for name, each in DELIMITERS.items() if each == sign), None)


def _likely(text: str) -> str:
    """The one that cuts the first lines most often, quoted text left out."""
    head = text[: 64 * 1024].split("\n")[:HEADING_WITHIN]
    outside = ["".join(line.split('"')[::2]) for line in head]
    counts = {name: sum(line.count(sign) for line in outside) for name, sign in DELIMITERS.items()}
    return max(counts, key=lambda name: counts[name])
