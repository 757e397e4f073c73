"""Planning the souk's days at the desk: the weekday rule, and what differs from it (SPEC CA)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from rahba.access.tables import Audit
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import (
    FRIDAY,
    Clock,
    MadeMarket,
    MadePhone,
    coach_client,
    desk_client,
    make_market,
)
from tests.recording import open_notebook
from tests.sync.pulling import pull

NEXT = FRIDAY + timedelta(weeks=1)
WEEK = timedelta(weeks=1)
WHY = {"reason": "weather"}
PATH = "/api/v1/calendar"


def set_fridays(
    coach: TestClient, starts_on: date = FRIDAY, weekdays: tuple[int, ...] = (5,)
) -> Any:
    body = {"weekdays": weekdays, "starts_on": str(starts_on)}
    answer = coach.put(f"{PATH}/rule", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def day_in(calendar: Any, day: date) -> Any:
    return next((row for row in calendar["days"] if row["date"] == str(day)), None)


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_AC1_an_official_plans_nothing_and_a_phone_neither(
    client: TestClient, market: MadeMarket, phone: MadePhone
) -> None:
    path = f"{PATH}/days/{NEXT}/cancel"
    assert desk_client(client, market, "official").post(path, json=WHY).status_code == 403
    client.cookies.clear()
    assert client.post(path, json=WHY, headers=phone.headers).status_code == 401


def test_CA3_a_day_that_is_over_is_not_changed(
    coach: TestClient, client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    set_fridays(coach)
    clock.advance(days=8)
    coach = coach_client(client, market)
    assert refused(coach.post(f"{PATH}/days/{NEXT}/cancel", json=WHY)) == (409, "day_past")
    body = {**WHY, "date": str(NEXT)}
    assert refused(coach.post(f"{PATH}/days", json=body)) == (409, "day_past")
    rule = {"weekdays": [5], "starts_on": str(NEXT)}
    assert refused(coach.put(f"{PATH}/rule", json=rule)) == (409, "day_past")


@pytest.mark.parametrize("act", ["cancel", "move", "undo"])
def test_CA3_a_souk_that_was_held_is_not_changed(coach: TestClient, act: str) -> None:
    body = {**WHY, "to": str(NEXT + timedelta(days=1))}
    answer = coach.post(f"{PATH}/days/{FRIDAY}/{act}", json=body)
    assert refused(answer) == (409, "day_held")


def test_CA3_two_souks_do_not_stand_on_one_day(coach: TestClient) -> None:
    set_fridays(coach)
    body = {**WHY, "to": str(NEXT + WEEK)}
    assert refused(coach.post(f"{PATH}/days/{NEXT}/move", json=body)) == (409, "day_taken")
    body = {**WHY, "date": str(NEXT)}
    assert refused(coach.post(f"{PATH}/days", json=body)) == (409, "day_taken")


def test_CA3_a_day_is_cancelled_once_and_undone_once(coach: TestClient) -> None:
    path = f"{PATH}/days/{NEXT}"
    assert refused(coach.post(f"{path}/undo")) == (409, "nothing_to_undo")
    assert coach.post(f"{path}/cancel", json=WHY).status_code == 200
    assert refused(coach.post(f"{path}/cancel", json=WHY)) == (409, "day_changed")
    assert coach.post(f"{path}/undo").status_code == 200
    assert refused(coach.post(f"{path}/undo")) == (409, "nothing_to_undo")


def test_a_day_that_the_calendar_does_not_have_is_not_found(coach: TestClient) -> None:
    monday = NEXT + timedelta(days=3)
    assert coach.post(f"{PATH}/days/{monday}/cancel", json=WHY).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"weekdays": [], "starts_on": "2026-12-04"},
        {"weekdays": [8], "starts_on": "2026-12-04"},
        {"weekdays": [5], "starts_on": "soon"},
        {"weekdays": [5], "starts_on": "2026-12-04", "opens": "25:00"},
        {"weekdays": [5], "starts_on": "2026-12-04", "opens": "15:00", "closes": "06:00"},
    ],
)
def test_a_rule_of_another_shape_is_malformed(coach: TestClient, body: dict[str, object]) -> None:
    assert refused(coach.put(f"{PATH}/rule", json=body)) == (422, "malformed")


def test_CA1_a_souk_of_another_market_is_left_alone(
    coach: TestClient, client: TestClient, database: Database, world: World
) -> None:
    other = make_market(database, world, "settat")
    coach.post(f"{PATH}/days/{NEXT}/cancel", json=WHY)
    elsewhere = coach_client(client, other).get(PATH).json()
    assert day_in(elsewhere, NEXT)["status"] == "planned"


def test_CA2_twelve_souk_days_are_shown_and_more_are_laid_as_time_goes_on(
    coach: TestClient, client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    shown = set_fridays(coach)["days"]
    assert [row["date"] for row in shown] == [str(FRIDAY + n * WEEK) for n in range(12)]
    clock.advance(weeks=30)
    shown = coach_client(client, market).get(PATH).json()["days"]
    assert [row["date"] for row in shown] == [str(FRIDAY + n * WEEK) for n in range(30, 42)]


def test_CA2_a_rule_of_two_weekdays_from_a_day_on_leaves_the_days_before_it(
    coach: TestClient,
) -> None:
    set_fridays(coach)
    starts_on = NEXT + WEEK
    shown = set_fridays(coach, starts_on, weekdays=(2, 7))
    dates = [date.fromisoformat(row["date"]) for row in shown["days"]]
    assert [day.isoweekday() for day in dates[:5]] == [5, 5, 7, 2, 7]
    assert [rule["weekdays"] for rule in shown["rules"]] == [[5], [2, 7]]


def test_CA2_what_somebody_planned_outlives_another_rule(coach: TestClient) -> None:
    set_fridays(coach)
    extra, cancelled = NEXT + timedelta(days=3), NEXT + WEEK
    coach.post(f"{PATH}/days", json={"date": str(extra), "reason": "eid"})
    coach.post(f"{PATH}/days/{cancelled}/cancel", json=WHY)
    shown = set_fridays(coach, FRIDAY + timedelta(days=1), weekdays=(2,))
    assert day_in(shown, extra)["status"] == "planned"
    assert day_in(shown, cancelled)["status"] == "cancelled"
    assert day_in(shown, NEXT) is None


def test_CA4_a_moved_souk_stands_on_its_new_day_and_undo_brings_it_back(coach: TestClient) -> None:
    set_fridays(coach)
    to = NEXT - timedelta(days=1)
    body = {"to": str(to), "reason": "eid"}
    shown = coach.post(f"{PATH}/days/{NEXT}/move", json=body).json()
    assert (day_in(shown, NEXT)["status"], day_in(shown, NEXT)["moved_to"]) == ("moved", str(to))
    assert (day_in(shown, to)["status"], day_in(shown, to)["origin"]) == ("planned", "move")
    shown = coach.post(f"{PATH}/days/{NEXT}/undo").json()
    assert day_in(shown, to) is None
    assert day_in(shown, NEXT)["status"] == "planned"
    assert day_in(shown, NEXT)["reason"] is None


def test_CA4_an_extra_day_is_taken_out_again(coach: TestClient) -> None:
    extra = NEXT + timedelta(days=2)
    body = {"date": str(extra), "reason": "eid"}
    shown = coach.post(f"{PATH}/days", json=body).json()
    assert day_in(shown, extra)["origin"] == "extra"
    assert day_in(coach.post(f"{PATH}/days/{extra}/undo").json(), extra) is None
    assert coach.post(f"{PATH}/days", json=body).status_code == 201


def test_CA5_in_ramadan_the_souk_opens_later_and_then_as_before(coach: TestClient) -> None:
    set_fridays(coach)
    body = {
        "starts_on": str(NEXT),
        "ends_on": str(NEXT + WEEK),
        "opens": "09:00",
        "closes": "14:00",
    }
    shown = coach.post(f"{PATH}/hours", json=body).json()
    hours = [(row["opens"], row["closes"]) for row in shown["days"][:4]]
    assert hours == [("06:30", "15:00"), ("09:00", "14:00"), ("09:00", "14:00"), ("06:30", "15:00")]
    shown = coach.post(f"{PATH}/hours/{shown['hours'][0]['id']}/end").json()
    assert {row["opens"] for row in shown["days"]} == {"06:30"}
    assert shown["hours"] == []


def test_CA6_phones_hear_why_there_is_no_souk_and_when_it_is(
    client: TestClient, coach: TestClient, phone: MadePhone
) -> None:
    cursor = pull(client, phone)["cursor"]
    to = NEXT - timedelta(days=1)
    coach.post(f"{PATH}/days/{NEXT}/move", json={"to": str(to), "reason": "eid"})
    pulled = pull(client, phone, cursor)["catalog"]
    told = {row["date"]: row for row in pulled if row["type"] == "souk_day"}
    assert (told[str(NEXT)]["status"], told[str(NEXT)]["moved_to"]) == ("moved", str(to))
    assert told[str(NEXT)]["reason"] == "eid"
    assert told[str(to)]["status"] == "planned"


def test_AC4_who_changed_a_day_is_named(
    coach: TestClient, market: MadeMarket, database: Database
) -> None:
    shown = coach.post(f"{PATH}/days/{NEXT}/cancel", json=WHY).json()
    assert day_in(shown, NEXT)["changed_by"]["id"] == market.coach
    assert day_in(shown, NEXT)["changed_at"] == "2026-11-27T07:30:00Z"
    with database.read() as session:
        rows = session.exec(select(Audit).where(Audit.action == "calendar.cancel")).all()
    assert [(row.actor, row.subject) for row in rows] == [(f"person:{market.coach}", str(NEXT))]


def test_CA6_a_mark_on_a_cancelled_day_is_kept_and_flagged(
    coach: TestClient, market: MadeMarket, database: Database, world: World, clock: Clock
) -> None:
    coach.post(f"{PATH}/days/{NEXT}/cancel", json=WHY)
    clock.advance(weeks=1)
    notebook = open_notebook(database, world, market)
    result = notebook.push_one(notebook.mark(market.stalls["grains"][0], souk_date=NEXT))
    assert (result["code"], result["flags"]) == ("applied", ["off_day"])
