"""The tutorial for coaches shows the workbooks that lie beside it, alike in both languages."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from rahba.forms.errors import FormError
from rahba.forms.xlsform import read_xlsform
from scripts import make_tutorial_form as maker
from tests.tutorial import FOLDER, LANGUAGES, prose, steps, tables, tokens

Cells = dict[str, list[list[str]]]
TO_WRITE, TO_MEND = 1, 3


def cells_of(name: str) -> Cells:
    book = load_workbook(FOLDER / name)
    return {
        sheet.title: [
            [str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


def test_both_languages_have_the_same_steps() -> None:
    arabic, french = (
        {section: [step.kind for step in found] for section, found in steps(lang).items()}
        for lang in LANGUAGES
    )
    assert arabic == french
    assert sum(len(kinds) for kinds in french.values()) > 60


def test_the_workbooks_are_those_that_the_script_writes() -> None:
    written = {name: [list(row) for row in rows] for name, rows in maker.SHEETS.items()}
    assert cells_of("water.xlsx") == written
    written["survey"][2][0] = maker.WRONG
    assert cells_of("water_to_mend.xlsx") == written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_of_the_tutorial_are_the_sheets_of_the_workbook(lang: str) -> None:
    survey, more, choices, settings = tables(lang, TO_WRITE)
    sheets = cells_of("water.xlsx")
    assert choices == sheets["choices"]
    assert settings == sheets["settings"]
    assert survey == [row[: len(survey[0])] for row in sheets["survey"]]
    columns = [sheets["survey"][0].index(head) for head in more[0]]
    by_name = {row[1]: [row[column] for column in columns] for row in sheets["survey"]}
    assert more[1:] == [by_name[row[0]] for row in more[1:]]
    told = {row[0] for row in more[1:]}
    assert not [n for n, row in by_name.items() if n not in told | {"name"} and any(row[1:])]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_to_be_mended_mends_the_wrong_workbook(lang: str) -> None:
    cell, sheet, wrong, right = [
        step.text for step in tokens(prose(lang, TO_MEND)) if step.kind == "code"
    ][:4]
    book = load_workbook(FOLDER / "water_to_mend.xlsx")
    assert book[sheet][cell].value == wrong
    assert load_workbook(FOLDER / "water.xlsx")[sheet][cell].value == right


def test_one_workbook_can_be_published_and_the_other_not() -> None:
    _, compiled = read_xlsform((FOLDER / "water.xlsx").read_bytes())
    assert compiled["languages"] == ["ar", "fr"]
    with pytest.raises(FormError):
        read_xlsform((FOLDER / "water_to_mend.xlsx").read_bytes())
