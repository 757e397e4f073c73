"""Approved entries as CSV: one column a field, one row an entry (SPEC FE6). Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

# A spreadsheet runs a cell that begins with one of these; a quote before it makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"
LIST_SEPARATOR = " "  # XLSForm's own way to write several choices in a cell


def csv_lines(header: list[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The header, then a line a row; a column that a row lacks is empty."""
    return plain_lines(header, ([row.get(column) for column in header] for row in rows))


def plain_lines(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV as programs read it: commas, decimals with a point."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([cell(text) for text in head])
    yield _taken(buffer)
    for row in rows:
        writer.writerow([cell(value) for value in row])
        yield _taken(buffer)


def excel_lines(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV as an Excel of Morocco opens it by a double click: with a mark that says UTF-8, and
    semicolons, since there the comma parts decimals."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(text) for text in head])
    yield BYTE_ORDER_MARK + _taken(buffer)
    for row in rows:
        writer.writerow([_decimal_comma(value) for value in row])
        yield _taken(buffer)


def flatten(body: Mapping[str, Any]) -> dict[str, Any]:
    """A body on one level: each answer becomes a column under its question's path."""
    flat = dict(body)
    flat |= flat.pop("answers", {})
    return flat


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")  # never 1E-9; a minus begins no formula here
    return _not_a_formula(as_text(value))


def as_text(value: Any) -> str:
    """A list or a map in one cell."""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(str(item) for item in value)
    if isinstance(value, Mapping):
        return LIST_SEPARATOR.join(f"{key}={inner}" for key, inner in value.items())
    return str(value)


def _decimal_comma(value: Any) -> str:
    return cell(value).replace(".", ",") if isinstance(value, Decimal) else cell(value)


def _not_a_formula(text: str) -> str:
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
