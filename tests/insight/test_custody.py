"""Custody by person and souk day, and phones that went silent (SPEC CU4-CU6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rahba.access.tables import CustodyReport, Device
from rahba.clock import World
from rahba.db import Database
from rahba.insight.custody import silent_phones, told_by
from tests.client import TestClient
from tests.making import FRIDAY, Clock, MadeMarket, coach_client, desk_client
from tests.recording import open_notebook

DAY, BEFORE = FRIDAY.isoformat(), "2026-11-20"
BEGAN = datetime(2026, 11, 26, 23, tzinfo=UTC)
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def phone(as_of: str | None = None, seen: datetime | None = None, **told: Any) -> Device:
    manifest = {"pending": 0, "refused": 0, "by_day": {}, "as_of": as_of} | told if as_of else None
    return Device(
        market_id="m", id="phone", person_id="p", token_hash="t", created_at=BEGAN,
        manifest=manifest, last_seen_at=seen,
    )  # fmt: skip


def report(pending: int, at: datetime, by: str = "sync") -> CustodyReport:
    return CustodyReport(
        market_id="m", device_id="phone", souk_date=FRIDAY, person_id="p",
        pending=pending, refused=0, told_by=by, told_at=at,
    )  # fmt: skip


def test_CU4_a_phone_is_unknown_that_never_spoke_or_not_since_the_day_began() -> None:
    assert told_by(phone(), None, DAY, BEGAN) is None
    assert told_by(phone("2026-11-26T20:00:00Z"), None, DAY, BEGAN) is None


def test_CU4_a_phone_that_spoke_on_the_day_and_passed_it_over_holds_nothing_of_it() -> None:
    told = told_by(phone("2026-11-27T09:00:00Z", by_day={BEFORE: 2}), None, DAY, BEGAN)
    assert told is not None
    assert (told.pending, told.by) == (0, "sync")


def test_CU4_the_later_of_manifest_and_report_is_believed() -> None:
    said = phone("2026-11-27T09:00:00Z", by_day={DAY: 3})
    older = told_by(said, report(7, NOON - timedelta(hours=4)), DAY, BEGAN)
    later = told_by(said, report(1, NOON, "qr"), DAY, BEGAN)
    assert older is not None
    assert later is not None
    assert (older.pending, later.pending, later.by) == (3, 1, "qr")


def test_CU4_what_older_apps_tell_together_is_told_of_each_day() -> None:
    told = told_by(phone("2026-11-27T09:00:00Z", refused=2), None, DAY, BEGAN)
    assert told is not None
    assert told.refused == 2


@pytest.mark.parametrize(
    ("seen", "pending", "silent"),
    [
        (NOON - timedelta(hours=4), 3, True),
        (NOON - timedelta(hours=3, minutes=59), 3, False),  # heard of since
        (NOON - timedelta(hours=8), 0, False),  # holds nothing
    ],
)
def test_CU5_silent_is_who_holds_something_and_was_not_heard_of_for_four_hours(
    seen: datetime, pending: int, silent: bool
) -> None:
    said = phone("2026-11-27T03:00:00Z", seen, by_day={DAY: pending})
    told = told_by(said, None, DAY, BEGAN)
    assert len(silent_phones([told], NOON)) == silent


def team(coach: TestClient, day: str | None = None) -> Any:
    return coach.get("/api/v1/team", params={"day": day} if day else {}).json()


def of(shown: Any, person_id: str) -> Any:
    return next(person for person in shown["people"] if person["id"] == person_id)["custody"]


def test_AC1_custody_is_for_coaches_and_admins(client: TestClient, market: MadeMarket) -> None:
    official = desk_client(client, market, "official")
    assert official.get("/api/v1/team", params={"day": DAY}).status_code == 403


def test_CU4_custody_of_a_past_souk_day_by_person_and_phone(
    client: TestClient, market: MadeMarket, database: Database, world: World, clock: Clock
) -> None:
    notebook = open_notebook(database, world, market)
    coach = coach_client(client, market)
    stalls = market.stalls["veg"]
    marks = [notebook.mark(stall, souk_date=BEFORE) for stall in stalls[:3]]
    told = {"pending": 5, "by_day": {BEFORE: 5}, "refused_by_day": {}}
    notebook.push(*marks, notebook.mark(stalls[3], "perhaps", souk_date=BEFORE), manifest=told)
    shown = team(coach, BEFORE)
    custody = of(shown, notebook.caller.person_id)
    assert (shown["souk_date"], shown["souk_dates"][:2]) == (BEFORE, [DAY, BEFORE])
    assert (custody["received"], custody["pending"], custody["refused"]) == (3, 1, 1)
    assert (custody["as_of"], custody["by"]) == ("2026-11-27T07:30:00Z", "sync")
    assert [one["device_id"] for one in custody["phones"]] == [notebook.caller.device_id]
    assert of(shown, market.animators[1])["by"] == "never"
    assert of(team(coach), notebook.caller.person_id)["pending"] == 0


def test_CU5_silent_phones_are_named_the_most_entries_first_until_they_are_heard_of(
    client: TestClient, market: MadeMarket, database: Database, world: World, clock: Clock
) -> None:
    few, many = (open_notebook(database, world, market, market.animators[n]) for n in (0, 1))
    for notebook, pending in ((few, 2), (many, 9)):
        notebook.send(manifest={"pending": pending, "by_day": {DAY: pending}})
    coach = coach_client(client, market)
    assert team(coach)["silent"] == []
    clock.advance(hours=5)
    assert [one["pending"] for one in team(coach)["silent"]] == [9, 2]
    assert team(coach)["silent"][0]["person_id"] == market.animators[1]
    assert team(coach, BEFORE)["silent"] == []
    many.send(manifest={"pending": 0})
    assert [one["pending"] for one in team(coach)["silent"]] == [2]


def test_CU5_a_phone_that_the_coach_signed_out_raises_no_alarm(
    client: TestClient, market: MadeMarket, database: Database, world: World, clock: Clock
) -> None:
    notebook = open_notebook(database, world, market)
    notebook.send(manifest={"pending": 2, "by_day": {DAY: 2}})
    clock.advance(hours=5)
    coach = coach_client(client, market)
    assert len(team(coach)["silent"]) == 1
    assert coach.post(f"/api/v1/team/devices/{notebook.caller.device_id}/revoke").status_code == 204
    assert team(coach)["silent"] == []
