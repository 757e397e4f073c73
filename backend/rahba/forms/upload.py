"""A file that a coach brings: an XLSForm or an XForm, compiled, or refused with all that is wrong
with it at once (SPEC FD1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rahba.errors import Unprocessable
from rahba.forms.compile import Compiled, compile_xform
from rahba.forms.errors import FormError
from rahba.forms.package import Package, files_told, unpacked
from rahba.forms.sheets import Sheet, read_sheets
from rahba.forms.warnings import form_warnings
from rahba.forms.workbook import MAX_BYTES
from rahba.forms.xlsform import placed, read_xlsform

Upload = tuple[str, Compiled]
ZIP = b"PK"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def is_workbook(data: bytes) -> bool:
    return data.startswith(ZIP)


def unpack_upload(data: bytes) -> Package:
    """A form with the files that came with it. Raises `Unprocessable` (`form_invalid`)."""
    try:
        return unpacked(data)
    except FormError as error:
        raise refusal(error) from error


def compile_upload(data: bytes, files: Mapping[str, bytes] = MappingProxyType({})) -> Upload:
    """XForm and compiled form of a file. Raises `Unprocessable` (`form_invalid`) with `problems`:
    sheet, row and column as a spreadsheet shows them, a code and a sentence."""
    try:
        xform, compiled = (
            read_xlsform(data, files) if is_workbook(data) else _read_xform(data, files)
        )
    except FormError as error:
        raise refusal(error) from error
    told_of = files_told(compiled, files)
    return xform, compiled | {"files": told_of} if told_of else compiled


def warnings_of(package: Package, compiled: Compiled) -> list[dict[str, Any]]:
    """What may stay as it is, with its place."""
    data = package.form
    sheets: dict[str, Sheet] = read_sheets(data) if is_workbook(data) else {}
    unused = sorted(package.files.keys() - compiled.get("files", {}).keys())
    return told(
        [*form_warnings(compiled, sheets), *(FormError("file_not_named", name) for name in unused)]
    )


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


def _read_xform(data: bytes, files: Collection[str]) -> Upload:
    text = data.removeprefix(BYTE_ORDER_MARK)
    if not text.lstrip().startswith(b"<"):
        raise FormError("xlsform_unreadable", "neither an .xlsx workbook nor an XForm")
    if len(text) > MAX_BYTES:
        raise FormError("xlsform_too_large", f"more than {MAX_BYTES} bytes")
    try:
        xform = text.decode()
    except UnicodeDecodeError as error:
        raise FormError("xml_malformed", "the file is not in UTF-8") from error
    return xform, compile_xform(xform, files)
