"""The forms that tests use: XLSForms as tables in Markdown, XForms where those do not say it, and
the one that the product brings."""

from functools import cache
from pathlib import Path
from typing import Any

from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from rahba.forms import xlsform
from rahba.forms.compile import compile_xform
from rahba.forms.form import Form

VECTORS = Path(__file__).parent.parent / "vectors" / "forms"
LIBRARY = Path(xlsform.__file__).parent / "library"
NAMES = (
    *("souk_trader_v1", "household", "cascade", "defaults", "expressions", "every_type"),
    *("begins", "chosen"),
)


def xform_of(table: str) -> str:
    """The XForm that pyxform makes of an XLSForm written as a table in Markdown."""
    made: str = convert(table, file_type=".md", validate=False).xform
    return made


@cache
def xform_named(name: str) -> str:
    table, written = VECTORS / f"{name}.md", VECTORS / f"{name}.xml"
    if table.exists():
        return xform_of(table.read_text())
    if written.exists():
        return written.read_text()
    return xlsform.read_xlsform((LIBRARY / f"{name}.xlsx").read_bytes())[0]


@cache
def compiled(name: str) -> dict[str, Any]:
    return compile_xform(xform_named(name))


@cache
def form(name: str) -> Form:
    return Form(compiled(name))
