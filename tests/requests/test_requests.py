"""RQ: what a trader asks about their own data, and what is left after it was carried out."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from rahba.access.keys import NewKey, make_key
from rahba.access.tables import Audit
from rahba.catalog.tables import Occupancy, Snapshot, Trader
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, EntryRevision, OpSettlement, Quarantine
from rahba.requests.tables import SubjectRequest
from tests.client import TestClient
from tests.making import FRIDAY, Clock, MadeMarket, MadePhone, add_trader, desk_client, make_market
from tests.recording import Notebook, entry_id_of, new_id

REQUESTS = "/api/v1/requests"
NAME = "حميدة مول الزرع"


@pytest.fixture
def official(client: TestClient, market: MadeMarket) -> TestClient:
    return desk_client(client, market, "official")


def consent(trader_id: str, purpose: str = "registration") -> dict[str, str]:
    return {
        "trader_id": trader_id,
        "purpose": purpose,
        "decision": "given",
        "text_version": "v1",
        "language": "ar",
        "mode": "spoken",
    }


def registration(trader_id: str, stall_id: str) -> dict[str, Any]:
    return {
        "trader_id": trader_id,
        "action": "register",
        "known_as": NAME,
        "trade": "GRN01",
        "rahba": "grains",
        "stall_id": stall_id,
        "phone": "0612345678",
    }


def registered(coach: TestClient, notebook: Notebook, market: MadeMarket) -> tuple[str, str]:
    """A trader who agreed, was registered, approved, and marked: their id and the entry's."""
    trader_id, stall_id = new_id(), market.stalls["grains"][0]
    entry = notebook.create("trader", registration(trader_id, stall_id))
    mark = notebook.mark(
        stall_id, body={"stall_id": stall_id, "trader_id": trader_id, "status": "present"}
    )
    notebook.push(notebook.create("consent", consent(trader_id)), entry, mark)
    for op in (entry, mark):
        approve(coach, entry_id_of(op))
    return trader_id, entry_id_of(entry)


def approve(coach: TestClient, entry_id: str) -> None:
    body = {"decision_id": new_id(), "decision": "approve", "rev": 1}
    answer = coach.post(f"/api/v1/review/entries/{entry_id}/decision", json=body)
    assert answer.status_code == 200, answer.text


def ask(desk: TestClient, trader_id: str, sort: str, **more: Any) -> dict[str, Any]:
    answer = desk.post(REQUESTS, json={"trader_id": trader_id, "sort": sort, **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def close(desk: TestClient, request: dict[str, Any], **said: Any) -> Any:
    return desk.post(f"{REQUESTS}/{request['id']}/close", json={"outcome": "done", **said})


# Refused


def test_AC1_an_admin_neither_takes_nor_sees_requests(
    client: TestClient, market: MadeMarket
) -> None:
    admin = desk_client(client, market, "admin")
    assert admin.get(REQUESTS).status_code == 403
    assert admin.post(REQUESTS, json={"trader_id": new_id(), "sort": "see"}).status_code == 403


def test_RQ3_an_official_takes_a_request_and_reads_nothing_of_the_person(
    official: TestClient, coach: TestClient, notebook: Notebook, market: MadeMarket
) -> None:
    trader_id, _ = registered(coach, notebook, market)
    request = ask(official, trader_id, "see")
    assert official.get(f"{REQUESTS}/{request['id']}/held").status_code == 403
    assert official.get(f"{REQUESTS}/{request['id']}/answers").status_code == 403
    assert close(official, request).status_code == 403


def test_a_request_of_nobody_is_not_found(coach: TestClient) -> None:
    answer = coach.post(REQUESTS, json={"trader_id": new_id(), "sort": "see"})
    assert answer.status_code == 404


def test_a_request_cannot_have_been_made_tomorrow(
    coach: TestClient, database: Database, world: World, market: MadeMarket
) -> None:
    trader_id = database.transact(lambda session: add_trader(session, market, world))
    tomorrow = (FRIDAY + timedelta(days=1)).isoformat()
    body = {"trader_id": trader_id, "sort": "see", "received_on": tomorrow}
    assert coach.post(REQUESTS, json=body).status_code == 422


def test_RQ2_a_refusal_gives_its_reason(
    coach: TestClient, database: Database, world: World, market: MadeMarket
) -> None:
    trader_id = database.transact(lambda session: add_trader(session, market, world))
    request = ask(coach, trader_id, "object")
    assert close(coach, request, outcome="refused").status_code == 422
    assert close(coach, request, outcome="refused", note="not the same person").status_code == 200


def test_a_request_is_closed_once(
    coach: TestClient, database: Database, world: World, market: MadeMarket
) -> None:
    trader_id = database.transact(lambda session: add_trader(session, market, world))
    request = ask(coach, trader_id, "see")
    assert close(coach, request).status_code == 200
    again = close(coach, request)
    assert (again.status_code, again.json()["code"]) == (409, "request_closed")


def test_AC1_another_souks_request_is_not_found(
    client: TestClient, coach: TestClient, database: Database, world: World, market: MadeMarket
) -> None:
    trader_id = database.transact(lambda session: add_trader(session, market, world))
    request = ask(coach, trader_id, "see")
    other = desk_client(client, make_market(database, world, "settat"), "coach")
    assert other.get(f"{REQUESTS}/{request['id']}/held").status_code == 404
    assert close(other, request).status_code == 404


# The ten days


def test_RQ1_ten_days_are_counted_from_the_day_on_which_it_was_said(
    client: TestClient, coach: TestClient, database: Database, world: World,
    market: MadeMarket, clock: Clock,
) -> None:  # fmt: skip
    trader_id = database.transact(lambda session: add_trader(session, market, world))
    later = ask(coach, trader_id, "see")
    sooner = ask(coach, trader_id, "correct", received_on=(FRIDAY - timedelta(days=7)).isoformat())
    assert (later["days_left"], sooner["days_left"]) == (10, 3)
    clock.advance(days=4)
    coach = desk_client(client, market, "coach")  # a session does not last that long
    listed = coach.get(REQUESTS).json()
    assert [(item["id"], item["days_left"]) for item in listed] == [
        (sooner["id"], -1),
        (later["id"], 6),
    ]
    close(coach, sooner)
    assert [item["days_left"] for item in coach.get(REQUESTS).json()] == [6, None]


# Seen


def test_RQ3_a_person_is_shown_all_that_is_held_and_who_took_it(
    coach: TestClient, official: TestClient, notebook: Notebook, market: MadeMarket
) -> None:
    trader_id, _ = registered(coach, notebook, market)
    official.get("/api/v1/export/files/trader.xlsx")
    held = coach.get(f"{REQUESTS}/{ask(coach, trader_id, 'see')['id']}/held").json()
    assert held["traders"][0]["known_as"] == NAME
    assert held["traders"][0]["phone"] == "+212612345678"
    assert [c["purpose"] for c in held["consents"]] == ["registration"]
    assert {e["kind"] for e in held["entries"]} == {"trader", "presence", "consent"}
    assert [place["number"] for place in held["places"]] == [1]
    assert [(t["what"], t["by"]["name_latin"]) for t in held["taken"]] == [
        ("trader", "Fatna the official")
    ]


def test_AC4_who_reads_what_is_held_is_in_the_audit(
    coach: TestClient, database: Database, world: World, market: MadeMarket
) -> None:
    trader_id = database.transact(lambda session: add_trader(session, market, world))
    request = ask(coach, trader_id, "see")
    coach.get(f"{REQUESTS}/{request['id']}/held")
    coach.get(f"{REQUESTS}/{request['id']}/answers")
    with database.read() as session:
        actions = set(session.exec(select(Audit.action).where(Audit.subject == request["id"])))
    assert actions == {"request.registered", "request.held_read", "request.answers_read"}


# Carried out


def test_RQ4_an_objection_to_surveys_leaves_the_registration(
    coach: TestClient, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    trader_id, entry_id = registered(coach, notebook, market)
    close(coach, ask(coach, trader_id, "object"), purposes=["survey"])
    with database.read() as session:
        assert session.get_one(Entry, (market.id, entry_id)).state == "approved"
        assert session.get_one(Trader, (market.id, trader_id)).state == "approved"


def test_RQ4_an_objection_takes_the_person_off_the_roster_and_out_of_the_feed(
    client: TestClient, coach: TestClient, notebook: Notebook, market: MadeMarket,
    database: Database, world: World,
) -> None:  # fmt: skip
    trader_id, entry_id = registered(coach, notebook, market)
    assert close(coach, ask(coach, trader_id, "object")).status_code == 200
    with database.read() as session:
        trader = session.get_one(Trader, (market.id, trader_id))
    assert (trader.state, trader.known_as, trader.phone) == ("withdrawn", "", None)
    assert newest_in_feed(client, database, market, world)[entry_id] == "removed"


def test_RQ5_after_an_erasure_the_name_is_nowhere_in_the_database(
    client: TestClient, coach: TestClient, notebook: Notebook, market: MadeMarket,
    database: Database, phone: MadePhone,
) -> None:  # fmt: skip
    trader_id, entry_id = registered(coach, notebook, market)
    notebook.push(  # refused: the trade is no code
        notebook.create(
            "trader", registration(trader_id, market.stalls["grains"][1]) | {"trade": "?"}
        )
    )
    client.get("/api/v1/sync/snapshot", headers=phone.headers)
    answer = close(coach, ask(coach, trader_id, "erase", note=f"{NAME} asked"), note=NAME)
    assert answer.status_code == 200, answer.text
    assert answer.json()["trader"] is None
    with database.read() as session:
        assert everything_said(session, market.id).count(NAME) == 0
        assert session.get_one(Entry, (market.id, entry_id)).state == "cancelled"
        assert not session.exec(select(Snapshot)).all()
        assert all(o.ends_on is not None for o in session.exec(select(Occupancy)))


def test_RQ6_an_erasure_leaves_a_row_that_names_nobody(
    coach: TestClient, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    trader_id, _ = registered(coach, notebook, market)
    request = ask(coach, trader_id, "erase", note=NAME)
    close(coach, request)
    with database.read() as session:
        left = session.get_one(SubjectRequest, (market.id, request["id"]))
    assert (left.sort, left.outcome, left.trader_id, left.note) == ("erase", "done", None, "")
    assert left.subject_key
    assert trader_id not in left.subject_key
    shown = coach.get(f"{REQUESTS}/{request['id']}/held")
    assert (shown.status_code, shown.json()["code"]) == (409, "subject_erased")


def test_RQ6_marks_stay_as_counts(
    client: TestClient, coach: TestClient, notebook: Notebook, market: MadeMarket
) -> None:
    trader_id, _ = registered(coach, notebook, market)
    before = coach.get("/api/v1/insight/presence?weeks=1").json()["totals"][0]["places"]
    close(coach, ask(coach, trader_id, "erase"))
    after = coach.get("/api/v1/insight/presence?weeks=1").json()["totals"][0]["places"]
    assert before["marked"] == after["marked"] == 1


def test_RQ5_programs_are_told_to_remove_what_they_pulled(
    client: TestClient, coach: TestClient, notebook: Notebook, market: MadeMarket,
    database: Database, world: World,
) -> None:  # fmt: skip
    trader_id, entry_id = registered(coach, notebook, market)
    assert newest_in_feed(client, database, market, world)[entry_id] == "approved"
    close(coach, ask(coach, trader_id, "erase"))
    assert newest_in_feed(client, database, market, world)[entry_id] == "removed"


def test_RQ5_the_authors_phone_is_told_to_drop_what_it_holds(
    coach: TestClient, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    trader_id, entry_id = registered(coach, notebook, market)
    close(coach, ask(coach, trader_id, "erase"))
    with database.read() as session:
        settled = session.exec(select(OpSettlement).where(OpSettlement.op_id == entry_id)).one()
    assert settled.outcome == "erased"


def test_RQ5_a_mark_that_comes_later_brings_nobody_back(
    coach: TestClient, notebook: Notebook, market: MadeMarket, database: Database
) -> None:
    trader_id, entry_id = registered(coach, notebook, market)
    close(coach, ask(coach, trader_id, "erase"))
    stall_id = market.stalls["grains"][2]
    late = notebook.mark(
        stall_id, body={"stall_id": stall_id, "trader_id": trader_id, "status": "absent"}
    )
    change = notebook.revise(entry_id, "trader", registration(trader_id, stall_id))
    codes = [result["code"] for result in notebook.push(late, change)]
    assert codes[0] == "applied"
    assert codes[1] != "applied"
    with database.read() as session:
        trader = session.get_one(Trader, (market.id, trader_id))
    assert (trader.state, trader.known_as) == ("withdrawn", "")


def everything_said(session: Session, market_id: str) -> str:
    """All texts of the tables that can hold a person's words."""
    rows: list[str] = []
    rows += [json.dumps(e.body, ensure_ascii=False) for e in session.exec(select(Entry))]
    rows += [r.op for r in session.exec(select(EntryRevision))]
    rows += [q.raw.decode() for q in session.exec(select(Quarantine))]
    rows += [t.known_as for t in session.exec(select(Trader))]
    rows += [s.note + s.outcome_note for s in session.exec(select(SubjectRequest))]
    rows += [json.dumps(a.detail, ensure_ascii=False) for a in session.exec(select(Audit))]
    rows += [gzip.decompress(s.data).decode() for s in session.exec(select(Snapshot))]
    return "\n".join(rows)


def newest_in_feed(
    client: TestClient, database: Database, market: MadeMarket, world: World
) -> dict[str, str]:
    """What a program that pulls everything holds last of each entry."""
    key, _ = database.transact(
        lambda session: make_key(session, market.desk("admin"), NewKey("x", "pii"), world)
    )
    headers = {"Authorization": f"Bearer {key}"}
    rows = client.get("/api/v1/feed/approved?limit=1000", headers=headers).json()["rows"]
    return {row["entry_id"]: row["type"] for row in rows}
