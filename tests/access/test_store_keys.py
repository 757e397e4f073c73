"""Two credentials, and the unlock code that a coach reads out (VA4, VA6, VA7)."""

import uuid
from typing import Any

import pytest
from sqlmodel import Session, select

from rahba.access.tables import Audit, Device, StoreKey
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import (
    MadeMarket,
    MadePhone,
    coach_client,
    desk_client,
    join_phone,
    make_market,
    revoke_phone,
)
from tests.recording import entry_id_of, new_id, open_notebook
from tests.sealing import seal

PUSH, STORE_KEY, PULL = "/api/v1/sync/push", "/api/v1/sync/store-key", "/api/v1/sync/pull"
CODE = "GH4K7PQM2R"


def join(client: TestClient, market: MadeMarket) -> dict[str, Any]:
    body = {"person_id": market.animators[0]}
    code = coach_client(client, market).post("/api/v1/team/invitations", json=body).json()["code"]
    phone = {"code": code, "join_key": str(uuid.uuid4()), "device": {"name": "A03", "app": "1"}}
    answer: dict[str, Any] = client.post("/api/v1/join", json=phone).json()
    assert client.post("/api/v1/join", json=phone).json() == answer  # AC2
    return answer


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def hand_over(client: TestClient, phone: MadePhone, code: str = CODE, **changed: Any) -> Any:
    recovery = client.get(PULL, headers=phone.headers).json()["me"]["recovery_key"]
    body = {
        "recovery_version": recovery["version"],
        "wrapped_key": seal(recovery, "store-key", b"k" * 32),
        "unlock_code_sealed": seal(recovery, "unlock-code", code.encode()),
    } | changed
    return client.put(STORE_KEY, json=body, headers=phone.headers)


def pushed(database: Database, world: World, market: MadeMarket, *ops: str) -> dict[str, Any]:
    notebook = open_notebook(database, world, market)
    texts = ops or (notebook.mark(market.stalls["grains"][0]),)
    document: dict[str, Any] = notebook.request(texts).model_dump(mode="json")
    return document


def shown(desk: TestClient, phone: MadePhone) -> Any:
    return desk.post(f"/api/v1/team/devices/{phone.device_id}/unlock-code")


# -- the push-only token ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/sync/pull"),
        ("GET", "/api/v1/sync/snapshot"),
        ("GET", "/api/v1/sync/snapshot/0f8fad5b-d9cb-469f-a165-70867728950e"),
        ("POST", "/api/v1/sync/push-token"),
        ("PUT", STORE_KEY),
    ],
)
def test_VA4_the_push_only_token_opens_nothing_but_push(
    client: TestClient, market: MadeMarket, method: str, path: str
) -> None:
    token = join(client, market)["push_token"]
    sealed = {"recovery_version": 1, "wrapped_key": "A", "unlock_code_sealed": "A"}
    answer = client.request(method, path, headers=bearer(token), json=sealed)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_VA4_it_pushes_as_its_phone(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    joined = join(client, market)
    answer = client.post(
        PUSH, headers=bearer(joined["push_token"]), json=pushed(database, world, market)
    )
    assert [result["code"] for result in answer.json()["results"]] == ["applied"]


def test_VA4_a_conflict_shows_it_nothing_of_what_stands_there(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    joined = join(client, market)
    notebook = open_notebook(database, world, market)
    seen = {}
    for name, stall in zip(("device_token", "push_token"), market.stalls["grains"], strict=False):
        first = notebook.mark(stall)
        notebook.push(first)
        body = {"stall_id": stall, "status": "absent"}
        again = {"entry_id": entry_id_of(first), "op_id": new_id(), "base_rev": 0}
        stale = notebook.request([notebook.create("presence", body, **again)])
        answer = client.post(PUSH, headers=bearer(joined[name]), json=stale.model_dump(mode="json"))
        (result,) = answer.json()["results"]
        assert result["code"] == "conflict"
        seen[name] = "current" in result
    assert seen == {"device_token": True, "push_token": False}


def test_VA4_a_phone_that_joined_before_gets_its_token_and_always_the_same(
    client: TestClient, phone: MadePhone, database: Database, market: MadeMarket, world: World
) -> None:

    def forget(session: Session) -> None:
        session.get_one(Device, (market.id, phone.device_id)).push_token_hash = None

    database.transact(forget)
    answers = [
        client.post("/api/v1/sync/push-token", headers=phone.headers).json() for _ in range(2)
    ]
    assert answers[0] == answers[1]
    token = answers[0]["push_token"]
    answer = client.post(PUSH, headers=bearer(token), json=pushed(database, world, market))
    assert answer.status_code == 200


def test_VA4_neither_token_stands_in_the_database(
    client: TestClient, market: MadeMarket, database: Database
) -> None:
    joined = join(client, market)
    with database.read() as session:
        stored = session.exec(select(Device)).one().model_dump_json()
    assert joined["push_token"] not in stored
    assert joined["push_token"] != joined["device_token"]


def test_VA4_PU9_a_revoked_phone_still_pushes_with_it_and_is_held(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    joined = join(client, market)
    phone = MadePhone(market.animators[0], joined["device_id"], joined["device_token"], market.id)
    revoke_phone(database, market, phone, world)
    answer = client.post(
        PUSH, headers=bearer(joined["push_token"]), json=pushed(database, world, market)
    )
    assert [result["code"] for result in answer.json()["results"]] == ["held"]


# -- escrow -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        {"wrapped_key": "AAAA"},
        {"unlock_code_sealed": "AAAA"},
        {"recovery_version": 2},
        {"recovery_version": 10**9},
    ],
)
def test_VA6_what_would_be_of_no_use_is_not_acknowledged(
    client: TestClient, phone: MadePhone, database: Database, changed: dict[str, Any]
) -> None:
    answer = hand_over(client, phone, **changed)
    assert (answer.status_code, answer.json()["code"]) == (422, "store_key_unreadable")
    with database.read() as session:
        assert session.exec(select(StoreKey)).all() == []


@pytest.mark.parametrize("code", ["SHORT", "gh4k7pqm2r", "GH4K7PQM20", "1234567890", "é" * 10])
def test_VA6_nor_is_a_code_that_nobody_can_read_out(
    client: TestClient, phone: MadePhone, code: str
) -> None:
    assert hand_over(client, phone, code).json()["code"] == "store_key_unreadable"


def test_VA6_a_revoked_phone_hands_over_nothing(
    client: TestClient, phone: MadePhone, market: MadeMarket, database: Database, world: World
) -> None:
    recovery = client.get(PULL, headers=phone.headers).json()["me"]["recovery_key"]
    revoke_phone(database, market, phone, world)
    body = {
        "recovery_version": recovery["version"],
        "wrapped_key": seal(recovery, "store-key", b"k" * 32),
        "unlock_code_sealed": seal(recovery, "unlock-code", CODE.encode()),
    }
    assert client.put(STORE_KEY, json=body, headers=phone.headers).status_code == 401


def test_VA6_the_database_holds_neither_key_nor_code(
    client: TestClient, phone: MadePhone, database: Database
) -> None:
    assert hand_over(client, phone).json() == {"recovery_version": 1}
    with database.read() as session:
        row = session.exec(select(StoreKey)).one()
    assert row.device_id == phone.device_id
    assert CODE not in row.model_dump_json()


def test_AC2_joining_tells_the_recovery_key_that_pull_tells(
    client: TestClient, market: MadeMarket
) -> None:
    joined = join(client, market)
    me = client.get(PULL, headers=bearer(joined["device_token"])).json()["me"]
    assert joined["recovery_key"] == me["recovery_key"]


# -- at the desk --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["official", "admin"])
def test_VA7_a_code_is_shown_to_a_coach_only(
    client: TestClient, phone: MadePhone, market: MadeMarket, role: str
) -> None:
    hand_over(client, phone)
    desk = desk_client(client, market, role)
    assert shown(desk, phone).status_code == 403
    assert desk.post("/api/v1/team/unlock-codes").status_code == 403


def test_VA7_AC1_another_souks_phone_is_not_found(
    client: TestClient, phone: MadePhone, database: Database, world: World
) -> None:
    hand_over(client, phone)
    other = coach_client(client, make_market(database, world, "settat"))
    assert shown(other, phone).status_code == 404
    assert other.post("/api/v1/team/unlock-codes").json() == []


def test_VA7_a_phone_without_a_pin_has_no_code(
    client: TestClient, phone: MadePhone, market: MadeMarket
) -> None:
    desk = coach_client(client, market)
    assert shown(desk, phone).status_code == 404
    (listed,) = desk.post("/api/v1/team/unlock-codes").json()
    assert listed["code"] is None
    assert team_device(desk, phone)["has_unlock_code"] is False


def test_VA7_the_coach_reads_the_newest_code_and_the_audit_says_so(
    client: TestClient, phone: MadePhone, market: MadeMarket, database: Database
) -> None:
    hand_over(client, phone)
    hand_over(client, phone, "ABCDEFGHJK")
    desk = coach_client(client, market)
    assert shown(desk, phone).json()["code"] == "ABCDE-FGHJK"
    (listed,) = desk.post("/api/v1/team/unlock-codes").json()
    assert (listed["code"], listed["person"]["id"]) == ("ABCDE-FGHJK", phone.person_id)
    assert team_device(desk, phone)["has_unlock_code"] is True
    with database.read() as session:
        noted = {row.action: row for row in session.exec(select(Audit))}
    assert noted["unlock_code_shown"].subject == f"device:{phone.device_id}"
    assert noted["unlock_codes_printed"].detail == {"devices": [phone.device_id]}
    assert "ABCDE" not in "".join(row.model_dump_json() for row in noted.values())


def test_VA7_of_a_revoked_phone_the_coach_still_reads_it_but_not_on_the_sheet(
    client: TestClient, phone: MadePhone, market: MadeMarket, database: Database, world: World
) -> None:
    hand_over(client, phone)
    revoke_phone(database, market, phone, world)
    desk = coach_client(client, market)
    assert shown(desk, phone).json()["code"] == "GH4K7-PQM2R"
    assert desk.post("/api/v1/team/unlock-codes").json() == []


def test_VA7_each_phone_of_the_team_stands_on_the_sheet(
    client: TestClient, market: MadeMarket
) -> None:
    phones = [join_phone(client, market, person) for person in market.animators]
    hand_over(client, phones[1])
    listed = coach_client(client, market).post("/api/v1/team/unlock-codes").json()
    assert {row["device_id"]: row["code"] for row in listed} == {
        phone.device_id: "GH4K7-PQM2R" if phone is phones[1] else None for phone in phones
    }


def team_device(desk: TestClient, phone: MadePhone) -> dict[str, Any]:
    people = desk.get("/api/v1/team").json()["people"]
    (device,) = [
        device
        for person in people
        for device in person["devices"]
        if device["id"] == phone.device_id
    ]
    found: dict[str, Any] = device
    return found
