"""Somebody new, while others are at it too: real threads (SPEC DC4-DC8). Refusals first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlmodel import col, select

from rahba.access.tables import LoginAttempt, Membership
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, Quarantine
from tests.at_once import at_once
from tests.client import TestClient
from tests.making import MadeMarket, MadePhone, coach_client, join_phone
from tests.newcoming import DESK, New, begin

ROUNDS = 5  # the window is a few milliseconds


@pytest.fixture
def desk(client: TestClient, market: MadeMarket) -> TestClient:
    return coach_client(client, market)


@pytest.fixture
def new(client: TestClient, market: MadeMarket, database: Database, world: World) -> New:
    new = begin(client, market, database, world)
    new.come_in()
    return new


def waiting(database: Database) -> list[Quarantine]:
    with database.read() as session:
        query = select(Quarantine).where(col(Quarantine.settled_at).is_(None))
        return list(session.exec(query))


def test_DC4_of_two_phones_that_claim_one_id_at_once_one_comes_in(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    for _ in range(ROUNDS):
        new = begin(client, market, database, world)
        other = begin(client, market, database, world)
        other.body |= {"token_hash": new.body["token_hash"]}
        answers = at_once(new.come_in, other.come_in)
        assert sorted(answer.status_code for answer in answers) == [200, 409]


def test_DC4_a_phone_that_asks_many_times_at_once_comes_in_once(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    for _ in range(ROUNDS):
        new = begin(client, market, database, world)
        answers = at_once(*[new.come_in] * 4)
        assert [answer.json() for answer in answers] == [{"state": "waiting"}] * 4
    with database.read() as session:
        assert session.exec(select(LoginAttempt)).all() == [], "a right code is no guess (AC3)"


def test_DC6_of_two_coaches_who_say_different_things_at_once_one_is_heard(
    new: New, desk: TestClient, market: MadeMarket, database: Database
) -> None:
    new.push(*(new.notebook.mark(stall) for stall in market.stalls["veg"][:3]))
    at = f"{DESK}/{new.device_id}"
    says = [
        partial(desk.post, f"{at}/take-part"),
        *(
            partial(desk.post, f"{at}/same-person", json={"person_id": person})
            for person in market.animators[:2]
        ),
        partial(desk.post, f"{at}/discard", json={"reason": "nobody of ours"}),
    ]
    answers: Any = at_once(*says)
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert waiting(database) == []


def test_DC6_the_same_press_twice_at_once_gives_one_role_and_takes_all_in(
    new: New, desk: TestClient, market: MadeMarket, database: Database
) -> None:
    new.push(*(new.notebook.mark(stall) for stall in market.stalls["veg"][:3]))
    press = partial(desk.post, f"{DESK}/{new.device_id}/take-part")
    answers = [answer.json() for answer in at_once(press, press)]
    assert sum(answer["released"] for answer in answers) == 3
    with database.read() as session:
        assert len(session.exec(select(Entry)).all()) == 3
        held = select(Membership).where(Membership.person_id == new.person_id)
        assert len(session.exec(held).all()) == 1


@pytest.mark.parametrize("said", ["take-part", "same-person"])
def test_DC7_what_was_under_way_when_the_coach_spoke_is_taken_as_that_persons(
    new: New, desk: TestClient, market: MadeMarket, database: Database, said: str
) -> None:
    """The server let it in as a stranger's, and wrote it once it was nobody's any more."""
    asked_before = replace(new.notebook, caller=replace(new.notebook.caller, unlinked=True))
    desk.post(f"{DESK}/{new.device_id}/{said}", json={"person_id": market.animators[1]})
    mark = new.notebook.mark(market.stalls["veg"][0])
    assert [result["code"] for result in asked_before.push(mark)] == ["applied"]
    assert new.codes(mark) == ["applied"]
    assert waiting(database) == []


def test_DC7_many_pushes_while_the_coach_speaks_leave_nothing_to_nobody(
    client: TestClient, market: MadeMarket, database: Database, world: World, desk: TestClient
) -> None:
    stalls = [stall for section in market.stalls.values() for stall in section]
    for _ in range(ROUNDS):
        new = begin(client, market, database, world)
        new.come_in()
        batches = [[new.notebook.mark(stall) for stall in stalls[:2]] for _ in range(3)]
        who = {"person_id": market.animators[1]}
        link = partial(desk.post, f"{DESK}/{new.device_id}/same-person", json=who)
        at_once(link, *(partial(new.push, *batch) for batch in batches))
        for result in new.push(*(mark for batch in batches for mark in batch)):
            assert result["code"] == "applied" or result["settlement"]["outcome"] == "released"
    assert waiting(database) == []


def test_DC8_who_comes_in_while_the_phone_is_signed_out_is_signed_out_too(
    client: TestClient, market: MadeMarket, database: Database, world: World, desk: TestClient
) -> None:
    for _ in range(ROUNDS):
        host: MadePhone = join_phone(client, market)
        guests = [begin(client, market, database, world, host=host) for _ in range(2)]
        sign_out = partial(desk.post, f"/api/v1/team/devices/{host.device_id}/revoke")
        answers: Any = at_once(sign_out, *(guest.come_in for guest in guests))
        assert [answer.status_code for answer in answers] == [204, 200, 200]
        assert {guest.pull().json()["code"] for guest in guests} == {"phone_revoked"}
