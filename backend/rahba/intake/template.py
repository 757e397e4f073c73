"""The workbook that a coach fills in: places and traders, with lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from rahba.catalog.trades import TRADES
from rahba.intake.headings import HEADINGS, Field

Names = dict[str, str]
PLACES: tuple[Field, ...] = ("section", "lane", "number", "walk_order")
TRADERS: tuple[Field, ...] = ("known_as", "name_ar", "name_latin", "trade", "section", "number")
TITLES = {
    "places": {"ar": "الأماكن", "fr": "Places", "en": "Places"},
    "traders": {"ar": "التجار", "fr": "Commerçants", "en": "Traders"},
    "lists": {"ar": "اللوائح", "fr": "Listes", "en": "Lists"},
}
WIDTHS: dict[Field, int] = {
    "known_as": 28,
    "name_ar": 26,
    "name_latin": 26,
    "trade": 36,
    "section": 24,
}
FILLED_ROWS = 3_000  # rows that offer the lists
HEAD = PatternFill("solid", fgColor="FF1F4E3D")


def make_template(lang: str, sections: Sequence[tuple[str, Names]]) -> bytes:
    """`sections` are `(code, names)` of the market; an Arabic workbook runs from the right."""
    book = Workbook()
    places = book.active
    assert places is not None
    places.title = TITLES["places"][lang]
    traders = book.create_sheet(TITLES["traders"][lang])
    lists = book.create_sheet(TITLES["lists"][lang])
    choices: dict[Field, list[str]] = {
        "section": [names.get(lang) or code for code, names in sections],
        "trade": [f"{trade.code} {trade.names[lang]}" for trade in TRADES.values()],
    }
    for column, values in enumerate(choices.values(), start=1):
        for row, value in enumerate(values, start=1):
            lists.cell(row, column, value)
    ranges = {
        field: f"'{lists.title}'!${get_column_letter(n)}$1:${get_column_letter(n)}${len(values)}"
        for n, (field, values) in enumerate(choices.items(), start=1)
        if values
    }
    for sheet, fields in ((places, PLACES), (traders, TRADERS)):
        _lay_out(sheet, fields, lang, ranges)
    lists.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lay_out(sheet: Any, fields: Sequence[Field], lang: str, ranges: dict[Field, str]) -> None:
    sheet.sheet_view.rightToLeft = lang == "ar"
    sheet.freeze_panes = "A2"
    for n, field in enumerate(fields, start=1):
        head = sheet.cell(1, n, HEADINGS[field][lang][0])
        head.font = Font(bold=True, color="FFFFFFFF")
        head.fill = HEAD
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        column = get_column_letter(n)
        sheet.column_dimensions[column].width = WIDTHS.get(field, 14)
        rule = _rule(field, ranges)
        if rule is not None:
            rule.add(f"{column}2:{column}{FILLED_ROWS}")
            sheet.add_data_validation(rule)
    sheet.row_dimensions[1].height = 30


def _rule(field: Field, ranges: dict[Field, str]) -> DataValidation | None:
    if field in ranges:
        return DataValidation(type="list", formula1=ranges[field], allow_blank=True)
    if field in ("lane", "number", "walk_order"):
        return DataValidation(
            type="whole", operator="between", formula1="1", formula2="9999", allow_blank=True
        )
    return None
