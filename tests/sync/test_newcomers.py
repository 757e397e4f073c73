"""Who began by the day code comes in, is held and reads nothing (SPEC DC4, DC5). Refusals first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from rahba.access import newcomers
from rahba.access.tables import Audit, Device
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Entry, OpReceipt, Quarantine
from rahba.sync import newcomers as arriving
from tests.client import TestClient
from tests.making import (
    FRIDAY,
    Clock,
    MadeMarket,
    MadePhone,
    coach_client,
    make_market,
    revoke_phone,
)
from tests.newcoming import DESK, NEWCOMERS, New, begin
from tests.recording import entry_id_of, new_id


@pytest.fixture
def new(
    client: TestClient, phone: MadePhone, market: MadeMarket, database: Database, world: World
) -> New:
    """Fatima on the first animator's phone, before any contact."""
    return begin(client, market, database, world, host=phone)


def listed(client: TestClient, market: MadeMarket) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = coach_client(client, market).get(DESK).json()
    return found


# -- at the door --------------------------------------------------------------------------------


def test_DC4_a_market_that_is_not_here_takes_nobody(new: New) -> None:
    new.body |= {"market_id": new_id()}
    assert new.come_in().status_code == 404


@pytest.mark.parametrize("claimed", ["device", "person", "token"])
def test_DC4_nobody_passes_for_a_phone_or_person_that_is_known(
    new: New, phone: MadePhone, market: MadeMarket, database: Database, claimed: str
) -> None:
    with database.read() as session:
        known = session.get_one(Device, (market.id, phone.device_id))
    new.body |= {
        "device": {"device_id": known.id},
        "person": {"person_id": known.person_id},
        "token": {"push_token_hash": known.token_hash},
    }[claimed]
    assert new.come_in().json()["code"] == "conflict"
    assert new.client.get("/api/v1/sync/pull", headers=phone.headers).status_code == 200


def test_DC4_another_phone_does_not_come_in_as_one_that_did(new: New) -> None:
    new.come_in()
    new.body |= {"token_hash": "0" * 64}
    assert new.come_in().json()["code"] == "conflict"


def test_DC4_before_it_came_in_its_token_opens_nothing(new: New) -> None:
    assert new.client.post("/api/v1/sync/push", json={}, headers=new.headers).status_code == 401


def test_DC4_asked_again_it_is_the_same_phone(
    new: New, client: TestClient, market: MadeMarket, clock: Clock
) -> None:
    assert new.come_in().json() == {"state": "waiting"}
    clock.advance(days=40)
    assert new.come_in().json() == {"state": "waiting"}
    assert [one["device_id"] for one in listed(client, market)] == [new.device_id]


def test_DC4_two_of_the_same_name_are_two(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    for _ in range(2):
        begin(client, market, database, world).come_in()
    assert [one["name"] for one in listed(client, market)] == ["فاطمة", "فاطمة"]


# -- codes that are wrong -----------------------------------------------------------------------


def test_DC5_a_code_of_yesterday_of_another_market_or_none_is_taken_and_said(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    other = make_market(database, world, "settat")
    begun = [
        begin(
            client,
            market,
            database,
            world,
            name="of last week",
            code_day=FRIDAY - timedelta(days=7),
        ),
        begin(client, market, database, world, name="of another souk", code_of=other.id),
        begin(client, market, database, world, name="of long ago", day=FRIDAY - timedelta(days=63)),
        begin(client, market, database, world, name="right"),
    ]
    for new in begun:
        assert new.come_in().status_code == 200
        assert new.codes(new.notebook.mark(market.stalls["veg"][0])) == ["held"]
    found = {one["name"]: one["code_ok"] for one in listed(client, market)}
    assert found == {
        "of last week": False, "of another souk": False, "of long ago": False, "right": True,
    }  # fmt: skip


def test_DC5_a_day_that_is_not_believed_is_brought_near(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    years = timedelta(days=3650)
    for name, day in (("before", FRIDAY - years), ("ahead", FRIDAY + years)):
        begin(client, market, database, world, name=name, day=day).come_in()
    days = {one["name"]: one["souk_date"] for one in listed(client, market)}
    assert days == {"before": "2026-10-28", "ahead": "2026-11-27"}


def test_DC5_many_wrong_codes_from_one_address_have_to_wait(
    client: TestClient, market: MadeMarket, database: Database, world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(arriving, "PER_ADDRESS", 2)
    wrong = [begin(client, market, database, world, code_day=market.days[0]) for _ in range(3)]
    answers = [new.come_in() for new in wrong]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) > 0
    assert wrong[0].come_in().status_code == 200, "one that is known is no guess"


def test_DC5_strangers_do_not_fill_the_coachs_page_and_a_right_code_still_comes_in(
    client: TestClient, market: MadeMarket, database: Database, world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(newcomers, "UNPROVEN", 1)
    wrong = [begin(client, market, database, world, code_day=market.days[0]) for _ in range(2)]
    assert [new.come_in().status_code for new in wrong] == [200, 429]
    assert begin(client, market, database, world).come_in().status_code == 200


# -- while nobody has linked it -----------------------------------------------------------------


def test_DC4_it_reads_nothing_and_hears_why(new: New) -> None:
    new.come_in()
    answer = new.pull()
    assert (answer.status_code, answer.json()["code"]) == (403, "not_linked")
    bare = {"Authorization": f"Bearer {new.push_token}"}
    assert new.client.get("/api/v1/sync/pull", headers=bare).status_code == 401


def test_DC5_what_it_sends_is_held_with_its_receipt_and_is_no_entry(
    new: New, market: MadeMarket, database: Database
) -> None:
    new.come_in()
    mark = new.notebook.mark(market.stalls["veg"][0])
    assert new.codes(mark) == ["held"]
    assert new.codes(mark) == ["held"], "a replay gets the first answer"
    with database.read() as session:
        assert session.exec(select(Entry)).all() == []
        (receipt,) = session.exec(select(OpReceipt)).all()
    assert (receipt.code, receipt.person_id) == ("held", new.person_id)


def test_DC5_what_is_too_much_stays_on_the_phone_and_is_not_lost(
    new: New, market: MadeMarket, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    new.come_in()
    first, second = (new.notebook.mark(stall) for stall in market.stalls["veg"][:2])
    assert new.codes(first) == ["held"]
    monkeypatch.setattr(arriving, "MAX_HELD_BYTES", 1)
    other_words = first.replace('"present"', '"absent"')
    assert new.codes(second, '{"op_id":', first) == ["retry", "retry", "held"], "PU2"
    assert new.codes(other_words) == ["retry"], "nothing more is kept, under no id"
    with database.read() as session:
        assert len(session.exec(select(OpReceipt)).all()) == 1
        assert len(session.exec(select(Quarantine)).all()) == 1


def test_DC5_the_coach_sees_who_on_whose_phone_since_when_and_how_much(
    new: New, client: TestClient, market: MadeMarket
) -> None:
    new.come_in()
    mark = new.notebook.mark(market.stalls["veg"][0])
    body = {"stall_id": market.stalls["veg"][0], "status": "absent"}
    new.push(mark, new.notebook.revise(entry_id_of(mark), "presence", body))
    (one,) = listed(client, market)
    assert (one["name"], one["souk_date"], one["code_ok"]) == ("فاطمة", "2026-11-27", True)
    assert one["host"]["id"] == market.animators[0]
    assert one["held"] == 1, "an entry, however often it was changed"


def test_DC5_they_are_not_of_the_team_before_somebody_says_so(
    new: New, client: TestClient, market: MadeMarket
) -> None:
    new.come_in()
    people = coach_client(client, market).get("/api/v1/team").json()["people"]
    assert new.person_id not in {person["id"] for person in people}


def test_DC4_who_came_in_is_in_the_audit(new: New, database: Database) -> None:
    new.come_in()
    with database.read() as session:
        row = session.exec(select(Audit).where(Audit.action == "newcomer_arrived")).one()
    assert (row.actor, row.detail["code_ok"]) == (f"device:{new.device_id}", True)


def test_DC8_a_phone_that_is_signed_out_takes_its_guests_along_and_their_work_is_held(
    new: New, client: TestClient, phone: MadePhone, market: MadeMarket, database: Database,
    world: World,
) -> None:  # fmt: skip
    new.come_in()
    revoke_phone(database, market, phone, world)
    later = begin(client, market, database, world, host=phone)
    assert later.come_in().json() == {"state": "waiting"}
    for guest in (new, later):
        assert guest.pull().json()["code"] == "phone_revoked"
        assert guest.codes(guest.notebook.mark(market.stalls["veg"][0])) == ["held"]
    assert len(listed(client, market)) == 2


def test_AC6_a_name_of_nothing_is_refused(new: New) -> None:
    new.body |= {"name": "  "}
    assert new.client.post(NEWCOMERS, json=new.body).status_code == 422
