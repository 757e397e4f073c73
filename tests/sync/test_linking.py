"""A coach says who it is that began by the day code (SPEC DC6, DC7). Refusals first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from rahba.access.tables import Audit, Membership, Person
from rahba.catalog.tables import SoukDay
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, OpReceipt, Quarantine
from rahba.sync import linking
from tests.client import TestClient
from tests.making import (
    FRIDAY,
    Clock,
    MadeMarket,
    MadePhone,
    coach_client,
    desk_client,
    join_phone,
    make_market,
    revoke_phone,
)
from tests.newcoming import DESK, New, begin
from tests.recording import entry_id_of, new_id, op_id_of

PAGE = "/api/v1/sync/pull"


@pytest.fixture
def new(
    client: TestClient, phone: MadePhone, market: MadeMarket, database: Database, world: World
) -> New:
    """Fatima on the first animator's phone: she came in, and nobody has said who she is."""
    new = begin(client, market, database, world, host=phone)
    assert new.come_in().json() == {"state": "waiting"}
    return new


@pytest.fixture
def coach(client: TestClient, market: MadeMarket) -> TestClient:
    return coach_client(client, market)


def take_part(desk: TestClient, new: New) -> Any:
    return desk.post(f"{DESK}/{new.device_id}/take-part")


def same_person(desk: TestClient, new: New, person_id: str) -> Any:
    return desk.post(f"{DESK}/{new.device_id}/same-person", json={"person_id": person_id})


def put_aside(desk: TestClient, new: New, reason: str = "nobody of ours") -> Any:
    return desk.post(f"{DESK}/{new.device_id}/discard", json={"reason": reason})


def entries(database: Database) -> list[Entry]:
    with database.read() as session:
        return list(session.exec(select(Entry).order_by(Entry.id)))


def two_marks(new: New, market: MadeMarket) -> tuple[str, str]:
    first, second = (new.notebook.mark(stall) for stall in market.stalls["veg"][:2])
    assert new.codes(first, second) == ["held", "held"]
    return first, second


# -- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["official", "admin"])
def test_DC6_only_a_coach_says_who_it_is(
    client: TestClient, market: MadeMarket, new: New, role: str
) -> None:
    desk = desk_client(client, market, role)
    assert desk.get(DESK).status_code == 403
    for answer in (
        take_part(desk, new),
        same_person(desk, new, market.coach),
        put_aside(desk, new),
    ):
        assert answer.status_code == 403


def test_AC1_another_markets_coach_finds_nobody(
    client: TestClient, database: Database, world: World, new: New
) -> None:
    there = make_market(database, world, "settat")
    stranger = coach_client(client, there)
    assert stranger.get(DESK).json() == []
    for answer in (
        take_part(stranger, new),
        same_person(stranger, new, there.coach),
        put_aside(stranger, new),
    ):
        assert answer.status_code == 404


def test_DC7_nobody_is_the_same_as_one_who_is_not_of_the_team(
    client: TestClient, database: Database, world: World, market: MadeMarket, new: New,
    coach: TestClient,
) -> None:  # fmt: skip
    other = begin(client, market, database, world, name="Fatima bis")
    other.come_in()
    there = make_market(database, world, "settat")
    for nobody in (new.person_id, other.person_id, there.animators[0]):
        assert same_person(coach, new, nobody).status_code == 404
    put_aside(coach, other)
    assert same_person(coach, new, other.person_id).status_code == 404


def test_PU16_what_is_held_of_somebody_unknown_is_not_released_before_they_are_linked(
    market: MadeMarket, new: New, coach: TestClient, database: Database
) -> None:
    two_marks(new, market)
    answer = coach.post("/api/v1/review/quarantine/release-held", json={"device_id": new.device_id})
    assert answer.json() == {"released": 0, "still_refused": 2}
    assert entries(database) == []
    (held,) = coach.get("/api/v1/review/quarantine/counts").json()["held"]
    assert (held["person"]["name_latin"], held["waiting"], held["unlinked"]) == ("فاطمة", 2, True)


def test_DC6_what_was_said_once_stands(market: MadeMarket, new: New, coach: TestClient) -> None:
    take_part(coach, new)
    for answer in (same_person(coach, new, market.animators[1]), put_aside(coach, new)):
        assert (answer.status_code, answer.json()["code"]) == (409, "settled")


# -- takes part ---------------------------------------------------------------------------------


def test_DC6_one_press_makes_them_an_animator_since_that_day_and_takes_all_in(
    client: TestClient, market: MadeMarket, new: New, database: Database, clock: Clock
) -> None:
    first, second = two_marks(new, market)
    clock.advance(days=3)
    coach = coach_client(client, market)
    assert take_part(coach, new).json() == {"released": 2, "still_refused": 0}
    assert {entry.id for entry in entries(database)} == {entry_id_of(first), entry_id_of(second)}
    assert {entry.author_id for entry in entries(database)} == {new.person_id}
    with database.read() as session:
        held = session.exec(select(Membership).where(Membership.person_id == new.person_id)).one()
        audit = session.exec(select(Audit.action)).all()
    assert (held.role, held.starts_on, held.ends_on) == ("animator", FRIDAY, None)
    assert "newcomer_takes_part" in audit
    assert coach.get(DESK).json() == []
    team = {one["id"]: one for one in coach.get("/api/v1/team").json()["people"]}
    assert team[new.person_id]["custody"]["received"] == 2


def test_DC6_the_phone_learns_it_at_its_next_exchange_and_is_an_ordinary_one(
    market: MadeMarket, new: New, coach: TestClient
) -> None:
    first, _ = two_marks(new, market)
    take_part(coach, new)
    assert new.come_in().json() == {"state": "linked"}
    page = new.pull().json()
    assert page["me"]["person"]["id"] == new.person_id
    assert {one["op_id"] for one in page["settlements"]} >= {op_id_of(first)}
    assert {one["outcome"] for one in page["settlements"]} == {"released"}
    assert new.push(first)[0]["settlement"]["outcome"] == "released"
    assert new.codes(new.notebook.mark(market.stalls["grains"][0])) == ["applied"]
    ready = new.client.post("/api/v1/sync/push-token", headers=new.headers)
    assert ready.json() == {"push_token": ready.json()["push_token"]}


def test_DC6_a_press_whose_answer_was_lost_is_pressed_again(
    market: MadeMarket, new: New, coach: TestClient, database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    two_marks(new, market)
    with monkeypatch.context() as patched:
        patched.setattr(linking, "release_held", _die)
        assert take_part(coach, new).status_code == 500
    assert entries(database) == []
    assert take_part(coach, new).json() == {"released": 2, "still_refused": 0}
    assert take_part(coach, new).json() == {"released": 0, "still_refused": 0}
    with database.read() as session:
        people = session.exec(select(Membership.person_id)).all()
    assert people.count(new.person_id) == 1


def _die(*_: object) -> None:
    raise RuntimeError


def test_DC6_a_day_ahead_gives_no_right_before_today(
    client: TestClient, market: MadeMarket, database: Database, world: World, coach: TestClient
) -> None:
    new = begin(client, market, database, world, day=FRIDAY + timedelta(days=7))
    new.come_in()
    two_marks(new, market)
    assert take_part(coach, new).json()["released"] == 2


def test_DC6_what_was_recorded_before_that_day_stays_in_quarantine(
    market: MadeMarket, new: New, coach: TestClient
) -> None:
    early = new.notebook.mark(
        market.stalls["veg"][0], souk_date=(FRIDAY - timedelta(days=7)).isoformat()
    )
    assert new.codes(early) == ["held"]
    assert take_part(coach, new).json() == {"released": 0, "still_refused": 1}
    (kept,) = coach.get("/api/v1/review/quarantine").json()
    assert kept["op_id"] == op_id_of(early)


def test_LK2_a_day_that_was_locked_meanwhile_takes_it_in_late(
    market: MadeMarket, new: New, coach: TestClient, database: Database, world: World
) -> None:
    two_marks(new, market)

    def lock(session: Session) -> None:
        day = session.exec(
            select(SoukDay).where(SoukDay.market_id == market.id, SoukDay.date == FRIDAY)
        ).one()
        day.closed_at = day.locked_at = world.now()

    database.transact(lock)
    assert take_part(coach, new).json() == {"released": 2, "still_refused": 0}
    assert all("late" in entry.flags for entry in entries(database))


def test_DC8_a_phone_signed_out_meanwhile_stays_out_and_its_work_is_taken_in(
    market: MadeMarket, new: New, phone: MadePhone, coach: TestClient, database: Database,
    world: World,
) -> None:  # fmt: skip
    two_marks(new, market)
    revoke_phone(database, market, phone, world)
    assert take_part(coach, new).json()["released"] == 2
    assert new.pull().json()["code"] == "phone_revoked"


def test_CO3_a_registration_comes_in_with_its_consent_whatever_order_they_lie_in(
    market: MadeMarket, new: New, coach: TestClient, database: Database
) -> None:
    mark, trader, consent = _whole_registration(new, market)
    for op in (mark, trader, consent):
        assert new.codes(op) == ["held"]
    assert take_part(coach, new).json() == {"released": 3, "still_refused": 0}
    found = {entry.id: entry for entry in entries(database)}
    assert "unknown_trader" not in found[entry_id_of(mark)].flags


def _whole_registration(new: New, market: MadeMarket) -> tuple[str, str, str]:
    trader_id, place = new_id(), market.stalls["veg"][0]
    given = {
        "purpose": "registration", "decision": "given", "text_version": "2026-11",
        "language": "ar", "mode": "spoken", "trader_id": trader_id,
    }  # fmt: skip
    body = {"action": "register", "trader_id": trader_id, "known_as": "حميدة", "trade": "VEG01"}
    seen = {"stall_id": place, "trader_id": trader_id, "status": "present"}
    notebook = new.notebook
    return (
        notebook.mark(place, body=seen),
        notebook.create("trader", body),
        notebook.create("consent", given),
    )


# -- the same person ----------------------------------------------------------------------------


def test_DC7_phone_and_entries_become_the_persons(
    client: TestClient, market: MadeMarket, new: New, coach: TestClient, database: Database
) -> None:
    hajar = market.animators[1]
    first, second = two_marks(new, market)
    assert same_person(coach, new, hajar).json() == {"released": 2, "still_refused": 0}
    assert {entry.author_id for entry in entries(database)} == {hajar}
    with database.read() as session:
        assert session.get(Person, (market.id, new.person_id)) is None
        receipts = session.exec(select(OpReceipt)).all()
        raw = session.exec(select(Quarantine.raw)).all()
    assert {receipt.person_id for receipt in receipts} == {hajar}
    assert sorted(text.decode() for text in raw) == sorted([first, second]), "as they came"
    page = new.pull().json()
    assert page["me"]["person"]["id"] == hajar
    assert {one["outcome"] for one in page["settlements"]} == {"released"}
    theirs = join_phone(client, market, hajar)
    own = client.get(PAGE, headers=theirs.headers).json()["own"]
    assert {one["entry_id"] for one in own} == {entry_id_of(first), entry_id_of(second)}


def test_DC7_what_the_phone_still_holds_under_its_first_name_goes_through(
    market: MadeMarket, new: New, coach: TestClient, database: Database
) -> None:
    first, _ = two_marks(new, market)
    same_person(coach, new, market.animators[1])
    assert new.push(first)[0]["settlement"]["outcome"] == "released"
    body = {"stall_id": market.stalls["veg"][0], "status": "absent"}
    changed = new.notebook.revise(entry_id_of(first), "presence", body)
    assert new.codes(changed, new.notebook.mark(market.stalls["grains"][0])) == ["applied"] * 2
    assert {entry.author_id for entry in entries(database)} == {market.animators[1]}


def test_I17_the_first_name_opens_nothing_on_another_phone(
    client: TestClient, market: MadeMarket, new: New, coach: TestClient, database: Database,
    world: World,
) -> None:  # fmt: skip
    two_marks(new, market)
    same_person(coach, new, market.animators[1])
    other = begin(client, market, database, world)
    other.come_in()
    take_part(coach, other)
    posing = other.notebook.mark(market.stalls["veg"][2], person_id=new.person_id)
    assert other.codes(posing) == ["forbidden"]


def test_DC7_their_role_on_that_day_decides_not_the_link(
    market: MadeMarket, new: New, coach: TestClient
) -> None:
    two_marks(new, market)
    assert same_person(coach, new, market.official).json() == {"released": 0, "still_refused": 2}


# -- put aside ----------------------------------------------------------------------------------


def test_DC6_to_put_somebody_aside_needs_a_reason(new: New, coach: TestClient) -> None:
    assert put_aside(coach, new, " ").status_code == 422


def test_DC6_put_aside_the_phone_is_signed_out_and_hears_the_reason_of_each(
    market: MadeMarket, new: New, coach: TestClient, database: Database
) -> None:
    first, second = two_marks(new, market)
    assert put_aside(coach, new).json() == {"discarded": 2}
    assert new.come_in().json() == {"state": "discarded"}
    assert new.pull().json()["code"] == "phone_revoked"
    told = [result["settlement"] for result in new.push(first, second)]
    assert {(one["outcome"], one["reason"]) for one in told} == {("discarded", "nobody of ours")}
    assert entries(database) == []
    assert coach.get(DESK).json() == []


def test_DC6_who_was_put_aside_and_goes_on_sending_is_held_and_gets_no_right_by_a_release(
    market: MadeMarket, new: New, coach: TestClient, database: Database
) -> None:
    put_aside(coach, new)
    assert new.codes(new.notebook.mark(market.stalls["veg"][0])) == ["held"]
    answer = coach.post("/api/v1/review/quarantine/release-held", json={"device_id": new.device_id})
    assert answer.json() == {"released": 0, "still_refused": 1}
    assert entries(database) == []
