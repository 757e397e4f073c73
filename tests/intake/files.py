"""Files as communes send them, and as nobody should: made by code, so that each says what it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

PLACES_FR = ("Rahba", "Allée", "N° de place")
TRADERS_FR = ("Nom", "Métier", "Rahba", "N° de place")
TRADERS_AR = ("الاسم", "المهنة", "الرحبة", "رقم المكان")
HMIDA = ("Hmida", "Légumes", "Légumes et fruits", "3")
FATNA = ("فاطنة", "خضر", "الخضر والفواكه", "4")


def csv(*rows: Sequence[str], sign: str = ",", end: str = "\n") -> str:
    return end.join(sign.join(row) for row in rows) + end


def list_of(names: int) -> str:
    """A long list of traders without a place."""
    return csv(TRADERS_FR, *((f"Trader {spelled(n)}", "VEG01", "veg", "") for n in range(names)))


def spelled(number: int) -> str:
    """A number as letters, since a name is no number."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def patched(data: bytes, **parts: bytes) -> bytes:
    """A workbook with some of its parts replaced or added: `xl__workbook_xml=…`."""
    given = {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for item in before.infolist():
            if item.filename not in given:
                after.writestr(item, before.read(item))
        for name, part in given.items():
            after.writestr(name, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
