"""A souk day at the coach's desk (SPEC ST5, ST6, PR7). Refusals first."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import col, select

from rahba.db import Database
from rahba.entries.lifecycle import in_sample
from rahba.entries.tables import Entry, Review
from rahba.journal import APPROVED, CATALOG, Change
from rahba.review import policy
from tests.client import TestClient
from tests.making import FRIDAY, MadeMarket, desk_client
from tests.recording import Notebook, entry_id_of, new_id

DAY = f"/api/v1/review/days/{FRIDAY}"


def clean_id() -> str:
    """An id that the sample passes over."""
    return next(id_ for id_ in iter(new_id, None) if not in_sample(id_))


def sampled_id() -> str:
    return next(id_ for id_ in iter(new_id, None) if in_sample(id_))


def entries(database: Database) -> dict[str, Entry]:
    with database.read() as session:
        return {entry.id: entry for entry in session.exec(select(Entry))}


@pytest.mark.parametrize("role", ["official", "admin"])
def test_AC1_only_a_coach_closes_a_day(client: TestClient, market: MadeMarket, role: str) -> None:
    desk = desk_client(client, market, role)
    assert desk.post(f"{DAY}/close").status_code == 403
    assert desk.get(DAY).status_code == 403


def test_a_day_that_is_no_souk_day_is_not_found(coach: TestClient) -> None:
    assert coach.get("/api/v1/review/days/2026-11-26").status_code == 404
    assert coach.post("/api/v1/review/days/2026-11-26/close").status_code == 404


def test_a_day_that_has_not_begun_cannot_be_closed(coach: TestClient) -> None:
    assert coach.post("/api/v1/review/days/2026-12-04/close").json()["code"] == "conflict"


def test_an_open_day_cannot_be_reopened_and_reopening_needs_a_reason(coach: TestClient) -> None:
    assert coach.post(f"{DAY}/reopen", json={"reason": " "}).status_code == 422
    assert coach.post(f"{DAY}/reopen", json={"reason": "late phones"}).status_code == 409


def test_ST5_closing_approves_the_clean_marks_and_leaves_the_sample_and_the_flagged(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(policy, "CHUNK", 2)  # several transactions
    stalls = market.stalls["veg"]
    clean = [notebook.mark(stall, entry_id=clean_id()) for stall in stalls[:5]]
    sampled = notebook.mark(stalls[5], entry_id=sampled_id())
    flagged = notebook.mark(new_id(), entry_id=clean_id())
    sheet = notebook.create("day_sheet", {"weather": ["sun"]}, entry_id=clean_id())
    notebook.push(*clean, sampled, flagged, sheet)
    day = coach.get(DAY).json()
    steps = day["steps"]
    assert (steps["flagged"], steps["sample"], steps["clean"]) == (1, 1, 6)
    assert day["kinds"]["clean"] == {"presence": 5, "day_sheet": 1}
    assert day["flags"] == {"unknown_stall": 1}

    answer = coach.post(f"{DAY}/close").json()
    assert answer == {"approved": 5, "sampled": 1, "known_places": 30}
    states = {id_: entry.state for id_, entry in entries(database).items()}
    assert {states[entry_id_of(op)] for op in clean} == {"approved"}
    assert {states[entry_id_of(op)] for op in (sampled, flagged, sheet)} == {"received"}
    with database.read() as session:
        by = set(session.exec(select(Review.decided_by)).all())
        told = session.exec(select(Change).where(Change.scope == APPROVED)).all()
        catalog = session.exec(select(Change.type).where(Change.scope == CATALOG)).all()
    assert by == {"policy:clean_presence"}
    assert [change.type for change in told] == ["approved"] * 5
    assert catalog == ["souk_day"]
    assert coach.get(DAY).json()["closed"]


def test_clean_registrations_are_counted_by_section(coach: TestClient, notebook: Notebook) -> None:
    for section, names in (("veg", 2), ("grains", 1)):
        for _ in range(names):
            register(notebook, section, entry_id=clean_id())
    register(notebook, "grains", entry_id=sampled_id())
    day = coach.get(DAY).json()
    assert day["registrations"] == {"veg": 2, "grains": 1}
    assert day["kinds"]["clean"]["trader"] == 3


def register(notebook: Notebook, section: str, **changed: Any) -> None:
    """Somebody agrees and is registered, each under a name that resembles no other."""
    trader_id = new_id()
    agreed = {
        "trader_id": trader_id, "purpose": "registration", "decision": "given",
        "text_version": "2026-11", "language": "ar", "mode": "spoken",
    }  # fmt: skip
    body = {
        "trader_id": trader_id, "action": "register", "known_as": f"n{trader_id}",
        "rahba": section, "trade": {"veg": "VEG01", "grains": "GRA01"}[section],
    }  # fmt: skip
    results = notebook.push(
        notebook.create("consent", agreed), notebook.create("trader", body, **changed)
    )
    assert [result["code"] for result in results] == ["applied", "applied"], results


def test_ST5_closing_again_decides_nothing_twice_and_freezes_nothing_anew(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket
) -> None:
    notebook.push(notebook.mark(market.stalls["veg"][0], entry_id=clean_id()))
    coach.post(f"{DAY}/close")
    closed_at = coach.get(DAY).json()["closed_at"]
    assert coach.post(f"{DAY}/close").json()["approved"] == 0
    assert coach.get(DAY).json()["closed_at"] == closed_at
    with database.read() as session:
        assert len(session.exec(select(Review)).all()) == 1


def test_ST6_a_mark_that_comes_after_closing_is_late_and_no_policy_approves_it(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket
) -> None:
    coach.post(f"{DAY}/close")
    late = notebook.mark(market.stalls["veg"][0], entry_id=clean_id())
    assert notebook.push_one(late)["flags"] == ["late"]
    assert coach.post(f"{DAY}/close").json()["approved"] == 0
    assert entries(database)[entry_id_of(late)].queue_step == 0


@pytest.mark.parametrize(("undo", "told"), [(False, "unapproved"), (True, "removed")])
def test_ST4_the_authors_change_of_what_a_policy_approved_takes_it_out_at_once(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket,
    undo: bool, told: str,
) -> None:  # fmt: skip
    stall = market.stalls["veg"][0]
    mark = notebook.mark(stall, entry_id=clean_id())
    notebook.push(mark)
    coach.post(f"{DAY}/close")
    body = {"stall_id": stall, "status": "absent"}
    change: Any = (
        notebook.cancel(entry_id_of(mark), "presence")
        if undo
        else notebook.revise(entry_id_of(mark), "presence", body)
    )
    assert notebook.push_one(change)["code"] == "applied"
    entry = entries(database)[entry_id_of(mark)]
    assert (entry.state, entry.approved_rev) == ("cancelled" if undo else "received", None)
    with database.read() as session:
        query = select(Change.type).where(Change.scope == APPROVED).order_by(col(Change.seq))
        assert session.exec(query).all() == ["approved", told]


def test_PR7_reopening_lets_marks_be_on_time_again_and_decisions_stand(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket
) -> None:
    mark = notebook.mark(market.stalls["veg"][0], entry_id=clean_id())
    notebook.push(mark)
    coach.post(f"{DAY}/close")
    assert coach.post(f"{DAY}/reopen", json={"reason": "a phone was lost"}).status_code == 204
    assert "flags" not in notebook.push_one(notebook.mark(market.stalls["veg"][1]))
    assert entries(database)[entry_id_of(mark)].state == "approved"


def test_the_day_says_what_has_not_arrived_and_what_was_marked(
    coach: TestClient, notebook: Notebook, market: MadeMarket
) -> None:
    stall = market.stalls["veg"][0]
    manifest = {"pending": 5, "by_day": {FRIDAY.isoformat(): 5}}
    notebook.push(notebook.mark(stall), notebook.mark(stall), manifest=manifest)
    day = coach.get(DAY).json()
    assert day["steps"]["not_arrived"] == {"people": 1, "entries": 3}
    assert day["steps"]["close"] == {"known_places": 30, "marked": 1, "by_policy": 0}
    assert day["counts"]["received"] == 2
    listed = coach.get("/api/v1/review/days").json()
    assert [item["date"] for item in listed][:2] == ["2026-12-04", FRIDAY.isoformat()]


def test_I5_what_was_refused_is_shown_to_the_coach_as_it_came(
    coach: TestClient, client: TestClient, market: MadeMarket, notebook: Notebook
) -> None:
    notebook.push("{broken")
    (item,) = coach.get("/api/v1/review/quarantine").json()
    assert (item["code"], item["raw_text"]) == ("invalid", "{broken")
    assert item["person"]["id"] == notebook.caller.person_id
    assert (
        desk_client(client, market, "official").get("/api/v1/review/quarantine").status_code == 403
    )
