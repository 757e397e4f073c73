"""Two registrations that are one person, joined by a coach (SPEC NA5, NA6). Refusals first."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session, select

from rahba.catalog.tables import TraderAlias
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, EntryRevision
from tests.client import TestClient
from tests.making import MadeMarket, add_trader, coach_client, desk_client, make_market
from tests.recording import entry_id_of, new_id, open_notebook

Pair = tuple[str, str]


@pytest.fixture
def pair(database: Database, market: MadeMarket, world: World) -> Pair:
    """Two traders that nothing makes alike: no duplicate is suggested."""

    def add(session: Session) -> Pair:
        one = add_trader(session, market, world, known_as="حميد")
        return one, add_trader(session, market, world, known_as="Bouchaib")

    return database.transact(add)


def merge(desk: TestClient, from_id: str, to_id: str) -> Any:
    return desk.post("/api/v1/review/merges", json={"from_id": from_id, "to_id": to_id})


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_AC1_an_official_and_another_markets_coach_merge_nobody(
    client: TestClient, database: Database, market: MadeMarket, world: World, pair: Pair
) -> None:
    official = desk_client(client, market, "official")
    assert refusal(merge(official, *pair)) == (403, "forbidden")
    stranger = coach_client(client, make_market(database, world, "settat"))
    assert refusal(merge(stranger, *pair)) == (404, "not_found")


def test_NA6_who_was_merged_already_is_merged_no_second_time_in_either_direction(
    coach: TestClient, database: Database, market: MadeMarket, world: World, pair: Pair
) -> None:
    gone, stays = pair
    third = database.transact(lambda s: add_trader(s, market, world, known_as="Larbi"))
    assert refusal(merge(coach, stays, stays)) == (409, "already_merged")
    alias = merge(coach, gone, stays).json()["alias_id"]
    for again in ((gone, stays), (gone, third), (third, gone), (stays, gone)):
        assert refusal(merge(coach, *again)) == (409, "already_merged")
    assert [one["alias_id"] for one in coach.get("/api/v1/review/merges").json()] == [alias]


def test_NA6_a_pair_that_nobody_suggested_is_merged_and_taken_back_and_no_body_is_rewritten(
    coach: TestClient, database: Database, market: MadeMarket, world: World, pair: Pair
) -> None:
    gone, stays = pair
    notebook = open_notebook(database, world, market)
    body = {"stall_id": market.stalls["veg"][0], "status": "present", "trader_id": gone}
    op = notebook.mark(body["stall_id"], body=body)
    notebook.push(op)
    before = stored(database, entry_id_of(op))

    answer = merge(coach, gone, stays)
    assert answer.status_code == 201
    alias_id = answer.json()["alias_id"]
    assert stored(database, entry_id_of(op)) == before
    for _ in range(2):
        assert coach.post(f"/api/v1/review/merges/{alias_id}/undo").status_code == 204
    with database.read() as session:
        alias = session.exec(select(TraderAlias)).one()
    assert (alias.from_id, alias.to_id) == pair
    assert alias.created_at <= world.now()
    assert alias.ended_at is not None
    assert merge(coach, stays, gone).status_code == 201  # the other way round, as they are free


def test_NA6_a_merge_of_nobody_is_not_found(coach: TestClient, pair: Pair) -> None:
    assert refusal(merge(coach, pair[0], new_id())) == (404, "not_found")
    undo = coach.post(f"/api/v1/review/merges/{new_id()}/undo")
    assert refusal(undo) == (404, "not_found")


def stored(database: Database, entry_id: str) -> tuple[Any, ...]:
    with database.read() as session:
        entry = session.exec(select(Entry).where(Entry.id == entry_id)).one()
        revisions = session.exec(select(EntryRevision.op)).all()
        return entry.body, entry.trader_id, entry.rev, revisions
