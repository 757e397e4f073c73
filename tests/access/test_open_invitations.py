"""Invitations that nobody used yet: shown again, printed again, taken back (SPEC AC2, AC4)."""

from typing import Any

from tests.client import TestClient
from tests.making import Clock, MadeMarket, coach_client, desk_client, join_phone

PATH = "/api/v1/team/invitations"


def invite(coach: TestClient, market: MadeMarket) -> Any:
    return coach.post(PATH, json={"person_id": market.animators[0]}).json()


def join(client: TestClient, code: str) -> Any:
    device = {"name": "A03", "app": "1"}
    body = {"code": code, "join_key": "a key made on this phone", "device": device}
    return client.post("/api/v1/join", json=body)


def test_AC1_an_official_sees_no_invitation(client: TestClient, market: MadeMarket) -> None:
    assert desk_client(client, market, "official").get(PATH).status_code == 403


def test_AC2_nobody_joins_with_an_invitation_that_was_taken_back(
    client: TestClient, coach: TestClient, market: MadeMarket
) -> None:
    made = invite(coach, market)
    assert coach.post(f"{PATH}/{made['id']}/revoke").status_code == 204
    assert coach.get(PATH).json() == []
    answer = join(client, made["code"])
    assert (answer.status_code, answer.json()["code"]) == (410, "invitation_expired")
    assert coach.post(f"{PATH}/{made['id']}/revoke").status_code == 404


def test_an_open_invitation_is_shown_again_with_the_same_code(
    client: TestClient, coach: TestClient, market: MadeMarket
) -> None:
    made = invite(coach, market)
    (listed,) = coach.get(PATH).json()
    assert listed["created_by"]["id"] == market.coach
    assert "code" not in listed
    assert coach.get(f"{PATH}/{listed['id']}").json() == made
    assert join(client, made["code"]).status_code == 200


def test_an_invitation_that_was_used_or_is_too_old_is_not_shown_again(
    client: TestClient, coach: TestClient, market: MadeMarket, clock: Clock
) -> None:
    made = invite(coach, market)
    join_phone(client, market)
    assert [row["id"] for row in coach.get(PATH).json()] == [made["id"]]
    clock.advance(days=7)
    coach = coach_client(client, market)
    assert coach.get(PATH).json() == []
    assert coach.get(f"{PATH}/{made['id']}").status_code == 404
