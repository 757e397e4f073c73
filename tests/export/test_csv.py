"""FE6: a spreadsheet opens the export and runs nothing of it."""

import csv
import io

import pytest

from rahba.export.csv import cell, csv_lines, flatten


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_FE6_a_text_that_begins_like_a_formula_is_text(start: str) -> None:
    assert cell(f'{start}HYPERLINK("http://x")').startswith("'")


def test_FE6_a_choice_list_that_begins_like_a_formula_is_text() -> None:
    assert cell(["=1+1", "b"]).startswith("'=")


def test_a_negative_number_stays_a_number() -> None:
    assert cell(-3) == "-3"


def test_a_missing_answer_is_an_empty_cell_and_zero_is_not() -> None:
    lines = list(csv_lines(["a", "b"], [{"b": 0}]))
    assert lines[1] == ",0\r\n"


def test_answers_stand_under_the_paths_of_their_questions() -> None:
    flat = flatten({"form_id": "souk", "answers": {"/data/trade": "GRN02"}})
    assert flat == {"form_id": "souk", "/data/trade": "GRN02"}


def test_what_a_reader_gets_back_is_what_was_written() -> None:
    rows = [{"known_as": 'با صالح "مول الفول", ديال الحبوب', "note": "سطر\nآخر"}]
    text = "".join(csv_lines(["known_as", "note"], rows))
    assert list(csv.DictReader(io.StringIO(text, newline=""))) == rows
