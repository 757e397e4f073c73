"""An import at the desk (SPEC IM1-IM4, IM8, IM9). Refusals first."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from rahba.catalog.tables import ImportedTrader, Occupancy, Stall, Trader
from rahba.db import Database
from rahba.intake.tables import Intake, IntakeMade
from rahba.journal import Change
from tests.client import TestClient
from tests.intake.files import PLACES_FR, TRADERS_FR, csv, saved
from tests.intake.importing import (
    IMPORTS,
    LIST,
    all_of,
    bring_in,
    place,
    preview,
    trader_named,
)
from tests.making import Clock, MadeMarket, coach_client, desk_client
from tests.recording import Notebook, new_id

# Refusals


@pytest.mark.parametrize("role", ["official", "admin"])
def test_IM4_only_a_coach_imports(client: TestClient, market: MadeMarket, role: str) -> None:
    desk = desk_client(client, market, role)
    assert desk.post(f"{IMPORTS}/preview", content=LIST).status_code == 403
    assert desk.get(f"{IMPORTS}/template.xlsx").status_code == 403


def test_IM1_a_file_that_cannot_be_read_says_why(coach: TestClient) -> None:
    answer = coach.post(f"{IMPORTS}/preview", content=b"%PDF-1.7")
    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["reason"]) == ("import_unreadable", "not_a_table")


def test_IM4_a_preview_writes_nothing(coach: TestClient, database: Database) -> None:
    before = {table: len(all_of(database, table)) for table in (Stall, Trader, Change)}
    found = preview(coach, LIST)
    assert (found["places"], found["traders"]) == (
        {"new": 2, "known": 0},
        {"new": 2, "known": 0},
    )
    assert {table: len(all_of(database, table)) for table in before} == before


def test_IM4_one_bad_cell_and_nothing_is_imported(coach: TestClient, database: Database) -> None:
    bad = csv(TRADERS_FR, ("Hmida", "VEG01", "veg", "3"), ("Fatna", "nails", "veg", "4")).encode()
    found = preview(coach, bad)
    [problem] = found["problems"]
    assert (problem["row"], problem["column"], problem["value"], problem["code"]) == (
        3,
        "B",
        "nails",
        "not_a_choice",
    )
    answer = coach.put(f"{IMPORTS}/{new_id()}", content=bad, params={"digest": found["digest"]})
    assert (answer.status_code, answer.json()["code"]) == (422, "import_has_errors")
    assert all_of(database, Trader) == []


def test_IM4_another_file_than_the_previewed_one_is_refused(coach: TestClient) -> None:
    digest = preview(coach, LIST)["digest"]
    other = csv(TRADERS_FR, ("Hassan", "VEG01", "veg", "3")).encode()
    answer = coach.put(f"{IMPORTS}/{new_id()}", content=other, params={"digest": digest})
    assert (answer.status_code, answer.json()["code"]) == (409, "preview_changed")


def test_IM4_a_catalog_that_changed_since_the_preview_is_a_refusal(coach: TestClient) -> None:
    digest = preview(coach, LIST)["digest"]
    bring_in(coach, csv(PLACES_FR, ("veg", "2", "11")).encode())
    answer = coach.put(f"{IMPORTS}/{new_id()}", content=LIST, params={"digest": digest})
    assert (answer.status_code, answer.json()["code"]) == (409, "preview_changed")


# What it writes


def test_IM4_an_import_adds_places_and_people_and_tells_phones(
    coach: TestClient, database: Database, market: MadeMarket
) -> None:
    assert bring_in(coach)["places"] == 2
    hmida = trader_named(database, "Hmida")
    assert (hmida.state, hmida.rahba_id) == ("imported", market.rahbas["veg"])
    eleven = place(database, market, 11)
    assert (eleven.lane, eleven.walk_order) == (2, 11)
    told = {(c.scope, c.type) for c in all_of(database, Change)}
    assert told >= {("catalog", "stall"), ("catalog", "trader")}
    expected = {o.trader_id: (o.stall_id, o.source) for o in all_of(database, Occupancy)}
    assert expected[hmida.id] == (eleven.id, "expected")


def test_IM4_sent_again_under_its_id_it_is_answered_again_and_done_once(
    coach: TestClient, database: Database
) -> None:
    import_id = new_id()
    digest = preview(coach, LIST)["digest"]
    answers = [
        coach.put(f"{IMPORTS}/{import_id}", content=LIST, params={"digest": digest}).json()
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert len(all_of(database, Trader)) == 2


def test_IM4_the_same_file_again_changes_nothing_and_says_so(
    coach: TestClient, database: Database
) -> None:
    bring_in(coach)
    again = preview(coach, LIST)
    assert again["places"] == {"new": 0, "known": 2}
    assert again["traders"] == {"new": 0, "known": 2}
    assert again["errors"] == 0


def test_IM4_what_the_catalog_says_of_a_place_stays_and_the_difference_is_named(
    coach: TestClient, database: Database, market: MadeMarket
) -> None:
    file = csv(PLACES_FR, ("veg", "7", "3")).encode()
    [problem] = preview(coach, file)["problems"]
    assert (problem["code"], problem["severity"], problem["about"]) == (
        "place_differs",
        "warning",
        "1",
    )
    bring_in(coach, file)
    assert place(database, market, 3).lane == 1


def test_NA5_somebody_who_may_be_known_already_is_named_and_not_merged(
    coach: TestClient,
) -> None:
    bring_in(coach)
    other = csv(TRADERS_FR, ("حميدة", "VEG01", "veg", "")).encode()
    found = preview(coach, other)
    assert [(p["code"], p["about"]) for p in found["problems"]] == [("possible_duplicate", "Hmida")]
    assert found["traders"]["new"] == 1


# Undo


def test_IM8_undone_the_same_day_nothing_of_it_is_left_but_that_it_was(
    coach: TestClient, database: Database, market: MadeMarket
) -> None:
    made = bring_in(coach)
    answer = coach.post(f"{IMPORTS}/{made['import_id']}/undo")
    assert answer.status_code == 200, answer.text
    assert {row.state for row in all_of(database, Trader)} == {"removed"}
    assert {row.known_as for row in all_of(database, Trader)} == {""}
    assert all_of(database, ImportedTrader) + all_of(database, Occupancy) == []
    assert place(database, market, 11).ends_on is not None
    again = preview(coach, LIST)
    assert (again["places"]["new"], again["traders"]["new"]) == (2, 2)
    bring_in(coach)
    assert place(database, market, 11).ends_on is None


def test_IM8_what_something_was_recorded_on_is_not_undone(
    coach: TestClient, database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    made = bring_in(coach)
    notebook.push(notebook.mark(place(database, market, 11).id))
    answer = coach.post(f"{IMPORTS}/{made['import_id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "import_in_use")
    assert trader_named(database, "Hmida").state == "imported"


def test_IM8_yesterdays_import_is_not_undone(
    coach: TestClient, client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    made = bring_in(coach)
    clock.advance(days=1)
    answer = coach_client(client, market).post(f"{IMPORTS}/{made['import_id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "import_in_use")


def test_IM8_another_markets_import_is_not_found(coach: TestClient) -> None:
    assert coach.post(f"{IMPORTS}/{new_id()}/undo").status_code == 404


def test_IM4_all_or_nothing_when_the_database_fails_in_the_middle(
    coach: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = preview(coach, LIST)["digest"]

    def fail(*_given: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("rahba.intake.apply.Journal.write", fail)
    answer = coach.put(f"{IMPORTS}/{new_id()}", content=LIST, params={"digest": digest})
    assert answer.status_code == 500
    for table in (Intake, IntakeMade, ImportedTrader, Trader):
        assert all_of(database, table) == []


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_IM9_the_template_is_read_back_as_it_was_filled_in(
    coach: TestClient, database: Database, market: MadeMarket, lang: str
) -> None:
    template = coach.get(f"{IMPORTS}/template.xlsx", params={"lang": lang}).content
    found = preview(coach, filled(template, lang))
    assert found["problems"] == []
    assert (found["places"]["new"], found["traders"]["new"]) == (1, 1)


def filled(template: bytes, lang: str) -> bytes:
    """As a coach fills it in: a choice from each list, a number, a name."""
    book = load_workbook(io.BytesIO(template))
    places, traders, lists = book.worksheets
    assert places.sheet_view.rightToLeft is (lang == "ar")
    assert (places.freeze_panes, lists.sheet_state) == ("A2", "hidden")
    section, trade = lists["A1"].value, lists["B5"].value
    places.append([section, 4, 44, None])
    traders.append(["Hmida", "حميدة", None, trade, section, 44])
    return saved(book)
