"""Taking back a whole bulk, or what a closing decided, in one request (SPEC ST7, ST8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from sqlmodel import select

from rahba.clock import World
from rahba.db import Database
from rahba.entries.lifecycle import in_sample
from rahba.entries.tables import Entry, Review
from rahba.review import undo
from tests.client import TestClient
from tests.making import FRIDAY, Clock, MadeMarket, coach_client, desk_client, make_market
from tests.recording import Notebook, new_id

UNDO = "/api/v1/review/undo"
DAY = f"/api/v1/review/days/{FRIDAY}"


@pytest.fixture
def marks(notebook: Notebook, market: MadeMarket) -> list[str]:
    """Five clean marks that wait."""
    ids = [next(id_ for id_ in iter(new_id, None) if not in_sample(id_)) for _ in range(5)]
    stalls = market.stalls["veg"]
    notebook.push(*[notebook.mark(s, entry_id=i) for s, i in zip(stalls, ids, strict=False)])
    return ids


def approve(coach: TestClient, entry_ids: Sequence[str]) -> list[str]:
    """The reviews that one bulk approval made."""
    decisions = [
        {"decision_id": new_id(), "decision": "approve", "rev": 1, "entry_id": entry_id}
        for entry_id in entry_ids
    ]
    results = coach.post("/api/v1/review/decisions", json={"decisions": decisions}).json()
    return [result["review_id"] for result in results["results"]]


def take_back(coach: TestClient, reviews: Sequence[str], decision_id: str | None = None) -> Any:
    body = {"decision_id": decision_id or new_id(), "review_ids": list(reviews)}
    return coach.post(UNDO, json=body)


def states(database: Database) -> Counter[str]:
    with database.read() as session:
        return Counter(session.exec(select(Entry.state)))


def reviews_made(database: Database) -> int:
    with database.read() as session:
        return len(session.exec(select(Review.id)).all())


@pytest.mark.parametrize("role", ["official", "admin"])
def test_AC1_only_a_coach_takes_decisions_back(
    client: TestClient, market: MadeMarket, role: str
) -> None:
    desk = desk_client(client, market, role)
    assert take_back(desk, [new_id()]).status_code == 403
    undone = desk.post(f"{DAY}/policies/undo", json={"decision_id": new_id()})
    assert undone.status_code == 403


def test_AC1_another_markets_coach_finds_no_review_to_take_back(
    client: TestClient, database: Database, world: World, coach: TestClient, marks: list[str]
) -> None:
    reviews = approve(coach, marks)
    stranger = coach_client(client, make_market(database, world, "settat"))
    results = take_back(stranger, reviews).json()["results"]
    assert {result["code"] for result in results} == {"not_found"}
    assert states(database) == {"approved": 5}


@pytest.mark.parametrize(("reviews", "status"), [([], 422), (["x"], 422), ([new_id()] * 2001, 413)])
def test_a_malformed_request_takes_nothing_back(
    coach: TestClient, reviews: list[str], status: int
) -> None:
    assert take_back(coach, reviews).status_code == status


def test_ST8_one_that_was_decided_meanwhile_stops_no_other(
    coach: TestClient, database: Database, marks: list[str], clock: Clock
) -> None:
    reviews = approve(coach, marks)
    clock.advance(minutes=1)
    coach.post(
        f"/api/v1/review/entries/{marks[1]}/decision",
        json={"decision_id": new_id(), "decision": "reopen", "rev": 1, "reason": "a second look"},
    )
    results = take_back(coach, [*reviews, new_id()]).json()["results"]
    assert [result["code"] for result in results] == [
        "decided", "decided_meanwhile", "decided", "decided", "decided", "not_found",
    ]  # fmt: skip
    assert [result["undoes"] for result in results][:5] == reviews
    assert states(database) == {"received": 5}


def test_ST8_one_request_takes_a_whole_bulk_back_once(
    coach: TestClient, database: Database, marks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "CHUNK", 2)  # several transactions
    reviews, decision_id = approve(coach, marks), new_id()
    first = take_back(coach, reviews, decision_id).json()
    assert states(database) == {"received": 5}
    assert take_back(coach, reviews, decision_id).json() == first
    assert reviews_made(database) == 10
    again = take_back(coach, reviews).json()["results"]
    assert {result["code"] for result in again} == {"decided_meanwhile"}


def test_ST8_a_review_named_twice_is_taken_back_once(
    coach: TestClient, database: Database, marks: list[str]
) -> None:
    review = approve(coach, marks[:1])[0]
    results = take_back(coach, [review, review]).json()["results"]
    assert [result["code"] for result in results] == ["decided", "decided"]
    assert reviews_made(database) == 2


def test_ST8_what_a_closing_approved_is_taken_back_in_one_request_but_for_what_a_coach_decided(
    coach: TestClient, database: Database, marks: list[str], clock: Clock
) -> None:
    assert coach.post(f"{DAY}/close").json()["approved"] == 5
    clock.advance(minutes=1)
    coach.post(
        f"/api/v1/review/entries/{marks[0]}/decision",
        json={"decision_id": new_id(), "decision": "reopen", "rev": 1, "reason": "a second look"},
    )
    body = {"decision_id": new_id()}
    assert coach.get(DAY).json()["steps"]["close"]["by_policy"] == 4
    assert coach.post(f"{DAY}/policies/undo", json=body).json() == {"undone": 4}
    assert coach.get(DAY).json()["steps"]["close"]["by_policy"] == 0
    assert states(database) == {"received": 5}
    assert coach.post(f"{DAY}/policies/undo", json=body).json() == {"undone": 0}


def test_ST5_what_was_taken_back_from_the_policies_is_the_coachs(
    coach: TestClient, database: Database, marks: list[str]
) -> None:
    coach.post(f"{DAY}/close")
    coach.post(f"{DAY}/policies/undo", json={"decision_id": new_id()})
    assert coach.post(f"{DAY}/close").json()["approved"] == 0
    assert states(database) == {"received": 5}
