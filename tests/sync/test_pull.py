"""What changed since a phone last asked, and which cursors still count (PL3, PL5, L5)."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, delete, select, update

from rahba.access.tables import Device, Membership
from rahba.catalog.badges import format_badge
from rahba.catalog.calendar import souk_day_id
from rahba.catalog.tables import SoukDay, Stall, Trader, TraderAlias
from rahba.clock import World
from rahba.cursors import seal
from rahba.db import Database
from rahba.epoch import begin_epoch
from rahba.journal import CATALOG, Change, FeedCounter, NewChange
from tests.client import TestClient
from tests.making import (
    FRIDAY,
    Clock,
    MadeMarket,
    MadePhone,
    add_trader,
    announce,
    coach_client,
    join_phone,
    make_market,
    revoke_phone,
)
from tests.sync.pulling import PULL, ask, gone, pull, pull_all


def test_AC1_a_desk_a_revoked_phone_and_nobody_pull_nothing(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    assert coach_client(client, market).get(PULL).status_code == 401
    assert client.get(PULL).status_code == 401
    revoke_phone(database, market, phone, world)
    assert ask(client, phone).json()["code"] == "phone_revoked"


def test_AC1_whose_role_ended_pulls_nothing_more(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database
) -> None:
    ended = FRIDAY - timedelta(days=1)
    database.transact(
        lambda session: session.execute(
            update(Membership)
            .where(col(Membership.person_id) == phone.person_id)
            .values(ends_on=ended)
        )
    )
    answer = ask(client, phone)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("limit", [0, 1001, "many"])
def test_a_limit_that_makes_no_sense_is_malformed(
    client: TestClient, phone: MadePhone, limit: Any
) -> None:
    assert ask(client, phone, limit=limit).json()["code"] == "malformed"


@pytest.mark.parametrize("cursor", ["x", "AAAA", "é", "a" * 3000, "\x00"])
def test_PL5_a_cursor_that_is_not_ours_is_gone(
    client: TestClient, phone: MadePhone, cursor: str
) -> None:
    assert gone(ask(client, phone, cursor))


def test_PL5_a_cursor_that_was_tampered_with_is_gone(client: TestClient, phone: MadePhone) -> None:
    cursor = pull(client, phone)["cursor"]
    middle = len(cursor) // 2
    changed = "A" if cursor[middle] != "A" else "B"
    assert gone(ask(client, phone, cursor[:middle] + changed + cursor[middle + 1 :]))


def test_PL5_a_cursor_of_another_use_souk_or_person_is_gone(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    theirs = join_phone(client, market, market.animators[1])
    elsewhere = join_phone(client, make_market(database, world, "settat"))
    assert gone(ask(client, phone, pull(client, theirs)["cursor"]))
    assert gone(ask(client, phone, pull(client, elsewhere)["cursor"]))
    epoch = pull(client, phone)["epoch"]
    feed = seal(b"x" * 32, {"scope": "feed", "epoch": epoch, "market": market.id, "seq": 1})
    assert gone(ask(client, phone, feed))


def test_PL5_a_cursor_of_another_epoch_is_gone(
    client: TestClient, phone: MadePhone, database: Database, world: World
) -> None:
    cursor = pull(client, phone)["cursor"]
    database.transact(lambda session: begin_epoch(session, world))
    assert gone(ask(client, phone, cursor))
    assert pull(client, phone)["catalog"] == []


def test_L5_a_cursor_ahead_of_the_database_shows_that_it_was_restored(
    client: TestClient,
    market: MadeMarket,
    phone: MadePhone,
    database: Database,
    world: World,
    tmp_path: Path,
) -> None:
    database.transact(lambda session: add_trader(session, market, world))
    ahead = pull(client, phone)

    def restore(session: Session) -> None:
        session.execute(delete(Change))
        session.execute(update(FeedCounter).values(last_seq=0))

    database.transact(restore)
    assert gone(ask(client, phone, ahead["cursor"]))
    fresh = pull(client, phone)
    assert fresh["epoch"] != ahead["epoch"]
    assert (tmp_path / "epoch").read_text() == fresh["epoch"]
    assert pull(client, phone, fresh["cursor"])["epoch"] == fresh["epoch"]


def test_PL3_a_trader_arrives_without_number_age_or_sex(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    place = market.stalls["grains"][2]
    trader = database.transact(
        lambda session: add_trader(
            session, market, world, stall_id=place, badge="K-0457-3", state="provisional"
        )
    )
    assert pull(client, phone)["catalog"] == [
        {
            "type": "trader",
            "id": trader,
            "state": "provisional",
            "known_as": "حميدة",
            "name_ar": None,
            "name_latin": "Hmida",
            "rahba": "grains",
            "trade": "GRN01",
            "badge": "K-0457-3",
            "tag": 734_113,
            "stalls": [place],
        }
    ]


@pytest.mark.parametrize("state", ["withdrawn", "rejected"])
def test_CO4_of_a_trader_who_left_the_roster_nothing_arrives_but_that(
    client: TestClient,
    market: MadeMarket,
    phone: MadePhone,
    database: Database,
    world: World,
    state: str,
) -> None:
    trader = database.transact(lambda session: add_trader(session, market, world, state=state))
    assert pull(client, phone)["catalog"] == [{"type": "trader", "id": trader, "state": state}]


def test_several_changes_of_one_subject_are_told_once_as_it_stands(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    def rename(trader: str, name: str, session: Session) -> None:
        session.get_one(Trader, (market.id, trader)).known_as = name
        announce(session, market, world, NewChange(CATALOG, "trader", trader))

    first = database.transact(lambda session: add_trader(session, market, world))
    second = database.transact(lambda session: add_trader(session, market, world))
    for name in ("با حميدة", "حميدة مول الزرع"):
        database.transact(partial(rename, first, name))
    pages = pull_all(client, phone, None, limit=1)
    told = [item for page in pages for item in page["catalog"]]
    assert [item["id"] for item in told] == [second, first]
    assert told[1]["known_as"] == "حميدة مول الزرع"


def test_I9_pages_of_any_size_tell_everything_once_and_end(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    ids = [database.transact(lambda session: add_trader(session, market, world)) for _ in range(7)]
    for limit in (1, 3, 7, 100):
        pages = pull_all(client, phone, None, limit=limit)
        assert [item["id"] for page in pages for item in page["catalog"]] == ids
        assert all(len(page["catalog"]) <= limit for page in pages)
        assert pull(client, phone, pages[-1]["cursor"])["catalog"] == []


def test_places_days_merges_and_the_market_itself_arrive_as_they_stand(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    cursor = pull(client, phone)["cursor"]
    place, day = market.stalls["veg"][0], souk_day_id(market.id, FRIDAY)
    a, b = world.new_id(), world.new_id()

    def change(session: Session) -> None:
        session.get_one(Stall, (market.id, place)).ends_on = FRIDAY
        session.get_one(SoukDay, (market.id, day)).closed_at = world.now()
        alias = TraderAlias(
            market_id=market.id,
            id=world.new_id(),
            from_id=a,
            to_id=b,
            created_at=world.now(),
            created_by=market.coach,
        )
        session.add(alias)
        kinds = {"stall": place, "souk_day": day, "alias": alias.id, "market": market.id}
        announce(
            session, market, world, *(NewChange(CATALOG, kind, id_) for kind, id_ in kinds.items())
        )

    database.transact(change)
    stall, souk_day, alias, told = pull(client, phone, cursor)["catalog"]
    assert (stall["rahba"], stall["ends_on"]) == ("veg", "2026-11-27")
    assert souk_day["date"] == "2026-11-27"
    assert souk_day["closed"] is True
    assert alias == {"type": "alias", "from_id": a, "to_id": b, "ended": False}
    assert told["code"] == "guisser"


def test_a_phone_knows_its_zone_and_its_badge_numbers(
    client: TestClient, market: MadeMarket, phone: MadePhone
) -> None:
    me = pull(client, phone)["me"]
    assert me["person"]["id"] == phone.person_id
    assert me["device_id"] == phone.device_id
    (zone,) = me["zones"]
    assert (zone["rahba"], zone["from_order"], zone["to_order"]) == ("grains", 1, 10)
    assert (zone["backup"], zone["starts_on"], zone["ends_on"]) == (False, "2020-01-03", None)
    assert me["badge_ranges"] == [{"prefix": "K", "starts": 1, "ends": 50}]


def test_a_phone_with_fewer_than_ten_badge_numbers_left_gets_fifty_more(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    theirs = join_phone(client, market, market.animators[1])

    def use(session: Session, numbers: range) -> None:
        for number in numbers:
            add_trader(session, market, world, badge=format_badge("K", number))

    database.transact(lambda session: use(session, range(1, 41)))
    assert len(pull(client, phone)["me"]["badge_ranges"]) == 1
    database.transact(lambda session: use(session, range(41, 42)))
    ranges = pull(client, phone)["me"]["badge_ranges"]
    assert [(lent["starts"], lent["ends"]) for lent in ranges] == [(1, 50), (101, 150)]
    database.transact(lambda session: use(session, range(42, 51)))
    ranges = pull(client, phone)["me"]["badge_ranges"]
    assert [(lent["starts"], lent["ends"]) for lent in ranges] == [(101, 150)]
    assert pull(client, theirs)["me"]["badge_ranges"][0]["starts"] == 51


def test_badge_numbers_that_traders_already_carry_are_never_lent(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    badge = format_badge("K", 1500)
    database.transact(lambda session: add_trader(session, market, world, badge=badge))
    phone = join_phone(client, market)
    assert pull(client, phone)["me"]["badge_ranges"][0]["starts"] == 1501


def test_pulling_writes_only_when_the_phone_was_not_seen_for_a_while(
    client: TestClient, phone: MadePhone, database: Database, clock: Clock
) -> None:
    def seen() -> object:
        with database.read() as session:
            return session.exec(select(Device.last_seen_at)).one()

    pull(client, phone)
    first = seen()
    clock.advance(minutes=4)
    pull(client, phone)
    assert seen() == first
    clock.advance(minutes=1)
    pull(client, phone)
    assert seen() == clock.moment


def test_CL3_the_day_that_counts_is_the_souks_own(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, clock: Clock
) -> None:
    database.transact(
        lambda session: session.execute(
            update(Membership)
            .where(col(Membership.person_id) == phone.person_id)
            .values(ends_on=FRIDAY)
        )
    )
    clock.moment = clock.moment.replace(hour=22, minute=59)  # 23:59 in Casablanca
    assert ask(client, phone).status_code == 200
    clock.advance(minutes=1)  # Saturday in the souk, still Friday in UTC
    assert clock.moment.date() == date(2026, 11, 27)
    assert ask(client, phone).status_code == 403
