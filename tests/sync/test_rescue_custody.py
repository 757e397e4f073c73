"""What a phone holds less, once somebody brought its work in a file (CU6)."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from rahba.clock import World
from rahba.db import Database
from tests.at_once import at_once
from tests.client import TestClient
from tests.making import FRIDAY, Clock, MadeMarket, coach_client
from tests.recording import Notebook
from tests.rescuing import SigningPhone, join_signing, sealed_row

AT_DESK = "/api/v1/rescue"
DAY = FRIDAY.isoformat()


@pytest.fixture
def author(client: TestClient, market: MadeMarket) -> SigningPhone:
    return join_signing(client, market)


@pytest.fixture
def notebook(database: Database, world: World, author: SigningPhone) -> Notebook:
    return Notebook(database, world, author.phone.caller, None)


def custody(client: TestClient, market: MadeMarket, author: SigningPhone) -> dict[str, Any]:
    people = coach_client(client, market).get("/api/v1/team").json()["people"]
    (found,) = (one["custody"] for one in people if one["id"] == author.phone.person_id)
    return {name: found[name] for name in ("received", "pending", "refused", "as_of", "by")}


def test_CU6_a_file_lessens_what_its_phone_holds_at_once_and_the_word_stays_as_old_as_it_is(
    client: TestClient, market: MadeMarket, author: SigningPhone, notebook: Notebook, clock: Clock
) -> None:
    marks = [notebook.mark(stall) for stall in market.stalls["grains"][:2]]
    bad = notebook.create("presence", {"status": "present"})
    said = {"pending": 4, "by_day": {DAY: 4}, "refused_by_day": {}}
    notebook.send(manifest=said)
    before = custody(client, market, author)
    assert (before["received"], before["pending"], before["refused"]) == (0, 4, 0)
    clock.advance(hours=1)
    file = author.file(*map(sealed_row, [*marks, bad]))
    for _ in range(2):  # again, it changes nothing more
        assert coach_client(client, market).post(AT_DESK, json=file).status_code == 200
        assert custody(client, market, author) == before | {
            "received": 2,
            "pending": 1,
            "refused": 1,
        }


def test_CU6_what_the_phone_had_sent_itself_is_not_counted_twice(
    client: TestClient, market: MadeMarket, author: SigningPhone, notebook: Notebook
) -> None:
    first, second = (notebook.mark(stall) for stall in market.stalls["grains"][:2])
    notebook.push(first, manifest={"pending": 2, "by_day": {DAY: 2}})
    file = author.file(*map(sealed_row, [first]))
    assert coach_client(client, market).post(AT_DESK, json=file).status_code == 200
    assert custody(client, market, author)["pending"] == 1
    whole = author.file(*map(sealed_row, [first, second]))
    assert coach_client(client, market).post(AT_DESK, json=whole).status_code == 200
    assert custody(client, market, author)["pending"] == 0


def test_CU6_a_phone_that_never_spoke_stays_unknown(
    client: TestClient, market: MadeMarket, author: SigningPhone, notebook: Notebook
) -> None:
    file = author.file(sealed_row(notebook.mark(market.stalls["grains"][0])))
    assert coach_client(client, market).post(AT_DESK, json=file).status_code == 200
    found = custody(client, market, author)
    assert (found["received"], found["pending"], found["by"]) == (1, None, "never")


def test_CU6_I3_two_who_bring_the_same_file_at_once_lessen_it_once(
    client: TestClient, market: MadeMarket, author: SigningPhone, notebook: Notebook
) -> None:
    """The one is let in after it looked, while the other writes."""
    coach = coach_client(client, market)
    left = 40
    notebook.send(manifest={"pending": left, "by_day": {DAY: left}, "refused_by_day": {}})
    for stall in market.stalls["grains"][:4]:
        file = author.file(sealed_row(notebook.mark(stall)))
        bring = partial(coach.post, AT_DESK, json=file)
        answers = at_once(*[bring] * 4)
        assert [answer.json()["counts"] for answer in answers] == [{"applied": 1}] * 4
        left -= 1
        assert custody(client, market, author)["pending"] == left


def test_CU6_what_stands_twice_in_a_file_lessens_it_once(
    client: TestClient, market: MadeMarket, author: SigningPhone, notebook: Notebook
) -> None:
    notebook.send(manifest={"pending": 4, "by_day": {DAY: 4}, "refused_by_day": {}})
    row = sealed_row(notebook.mark(market.stalls["grains"][0]))
    answer = coach_client(client, market).post(AT_DESK, json=author.file(row, row))
    assert [result["code"] for result in answer.json()["results"]] == ["applied", "applied"]
    assert custody(client, market, author)["pending"] == 3
