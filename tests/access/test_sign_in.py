"""Who gets in at a desk, and what slows down who guesses (AC1, AC3, AC4)."""

from datetime import timedelta
from functools import partial

import pytest
from sqlmodel import Session, select

from rahba.access.roles import roles_on
from rahba.access.sign_in import SESSION_LASTS, set_password
from rahba.access.tables import Audit, DeskSession, Membership
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import (
    FRIDAY,
    PASSWORD,
    Clock,
    MadeMarket,
    MadePhone,
    add_person,
    desk_client,
    make_market,
)

LOGIN = "/api/v1/desk/login"
ME = "/api/v1/desk/me"


def share_login(made: MadeMarket, session: Session) -> None:
    set_password(session, made.id, made.coach, "coach", PASSWORD)


def try_login(client: TestClient, login: str, password: str, **more: str) -> tuple[int, str]:
    answer = client.post(LOGIN, json={"login": login, "password": password, **more})
    return answer.status_code, answer.json().get("code", "")


def test_AC3_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    client: TestClient, market: MadeMarket
) -> None:
    wrong = client.post(LOGIN, json={"login": "coach.guisser", "password": "no"})
    unknown = client.post(LOGIN, json={"login": "nobody", "password": "no"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["code"] == "bad_credentials"
    assert "set-cookie" not in wrong.headers


def test_AC3_the_sixth_guess_in_a_quarter_of_an_hour_waits_even_with_the_right_password(
    client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    for _ in range(5):
        assert try_login(client, "coach.guisser", "no") == (401, "bad_credentials")
        clock.advance(minutes=1)
    answer = client.post(LOGIN, json={"login": "coach.guisser", "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
    assert answer.headers["retry-after"] == str(10 * 60)
    clock.advance(minutes=10, seconds=1)
    assert try_login(client, "coach.guisser", PASSWORD)[0] == 200


def test_AC3_naming_the_market_gives_no_second_set_of_guesses(
    client: TestClient, market: MadeMarket
) -> None:
    for _ in range(5):
        try_login(client, "coach.guisser", "no")
    assert try_login(client, "Coach.Guisser ", "no", market="guisser")[0] == 429


def test_AC3_an_address_that_tries_many_names_waits(client: TestClient, market: MadeMarket) -> None:
    for n in range(20):
        assert try_login(client, f"name {n}", "no")[0] == 401
    assert try_login(client, "coach.guisser", PASSWORD) == (429, "too_many_attempts")


def test_a_good_sign_in_forgives_the_slips_before_it(
    client: TestClient, market: MadeMarket
) -> None:
    for _ in range(3):
        for _ in range(4):
            try_login(client, "coach.guisser", "slip")
        assert try_login(client, "coach.guisser", PASSWORD)[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"login": "coach.guisser"},
        {"login": "coach\x00", "password": "x"},
        {"login": "x" * 5000, "password": "x"},
        {"login": ["coach"], "password": "x"},
    ],
)
def test_AC6_a_body_of_another_shape_is_malformed(
    client: TestClient, market: MadeMarket, body: dict[str, object]
) -> None:
    answer = client.post(LOGIN, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert answer.json()["errors"][0]["path"].startswith("body/")


def test_a_lone_surrogate_in_a_name_is_malformed_and_no_crash(
    client: TestClient, market: MadeMarket
) -> None:
    answer = client.post(
        LOGIN,
        content=b'{"login": "\\ud800", "password": "x"}',
        headers={"Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_OP6_whose_role_ended_yesterday_does_not_get_in(
    client: TestClient, market: MadeMarket, database: Database
) -> None:
    def end(session: Session) -> None:
        held = session.exec(select(Membership).where(Membership.person_id == market.coach)).one()
        held.ends_on = FRIDAY - timedelta(days=1)

    database.transact(end)
    assert try_login(client, "coach.guisser", PASSWORD) == (401, "bad_credentials")


def test_an_animator_cannot_sign_in_at_a_desk_even_with_a_password(
    client: TestClient, market: MadeMarket, database: Database
) -> None:
    animator = market.animators[0]
    database.transact(lambda s: set_password(s, market.id, animator, "hajar", PASSWORD))
    assert try_login(client, "hajar", PASSWORD) == (401, "bad_credentials")


def test_without_a_cookie_nobody_is_signed_in(client: TestClient, market: MadeMarket) -> None:
    assert client.get(ME).json()["code"] == "not_signed_in"
    client.cookies.set("rahba_desk", "forged")
    assert client.get(ME).status_code == 401


def test_a_phones_token_opens_no_desk(client: TestClient, phone: MadePhone) -> None:
    assert client.get(ME, headers=phone.headers).status_code == 401


def test_a_session_ends_after_twelve_hours(
    client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    coach = desk_client(client, market, "coach")
    clock.moment += SESSION_LASTS - timedelta(seconds=1)
    assert coach.get(ME).status_code == 200
    clock.advance(seconds=1)
    assert coach.get(ME).status_code == 401


def test_signing_out_ends_the_session_on_the_server_too(
    client: TestClient, market: MadeMarket
) -> None:
    coach = desk_client(client, market, "coach")
    stolen = coach.cookies["rahba_desk"]
    assert coach.post("/api/v1/desk/logout").status_code == 204
    coach.cookies.set("rahba_desk", stolen)
    assert coach.get(ME).status_code == 401


def test_a_change_without_the_header_that_another_site_cannot_send_is_forbidden(
    client: TestClient, market: MadeMarket
) -> None:
    coach = desk_client(client, market, "coach")
    del coach.headers["X-Rahba"]
    answer = coach.post("/api/v1/team/invitations", json={"person_id": market.animators[0]})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert coach.get(ME).status_code == 200


def test_who_signs_in_learns_their_name_roles_and_souk(
    client: TestClient, market: MadeMarket
) -> None:
    me = desk_client(client, market, "coach").get(ME).json()
    assert me["person"]["id"] == market.coach
    assert me["roles"] == ["coach"]
    assert me["market"]["code"] == "guisser"


def test_the_cookie_is_closed_to_scripts_and_to_other_sites(
    client: TestClient, market: MadeMarket
) -> None:
    body = {"login": "coach.guisser", "password": PASSWORD}
    plain = client.post(LOGIN, json=body).headers["set-cookie"].lower()
    assert "httponly" in plain
    assert "samesite=strict" in plain
    client.base_url = "https://testserver"
    assert "secure" in client.post(LOGIN, json=body).headers["set-cookie"].lower()


def test_two_souks_with_the_same_login_must_say_which(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    other = make_market(database, world, "settat")
    for made in (market, other):
        database.transact(partial(share_login, made))
    assert try_login(client, "coach", PASSWORD)[0] == 401
    assert try_login(client, "coach", PASSWORD, market="settat")[0] == 200
    assert client.get(ME).json()["market"]["code"] == "settat"


def test_AC3_neither_the_cookie_nor_the_password_stands_in_the_database(
    client: TestClient, market: MadeMarket, database: Database
) -> None:
    coach = desk_client(client, market, "coach")
    with database.read() as session:
        stored = session.exec(select(DeskSession)).one()
    assert coach.cookies["rahba_desk"] not in stored.model_dump_json()


def test_AC4_signing_in_and_out_is_in_the_audit(
    client: TestClient, market: MadeMarket, database: Database
) -> None:
    desk_client(client, market, "coach").post("/api/v1/desk/logout")
    with database.read() as session:
        rows = session.exec(select(Audit).where(Audit.actor == f"person:{market.coach}")).all()
    assert {row.action for row in rows} == {"signed_in", "signed_out"}


def test_a_person_added_for_later_has_no_role_yet(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    def add(session: Session) -> str:
        later = FRIDAY + timedelta(days=1)
        return add_person(session, market.id, "coach", world, starts_on=later)

    person = database.transact(add)
    with database.read() as session:
        assert roles_on(session, market.id, person, FRIDAY) == frozenset()
        assert roles_on(session, market.id, person, FRIDAY + timedelta(days=1)) == {"coach"}
