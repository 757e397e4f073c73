"""The first pull: the whole catalog as one file, in slices (PL1, PL3)."""

import base64
import gzip
import hashlib
import json
import random
import uuid
from datetime import timedelta
from functools import partial
from importlib.resources import files
from typing import Any

import pytest
from sqlmodel import Session, select

from rahba.catalog.tables import Occupancy, Snapshot, Stall, Trader
from rahba.clock import World
from rahba.db import Database
from rahba.demo.names import invent_traders
from rahba.entries.tables import Entry
from rahba.journal import CATALOG, NewChange
from rahba.sync.snapshot import current_snapshot
from tests.client import TestClient
from tests.making import (
    FRIDAY,
    OPENED_ON,
    Clock,
    MadeMarket,
    MadePhone,
    add_trader,
    announce,
    coach_client,
    make_market,
    revoke_phone,
)

SNAPSHOT = "/api/v1/sync/snapshot"
KILOBYTE = 1024


def head(client: TestClient, phone: MadePhone) -> dict[str, Any]:
    answer = client.get(SNAPSHOT, headers=phone.headers)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def slice_at(client: TestClient, phone: MadePhone, snapshot_id: str, **asked: int) -> bytes:
    answer = client.get(f"{SNAPSHOT}/{snapshot_id}", params=asked, headers=phone.headers)
    assert answer.headers["content-type"] == "application/octet-stream", answer.text
    content: bytes = answer.content
    return content


def read(client: TestClient, phone: MadePhone) -> dict[str, Any]:
    """As a phone does: slice by slice, hash, unpack."""
    told = head(client, phone)
    data = b""
    while piece := slice_at(client, phone, told["snapshot_id"], offset=len(data), length=1000):
        data += piece
    assert len(data) == told["bytes"]
    assert hashlib.sha256(data).hexdigest() == told["sha256"]
    document: dict[str, Any] = json.loads(gzip.decompress(data))
    return document


def full_id(short: str) -> str:
    return str(uuid.UUID(bytes=base64.urlsafe_b64decode(short + "==")))


def test_AC1_only_a_phone_that_is_let_in_gets_one(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    snapshot_id = head(client, phone)["snapshot_id"]
    coach = coach_client(client, market)
    revoke_phone(database, market, phone, world)
    for path in (SNAPSHOT, f"{SNAPSHOT}/{snapshot_id}"):
        for asking, headers in ((client, {}), (client, phone.headers), (coach, {})):
            answer = asking.get(path, headers=headers)
            code = "phone_revoked" if headers else "not_signed_in"
            assert (answer.status_code, answer.json()["code"]) == (401, code)


def test_AC1_the_snapshot_of_another_souk_is_as_good_as_gone(
    client: TestClient, phone: MadePhone, database: Database, world: World
) -> None:
    other = make_market(database, world, "settat")
    theirs = current_snapshot(database, other.id, b"x" * 32, world)
    answer = client.get(f"{SNAPSHOT}/{theirs.id}", headers=phone.headers)
    assert (answer.status_code, answer.json()["code"]) == (410, "snapshot_gone")


@pytest.mark.parametrize(
    "asked",
    [{"offset": -1}, {"length": 0}, {"length": 70_000}, {"offset": "x"}, {"offset": 10**30}],
)
def test_a_slice_that_makes_no_sense_is_malformed(
    client: TestClient, phone: MadePhone, asked: dict[str, Any]
) -> None:
    path = f"{SNAPSHOT}/{head(client, phone)['snapshot_id']}"
    answer = client.get(path, params=asked, headers=phone.headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert client.get(f"{SNAPSHOT}/none", headers=phone.headers).status_code == 422


def test_PL1_an_interrupted_download_goes_on_while_the_catalog_changes(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    told = head(client, phone)
    first = slice_at(client, phone, told["snapshot_id"], offset=0, length=1000)
    database.transact(lambda session: add_trader(session, market, world))
    rest = slice_at(client, phone, told["snapshot_id"], offset=1000, length=65_536)
    assert hashlib.sha256(first + rest).hexdigest() == told["sha256"]
    assert slice_at(client, phone, told["snapshot_id"], offset=told["bytes"]) == b""
    assert head(client, phone)["snapshot_id"] != told["snapshot_id"]


def test_PL1_only_the_newest_three_are_kept(
    client: TestClient,
    market: MadeMarket,
    phone: MadePhone,
    database: Database,
    world: World,
    clock: Clock,
) -> None:
    ids = []
    for _ in range(4):
        ids.append(head(client, phone)["snapshot_id"])
        clock.advance(minutes=1)
        database.transact(lambda session: add_trader(session, market, world))
    answer = client.get(f"{SNAPSHOT}/{ids[0]}", headers=phone.headers)
    assert (answer.status_code, answer.json()["code"]) == (410, "snapshot_gone")
    for kept in ids[1:]:
        assert slice_at(client, phone, kept, length=10)
    with database.read() as session:
        assert len(session.exec(select(Snapshot)).all()) == 3


def test_PL1_a_snapshot_can_be_read_although_the_servers_clock_went_back(
    client: TestClient,
    market: MadeMarket,
    phone: MadePhone,
    database: Database,
    world: World,
    clock: Clock,
) -> None:
    for _ in range(5):
        assert read(client, phone)["cursor"]
        clock.advance(minutes=-1)
        database.transact(lambda session: add_trader(session, market, world))


def test_phones_of_a_souk_share_one_until_something_changes(
    client: TestClient, market: MadeMarket, phone: MadePhone, clock: Clock
) -> None:
    first = head(client, phone)
    clock.advance(hours=1)
    assert head(client, phone) == first
    clock.advance(days=1)
    assert head(client, phone)["snapshot_id"] != first["snapshot_id"]


def test_PL3_the_roster_has_a_tag_and_never_a_number_an_age_or_a_sex(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    database.transact(lambda session: add_trader(session, market, world))
    document = read(client, phone)
    assert document["traders"]["tag"] == [734_113]
    text = json.dumps(document)
    assert "+212600000000" not in text
    assert '"35-49"' not in text  # an id may hold these characters
    assert set(document["traders"]) == {
        "id", "known_as", "name_ar", "name_latin", "rahba", "trade", "badge", "state", "tag",
        "stalls", "survey",
    }  # fmt: skip


def test_a_phone_carries_ground_calendar_team_trades_and_what_is_read_aloud(
    client: TestClient, market: MadeMarket, phone: MadePhone
) -> None:
    document = read(client, phone)
    assert [rahba["code"] for rahba in document["rahbas"]] == ["grains", "veg", "livestock"]
    assert {full_id(short) for short in document["stalls"]["id"]} == {
        stall for stalls in market.stalls.values() for stall in stalls
    }
    assert [day["date"] for day in document["souk_days"]] == [
        day.isoformat() for day in market.days
    ]
    assert {person["id"] for person in document["people"]} >= {market.coach, *market.animators}
    assert len(document["trades"]["sections"]) == 11
    assert document["market"]["operator"]["cndp_ref"] == "D-000/2026"
    texts = document["market"]["consent"]["texts"]
    assert set(texts) == {"ar", "fr", "en"}
    for placeholder in ("operator", "commune", "retention", "contact", "phone", "cndp_ref"):
        assert all(f"{{{placeholder}}}" in text["full"] for text in texts.values())


def test_a_trader_stands_at_their_place_and_a_provisional_one_too(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    place = market.stalls["veg"][3]

    def settle(session: Session) -> str:
        add_trader(session, market, world, state="rejected")
        add_trader(session, market, world, state="withdrawn")
        return add_trader(
            session, market, world, stall_id=place, badge="K-0457-3", state="provisional"
        )

    trader = database.transact(settle)
    document = read(client, phone)
    assert [full_id(short) for short in document["traders"]["id"]] == [trader]
    assert document["traders"]["badge"] == [457]
    assert document["traders"]["state"] == [0]
    (stalls,) = document["traders"]["stalls"]
    assert [full_id(document["stalls"]["id"][index]) for index in stalls] == [place]


def test_pulling_goes_on_where_the_snapshot_ended(
    client: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    database.transact(lambda session: add_trader(session, market, world))
    cursor = read(client, phone)["cursor"]
    later = database.transact(lambda session: add_trader(session, market, world))
    page = client.get("/api/v1/sync/pull", params={"cursor": cursor}, headers=phone.headers).json()
    assert [item["id"] for item in page["catalog"]] == [later]


def test_budget_1500_places_1500_traders_and_the_survey_fit_in_110_kilobytes(
    client: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    chance = random.Random(7)
    database.transact(partial(fill, market, world, chance))
    workbook = files("rahba.forms.library").joinpath("souk_trader_v1.xlsx").read_bytes()
    answer = coach_client(client, market).post("/api/v1/forms", content=workbook)
    assert answer.status_code == 201, answer.text
    snapshot = current_snapshot(database, market.id, b"x" * 32, world)
    assert len(snapshot.data) <= 110 * KILOBYTE
    document = json.loads(gzip.decompress(snapshot.data))
    assert len(document["traders"]["id"]) == 1500
    assert len(document["stalls"]["id"]) == 1500
    assert sum(at is not None for at in document["traders"]["survey"]) == 750
    assert [form["form_id"] for form in document["forms"]] == ["souk_trader_v1"]


def asked(market: MadeMarket, world: World, trader_id: str, n: int) -> Entry:
    outcome = ("completed", "completed", "completed", "refused", "stopped")[n % 5]
    return Entry(
        market_id=market.id,
        id=world.new_id(),
        kind="survey",
        schema_version=1,
        author_id=market.animators[0],
        device_id=world.new_id(),
        souk_date=FRIDAY - timedelta(weeks=n % 8),
        rev=1,
        state="received",
        body={"form_id": "souk_trader_v1", "outcome": outcome},
        trader_id=trader_id,
        recorded_at=world.now(),
        received_at=world.now(),
    )


def fill(market: MadeMarket, world: World, chance: random.Random, session: Session) -> None:
    """To 1,500 places; a trader at each, no two with the same name, tag or badge."""
    rahbas = list(market.rahbas.values())
    for n, person in enumerate(invent_traders(1500, chance)):
        place = Stall(
            market_id=market.id,
            id=world.new_id(),
            rahba_id=rahbas[n % 3],
            lane=n // 60,
            number=100 + n,
            walk_order=100 + n,
            starts_on=OPENED_ON,
        )
        trader = Trader(
            market_id=market.id,
            id=world.new_id(),
            known_as=person.known_as,
            name_ar=person.name_ar,
            name_latin=person.name_latin,
            rahba_id=place.rahba_id,
            trade=f"GRN{chance.randrange(1, 6):02}",
            badge=f"K-{n + 1:04}-0",
            state="approved",
            phone_tag=chance.randrange(1 << 20),
            entry_id=world.new_id(),
            updated_at=world.now(),
        )
        occupancy = Occupancy(
            market_id=market.id,
            id=world.new_id(),
            trader_id=trader.id,
            stall_id=place.id,
            starts_on=OPENED_ON,
            source="import",
        )
        session.add_all([place, trader, occupancy])
        if n % 2:  # every other one was asked, on one of eight Fridays
            session.add(asked(market, world, trader.id, n))
    for stalls in market.stalls.values():
        for stall in stalls:
            session.get_one(Stall, (market.id, stall)).ends_on = OPENED_ON
    announce(session, market, world, NewChange(CATALOG, "market", market.id))
