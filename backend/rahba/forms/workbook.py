"""What a workbook may not hold, found before anything reads it: parts that swell, documents that
declare entities, formulas whose result nobody has worked out.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.parsers import expat

from openpyxl.utils import column_index_from_string

from rahba.forms.errors import FormError
from rahba.forms.safe_xml import parse_xml

MAX_BYTES = 2 * 1024 * 1024
MAX_INFLATED_BYTES = 24 * 1024 * 1024
# Something in it stands farther than in any form that is taken, so that no more need be read.
FAR_ROW = 100_000
FAR_COLUMN = 1_000
MAX_ROWS = {"survey": (5_000, "too_many_questions"), "choices": (12_000, "too_many_choices")}
# As bytes of UTF-8, and of UTF-16 in either order.
_DECLARATIONS = [
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le")
]


def refuse_unsafe(data: bytes) -> None:
    """Raises FormError `xlsform_too_large`, `xlsform_unreadable`, `xml_doctype` or
    `formula_without_value`.
    """
    if len(data) > MAX_BYTES:
        raise FormError("xlsform_too_large", f"more than {MAX_BYTES} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_parts(archive)
            for title, part in _sheets(archive).items():
                _Sheet(title).read(archive.read(part))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, expat.ExpatError) as error:
        raise FormError("xlsform_unreadable", "this is not an .xlsx workbook") from error


def _refuse_parts(archive: zipfile.ZipFile) -> None:
    if sum(entry.file_size for entry in archive.infolist()) > MAX_INFLATED_BYTES:
        raise FormError("xlsform_too_large", f"more than {MAX_INFLATED_BYTES} bytes inflated")
    if "xl/workbook.xml" not in archive.namelist():
        raise FormError("xlsform_unreadable", "this is not an .xlsx workbook")
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")) and _declares(archive.read(name)):
            raise FormError("xml_doctype", f"{name} declares a document type or an entity")


def _declares(part: bytes) -> bool:
    return any(declaration in part for declaration in _DECLARATIONS)


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part that holds each sheet, by title."""
    targets: dict[str, str] = {}
    parts = set(archive.namelist())
    if "xl/_rels/workbook.xml.rels" in parts:
        for relation in parse_xml(archive.read("xl/_rels/workbook.xml.rels")).elements:
            target = relation.attributes.get("Target", "").removeprefix("/xl/")
            targets[relation.attributes.get("Id", "")] = f"xl/{target}"
    sheets = parse_xml(archive.read("xl/workbook.xml")).child("sheets")
    found = {
        sheet.attributes.get("name", ""): targets.get(value, "")
        for sheet in (sheets.elements if sheets else ())
        for key, value in sheet.attributes.items()
        if key.endswith(" id")
    }
    return {title: part for title, part in found.items() if part in parts}


@dataclass
class _Sheet:
    """Read once, cell by cell, without keeping any."""

    title: str
    rows: int = 0
    counted: bool = False
    place: str = ""
    formula: bool = False
    # Inside an element that holds a cell's value, and whether something stands there.
    inside: bool = False
    value: bool = False

    def read(self, part: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.Parse(part, True)  # noqa: FBT003 - expat names it not

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(" ")[2]
        if local == "row":
            self.counted = False
        elif local == "c":
            self.place, self.formula, self.value = attributes.get("r", ""), False, False
        elif local == "f":
            self.formula = True
        elif local in ("v", "t"):
            self.inside = True

    def characters(self, text: str) -> None:
        self.value = self.value or (self.inside and not text.isspace())

    def end(self, tag: str) -> None:
        local = tag.rpartition(" ")[2]
        if local in ("v", "t"):
            self.inside = False
        if local != "c":
            return
        if self.formula and not self.value:
            raise self.without_value()
        if self.value and (self.row > FAR_ROW or self.column > FAR_COLUMN):
            raise FormError(
                "xlsform_too_large", "far from the rest", sheet=self.title, row=self.row
            )
        if self.value and not self.counted:
            self.counted = True
            self.rows += 1
            most, code = MAX_ROWS.get(self.title.strip().lower(), (self.rows, ""))
            if self.rows > most:
                raise FormError(code, f"more than {most} rows", sheet=self.title)

    @property
    def row(self) -> int:
        return int(re.sub(r"\D", "", self.place) or 0)

    @property
    def column(self) -> int:
        letters = re.sub(r"[^A-Z]", "", self.place)[:3]
        return column_index_from_string(letters) if letters else 0

    def without_value(self) -> FormError:
        """Programs other than a spreadsheet's write such: what it means would be lost unseen."""
        column = re.sub(r"\d", "", self.place) or None
        return FormError(
            "formula_without_value", "write the words instead",
            sheet=self.title, row=self.row or None, column=column,
        )  # fmt: skip
