"""EX1-EX4: files that people open. What is read back is what openpyxl and Excel would read."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import select

from rahba.access.tables import Audit
from rahba.db import Database
from rahba.entries.kinds import KINDS
from rahba.export.labels import WORDS
from rahba.export.sheet import Column, Value
from rahba.export.xlsx import write_xlsx
from tests.client import TestClient
from tests.making import FRIDAY, MadeMarket, desk_client
from tests.recording import Notebook, entry_id_of, new_id

FILES = "/api/v1/export/files"
EVIL = '=HYPERLINK("http://x","y")'
LANGUAGES = {"ar", "fr", "en"}


def approve(client: TestClient, market: MadeMarket, notebook: Notebook, *ops: str) -> None:
    coach = desk_client(client, market, "coach")
    for op, result in zip(ops, notebook.push(*ops), strict=True):
        answer = coach.post(
            f"/api/v1/review/entries/{entry_id_of(op)}/decision",
            json={"decision_id": new_id(), "decision": "approve", "rev": result["rev"]},
        )
        assert answer.status_code == 200, answer.text


def registration(**changed: Any) -> dict[str, Any]:
    return {
        "trader_id": new_id(),
        "action": "register",
        "known_as": "حميدة",
        "trade": "GRN01",
        "rahba": "grains",
    } | changed


def sheet_of(answer: Any) -> Any:
    assert answer.status_code == 200, answer.text
    return load_workbook(io.BytesIO(answer.content)).worksheets[0]


def test_AC1_an_official_gets_no_file_of_answers(client: TestClient, market: MadeMarket) -> None:
    official = desk_client(client, market, "official")
    assert official.get(f"{FILES}/survey.xlsx").status_code == 403
    assert official.get(f"{FILES}/consent.csv").status_code == 403


def test_AC1_an_admin_gets_no_file_at_all(client: TestClient, market: MadeMarket) -> None:
    admin = desk_client(client, market, "admin")
    assert admin.get(f"{FILES}/trader.xlsx").status_code == 403
    assert admin.get(f"{FILES}/figures.xlsx").status_code == 403


def test_an_unknown_kind_is_not_found(client: TestClient, market: MadeMarket) -> None:
    assert desk_client(client, market, "coach").get(f"{FILES}/fees.xlsx").status_code == 404


def test_EX2_a_name_that_begins_like_a_formula_is_a_text_and_stays_one(
    client: TestClient, market: MadeMarket, notebook: Notebook
) -> None:
    approve(client, market, notebook, notebook.create("trader", registration(known_as=EVIL)))
    sheet = sheet_of(desk_client(client, market, "coach").get(f"{FILES}/trader.xlsx"))
    [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.value == EVIL]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_EX1_a_code_stands_as_text_beside_its_label_and_a_date_is_a_date(
    client: TestClient, market: MadeMarket, notebook: Notebook
) -> None:
    approve(client, market, notebook, notebook.create("trader", registration()))
    sheet = sheet_of(desk_client(client, market, "official").get(f"{FILES}/trader.xlsx?lang=fr"))
    head, row = [list(cells) for cells in sheet.iter_rows(values_only=True)]
    said = dict(zip(head, row, strict=True))
    assert said["Métier (code)"] == "GRN01"
    assert said["Métier"] not in ("GRN01", None)
    assert said["Rahba (code)"] == "grains"
    day = said["Jour de souk"]
    assert isinstance(day, datetime)
    assert day.date() == FRIDAY
    assert not [name for name in head if name in ("Téléphone (code)", "Nom connu (code)")]


def test_EX3_an_arabic_sheet_reads_from_the_right_under_a_header_that_stays(
    client: TestClient, market: MadeMarket, notebook: Notebook
) -> None:
    approve(client, market, notebook, notebook.mark(market.stalls["grains"][0]))
    official = desk_client(client, market, "official")
    arabic = sheet_of(official.get(f"{FILES}/presence.xlsx"))
    assert arabic.sheet_view.rightToLeft
    assert arabic.freeze_panes == "A2"
    assert arabic.title == "الحضور"
    french = sheet_of(official.get(f"{FILES}/presence.xlsx?lang=fr"))
    assert not french.sheet_view.rightToLeft


def test_EX4_csv_for_excel_has_a_mark_semicolons_and_no_formula(
    client: TestClient, market: MadeMarket, notebook: Notebook
) -> None:
    approve(client, market, notebook, notebook.create("trader", registration(known_as=EVIL)))
    answer = desk_client(client, market, "coach").get(f"{FILES}/trader.csv?lang=fr")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in answer.content
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    said = dict(zip(rows[0], rows[1], strict=True))
    assert said["Nom connu"] == "'" + EVIL
    assert said["Jour de souk"] == FRIDAY.isoformat()


def test_PR6_the_table_of_figures_has_rate_and_coverage_side_by_side(
    client: TestClient, market: MadeMarket, notebook: Notebook
) -> None:
    approve(client, market, notebook, notebook.mark(market.stalls["grains"][0]))
    official = desk_client(client, market, "official")
    shown = official.get("/api/v1/insight/presence?weeks=1").json()["totals"][0]
    sheet = sheet_of(official.get(f"{FILES}/figures.xlsx?lang=en&weeks=1"))
    head, *rows = [list(cells) for cells in sheet.iter_rows(values_only=True)]
    whole = dict(zip(head, rows[-1], strict=True))
    assert whole["Section"] == "The whole souk"
    assert whole["Places recorded"] == shown["places"]["marked"] == 1
    assert whole["Coverage"] == shown["coverage_permille"] / 1000
    assert head.index("Coverage") == head.index("Presence rate") + 1


def test_AC4_a_file_that_was_taken_is_in_the_audit(
    client: TestClient, market: MadeMarket, database: Database
) -> None:
    desk_client(client, market, "official").get(f"{FILES}/presence.xlsx")
    with database.read() as session:
        taken = session.exec(select(Audit).where(Audit.action == "export.xlsx")).one()
    assert (taken.actor, taken.subject) == (f"person:{market.official}", "presence")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_that_leaves_has_a_name_in_three_languages(kind: str) -> None:
    fields = {shown.name for seen in KINDS[kind].shows.values() for shown in seen}
    for name in fields - {"answers"}:
        assert set(WORDS["columns"][name]) == LANGUAGES
    assert set(WORDS["sheets"][kind]) == LANGUAGES


def test_a_workbook_of_no_row_has_its_header() -> None:
    with write_xlsx("x", [Column("souk_date", "Jour")], [], rtl=False) as file:
        book: Workbook = load_workbook(file)
    assert [cell.value for cell in next(book.worksheets[0].iter_rows())] == ["Jour"]


def test_a_character_that_no_workbook_holds_does_not_cost_the_file() -> None:
    rows: list[list[Value]] = [["a\x0bb"], [date(2026, 11, 27)]]
    with write_xlsx("x", [Column("note", "Remarque")], rows, rtl=False) as file:
        book: Workbook = load_workbook(file)
    assert book.worksheets[0]["A2"].value == "ab"
