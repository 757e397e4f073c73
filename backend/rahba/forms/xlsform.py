"""An XLSForm workbook turned into a compiled form. pyxform reads it; faults are named as a
spreadsheet shows them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from pyxform.errors import PyXFormError  # type: ignore[import-untyped]
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from rahba.forms.compile import Compiled, compile_xform
from rahba.forms.errors import FormError, together
from rahba.forms.sheet_faults import sheet_faults
from rahba.forms.sheets import NO_SHEET, Row, Sheet, paths_in, read_sheets
from rahba.forms.workbook import refuse_unsafe

# Where pyxform says the row in its sentence only.
_ROW = re.compile(r"\[row : (\d+)\]")


def read_xlsform(data: bytes, files: Collection[str] = ()) -> tuple[str, Compiled]:
    """XForm XML and the compiled form of an `.xlsx` that came with these files. Raises FormError
    with sheet, row and column where known, and with every other fault that was found.
    """
    refuse_unsafe(data)
    try:
        xform = convert(data, file_type=".xlsx", validate=False).xform
    except PyXFormError as error:
        raise _with_others(_from_pyxform(error), data) from error
    except (
        Exception
    ) as error:  # openpyxl and pyxform raise whatever a damaged workbook makes them raise
        raise FormError("xlsform_unreadable", f"{type(error).__name__}: {error}") from error
    try:
        return xform, compile_xform(xform, files)
    except FormError as error:
        raise placed(error, data) from error


def _from_pyxform(error: PyXFormError) -> FormError:
    context: dict[str, Any] = getattr(error, "context", None) or {}
    code = getattr(error, "code", None)
    row = _ROW.match(str(error))
    return FormError(
        "xlsform_invalid",
        str(error),
        part=code.name if code is not None else None,
        sheet=context.get("sheet"),
        row=context.get("row") or (int(row.group(1)) if row else None),
        column=context.get("column"),
    )


def _with_others(error: FormError, data: bytes) -> FormError:
    """What pyxform stopped at, with the other faults of the workbook."""
    own = sheet_faults(read_sheets(data))
    told = {fault.row for fault in own}
    # The same fault twice, in English and with a code, would only puzzle.
    unsaid = [] if own and (error.row is None or error.row in told) else [error]
    return together([*own, *unsaid])


def placed(error: FormError, data: bytes) -> FormError:
    """Each fault with the row of the survey sheet where the node at its path is defined."""
    survey = read_sheets(data).get("survey", NO_SHEET)
    root = next((one.path.split("/")[1] for one in error.all if one.path), "data")
    rows = dict(paths_in(survey, root))
    return together([_at_row(one, survey, rows) for one in error.all])


def _at_row(error: FormError, survey: Sheet, rows: dict[str, Row]) -> FormError:
    row = rows.get(error.path or "")
    if row is None:
        return error
    column = survey.header_of(error.part) if error.part else None
    return replace(error, sheet="survey", row=row.number, column=column)
