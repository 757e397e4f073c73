"""Who walks where: zones by section or lanes, given and ended at the desk (SPEC ZO)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from rahba.catalog.tables import Rahba, Stall
from rahba.db import Database
from tests.client import TestClient
from tests.making import FRIDAY, Clock, MadeMarket, MadePhone, coach_client, desk_client
from tests.sync.pulling import pull

PATH = "/api/v1/zones"
NEXT = FRIDAY + timedelta(weeks=1)


@pytest.fixture
def coach(client: TestClient, market: MadeMarket, database: Database) -> TestClient:
    database.transact(lambda session: lay_lanes(session, market))
    return coach_client(client, market)


def lay_lanes(session: Session, market: MadeMarket) -> None:
    """Two lanes of five places in each section."""
    for stalls in market.stalls.values():
        for n, stall_id in enumerate(stalls):
            session.get_one(Stall, (market.id, stall_id)).lane = n // 5 + 1


def request(market: MadeMarket, **changed: Any) -> dict[str, Any]:
    return {
        "person_id": market.animators[2],
        "section": "veg",
        "starts_on": str(FRIDAY),
    } | changed


def zones_of(client: TestClient, phone: MadePhone) -> list[Any]:
    zones: list[Any] = pull(client, phone)["me"]["zones"]
    return zones


def give(coach: TestClient, body: dict[str, Any]) -> Any:
    answer = coach.post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    mine = [zone for zone in answer.json()["zones"] if zone["person_id"] == body["person_id"]]
    return mine[-1]


def end_all(coach: TestClient, person_id: str) -> None:
    for zone in coach.get(PATH).json()["zones"]:
        if zone["person_id"] == person_id:
            assert coach.post(f"{PATH}/{zone['id']}/end").status_code == 200


def test_AC1_an_official_divides_no_ground(client: TestClient, market: MadeMarket) -> None:
    official = desk_client(client, market, "official")
    assert official.post(PATH, json=request(market)).status_code == 403


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"section": "gold"}, 404),
        ({"from_lane": 1, "to_lane": 3}, 404),
        ({"from_lane": 2, "to_lane": 1}, 404),
        ({"from_lane": 1}, 422),
        ({"ends_on": str(FRIDAY - timedelta(days=1))}, 422),
    ],
)
def test_ZO1_a_stretch_that_is_not_there_is_refused(
    coach: TestClient, market: MadeMarket, changed: dict[str, Any], status: int
) -> None:
    assert coach.post(PATH, json=request(market, **changed)).status_code == status


def test_ZO1_who_is_no_animator_on_that_day_gets_no_zone(
    coach: TestClient, market: MadeMarket
) -> None:
    answer = coach.post(PATH, json=request(market, person_id=market.official))
    assert (answer.status_code, answer.json()["code"]) == (409, "not_animator")


def test_ZO2_a_phone_follows_its_zone_at_the_next_pull(
    client: TestClient, coach: TestClient, market: MadeMarket, phone: MadePhone
) -> None:
    end_all(coach, phone.person_id)
    assert zones_of(client, phone) == []
    given = give(coach, request(market, person_id=phone.person_id, from_lane=2, to_lane=2))
    assert given["places"] == 5
    (zone,) = zones_of(client, phone)
    assert (zone["rahba"], zone["from_order"], zone["to_order"]) == ("veg", 6, 10)
    body = request(market, person_id=phone.person_id, section="grains", backup=True)
    assert coach.put(f"{PATH}/{given['id']}", json=body).status_code == 200
    (zone,) = zones_of(client, phone)
    assert (zone["rahba"], zone["from_order"], zone["to_order"]) == ("grains", 1, 10)
    assert zone["backup"] is True


def test_ZO2_a_place_added_to_a_lane_belongs_to_its_zone(
    client: TestClient,
    coach: TestClient,
    market: MadeMarket,
    phone: MadePhone,
    database: Database,
) -> None:
    end_all(coach, phone.person_id)
    give(coach, request(market, person_id=phone.person_id, from_lane=2, to_lane=2))

    def add_place(session: Session) -> None:
        beside = session.get_one(Stall, (market.id, market.stalls["veg"][9]))
        session.add(Stall(**beside.model_dump() | {"id": NEW, "number": 11, "walk_order": 11}))

    database.transact(add_place)
    assert zones_of(client, phone)[0]["to_order"] == 11


def test_ZO2_lanes_without_a_place_reach_the_phone_that_is_to_lay_them_out(
    client: TestClient, coach: TestClient, market: MadeMarket, phone: MadePhone, database: Database
) -> None:
    end_all(coach, phone.person_id)

    def count_lanes(session: Session) -> None:
        query = select(Rahba).where(Rahba.market_id == market.id, Rahba.code == "veg")
        session.exec(query).one().lanes = 5

    database.transact(count_lanes)
    give(coach, request(market, person_id=phone.person_id, from_lane=4, to_lane=5))
    (zone,) = zones_of(client, phone)
    assert (zone["from_lane"], zone["to_lane"]) == (4, 5)
    assert (zone["from_order"], zone["to_order"]) == (None, None)


def test_ZO3_a_zone_of_next_friday_is_on_the_phone_before_with_its_days(
    client: TestClient, coach: TestClient, market: MadeMarket, phone: MadePhone
) -> None:
    end_all(coach, phone.person_id)
    days = {"starts_on": str(NEXT), "ends_on": str(NEXT)}
    give(coach, request(market, person_id=phone.person_id, **days))
    (zone,) = zones_of(client, phone)
    assert (zone["starts_on"], zone["ends_on"]) == (str(NEXT), str(NEXT))


def test_ZO4_an_ended_zone_stays_in_the_past_and_is_not_walked_today(
    client: TestClient, coach: TestClient, market: MadeMarket, phone: MadePhone, clock: Clock
) -> None:
    end_all(coach, phone.person_id)
    given = give(coach, request(market, person_id=phone.person_id))
    clock.advance(days=7)
    coach = coach_client(client, market)
    shown = coach.post(f"{PATH}/{given['id']}/end").json()
    assert given["id"] not in [zone["id"] for zone in shown["zones"]]
    assert zones_of(client, phone) == []


def test_the_desk_sees_sections_with_their_lanes(coach: TestClient) -> None:
    shown = coach.get(PATH).json()
    veg = next(section for section in shown["sections"] if section["code"] == "veg")
    assert veg["lanes"] == [{"lane": 1, "places": 5}, {"lane": 2, "places": 5}]
    assert date.fromisoformat(shown["today"]) == FRIDAY


NEW = "5f0c8a52-3f53-4d0e-9a53-0d3b6f3d1c11"
