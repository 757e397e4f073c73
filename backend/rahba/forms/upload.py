"""A file that a coach brings: an XLSForm or an XForm, compiled, or refused with all that is wrong
with it at once (SPEC FD1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rahba.errors import Unprocessable
from rahba.forms.compile import Compiled, compile_xform
from rahba.forms.errors import FormError
from rahba.forms.sheets import Sheet, read_sheets
from rahba.forms.warnings import form_warnings
from rahba.forms.workbook import MAX_BYTES
from rahba.forms.xlsform import placed, read_xlsform

ZIP = b"PK"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def is_workbook(data: bytes) -> bool:
    return data.startswith(ZIP)


def compile_upload(data: bytes) -> tuple[str, Compiled]:
    """XForm and compiled form of a file. Raises `Unprocessable` (`form_invalid`) with `problems`:
    sheet, row and column as a spreadsheet shows them, a code and a sentence."""
    try:
        return read_xlsform(data) if is_workbook(data) else _read_xform(data)
    except FormError as error:
        raise refusal(error) from error


def warnings_of(data: bytes, compiled: Compiled) -> list[dict[str, Any]]:
    """What may stay as it is, with its place."""
    sheets: dict[str, Sheet] = read_sheets(data) if is_workbook(data) else {}
    return told(form_warnings(compiled, sheets))


def refusal(error: FormError, data: bytes = b"") -> Unprocessable:
    """`data`: the workbook in which faults known by their path are to be placed."""
    found = placed(error, data) if is_workbook(data) else error
    return Unprocessable(
        str(replace(found, also=())), code="form_invalid", problems=told(found.all)
    )


def told(errors: Sequence[FormError]) -> list[dict[str, Any]]:
    return [
        {
            "sheet": error.sheet,
            "row": error.row,
            "column": error.column,
            "path": error.path,
            "code": error.code,
            "message": error.detail,
        }
        for error in errors
    ]


def _read_xform(data: bytes) -> tuple[str, Compiled]:
    text = data.removeprefix(BYTE_ORDER_MARK)
    if not text.lstrip().startswith(b"<"):
        raise FormError("xlsform_unreadable", "neither an .xlsx workbook nor an XForm")
    if len(text) > MAX_BYTES:
        raise FormError("xlsform_too_large", f"more than {MAX_BYTES} bytes")
    try:
        xform = text.decode()
    except UnicodeDecodeError as error:
        raise FormError("xml_malformed", "the file is not in UTF-8") from error
    return xform, compile_xform(xform)
