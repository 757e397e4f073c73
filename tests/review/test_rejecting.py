"""Where what was recorded of a trader goes when the registration is rejected (SPEC ST9, ST7)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import select

from rahba.db import Database
from rahba.entries.tables import Entry
from tests.client import TestClient
from tests.making import Clock, MadeMarket
from tests.recording import Notebook, entry_id_of, new_id


def register(notebook: Notebook) -> tuple[str, str]:
    """Somebody new, who agreed: their id, and that of the registration."""
    trader = new_id()
    agreed = {
        "trader_id": trader, "purpose": "registration", "decision": "given",
        "text_version": "2026-11", "language": "ar", "mode": "spoken",
    }  # fmt: skip
    body = {
        "trader_id": trader, "action": "register", "known_as": f"n{trader}", "rahba": "veg",
        "trade": "VEG01",
    }  # fmt: skip
    op = notebook.create("trader", body)
    codes = [r["code"] for r in notebook.push(notebook.create("consent", agreed), op)]
    assert codes == ["applied", "applied"]
    return trader, entry_id_of(op)


@pytest.fixture
def registered(notebook: Notebook) -> tuple[str, str]:
    return register(notebook)


@pytest.fixture
def mark(notebook: Notebook, market: MadeMarket, registered: tuple[str, str]) -> str:
    """The id of a mark of the registered trader."""
    body = {"stall_id": market.stalls["veg"][0], "status": "present", "trader_id": registered[0]}
    op = notebook.mark(body["stall_id"], body=body)
    assert notebook.push_one(op)["code"] == "applied"
    return entry_id_of(op)


def decide(coach: TestClient, entry_id: str, kind: str, following: Any = None) -> Any:
    body = {"decision_id": new_id(), "decision": kind, "rev": 1, "reason": "nobody knows them"}
    url = f"/api/v1/review/entries/{entry_id}/decision"
    answer = coach.post(url, json=body | {"following": following})
    if answer.status_code == 200:
        assert coach.post(url, json=body | {"following": following}).json() == answer.json()
    return answer


def ticking(clock: Clock) -> datetime:
    """What follows from a decision is later than what it follows from."""
    clock.advance(microseconds=1)
    return clock.moment


def entry(database: Database, entry_id: str) -> Entry:
    with database.read() as session:
        return session.exec(select(Entry).where(Entry.id == entry_id)).one()


@pytest.mark.parametrize(
    "following", [{"what": "move"}, {"what": "keep", "to_id": new_id()}, {"what": "burn"}]
)
def test_ST9_an_unclear_word_on_what_follows_rejects_nothing(
    coach: TestClient, database: Database, registered: tuple[str, str], following: dict[str, Any]
) -> None:
    assert decide(coach, registered[1], "reject", following).status_code == 422
    assert entry(database, registered[1]).state == "received"


def test_ST9_what_would_move_to_nobody_rejects_nothing(
    coach: TestClient, database: Database, registered: tuple[str, str], mark: str
) -> None:
    following = {"what": "move", "to_id": new_id()}
    assert decide(coach, registered[1], "reject", following).status_code == 404
    assert entry(database, registered[1]).state == "received"


def test_ST9_nothing_follows_what_is_no_rejected_registration(
    coach: TestClient, database: Database, registered: tuple[str, str], mark: str
) -> None:
    assert decide(coach, mark, "reject", {"what": "reject"}).status_code == 409
    assert decide(coach, registered[1], "approve", {"what": "reject"}).status_code == 409
    assert entry(database, mark).state == entry(database, registered[1]).state == "received"


def test_ST9_marks_keep_their_place_without_a_person(
    coach: TestClient, database: Database, registered: tuple[str, str], mark: str
) -> None:
    shown = coach.get(f"/api/v1/review/entries/{registered[1]}").json()
    assert shown["hanging"] == {"presence": 1}
    assert decide(coach, registered[1], "reject", {"what": "keep"}).json()["also"] == []
    kept = entry(database, mark)
    assert (kept.state, kept.flags) == ("received", ["unknown_trader"])
    assert kept.stall_id is not None


@pytest.mark.parametrize("approved", [False, True])
def test_ST9_marks_are_rejected_too_and_one_undo_takes_all_of_it_back(
    coach: TestClient, database: Database, registered: tuple[str, str], mark: str, approved: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(Clock, "__call__", ticking)
    if approved:
        decide(coach, mark, "approve")
    answer = decide(coach, registered[1], "reject", {"what": "reject"}).json()
    assert len(answer["also"]) == 1
    assert entry(database, mark).state == "rejected"
    reviews = [answer["review_id"], *answer["also"]]
    undone = {"decision_id": new_id(), "review_ids": reviews}
    results = coach.post("/api/v1/review/undo", json=undone).json()["results"]
    assert {result["code"] for result in results} == {"decided"}
    assert {entry(database, id_).state for id_ in (registered[1], mark)} == {"received"}
    assert entry(database, mark).flags == ["provisional_trader"]


def test_ST9_marks_move_to_somebody_who_is_known(
    coach: TestClient, database: Database, notebook: Notebook, registered: tuple[str, str],
    mark: str,
) -> None:  # fmt: skip
    other, _ = register(notebook)
    answer = decide(coach, registered[1], "reject", {"what": "move", "to_id": other}).json()
    moved = entry(database, mark)
    assert (moved.state, moved.flags, moved.trader_id) == ("received", [], registered[0])
    merges = coach.get("/api/v1/review/merges").json()
    assert [(m["alias_id"], m["to"]["trader_id"]) for m in merges] == [(answer["alias_id"], other)]
    assert coach.post(f"/api/v1/review/merges/{answer['alias_id']}/undo").status_code == 204
    undone = {"decision_id": new_id(), "review_ids": [answer["review_id"]]}
    coach.post("/api/v1/review/undo", json=undone)
    assert entry(database, registered[1]).state == "received"
    assert entry(database, mark).flags == ["provisional_trader"]
