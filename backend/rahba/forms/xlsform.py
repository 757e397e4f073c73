"""An XLSForm workbook turned into a compiled form. pyxform reads it; faults are named as a
spreadsheet shows them.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook
from pyxform.errors import PyXFormError  # type: ignore[import-untyped]
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from rahba.forms.compile import Compiled, compile_xform
from rahba.forms.errors import FormError

MAX_BYTES = 2 * 1024 * 1024
MAX_INFLATED_BYTES = 24 * 1024 * 1024


def read_xlsform(data: bytes) -> tuple[str, Compiled]:
    """XForm XML and the compiled form of an `.xlsx`. Raises FormError with sheet, row and column
    where known.
    """
    _refuse_bombs(data)
    try:
        xform = convert(data, file_type=".xlsx", validate=False).xform
    except PyXFormError as error:
        raise _from_pyxform(error) from error
    except (
        Exception
    ) as error:  # openpyxl and pyxform raise whatever a damaged workbook makes them raise
        raise FormError("xlsform_unreadable", f"{type(error).__name__}: {error}") from error
    try:
        return xform, compile_xform(xform)
    except FormError as error:
        raise _placed(error, data) from error


def _refuse_bombs(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise FormError("xlsform_too_large", f"more than {MAX_BYTES} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inflated = sum(entry.file_size for entry in archive.infolist())
            is_workbook = "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile as error:
        raise FormError("xlsform_unreadable", "this is not an .xlsx workbook") from error
    if inflated > MAX_INFLATED_BYTES:
        raise FormError("xlsform_too_large", f"more than {MAX_INFLATED_BYTES} bytes inflated")
    if not is_workbook:
        raise FormError("xlsform_unreadable", "this is not an .xlsx workbook")


def _from_pyxform(error: PyXFormError) -> FormError:
    context: dict[str, Any] = getattr(error, "context", None) or {}
    code = getattr(error, "code", None)
    return FormError(
        "xlsform_invalid",
        str(error),
        part=code.name if code is not None else None,
        sheet=context.get("sheet"),
        row=context.get("row"),
        column=context.get("column"),
    )


def _placed(error: FormError, data: bytes) -> FormError:
    """The error with the row of the survey sheet where the node at `error.path` is defined."""
    if error.path is None:
        return error
    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True)["survey"]
    rows = sheet.iter_rows(values_only=True)
    header = [str(cell or "").strip() for cell in next(rows, ())]
    if "name" not in header or "type" not in header:
        return error
    column = next((name for name in header if name.split("::")[0] == error.part), error.part)
    trail: list[str] = []
    for number, cells in enumerate(rows, start=2):
        row = dict(zip(header, (str(cell or "").strip() for cell in cells), strict=False))
        kind = row["type"].replace("_", " ")
        if kind.startswith("end "):
            trail = trail[:-1]
        elif row["name"]:
            here = "/".join([*error.path.split("/")[:2], *trail, row["name"]])
            if here == error.path:
                return replace(error, sheet="survey", row=number, column=column)
            if kind.startswith("begin "):
                trail = [*trail, row["name"]]
    return error
