"""Keys of programs: shown once, dated, revocable, and good for nothing else (AC1, AC3, AC4)."""

import base64

import pytest
from sqlmodel import select

from rahba.access.tables import ApiKey, Audit
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import Clock, MadeMarket, MadePhone, coach_client, desk_client, make_market

KEYS = "/api/v1/keys"
FEED = "/api/v1/feed/approved"
NEW = {"name": "Power BI", "projection": "pseudonymous", "kinds": ["presence"]}


def make(client: TestClient, market: MadeMarket, **more: object) -> dict[str, str]:
    made: dict[str, str] = coach_client(client, market).post(KEYS, json=NEW | more).json()
    return made


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_AC1_an_official_makes_no_keys(client: TestClient, market: MadeMarket) -> None:
    official = desk_client(client, market, "official")
    assert official.post(KEYS, json=NEW).status_code == 403
    assert official.get(KEYS).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"projection": "everything"},
        {"kinds": "presence"},
        {"since": "last year"},
        {"expires_at": "2026-12-01T00:00:00"},
    ],
)
def test_a_key_of_another_shape_is_malformed(
    client: TestClient, market: MadeMarket, change: dict[str, object]
) -> None:
    answer = coach_client(client, market).post(KEYS, json=NEW | change)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_AC1_a_key_of_another_souk_is_neither_listed_nor_revoked(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    other = make(client, make_market(database, world, "settat"))
    coach = coach_client(client, market)
    assert coach.get(KEYS).json() == []
    assert coach.post(f"{KEYS}/{other['id']}/revoke").status_code == 404
    assert client.get(FEED, headers=bearer(other["key"])).status_code == 200


def test_a_revoked_an_expired_and_a_forged_key_open_nothing(
    client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    revoked = make(client, market)
    expiring = make(client, market, expires_at="2026-11-28T00:00:00Z")
    assert client.get(FEED, headers=bearer(expiring["key"])).status_code == 200
    coach_client(client, market).post(f"{KEYS}/{revoked['id']}/revoke")
    clock.advance(days=1)
    for key in (revoked["key"], expiring["key"], "rahba_forged"):
        answer = client.get(FEED, headers=bearer(key))
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("header", ["Basic", "Basic !!!", "Basic eDp5", "Digest x", "Bearer "])
def test_a_broken_authorization_is_not_signed_in(
    client: TestClient, market: MadeMarket, header: str
) -> None:
    assert client.get(FEED, headers={"Authorization": header}).status_code == 401


def test_AC1_a_phones_token_is_no_key_and_a_key_is_no_phone(
    client: TestClient, market: MadeMarket, phone: MadePhone
) -> None:
    assert client.get(FEED, headers=phone.headers).status_code == 401
    key = bearer(make(client, market)["key"])
    assert client.get("/api/v1/sync/pull", headers=key).status_code == 401


def test_a_spreadsheet_may_send_the_key_as_a_password(
    client: TestClient, market: MadeMarket
) -> None:
    pair = base64.b64encode(f"anything:{make(client, market)['key']}".encode()).decode()
    assert client.get(FEED, headers={"Authorization": f"Basic {pair}"}).status_code == 200


def test_AC3_a_key_is_shown_once_and_kept_as_a_hash(
    client: TestClient, market: MadeMarket, database: Database
) -> None:
    key = make(client, market)["key"]
    (listed,) = coach_client(client, market).get(KEYS).json()
    assert "key" not in listed
    assert listed["projection"] == "pseudonymous"
    with database.read() as session:
        assert key not in session.exec(select(ApiKey)).one().model_dump_json()


def test_AC4_making_and_revoking_a_key_is_in_the_audit(
    client: TestClient, market: MadeMarket, database: Database
) -> None:
    key_id = make(client, market)["id"]
    coach = coach_client(client, market)
    coach.post(f"{KEYS}/{key_id}/revoke")
    assert coach.post(f"{KEYS}/{key_id}/revoke").status_code == 200
    with database.read() as session:
        actions = [row.action for row in session.exec(select(Audit))]
    assert actions.count("key_made") == actions.count("key_revoked") == 1
