"""Writes the two workbooks of the tutorial (`docs/tutorial/`): the form about water as it should
be, and the one with a cell that is wrong on purpose. Run it from anywhere:

    python scripts/make_tutorial_form.py
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "tutorial"
TARGET, TO_MEND = FOLDER / "water.xlsx", FOLDER / "water_to_mend.xlsx"
# Where the tutorial's coach mistypes the name of a list, and what is written there.
WRONG_CELL, WRONG = "A3", "select_multiple sources"
# A fixed date in the file's properties: the same rows give the same workbook.
WRITTEN = datetime(2026, 11, 27)  # noqa: DTZ001 - openpyxl takes naive dates
MAX_WIDTH = 48  # characters

Row = tuple[str, ...]
SHEETS: dict[str, list[Row]] = {
    "survey": [
        (
            "type", "name", "label::العربية (ar)", "label::Français (fr)", "required", "relevant",
            "constraint", "constraint_message::العربية (ar)", "constraint_message::Français (fr)",
        ),
        (
            "select_one yes_no", "water", "هل يوجد ماء في مكانكم؟",
            "Avez-vous de l'eau à votre place ?", "yes", "", "", "", "",
        ),
        (
            "select_multiple source", "source", "من أين يأتي هذا الماء؟",
            "D'où vient cette eau ?", "yes", "${water} = 'yes'", "", "", "",
        ),
        (
            "integer", "litres", "كم لترا تستعملون في يوم السوق؟",
            "Combien de litres utilisez-vous un jour de souk ?", "yes", "${water} = 'yes'",
            ". >= 0 and . <= 2000", "عدد بين 0 و2000", "Un nombre de 0 à 2000",
        ),
        (
            "text", "wish", "ما الذي ينقص في السوق بخصوص الماء؟",
            "Que manque-t-il au souk pour l'eau ?", "", "", "", "", "",
        ),
    ],
    "choices": [
        ("list_name", "name", "label::العربية (ar)", "label::Français (fr)"),
        ("yes_no", "yes", "نعم", "oui"),
        ("yes_no", "no", "لا", "non"),
        ("source", "tap", "صنبور عمومي", "fontaine publique"),
        ("source", "well", "بئر", "puits"),
        ("source", "seller", "بائع الماء", "vendeur d'eau"),
        ("source", "home", "من المنزل", "apportée de la maison"),
    ],
    "settings": [
        ("form_title", "form_id", "version", "default_language"),
        ("الماء في السوق · Eau au souk", "water_at_souk", "1", "العربية (ar)"),
    ],
}  # fmt: skip


def workbook() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Rahba"
    book.properties.created = book.properties.modified = WRITTEN
    for name, rows in SHEETS.items():
        sheet: Any = book.create_sheet(name)
        for row in rows:
            sheet.append([text or None for text in row])
        _lay(sheet)
    return book


def _lay(sheet: Any) -> None:
    """Headings in bold that stay in sight, cells as wide as what is in them, all of it text."""
    sheet.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, start=1):
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, MAX_WIDTH)
        for cell in column:
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    book = workbook()
    book.save(TARGET)
    book["survey"][WRONG_CELL] = WRONG
    book.save(TO_MEND)


if __name__ == "__main__":
    main()
