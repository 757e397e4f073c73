"""Writes `backend/rahba/forms/library/souk_trader_v1.xlsx`, an XLSForm, from `souk_trader_v1.json`
and the trades.

The workbook is what a coach would edit; this script keeps it in step with the list of trades. Run
it from anywhere:

    python scripts/make_souk_trader_form.py
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "scripts" / "souk_trader_v1.json"
TRADES = ROOT / "backend" / "rahba" / "catalog" / "trades.json"
TARGET = ROOT / "backend" / "rahba" / "forms" / "library" / "souk_trader_v1.xlsx"

LANGUAGES = {"ar": "العربية (ar)", "fr": "Français (fr)", "en": "English (en)"}
# Columns of the survey sheet and their keys in the source.
COLUMNS = {
    "relevant": "relevant",
    "constraint": "constraint",
    "choice_filter": "filter",
    "appearance": "appearance",
    "bind::rahba:module": "module",
    "bind::rahba:status": "status",
    "bind::rahba:outcome": "outcome",
    "bind::rahba:warning": "warning",
    "bind::rahba:sensitive": "sensitive",
    "bind::rahba:reference_period": "reference_period",
}
STATUS_OF_CHOICE = {"dk": "dont_know", "ref": "refused"}
# A fixed date in the file's properties: the same source gives the same workbook.
WRITTEN = datetime(2026, 11, 23)  # noqa: DTZ001 - openpyxl takes naive dates

Row = dict[str, str]


def translated(column: str, words: list[str]) -> Row:
    return {f"{column}::{name}": word for name, word in zip(LANGUAGES.values(), words, strict=True)}


def question_row(question: dict[str, Any], messages: dict[str, list[str]]) -> Row:
    row: Row = {"type": question["type"], "name": question.get("name", "")}
    for column in ("label", "hint"):
        if column in question:
            row |= translated(column, question[column])
    row |= {column: question[key] for column, key in COLUMNS.items() if key in question}
    if "range" in question:
        low, high = question["range"]
        row["constraint"] = f". >= {low} and . <= {high}"
        words = [word.format(low, high) for word in messages["range"]]
        row |= translated("constraint_message", words)
    if "message" in question:
        row |= translated("constraint_message", messages[question["message"]])
    if question.get("required"):
        row |= {"required": "yes", **translated("required_message", messages["needed"])}
    if "warning" in question:
        # pyxform does not translate columns with a namespace: one column for each language.
        for code, word in zip(LANGUAGES, messages["unusual"], strict=True):
            row[f"bind::rahba:warningMsg_{code}"] = word
    return row


def named_row(list_name: str, item: dict[str, Any]) -> Row:
    words = [item["names"][code] for code in LANGUAGES]
    return {"list_name": list_name, "name": item["code"], **translated("label", words)}


def choice_rows(source: dict[str, Any], catalog: dict[str, Any]) -> list[Row]:
    rows: list[Row] = []
    for name, choices in source["choices"].items():
        for choice, words in choices.items():
            row = {"list_name": name, "name": choice, **translated("label", words)}
            if choice in STATUS_OF_CHOICE:
                row["rahba_status"] = STATUS_OF_CHOICE[choice]
            rows.append(row)
    for trade in catalog["trades"]:
        row = named_row("trade", trade)
        rows.append({**row, "section": trade["section"] or ""})
    rows += [named_row("section", section) for section in catalog["sections"]]
    for name, words in source["modules"].items():
        rows.append({"list_name": "rahba_modules", "name": name, **translated("label", words)})
    return rows


def settings_row(settings: dict[str, Any]) -> Row:
    title = settings["title"]
    return {
        "form_title": title["ar"],
        "form_id": settings["form_id"],
        "version": settings["version"],
        "default_language": LANGUAGES["ar"],
        "namespaces": 'rahba="urn:rahba:xforms"',
        **{f"attribute::rahba:title_{code}": title[code] for code in ("fr", "en")},
    }


def fill(sheet: Worksheet, rows: list[Row]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(column) or None for column in columns])
    for number in range(1, len(columns) + 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = 24
    sheet.freeze_panes = "C2"


def main() -> None:
    source = json.loads(SOURCE.read_text())
    catalog = json.loads(TRADES.read_text())
    book = Workbook()
    survey = book.active
    if not isinstance(survey, Worksheet):
        raise TypeError("a new workbook has a sheet")
    survey.title = "survey"
    fill(survey, [question_row(question, source["messages"]) for question in source["questions"]])
    fill(book.create_sheet("choices"), choice_rows(source, catalog))
    fill(book.create_sheet("settings"), [settings_row(source["settings"])])
    book.properties.creator = "Rahba"
    book.properties.created = book.properties.modified = WRITTEN
    TARGET.parent.mkdir(exist_ok=True)
    book.save(TARGET)
    print(f"{TARGET.relative_to(ROOT)}: {survey.max_row - 1} rows")


if __name__ == "__main__":
    main()
