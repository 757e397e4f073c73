"""Who is ready for the coming souk, as phones say it with their pushes (SPEC RE3, RE4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from rahba.access.tables import Device, Membership
from rahba.clock import World
from rahba.db import Database
from rahba.insight.ready import ready_json
from rahba.sync.protocol import Manifest
from tests.client import TestClient
from tests.making import FRIDAY, Clock, MadeMarket, coach_client
from tests.recording import open_notebook

BEGAN = datetime(2026, 11, 26, 23, tzinfo=UTC)
EVE = "2026-11-26T18:40:00Z"


def role(name: str = "animator", ends_on: date | None = None) -> Membership:
    return Membership(
        market_id="m", id="r", person_id="p", role=name,
        starts_on=date(2026, 1, 1), ends_on=ends_on,
    )  # fmt: skip


def phone(ready: dict[str, Any] | None, revoked_at: datetime | None = None) -> Device:
    manifest = {"pending": 0} if ready is None else {"pending": 0, "ready": ready}
    return Device(
        market_id="m", id="d", person_id="p", token_hash="t", created_at=BEGAN,
        manifest=manifest, revoked_at=revoked_at,
    )  # fmt: skip


def said(*failing: str, at: str = EVE) -> dict[str, Any]:
    return {"at": at, "ok": not failing, "failing": list(failing)}


def not_ready(*phones: Device, roles: tuple[Membership, ...] = (role(),)) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = ready_json(FRIDAY, BEGAN, {"p": roles}, {"p": phones})[
        "not_ready"
    ]
    return shown


NEVER: list[dict[str, Any]] = [{"person_id": "p", "at": None, "failing": []}]


@pytest.mark.parametrize("at", ["yesterday", "2026-11-26T18:40:00"])
def test_RE3_a_word_without_a_moment_is_not_taken(at: str) -> None:
    with pytest.raises(ValidationError):
        Manifest.model_validate({"pending": 0, "ready": {"at": at, "ok": True}})


@pytest.mark.parametrize(
    "phones",
    [
        (),
        (phone(None),),
        (phone(said(), revoked_at=BEGAN),),
        (phone(said(at="2026-11-24T22:59:59Z")),),
    ],
    ids=["no phone", "an older app", "signed out", "said for another souk"],
)
def test_RE4_who_said_nothing_since_two_days_before_the_souk_never_looked(
    phones: tuple[Device, ...],
) -> None:
    assert not_ready(*phones) == NEVER


def test_RE4_who_is_not_ready_is_named_with_the_reasons() -> None:
    assert not_ready(phone(said("version", "zone"))) == [
        {"person_id": "p", "at": EVE, "failing": ["version", "zone"]}
    ]


def test_RE4_one_of_several_phones_is_enough_and_else_the_newest_word_stands() -> None:
    old, new = said("clock", at="2026-11-26T10:00:00Z"), said("space")
    assert not_ready(phone(said("zone", at="2026-11-26T20:00:00Z")), phone(said())) == []
    assert not_ready(phone(new), phone(old))[0]["failing"] == ["space"]


@pytest.mark.parametrize("held", [role("coach"), role(ends_on=FRIDAY - timedelta(days=1))])
def test_RE4_only_the_animators_of_that_day_are_asked(held: Membership) -> None:
    assert ready_json(FRIDAY, BEGAN, {"p": [held]}, {})["of"] == 0


def test_RE3_RE4_what_a_phone_says_reaches_the_coach_and_a_phone_that_says_none_goes_on(
    client: TestClient, market: MadeMarket, database: Database, world: World, clock: Clock
) -> None:
    one, other = (open_notebook(database, world, market, market.animators[n]) for n in (0, 1))
    other.send(manifest={"pending": 0})
    one.send(manifest={"pending": 0, "ready": said("registry", at="2026-11-27T07:29:00Z")})
    coach = coach_client(client, market)
    shown = coach.get("/api/v1/team").json()["ready"]
    assert (shown["souk_date"], shown["ready"]) == (FRIDAY.isoformat(), 0)
    assert {"person_id": one.caller.person_id, "at": "2026-11-27T07:29:00Z",
            "failing": ["registry"]} in shown["not_ready"]  # fmt: skip
    one.send(manifest={"pending": 0, "ready": said(at="2026-11-27T07:30:00Z")})
    after = coach.get("/api/v1/team").json()["ready"]
    assert (after["ready"], after["of"]) == (1, shown["of"])


def test_RE4_nobody_is_asked_three_days_before(
    client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    clock.advance(days=4)  # Tuesday; the next souk is on Friday
    assert coach_client(client, market).get("/api/v1/team").json()["ready"] is None
    clock.advance(days=1)
    assert (
        coach_client(client, market).get("/api/v1/team").json()["ready"]["souk_date"]
        == "2026-12-04"
    )
