"""The team at the desk: who may add whom, whose phones may be signed out (AC1, AC4)."""

from datetime import date

import pytest
from sqlmodel import select

from rahba.access.tables import Audit
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import MadeMarket, MadePhone, coach_client, desk_client, join_phone, make_market

PERSON = {"name_ar": "سلمى", "name_latin": "Salma", "sex": "f", "role": "animator"}
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/team"),
        ("POST", "/team/people"),
        ("POST", "/team/invitations"),
        ("POST", f"/team/devices/{NOBODY}/revoke"),
    ],
)
def test_AC1_an_official_has_no_say_in_the_team_and_a_phone_none_either(
    client: TestClient, market: MadeMarket, phone: MadePhone, method: str, path: str
) -> None:
    body = {**PERSON, "person_id": NOBODY}
    official = desk_client(client, market, "official")
    answer = official.request(method, f"/api/v1{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    answer = client.request(method, f"/api/v1{path}", json=body, headers=phone.headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("role", ["coach", "admin"])
def test_AC1_a_coach_cannot_give_a_role_as_high_as_the_own(
    client: TestClient, market: MadeMarket, role: str
) -> None:
    answer = coach_client(client, market).post("/api/v1/team/people", json={**PERSON, "role": role})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    "change", [{"name_ar": " "}, {"name_latin": "x" * 81}, {"sex": "?"}, {"role": "king"}]
)
def test_a_person_without_a_name_or_with_an_unknown_role_is_malformed(
    client: TestClient, market: MadeMarket, change: dict[str, str]
) -> None:
    answer = coach_client(client, market).post("/api/v1/team/people", json=PERSON | change)
    assert answer.json()["code"] == "malformed"


@pytest.mark.parametrize("device_id", [NOBODY, "not-an-id", "a%00b"])
def test_signing_out_a_phone_that_is_not_there_says_so(
    client: TestClient, market: MadeMarket, device_id: str
) -> None:
    answer = coach_client(client, market).post(f"/api/v1/team/devices/{device_id}/revoke")
    assert answer.status_code == (404 if device_id == NOBODY else 422)


def test_AC1_a_phone_of_another_souk_is_not_found(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    elsewhere = join_phone(client, make_market(database, world, "settat"))
    path = f"/api/v1/team/devices/{elsewhere.device_id}/revoke"
    assert coach_client(client, market).post(path).status_code == 404
    assert client.get("/api/v1/sync/pull", headers=elsewhere.headers).status_code == 200


def test_AC1_the_team_of_another_souk_is_not_listed(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    other = make_market(database, world, "settat")
    shown = coach_client(client, market).get("/api/v1/team").json()["people"]
    assert {person["id"] for person in shown}.isdisjoint({other.coach, *other.animators})
    assert len(shown) == 6


def test_a_new_animator_holds_the_role_from_today_and_can_be_invited(
    client: TestClient, market: MadeMarket
) -> None:
    coach = coach_client(client, market)
    person = coach.post("/api/v1/team/people", json=PERSON).json()
    shown = coach.get("/api/v1/team").json()["people"]
    (added,) = (row for row in shown if row["id"] == person["id"])
    assert added["roles"] == [{"role": "animator", "starts_on": "2026-11-27", "ends_on": None}]
    assert added["devices"] == []
    assert join_phone(client, market, person["id"]).person_id == person["id"]


def test_an_invitation_shows_its_code_its_link_and_a_picture_of_the_link(
    client: TestClient, market: MadeMarket
) -> None:
    body = {"person_id": market.animators[0]}
    shown = coach_client(client, market).post("/api/v1/team/invitations", json=body).json()
    assert shown["url"] == f"http://localhost/#/join/{shown['code']}"
    assert shown["qr_svg"].startswith("<svg")
    assert shown["expires_at"] == "2026-12-04T07:30:00Z"


def test_the_desk_sees_what_a_phone_says_it_still_holds(
    client: TestClient, market: MadeMarket, phone: MadePhone
) -> None:
    coach = coach_client(client, market)

    def custody() -> dict[str, object]:
        people = coach.get("/api/v1/team").json()["people"]
        found: dict[str, object] = next(p for p in people if p["id"] == phone.person_id)["custody"]
        return found

    unknown: dict[str, object] = {
        "pending": None,
        "refused": None,
        "as_of": None,
        "by": "never",
        "phones": [],
    }
    assert custody() == {"received": 0, **unknown}
    told = {"pending": 5, "refused": 1, "by_day": {str(date(2026, 11, 27)): 3, "2026-11-20": 2}}
    push = {"protocol": 1, "app": "1", "sent_at": "2026-11-27T07:30:00Z", "manifest": told}
    answer = client.post("/api/v1/sync/push", json={**push, "ops": []}, headers=phone.headers)
    assert answer.status_code == 200
    at = "2026-11-27T07:30:00Z"
    said = {"pending": 3, "refused": 1, "as_of": at, "by": "sync"}
    assert custody() == {
        "received": 0,
        **said,
        "phones": [{"device_id": phone.device_id, **said}],
    }


def test_AC4_changes_of_the_team_are_in_the_audit(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database
) -> None:
    coach = coach_client(client, market)
    coach.post("/api/v1/team/people", json=PERSON)
    coach.post(f"/api/v1/team/devices/{phone.device_id}/revoke")
    coach.post(f"/api/v1/team/devices/{phone.device_id}/revoke")
    with database.read() as session:
        actions = [row.action for row in session.exec(select(Audit))]
    assert actions.count("person_added") == 1
    assert actions.count("device_revoked") == 1
