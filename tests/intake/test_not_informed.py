"""Whoever a list names was not asked yet (SPEC IM5-IM7, CO4)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from rahba.catalog.tables import ImportedTrader, Occupancy, Trader
from rahba.clock import World
from rahba.db import Database
from rahba.entries.decisions import Decision, decide_many
from rahba.entries.tables import Entry
from rahba.insight.read import presence_by_section
from rahba.journal import Change
from tests.client import TestClient
from tests.intake.importing import LIST, all_of, bring_in, place, preview, trader_named
from tests.making import MadeMarket
from tests.recording import Notebook, entry_id_of, new_id


def consent(trader_id: str, decision: str) -> dict[str, Any]:
    return {
        "trader_id": trader_id,
        "purpose": "registration",
        "decision": decision,
        "text_version": "v1",
        "language": "ar",
        "mode": "spoken",
    }


def registration(trader: Trader, **more: Any) -> dict[str, Any]:
    return {
        "trader_id": trader.id,
        "action": "register",
        "known_as": "Hmida Doukkali",
        "trade": "VEG01",
        "rahba": "veg",
    } | more


def decide(
    database: Database,
    market: MadeMarket,
    world: World,
    entry_id: str,
    decision: str,
    rev: int = 1,
) -> None:
    made = Decision(new_id(), entry_id, decision, rev, reason="r")
    actor = market.desk("coach").actor
    [answer] = database.transact(lambda s: decide_many(s, market.id, actor, [made], world))
    assert type(answer).__name__ == "Decided", answer


def test_IM6_a_mark_on_somebody_not_informed_is_kept_for_the_place_alone(
    coach: TestClient, database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    bring_in(coach)
    hmida, eleven = trader_named(database, "Hmida"), place(database, market, 11)
    body = {"stall_id": eleven.id, "trader_id": hmida.id, "status": "present"}
    result = notebook.push_one(notebook.create("presence", body))
    assert (result["code"], result["flags"]) == ("applied", ["not_informed"])
    [entry] = all_of(database, Entry)
    assert entry.trader_id is None
    assert entry.body == {"stall_id": eleven.id, "status": "present"}


@pytest.mark.parametrize("last", ["accept_proposed", "reopen"])
def test_IM6_no_decision_names_somebody_not_informed(
    coach: TestClient,
    database: Database,
    market: MadeMarket,
    world: World,
    notebook: Notebook,
    last: str,
) -> None:
    """Their id stands in the phone's own op, of which the body is read again."""
    bring_in(coach)
    body = {
        "stall_id": place(database, market, 11).id,
        "trader_id": trader_named(database, "Hmida").id,
        "status": "present",
    }
    mark = notebook.create("presence", body)
    notebook.push(mark)
    entry_id = entry_id_of(mark)
    decide(database, market, world, entry_id, "approve")
    if last == "accept_proposed":
        notebook.push(notebook.revise(entry_id, "presence", body | {"status": "absent"}))
    [before] = all_of(database, Entry)
    decide(database, market, world, entry_id, last, before.rev)
    [entry] = all_of(database, Entry)
    assert (entry.trader_id, "trader_id" in entry.body) == (None, False)
    assert entry.body["status"] == ("absent" if last == "accept_proposed" else "present")


def test_IM6_a_mark_on_nothing_but_somebody_not_informed_is_invalid(
    coach: TestClient, database: Database, notebook: Notebook
) -> None:
    bring_in(coach)
    body = {"trader_id": trader_named(database, "Hmida").id, "status": "present"}
    result = notebook.push_one(notebook.create("presence", body))
    assert (result["code"], result["errors"]) == (
        "invalid",
        [{"path": "stall_id", "code": "required"}],
    )


def test_IM6_a_mark_on_the_place_says_nothing_of_who_is_expected_there(
    coach: TestClient, database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    bring_in(coach)
    notebook.push(notebook.mark(place(database, market, 11).id))
    with database.read() as session:
        found = presence_by_section(session, market.id, 1, approved_only=False)
    [total] = found["totals"]
    assert total["places"]["marked"] == 1
    assert total["traders"] == {"present": 0, "absent": 0, "not_recorded": 0}


def test_IM5_the_registry_does_not_show_who_was_not_informed(
    coach: TestClient,
) -> None:
    bring_in(coach)
    assert coach.get("/api/v1/registry/traders").json()["total"] == 0


def test_RQ1_whom_a_list_names_is_found_for_a_request_shown_what_is_held_and_erased(
    coach: TestClient, database: Database, market: MadeMarket
) -> None:
    bring_in(coach)
    (found,) = coach.get(
        "/api/v1/registry/traders", params={"q": "Hmida", "listed": "true"}
    ).json()["items"]
    assert (found["state"], found["known_as"]) == ("imported", "Hmida")
    asked = {"trader_id": found["trader_id"], "sort": "erase", "note": "", "received_on": None}
    request = coach.post("/api/v1/requests", json=asked).json()
    held = coach.get(f"/api/v1/requests/{request['id']}/held").json()
    assert [line["known_as"] for line in held["imported"]] == ["Hmida"]
    end = {"outcome": "done", "note": "", "purposes": []}
    assert coach.post(f"/api/v1/requests/{request['id']}/close", json=end).status_code == 200
    with database.read() as session:
        row = session.get(Trader, (market.id, found["trader_id"]))
    assert row is None or "Hmida" not in row.known_as


def test_IM5_informed_and_registered_they_are_like_anybody(
    coach: TestClient, database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    bring_in(coach)
    hmida, eleven = trader_named(database, "Hmida"), place(database, market, 11)
    mark = {"stall_id": eleven.id, "trader_id": hmida.id, "status": "present"}
    codes = notebook.push(
        notebook.create("consent", consent(hmida.id, "given")),
        notebook.create("trader", registration(hmida, stall_id=eleven.id)),
        notebook.create("presence", mark),
    )
    assert [result["code"] for result in codes] == ["applied"] * 3
    assert codes[2]["flags"] == ["provisional_trader"]
    with database.read() as session:
        row = session.get_one(Trader, (market.id, hmida.id))
        sources = session.exec(
            select(Occupancy.source).where(Occupancy.trader_id == hmida.id)
        ).all()
    assert (row.state, row.known_as) == ("provisional", "Hmida Doukkali")
    assert list(sources) == ["registration"]


def test_IM5_consent_alone_registers_nobody(
    coach: TestClient, database: Database, notebook: Notebook
) -> None:
    bring_in(coach)
    hmida = trader_named(database, "Hmida")
    notebook.push(notebook.create("consent", consent(hmida.id, "given")))
    assert trader_named(database, "Hmida").state == "imported"


def test_IM5_a_registration_taken_back_leaves_what_the_list_said(
    coach: TestClient, database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    bring_in(coach)
    hmida = trader_named(database, "Hmida")
    entry_id = new_id()
    body = registration(hmida)
    notebook.push(notebook.create("trader", body, entry_id=entry_id, op_id=entry_id))
    notebook.push(notebook.cancel(entry_id, "trader"))
    row = trader_named(database, "Hmida")
    assert (row.id, row.state) == (hmida.id, "imported")


@pytest.mark.parametrize("decision", ["refused", "withdrawn"])
def test_IM7_who_does_not_want_to_be_listed_is_erased_and_stays_so(
    coach: TestClient,
    database: Database,
    market: MadeMarket,
    notebook: Notebook,
    decision: str,
) -> None:
    bring_in(coach)
    hmida = trader_named(database, "Hmida")
    notebook.push(notebook.create("consent", consent(hmida.id, decision)))
    with database.read() as session:
        row = session.get_one(Trader, (market.id, hmida.id))
        listed = session.get_one(ImportedTrader, (market.id, hmida.id))
        expected = session.exec(select(Occupancy).where(Occupancy.trader_id == hmida.id)).all()
        told = session.exec(
            select(Change).where(Change.subject_id == hmida.id, Change.scope == "catalog")
        ).all()
    assert (row.state, row.known_as, row.rahba_id) == ("withdrawn", "", None)
    assert (listed.known_as, listed.stall_id, listed.declined) == (None, None, True)
    assert list(expected) == []
    assert len(told) == 2
    again = preview(coach, LIST)
    assert again["traders"] == {"new": 0, "known": 1}
    assert [p["code"] for p in again["problems"]] == ["declined"]


def test_IM7_once_a_person_approved_the_registration_the_lists_words_go(
    coach: TestClient, database: Database, market: MadeMarket, notebook: Notebook, world: World
) -> None:
    bring_in(coach)
    hmida = trader_named(database, "Hmida")
    entry_id = new_id()
    op = notebook.create("trader", registration(hmida), entry_id=entry_id, op_id=entry_id)
    notebook.push(op)
    actor = f"person:{market.coach}"
    approve = Decision(new_id(), entry_id, "approve", 1)
    database.transact(lambda s: decide_many(s, market.id, actor, [approve], world))
    with database.read() as session:
        listed = session.get_one(ImportedTrader, (market.id, hmida.id))
    assert (listed.known_as, listed.declined) == (None, False)
    assert preview(coach, LIST)["traders"] == {"new": 0, "known": 2}
