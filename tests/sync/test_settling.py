"""A coach settles what was refused and kept (SPEC PU9, PU16, I4, I5). Refusals first."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from rahba.access.tables import Audit
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, OpSettlement, Quarantine
from rahba.sync.mine import settlement_documents
from tests.client import TestClient
from tests.making import MadeMarket, coach_client, desk_client, make_market
from tests.recording import Notebook, entry_id_of, new_id, op_id_of, open_notebook

URL = "/api/v1/review/quarantine"


@pytest.fixture
def revoked(notebook: Notebook) -> Notebook:
    """A phone that was said to be lost, and went on."""
    notebook.caller = replace(notebook.caller, revoked=True)
    return notebook


def kept(coach: TestClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = coach.get(URL).json()
    return items


def release(coach: TestClient, at: int = 0) -> Any:
    return coach.post(f"{URL}/{kept(coach)[at]['id']}/release")


def discard(coach: TestClient, reason: str = "recorded twice") -> Any:
    return coach.post(f"{URL}/{kept(coach)[0]['id']}/discard", json={"reason": reason})


def entries(database: Database) -> list[Entry]:
    with database.read() as session:
        return list(session.exec(select(Entry)))


def told(database: Database, notebook: Notebook, op: str) -> list[tuple[str, str]]:
    """What the author's phones learn of an op."""
    with database.read() as session:
        documents = settlement_documents(
            session, notebook.caller.market_id, notebook.caller.person_id, [op_id_of(op)]
        )
    return [(document["outcome"], document["reason"]) for document in documents]


@pytest.mark.parametrize("role", ["official", "admin"])
def test_AC1_only_a_coach_settles(
    client: TestClient, market: MadeMarket, revoked: Notebook, role: str
) -> None:
    revoked.push(revoked.mark(market.stalls["veg"][0]))
    id_ = kept(coach_client(client, market))[0]["id"]
    desk = desk_client(client, market, role)
    assert desk.post(f"{URL}/{id_}/release").status_code == 403
    assert desk.post(f"{URL}/{id_}/discard", json={"reason": "x"}).status_code == 403


def test_AC1_another_markets_coach_finds_nothing_to_settle(
    client: TestClient, database: Database, world: World, market: MadeMarket, coach: TestClient,
    revoked: Notebook,
) -> None:  # fmt: skip
    revoked.push(revoked.mark(market.stalls["veg"][0]))
    id_ = kept(coach)[0]["id"]
    stranger = coach_client(client, make_market(database, world, "settat"))
    assert stranger.post(f"{URL}/{id_}/release").status_code == 404
    assert stranger.post(f"{URL}/{id_}/discard", json={"reason": "x"}).status_code == 404


def test_PU16_what_a_rule_still_refuses_is_not_forced(
    database: Database, market: MadeMarket, coach: TestClient, notebook: Notebook
) -> None:
    notebook.push(notebook.mark(market.stalls["veg"][0], "asleep"))
    answer = release(coach)
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["reason"]) == (
        409, "still_refused", "invalid",
    )  # fmt: skip
    assert problem["errors"][0]["path"] == "status"
    assert entries(database) == []
    assert len(kept(coach)) == 1


def test_PU16_what_cannot_be_read_cannot_be_released(coach: TestClient, notebook: Notebook) -> None:
    notebook.push('{"op_id":')
    assert release(coach).json()["code"] == "still_refused"


def test_PU16_to_put_aside_needs_a_reason(coach: TestClient, revoked: Notebook) -> None:
    revoked.push(revoked.create("day_sheet", {"weather": ["sun"]}))
    assert discard(coach, "  ").status_code == 422
    assert len(kept(coach)) == 1


def test_PU16_work_that_was_held_is_taken_in_with_what_followed_it_and_its_author_is_told(
    database: Database, market: MadeMarket, coach: TestClient, revoked: Notebook
) -> None:
    mark = revoked.mark(market.stalls["veg"][0])
    body = {"stall_id": market.stalls["veg"][0], "status": "absent"}
    later = revoked.revise(entry_id_of(mark), "presence", body)
    assert {r["code"] for r in revoked.push(mark, later)} == {"held"}
    assert release(coach, at=1).json() == {"released": 2}
    entry = entries(database)[0]
    assert (entry.body["status"], entry.rev, entry.state) == ("absent", 2, "received")
    assert told(database, revoked, mark) == [("released", "")]
    assert kept(coach) == []
    with database.read() as session:
        assert session.exec(select(Audit.action)).all()[-1] == "quarantine.release"


def test_I4_what_was_settled_is_settled_once(
    database: Database, market: MadeMarket, coach: TestClient, revoked: Notebook
) -> None:
    revoked.push(revoked.mark(market.stalls["veg"][0]))
    id_ = kept(coach)[0]["id"]
    coach.post(f"{URL}/{id_}/release")
    for answer in (
        coach.post(f"{URL}/{id_}/release"),
        coach.post(f"{URL}/{id_}/discard", json={"reason": "x"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "settled")
    with database.read() as session:
        assert len(session.exec(select(OpSettlement)).all()) == 1


def test_PU16_what_is_put_aside_tells_its_author_why_and_stays_as_it_came(
    database: Database, coach: TestClient, notebook: Notebook, market: MadeMarket
) -> None:
    mark = notebook.mark(market.stalls["veg"][0], "asleep")
    notebook.push(mark)
    assert discard(coach).status_code == 204
    assert told(database, notebook, mark) == [("discarded", "recorded twice")]
    assert kept(coach) == []
    with database.read() as session:
        assert session.exec(select(Quarantine)).one().raw.decode() == mark
    # the entry is free again: what follows is no longer behind a refusal
    again = notebook.mark(market.stalls["veg"][0], entry_id=entry_id_of(mark))
    assert notebook.push_one(json.dumps(json.loads(again) | {"op_id": new_id(), "base_rev": 0}))[
        "code"
    ] == "applied"  # fmt: skip


def test_PU3_putting_aside_a_reused_id_settles_nothing_of_the_op_that_has_it(
    database: Database, world: World, market: MadeMarket, coach: TestClient, notebook: Notebook
) -> None:
    mark = notebook.mark(market.stalls["veg"][0])
    notebook.push(mark)
    open_notebook(database, world, market, market.animators[1]).push(mark)
    assert discard(coach).status_code == 204
    with database.read() as session:
        assert session.exec(select(OpSettlement)).all() == []


def test_AC1_only_a_coach_takes_in_all_that_is_held_of_a_phone(
    client: TestClient, market: MadeMarket, revoked: Notebook
) -> None:
    revoked.push(revoked.mark(market.stalls["veg"][0]))
    body = {"device_id": revoked.caller.device_id}
    official = desk_client(client, market, "official")
    assert official.post(f"{URL}/release-held", json=body).status_code == 403
    assert official.get(f"{URL}/counts").status_code == 403


def test_PU16_all_that_is_held_of_one_phone_is_taken_in_at_once_and_nothing_of_another(
    coach: TestClient, market: MadeMarket, revoked: Notebook, database: Database, world: World
) -> None:
    stalls = market.stalls["veg"]
    first = revoked.mark(stalls[0])
    again = revoked.revise(
        entry_id_of(first), "presence", {"stall_id": stalls[0], "status": "absent"}
    )
    wrong = revoked.mark(stalls[1], "perhaps")
    revoked.push(first, again, wrong, revoked.mark(stalls[2]))
    other = open_notebook(database, world, market, market.animators[1])
    other.caller = replace(other.caller, revoked=True)
    other.push(other.mark(stalls[3]))
    body = {"device_id": revoked.caller.device_id}
    answer = coach.post(f"{URL}/release-held", json=body)
    assert answer.json() == {"released": 3, "still_refused": 1}
    taken = {entry.stall_id: entry.body["status"] for entry in entries(database)}
    assert taken == {stalls[0]: "absent", stalls[2]: "present"}
    assert told(database, revoked, first) == [("released", "")]
    waiting = coach.get(f"{URL}/counts").json()["held"]
    assert {item["device"]["id"]: item["waiting"] for item in waiting} == {
        other.caller.device_id: 1,
        revoked.caller.device_id: 1,
    }


def test_I5_what_waits_is_counted_by_reason_and_shown_of_one_reason(
    coach: TestClient, market: MadeMarket, notebook: Notebook, revoked: Notebook
) -> None:
    revoked.push(revoked.mark(market.stalls["veg"][0]))
    notebook.caller = replace(notebook.caller, revoked=False)
    notebook.push("{broken", notebook.mark(market.stalls["veg"][1], "perhaps"))
    assert coach.get(f"{URL}/counts").json()["reasons"] == {"held": 1, "invalid": 2}
    (item,) = coach.get(URL, params={"code": "held"}).json()
    assert (item["code"], item["device"]["id"]) == ("held", revoked.caller.device_id)
