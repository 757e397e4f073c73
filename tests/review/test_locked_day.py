"""A closed day whose figures stand until a coach reopens it (SPEC LK). Refusals first."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from rahba.access.tables import Audit
from rahba.clock import World
from rahba.db import Database
from rahba.entries.lifecycle import in_sample
from rahba.entries.tables import Entry
from rahba.insight.read import presence_by_section
from rahba.review.merges import merge
from tests.client import TestClient
from tests.making import FRIDAY, Clock, MadeMarket, add_trader, desk_client
from tests.recording import Notebook, entry_id_of, new_id

DAY = f"/api/v1/review/days/{FRIDAY}"
WHY = {"reason": "the commune asks for a correction"}


def clean_id() -> str:
    return next(id_ for id_ in iter(new_id, None) if not in_sample(id_))


def lock(coach: TestClient) -> None:
    assert coach.post(f"{DAY}/close").status_code == 200
    assert coach.post(f"{DAY}/lock").status_code == 204


def decide(coach: TestClient, entry_id: str, decision: str, rev: int = 1) -> Any:
    said = {"decision_id": new_id(), "decision": decision, "rev": rev, "reason": "so"}
    return coach.post(f"/api/v1/review/entries/{entry_id}/decision", json=said)


def entry(database: Database, entry_id: str) -> Entry:
    with database.read() as session:
        return session.exec(select(Entry).where(Entry.id == entry_id)).one()


def test_AC1_only_a_coach_locks_a_day(client: TestClient, market: MadeMarket) -> None:
    assert desk_client(client, market, "official").post(f"{DAY}/lock").status_code == 403


def test_LK1_an_open_day_cannot_be_locked_and_one_that_is_no_souk_day_is_not_found(
    coach: TestClient,
) -> None:
    assert coach.post(f"{DAY}/lock").json()["code"] == "conflict"
    assert coach.post("/api/v1/review/days/2026-11-26/lock").status_code == 404


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_LK1_a_locked_day_refuses_a_decision_and_says_who_locked_it_and_when(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket, decision: str
) -> None:
    mark = notebook.mark(new_id(), entry_id=clean_id())  # flagged: no policy decides it
    notebook.push(mark)
    lock(coach)
    answer = decide(coach, entry_id_of(mark), decision)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "day_locked")
    assert (problem["date"], problem["at"]) == (FRIDAY.isoformat(), "2026-11-27T07:30:00Z")
    assert set(problem["by"]) == {"name_ar", "name_latin"}
    assert entry(database, entry_id_of(mark)).state == "received"


def test_LK1_what_was_approved_is_neither_reopened_nor_taken_back(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket
) -> None:
    marks = [notebook.mark(stall, entry_id=clean_id()) for stall in market.stalls["veg"][:2]]
    notebook.push(*marks)
    review = decide(coach, entry_id_of(marks[0]), "approve").json()["review_id"]
    lock(coach)
    said = {"decision_id": new_id()}
    undo = coach.post(f"/api/v1/review/reviews/{review}/undo", json=said)
    assert undo.json()["code"] == "day_locked"
    many = {"decision_id": new_id(), "review_ids": [review]}
    (result,) = coach.post("/api/v1/review/undo", json=many).json()["results"]
    assert (result["code"], result["date"]) == ("day_locked", FRIDAY.isoformat())
    policies = coach.post(f"{DAY}/policies/undo", json={"decision_id": new_id()})
    assert policies.json()["code"] == "day_locked"
    for mark in marks:
        assert decide(coach, entry_id_of(mark), "reopen").json()["code"] == "day_locked"
        assert entry(database, entry_id_of(mark)).state == "approved"


def test_LK1_of_many_decisions_those_on_other_days_are_made(
    coach: TestClient, notebook: Notebook, market: MadeMarket
) -> None:
    here = notebook.mark(new_id())
    there = notebook.mark(market.stalls["veg"][0], souk_date="2026-11-20")
    notebook.push(here, there)
    lock(coach)
    decisions = [
        {"decision_id": new_id(), "entry_id": entry_id_of(op), "decision": "approve", "rev": 1}
        for op in (here, there)
    ]
    answer = coach.post("/api/v1/review/decisions", json={"decisions": decisions}).json()
    assert [result["code"] for result in answer["results"]] == ["day_locked", "decided"]


def test_LK1_a_correction_can_be_asked_for_since_it_moves_no_figure(
    coach: TestClient, database: Database, notebook: Notebook
) -> None:
    mark = notebook.mark(new_id())
    notebook.push(mark)
    lock(coach)
    assert decide(coach, entry_id_of(mark), "return").status_code == 200
    assert entry(database, entry_id_of(mark)).state == "returned"


def test_LK2_what_comes_after_the_lock_is_taken_and_late_and_no_policy_runs(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket
) -> None:
    waiting = notebook.mark(market.stalls["veg"][1], entry_id=clean_id())
    coach.post(f"{DAY}/close")
    coach.post(f"{DAY}/lock")
    result = notebook.push_one(waiting)
    assert (result["code"], result["flags"]) == ("applied", ["late"])
    assert coach.post(f"{DAY}/close").json()["code"] == "day_locked"
    assert entry(database, entry_id_of(waiting)).state == "received"


@pytest.mark.parametrize("undo", [False, True])
def test_LK3_the_authors_change_of_what_a_policy_approved_waits_beside_it(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket, undo: bool
) -> None:
    stall = market.stalls["veg"][0]
    mark = notebook.mark(stall, entry_id=clean_id())
    notebook.push(mark)
    lock(coach)
    body = {"stall_id": stall, "status": "absent"}
    id_ = entry_id_of(mark)
    change = notebook.cancel(id_, "presence") if undo else notebook.revise(id_, "presence", body)
    assert notebook.push_one(change)["code"] == "proposed"
    kept = entry(database, id_)
    assert (kept.state, kept.approved_rev, kept.proposed_rev) == ("approved", 1, 2)
    assert decide(coach, id_, "accept_proposed", rev=2).json()["code"] == "day_locked"
    assert decide(coach, id_, "refuse_proposed", rev=2).json()["code"] == "day_locked"
    coach.post(f"{DAY}/reopen", json=WHY)
    assert decide(coach, id_, "accept_proposed", rev=2).status_code == 200
    assert entry(database, id_).state == ("cancelled" if undo else "approved")


def test_LK4_a_merge_made_later_leaves_the_figures_of_a_locked_day(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket,
    world: World, clock: Clock,
) -> None:  # fmt: skip
    stalls = market.stalls["grains"]
    first, again = database.transact(
        lambda s: [add_trader(s, market, world, stall_id=stall) for stall in stalls[:2]]
    )
    other_day = [notebook.mark(stall, souk_date="2026-11-20") for stall in stalls[:2]]
    notebook.push(*(notebook.mark(stall) for stall in stalls[:2]), *other_day)
    lock(coach)
    clock.advance(minutes=5)
    database.transact(lambda s: merge(s, market.desk("coach"), again, first, world))
    assert present(database, market) == {"2026-11-20": 1, "2026-11-27": 2}
    coach.post(f"{DAY}/reopen", json=WHY)
    assert present(database, market) == {"2026-11-20": 1, "2026-11-27": 1}


def present(database: Database, market: MadeMarket) -> dict[str, int]:
    with database.read() as session:
        shown = presence_by_section(session, market.id, 2, approved_only=False)
    return {total["date"]: total["traders"]["present"] for total in shown["totals"]}


def test_LK5_the_desk_and_programs_see_the_lock_and_reopening_lifts_it_with_a_reason(
    coach: TestClient, database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    notebook.push(notebook.mark(market.stalls["veg"][0]))
    assert coach.get(DAY).json()["lock"] is None
    lock(coach)
    assert coach.post(f"{DAY}/lock").status_code == 204  # twice is once
    shown = coach.get(DAY).json()
    assert (shown["locked"], shown["lock"]["date"]) == (True, FRIDAY.isoformat())
    (day,) = (d for d in insight_days(database, market) if d["date"] == FRIDAY.isoformat())
    assert day["locked"] is True
    assert coach.post(f"{DAY}/reopen", json={"reason": " "}).status_code == 422
    assert coach.post(f"{DAY}/reopen", json=WHY).status_code == 204
    shown = coach.get(DAY).json()
    assert (shown["locked"], shown["closed"], shown["lock"]) == (False, False, None)
    with database.read() as session:
        made = [(row.action, row.detail) for row in session.exec(select(Audit))]
    made = [(action, detail) for action, detail in made if action in ("day.lock", "day.reopen")]
    assert sorted(made) == [("day.lock", {}), ("day.reopen", WHY | {"was_locked": True})]


def insight_days(database: Database, market: MadeMarket) -> list[dict[str, Any]]:
    with database.read() as session:
        days: list[dict[str, Any]] = presence_by_section(session, market.id, 2, approved_only=True)[
            "days"
        ]
    return days


def test_LK1_a_registration_that_falls_takes_nothing_out_of_a_locked_day(
    coach: TestClient, database: Database, notebook: Notebook, market: MadeMarket
) -> None:
    """Its marks keep their approval, and say that nobody knows the trader."""
    trader = register(notebook)
    mark = notebook.create("presence", {"trader_id": trader[1], "status": "present"})
    notebook.push(mark)
    decide(coach, entry_id_of(mark), "approve")
    lock(coach)
    assert decide(coach, trader[0], "reject").status_code == 200
    kept = entry(database, entry_id_of(mark))
    assert (kept.state, kept.flags) == ("approved", ["unknown_trader"])


def test_LK1_who_withdraws_leaves_a_locked_day_too(
    database: Database, coach: TestClient, notebook: Notebook
) -> None:
    registration, trader_id = register(notebook, on=FRIDAY.isoformat())
    decide(coach, registration, "approve")
    lock(coach)
    notebook.push(notebook.create("consent", consent(trader_id, "withdrawn")))
    assert entry(database, registration).state == "rejected"


def register(notebook: Notebook, on: str = "2026-11-20") -> tuple[str, str]:
    """`(entry, trader)`: somebody agrees and is registered."""
    trader_id = new_id()
    body = {
        "trader_id": trader_id, "action": "register", "known_as": "Fatna",
        "rahba": "veg", "trade": "VEG01",
    }  # fmt: skip
    registration = notebook.create("trader", body, souk_date=on)
    agreed = notebook.create("consent", consent(trader_id, "given"), souk_date=on)
    results = notebook.push(agreed, registration)
    assert [result["code"] for result in results] == ["applied", "applied"], results
    return entry_id_of(registration), trader_id


def consent(trader_id: str, decision: str) -> dict[str, str]:
    return {
        "trader_id": trader_id, "purpose": "registration", "decision": decision,
        "text_version": "2026-11", "language": "ar", "mode": "spoken",
    }  # fmt: skip
