"""Somebody stands in for the coach, from one day to another (SPEC DE1, DE2, DE3)."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.access.test_password_codes import ask_code, set_password
from tests.client import TestClient
from tests.making import FRIDAY, Clock, MadeMarket, desk_client

DAY = timedelta(days=1)


def roles_path(person_id: str) -> str:
    return f"/api/v1/team/people/{person_id}/roles"


def name_deputy(desk: TestClient, person_id: str, first: date, last: date | None) -> Any:
    body = {"role": "deputy", "starts_on": str(first), "ends_on": str(last) if last else None}
    return desk.post(roles_path(person_id), json=body)


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def deputy(client: TestClient, market: MadeMarket, coach: TestClient) -> TestClient:
    """The second animator, deputy today and tomorrow, signed in."""
    person = market.animators[1]
    assert name_deputy(coach, person, FRIDAY, FRIDAY + DAY).status_code == 204
    made = ask_code(coach, person, "deputy").json()
    answer = set_password(client, "deputy", made["code"])
    assert answer.status_code == 200, answer.text
    client.headers["X-Rahba"] = "1"
    return client


def test_DE2_a_deputy_has_a_last_day(coach: TestClient, market: MadeMarket) -> None:
    assert name_deputy(coach, market.animators[1], FRIDAY, None).status_code == 422


def test_DE2_nobody_becomes_deputy_for_days_that_are_over(
    coach: TestClient, market: MadeMarket
) -> None:
    answer = name_deputy(coach, market.animators[1], FRIDAY - DAY, FRIDAY)
    assert refusal(answer) == (409, "day_past")


def test_DE2_the_same_role_twice_on_a_day_is_refused(coach: TestClient, market: MadeMarket) -> None:
    person = market.animators[1]
    assert name_deputy(coach, person, FRIDAY, FRIDAY + DAY).status_code == 204
    answer = name_deputy(coach, person, FRIDAY + DAY, FRIDAY + 2 * DAY)
    assert refusal(answer) == (409, "role_held")
    assert name_deputy(coach, person, FRIDAY + 2 * DAY, FRIDAY + 3 * DAY).status_code == 204


def test_DE3_a_deputy_ends_no_coach_and_names_no_deputy(
    deputy: TestClient, market: MadeMarket
) -> None:
    answer = deputy.post(f"{roles_path(market.coach)}/coach/end")
    assert refusal(answer) == (403, "forbidden")
    answer = name_deputy(deputy, market.animators[2], FRIDAY, FRIDAY)
    assert refusal(answer) == (403, "forbidden")


def test_DE3_the_last_coach_is_not_ended(client: TestClient, market: MadeMarket) -> None:
    admin = desk_client(client, market, "admin")
    answer = admin.post(f"{roles_path(market.coach)}/coach/end")
    assert refusal(answer) == (409, "last_coach")


def test_DE1_a_deputy_does_what_a_coach_does_in_their_own_name(
    deputy: TestClient, market: MadeMarket
) -> None:
    me = deputy.get("/api/v1/desk/me").json()
    assert me["roles"] == ["animator", "coach", "deputy"]
    assert deputy.get("/api/v1/review/days").status_code == 200
    day = FRIDAY + timedelta(weeks=1)
    path = f"/api/v1/calendar/days/{day}/cancel"
    shown = deputy.post(path, json={"reason": "weather"}).json()["days"]
    changed = next(row for row in shown if row["date"] == str(day))
    assert changed["changed_by"]["id"] == market.animators[1]


def test_DE1_after_the_last_day_a_deputy_is_none(
    deputy: TestClient, client: TestClient, clock: Clock
) -> None:
    clock.advance(days=2)
    body = {"login": "deputy", "password": "sheep and barley at dawn"}
    assert client.post("/api/v1/desk/login", json=body).status_code == 401


def test_DE2_a_coach_ends_a_deputy_at_once(
    deputy: TestClient, coach: TestClient, market: MadeMarket
) -> None:
    assert deputy.get("/api/v1/review/days").status_code == 200
    assert coach.post(f"{roles_path(market.animators[1])}/deputy/end").status_code == 204
    assert deputy.get("/api/v1/review/days").status_code == 403
