"""A forgotten desk password, mended by somebody else's one-time code (SPEC DE4, DE5, AC3)."""

from typing import Any

import pytest
from sqlmodel import select

from rahba.access.tables import Audit, PasswordCode
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import PASSWORD, Clock, MadeMarket, coach_client, desk_client, make_market

LOGIN, SET, ME = "/api/v1/desk/login", "/api/v1/desk/password", "/api/v1/desk/me"
CHOSEN = "sheep and barley at dawn"


def ask_code(desk: TestClient, person_id: str, login: str | None = None) -> Any:
    return desk.post(f"/api/v1/team/people/{person_id}/password-code", json={"login": login})


def set_password(client: TestClient, login: str, code: str, password: str = CHOSEN) -> Any:
    return client.post(SET, json={"login": login, "code": code, "password": password})


@pytest.fixture
def admin(client: TestClient, market: MadeMarket) -> TestClient:
    return desk_client(client, market, "admin")


def test_AC1_an_official_gives_no_code_and_a_coach_none_to_an_admin(
    client: TestClient, market: MadeMarket
) -> None:
    official = desk_client(client, market, "official")
    assert ask_code(official, market.coach).status_code == 403
    assert ask_code(coach_client(client, market), market.admin).status_code == 403


def test_DE4_an_animator_has_no_password_to_forget(admin: TestClient, market: MadeMarket) -> None:
    answer = ask_code(admin, market.animators[0], "hajar")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_desk_role")


def test_AC1_nobody_of_another_souk_gets_a_code(
    admin: TestClient, database: Database, world: World
) -> None:
    other = make_market(database, world, "settat")
    assert ask_code(admin, other.coach).status_code == 404


def test_DE4_a_code_is_good_once(client: TestClient, market: MadeMarket, admin: TestClient) -> None:
    made = ask_code(admin, market.coach).json()
    assert made["login"] == "coach.guisser"
    assert set_password(client, made["login"], made["code"]).status_code == 200
    again = set_password(client, made["login"], made["code"], "another long one, really")
    assert (again.status_code, again.json()["code"]) == (401, "code_refused")
    assert client.post(LOGIN, json={"login": made["login"], "password": PASSWORD}).is_error
    assert client.post(LOGIN, json={"login": made["login"], "password": CHOSEN}).is_success


def test_DE4_a_code_is_good_for_an_hour(
    client: TestClient, market: MadeMarket, admin: TestClient, clock: Clock
) -> None:
    made = ask_code(admin, market.coach).json()
    assert made["expires_at"] == "2026-11-27T08:30:00Z"
    clock.advance(hours=1)
    assert set_password(client, made["login"], made["code"]).json()["code"] == "code_refused"


def test_DE4_only_the_newest_code_of_a_person_is_good(
    client: TestClient, market: MadeMarket, admin: TestClient
) -> None:
    first = ask_code(admin, market.coach).json()
    second = ask_code(admin, market.coach).json()
    assert set_password(client, first["login"], first["code"]).status_code == 401
    assert set_password(client, second["login"], second["code"].lower()).status_code == 200


def test_DE4_a_code_opens_nobody_elses_account(
    client: TestClient, market: MadeMarket, admin: TestClient
) -> None:
    made = ask_code(admin, market.coach).json()
    assert set_password(client, "official.guisser", made["code"]).status_code == 401


def test_AC3_guessing_codes_waits_after_five(
    client: TestClient, market: MadeMarket, admin: TestClient
) -> None:
    made = ask_code(admin, market.coach).json()
    for _ in range(5):
        assert set_password(client, made["login"], "AAAA-AAAA").status_code == 401
    answer = set_password(client, made["login"], made["code"])
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")


def test_a_password_that_the_rule_refuses_spends_no_code(
    client: TestClient, market: MadeMarket, admin: TestClient
) -> None:
    made = ask_code(admin, market.coach).json()
    answer = set_password(client, made["login"], made["code"], "short")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "password_too_short"
    assert set_password(client, made["login"], made["code"]).status_code == 200


def test_DE4_a_new_password_ends_the_other_sessions(
    client: TestClient, market: MadeMarket, admin: TestClient
) -> None:
    coach = coach_client(client, market)
    made = ask_code(admin, market.coach).json()
    assert set_password(client, made["login"], made["code"]).status_code == 200
    assert coach.get(ME).status_code == 401
    assert client.get(ME).json()["person"]["id"] == market.coach


def test_DE5_a_new_official_gets_a_name_and_a_first_code(
    client: TestClient, market: MadeMarket
) -> None:
    coach = coach_client(client, market)
    new = {"name_ar": "نادية", "name_latin": "Nadia", "sex": "f", "role": "official"}
    person = coach.post("/api/v1/team/people", json=new).json()
    assert ask_code(coach, person["id"]).json()["code"] == "login_needed"
    taken = ask_code(coach, person["id"], "Coach.Guisser")
    assert (taken.status_code, taken.json()["code"]) == (409, "login_taken")
    made = ask_code(coach, person["id"], "Nadia ").json()
    assert made["login"] == "nadia"
    assert set_password(client, "nadia", made["code"]).json()["roles"] == ["official"]


def test_AC3_AC4_the_code_is_not_in_the_database_and_who_gave_it_is(
    client: TestClient, market: MadeMarket, admin: TestClient, database: Database
) -> None:
    made = ask_code(admin, market.coach).json()
    set_password(client, made["login"], made["code"])
    with database.read() as session:
        row = session.exec(select(PasswordCode)).one()
        audit = {a.action: a for a in session.exec(select(Audit)).all()}
    assert made["code"].replace("-", "") not in row.model_dump_json()
    assert audit["password_code"].actor == f"person:{market.admin}"
    assert audit["password_set"].detail == {"code_by": market.admin}
