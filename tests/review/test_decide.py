"""A coach decides (SPEC ST1-ST4, ST7, I8, AC1). Refusals first."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import col, select

from rahba.access.tables import Audit
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, Review
from rahba.journal import APPROVED, Change
from tests.client import TestClient
from tests.making import Clock, MadeMarket, coach_client, desk_client, make_market
from tests.recording import Notebook, entry_id_of, new_id


@pytest.fixture
def sheet(notebook: Notebook) -> str:
    """The id of an entry that waits for a person."""
    op = notebook.create("day_sheet", {"weather": ["sun"], "waste_kg": 10})
    notebook.push(op)
    return entry_id_of(op)


def decision(kind: str, rev: int = 1, **changed: Any) -> dict[str, Any]:
    return {"decision_id": new_id(), "decision": kind, "rev": rev} | changed


def decide(coach: TestClient, entry_id: str, kind: str, rev: int = 1, **changed: Any) -> Any:
    return coach.post(
        f"/api/v1/review/entries/{entry_id}/decision", json=decision(kind, rev, **changed)
    )


def state_of(database: Database, entry_id: str) -> str:
    with database.read() as session:
        return session.exec(select(Entry.state).where(Entry.id == entry_id)).one()


def told_programs(database: Database) -> list[tuple[str, int | None]]:
    with database.read() as session:
        query = select(Change.type, Change.rev).where(Change.scope == APPROVED)
        return [(type_, rev) for type_, rev in session.exec(query.order_by(col(Change.seq))).all()]


@pytest.mark.parametrize("role", ["official", "admin"])
def test_AC1_only_a_coach_decides(
    client: TestClient, database: Database, market: MadeMarket, sheet: str, role: str
) -> None:
    answer = decide(desk_client(client, market, role), sheet, "approve")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert state_of(database, sheet) == "received"


def test_AC1_nobody_decides_without_signing_in(client: TestClient, sheet: str) -> None:
    assert decide(client, sheet, "approve").status_code == 401


def test_AC1_another_markets_coach_does_not_find_the_entry(
    client: TestClient, database: Database, world: World, sheet: str
) -> None:
    stranger = coach_client(client, make_market(database, world, "settat"))
    answer = decide(stranger, sheet, "approve")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert state_of(database, sheet) == "received"


@pytest.mark.parametrize(
    "body",
    [
        decision("approve", rev=0),
        decision("adore"),
        decision("reject"),
        decision("reject", reason="  "),
        decision("return"),
        decision("approve", decision_id="x"),
        decision("return", comments=[{"path": "waste_kg", "text": "a\0b"}]),
    ],
)
def test_a_malformed_decision_is_refused_and_changes_nothing(
    coach: TestClient, database: Database, sheet: str, body: dict[str, Any]
) -> None:
    answer = coach.post(f"/api/v1/review/entries/{sheet}/decision", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert state_of(database, sheet) == "received"


def test_ST3_a_revision_that_came_meanwhile_is_shown_and_nothing_changes(
    coach: TestClient, database: Database, notebook: Notebook, sheet: str, clock: Clock
) -> None:
    clock.advance(minutes=1)
    notebook.push(notebook.revise(sheet, "day_sheet", {"weather": ["rain"]}))
    answer = decide(coach, sheet, "approve", rev=1)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "decided_meanwhile")
    assert problem["by"]["name_latin"] == "Fatna the animator"
    assert problem["your"]["name_latin"] == "Fatna the coach"
    assert (problem["decision"], problem["current"]) == ("revise", {"rev": 2, "state": "received"})
    assert state_of(database, sheet) == "received"


def test_ST3_another_decision_that_came_meanwhile_is_shown(
    coach: TestClient, database: Database, sheet: str, clock: Clock
) -> None:
    decide(coach, sheet, "approve")
    clock.advance(minutes=1)
    problem = decide(coach, sheet, "reject", reason="twice").json()
    assert (problem["code"], problem["decision"]) == ("decided_meanwhile", "approve")
    assert problem["by"]["name_latin"] == "Fatna the coach"
    assert problem["at"] == "2026-11-27T07:30:00Z"
    assert state_of(database, sheet) == "approved"


def test_ST1_what_was_not_decided_cannot_be_reopened(coach: TestClient, sheet: str) -> None:
    answer = decide(coach, sheet, "reopen", reason="why not")
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def test_ST7_a_decision_sent_again_gets_its_first_answer_and_decides_once(
    coach: TestClient, database: Database, notebook: Notebook, sheet: str
) -> None:
    body = decision("return", comments=[{"path": "waste_kg", "text": "كم؟"}])
    url = f"/api/v1/review/entries/{sheet}/decision"
    first = coach.post(url, json=body)
    notebook.push(notebook.revise(sheet, "day_sheet", {"weather": ["rain"]}))
    again = coach.post(url, json=body)
    assert first.json() == again.json()
    assert first.json()["state"] == "returned"
    assert state_of(database, sheet) == "received"
    with database.read() as session:
        assert len(session.exec(select(Review)).all()) == 1


def test_ST2_an_approval_binds_the_revision_that_was_seen_and_programs_learn_of_it(
    coach: TestClient, database: Database, sheet: str
) -> None:
    answer = decide(coach, sheet, "approve").json()
    assert (answer["state"], answer["rev"]) == ("approved", 1)
    assert told_programs(database) == [("approved", 1)]
    with database.read() as session:
        entry = session.exec(select(Entry)).one()
        audited = session.exec(select(Audit).where(Audit.action == "review.approve")).one()
    assert (entry.approved_rev, entry.rev, entry.queue_step) == (1, 1, None)
    assert audited.subject == sheet


def test_ST1_returned_revised_and_approved(
    coach: TestClient, database: Database, notebook: Notebook, sheet: str
) -> None:
    decide(coach, sheet, "return", comments=[{"path": "waste_kg", "text": "؟", "phrase": "much"}])
    notebook.push(notebook.revise(sheet, "day_sheet", {"weather": ["sun"], "waste_kg": 9}))
    assert decide(coach, sheet, "approve", rev=2).json()["state"] == "approved"
    assert told_programs(database) == [("approved", 2)]


def test_ST4_the_authors_change_of_what_a_person_approved_waits_beside_it(
    coach: TestClient, database: Database, notebook: Notebook, sheet: str
) -> None:
    decide(coach, sheet, "approve")
    better = {"weather": ["rain"], "waste_kg": 12}
    result = notebook.push_one(notebook.revise(sheet, "day_sheet", better))
    assert (result["code"], result["rev"]) == ("proposed", 2)
    with database.read() as session:
        entry = session.exec(select(Entry)).one()
    assert (entry.state, entry.body["waste_kg"], entry.proposed_rev) == ("approved", 10, 2)
    assert entry.queue_step == 0
    assert told_programs(database) == [("approved", 1)]

    assert decide(coach, sheet, "accept_proposed", rev=2).json()["state"] == "approved"
    with database.read() as session:
        entry = session.exec(select(Entry)).one()
    assert (entry.body, entry.approved_rev, entry.proposed_rev) == (better, 2, None)
    assert told_programs(database) == [("approved", 1), ("corrected", 2)]


def test_ST4_a_refused_correction_leaves_what_was_approved_and_the_next_one_follows_it(
    coach: TestClient, database: Database, notebook: Notebook, sheet: str
) -> None:
    decide(coach, sheet, "approve")
    notebook.push(notebook.revise(sheet, "day_sheet", {"weather": ["rain"]}))
    assert decide(coach, sheet, "refuse_proposed", rev=2).json()["state"] == "approved"
    with database.read() as session:
        entry = session.exec(select(Entry)).one()
    assert (entry.body["waste_kg"], entry.approved_rev, entry.rev) == (10, 1, 2)
    third = notebook.push_one(notebook.revise(sheet, "day_sheet", {"weather": ["mud"]}))
    assert (third["code"], third["rev"]) == ("proposed", 3)
    assert told_programs(database) == [("approved", 1)]


def test_ST4_an_accepted_withdrawal_takes_the_entry_out(
    coach: TestClient, database: Database, notebook: Notebook, sheet: str
) -> None:
    decide(coach, sheet, "approve")
    assert notebook.push_one(notebook.cancel(sheet, "day_sheet"))["code"] == "proposed"
    assert decide(coach, sheet, "accept_proposed", rev=2).json()["state"] == "cancelled"
    assert [type_ for type_, _ in told_programs(database)] == ["approved", "removed"]


def test_I8_reopening_shows_the_newest_revision_and_needs_a_new_decision(
    coach: TestClient, database: Database, notebook: Notebook, sheet: str
) -> None:
    decide(coach, sheet, "approve")
    notebook.push(notebook.revise(sheet, "day_sheet", {"weather": ["rain"]}))
    decide(coach, sheet, "refuse_proposed", rev=2)
    assert decide(coach, sheet, "reopen", rev=2, reason="mistake").json()["state"] == "received"
    with database.read() as session:
        entry = session.exec(select(Entry)).one()
    assert (entry.body, entry.approved_rev) == ({"weather": ["rain"]}, None)
    assert [type_ for type_, _ in told_programs(database)] == ["approved", "unapproved"]


# Many at once, and undo


def test_bulk_answers_each_and_one_that_fails_stops_no_other(
    coach: TestClient, database: Database, notebook: Notebook, sheet: str, market: MadeMarket
) -> None:
    marks = [notebook.mark(stall) for stall in market.stalls["veg"][:3]]
    notebook.push(*marks)
    decisions = [
        decision("approve", entry_id=entry_id_of(marks[0])),
        decision("approve", entry_id=new_id()),
        decision("approve", rev=7, entry_id=entry_id_of(marks[1])),
        decision("reopen", entry_id=sheet, reason="x"),
        decision("approve", entry_id=entry_id_of(marks[2])),
    ]
    results = coach.post("/api/v1/review/decisions", json={"decisions": decisions}).json()[
        "results"
    ]
    assert [r["code"] for r in results] == [
        "decided", "not_found", "decided_meanwhile", "not_allowed", "decided",
    ]  # fmt: skip
    assert [type_ for type_, _ in told_programs(database)] == ["approved", "approved"]


@pytest.mark.parametrize(
    ("kind", "told"),
    [("approve", ["approved", "unapproved"]), ("return", []), ("reject", [])],
)
def test_ST7_undo_takes_back_the_newest_decision_once(
    coach: TestClient, database: Database, sheet: str, clock: Clock, kind: str, told: list[str]
) -> None:
    review = decide(coach, sheet, kind, reason="r").json()["review_id"]
    clock.advance(minutes=1)
    body = {"decision_id": new_id()}
    undone = coach.post(f"/api/v1/review/reviews/{review}/undo", json=body)
    assert undone.json()["state"] == state_of(database, sheet) == "received"
    assert coach.post(f"/api/v1/review/reviews/{review}/undo", json=body).json() == undone.json()
    twice = coach.post(f"/api/v1/review/reviews/{review}/undo", json={"decision_id": new_id()})
    assert (twice.status_code, twice.json()["code"]) == (409, "decided_meanwhile")
    assert [type_ for type_, _ in told_programs(database)] == told


def test_ST7_an_undone_acceptance_puts_the_approved_revision_back_and_the_proposal_beside_it(
    coach: TestClient, database: Database, notebook: Notebook, sheet: str, clock: Clock
) -> None:
    decide(coach, sheet, "approve")
    notebook.push(notebook.revise(sheet, "day_sheet", {"weather": ["rain"]}))
    clock.advance(minutes=1)
    review = decide(coach, sheet, "accept_proposed", rev=2).json()["review_id"]
    clock.advance(minutes=1)
    coach.post(f"/api/v1/review/reviews/{review}/undo", json={"decision_id": new_id()})
    with database.read() as session:
        entry = session.exec(select(Entry)).one()
    assert (entry.state, entry.approved_rev, entry.proposed_rev) == ("approved", 1, 2)
    assert entry.body["waste_kg"] == 10
    assert told_programs(database) == [("approved", 1), ("corrected", 2), ("corrected", 1)]


def test_ST7_a_decision_that_the_author_has_answered_cannot_be_undone(
    coach: TestClient, notebook: Notebook, sheet: str
) -> None:
    review = decide(coach, sheet, "return", reason="r").json()["review_id"]
    notebook.push(notebook.revise(sheet, "day_sheet", {"weather": ["rain"]}))
    answer = coach.post(f"/api/v1/review/reviews/{review}/undo", json={"decision_id": new_id()})
    assert answer.status_code == 409


def test_an_unknown_review_is_not_found(coach: TestClient) -> None:
    url = f"/api/v1/review/reviews/{new_id()}/undo"
    assert coach.post(url, json={"decision_id": new_id()}).status_code == 404
