"""Publishing a form over the API, and turning its modules on (SPEC SV1, SV5). Refusals first."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.forms.sources import LIBRARY
from tests.making import MadeMarket, MadePhone, coach_client, desk_client, make_market
from tests.sync.pulling import pull

WORKBOOK = (LIBRARY / "souk_trader_v1.xlsx").read_bytes()
FORM = "souk_trader_v1"
MODULES = f"/api/v1/forms/{FORM}/modules"


@pytest.fixture
def coach(client: TestClient, market: MadeMarket) -> TestClient:
    """Signed in, with the shipped form published; no module is on."""
    signed_in = coach_client(client, market)
    assert signed_in.post("/api/v1/forms", content=WORKBOOK).status_code == 201
    return signed_in


def changed(sheet: str, cell: str, value: str) -> bytes:
    """The shipped workbook with another text in one cell."""
    book = load_workbook(io.BytesIO(WORKBOOK))
    book[sheet][cell] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def heading_of(sheet: str, column: str) -> str:
    """The letter of a column."""
    row = load_workbook(io.BytesIO(WORKBOOK))[sheet][1]
    return str(next(cell.column_letter for cell in row if cell.value == column))


def forms_told(page: Any) -> list[Any]:
    return [item for item in page["catalog"] if item["type"] == "form"]


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_AC1_an_official_turns_no_module_on_and_publishes_nothing(
    client: TestClient, market: MadeMarket, coach: TestClient
) -> None:
    official = desk_client(client, market, "official")
    assert code_of(official.put(MODULES, json={"modules": []})) == (403, "forbidden")
    assert code_of(official.post("/api/v1/forms", content=WORKBOOK)) == (403, "forbidden")


def test_AC1_another_markets_form_is_not_found(
    client: TestClient, database: Database, world: World, coach: TestClient
) -> None:
    stranger = coach_client(client, make_market(database, world, "settat"))
    assert code_of(stranger.put(MODULES, json={"modules": []})) == (404, "not_found")
    assert stranger.get(f"/api/v1/forms/{FORM}.xlsx").status_code == 404


def test_SV5_a_module_that_the_form_does_not_have_turns_nothing_on(
    coach: TestClient,
) -> None:
    answer = coach.put(MODULES, json={"modules": ["practice", "weather"]})
    assert code_of(answer) == (422, "unknown_module")
    assert coach.get("/api/v1/forms").json()[0]["modules_on"] == []


def test_SV1_a_version_that_is_out_never_changes(coach: TestClient) -> None:
    cell = f"{heading_of('settings', 'form_title')}2"
    answer = coach.post("/api/v1/forms", content=changed("settings", cell, "Another title"))
    assert code_of(answer) == (409, "form_version_taken")
    assert coach.post("/api/v1/forms", content=WORKBOOK).status_code == 201  # the same once more


def test_SV1_a_workbook_that_cannot_be_asked_is_refused_with_the_place_of_its_fault(
    coach: TestClient,
) -> None:
    cell = f"{heading_of('survey', 'type')}2"
    answer = coach.post("/api/v1/forms", content=changed("survey", cell, "select_one nolist"))
    assert code_of(answer) == (422, "form_invalid")
    (problem,) = answer.json()["problems"]
    assert set(problem) == {"sheet", "row", "column", "path", "code", "message"}
    assert code_of(coach.post("/api/v1/forms", content=b"PK no workbook")) == (422, "form_invalid")


def test_SV5_a_module_turned_on_reaches_phones_with_their_next_pull(
    client: TestClient, phone: MadePhone, coach: TestClient
) -> None:
    page = pull(client, phone)
    answer = coach.put(MODULES, json={"modules": ["mobility", "practice"]})
    assert answer.status_code == 200
    assert answer.json()["modules_on"] == ["practice", "mobility"]  # in the order of the form
    page = pull(client, phone, page["cursor"])
    assert [form["modules_on"] for form in forms_told(page)] == [["practice", "mobility"]]
    coach.put(MODULES, json={"modules": []})
    page = pull(client, phone, page["cursor"])
    assert [form["modules_on"] for form in forms_told(page)] == [[]]
