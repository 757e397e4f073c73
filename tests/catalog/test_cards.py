"""The cards that are printed for traders (SPEC CD)."""

import re
from typing import Any

from sqlmodel import Session

from rahba.catalog.badge_ranges import numbers_left
from rahba.catalog.badges import format_badge
from rahba.catalog.cards import draw
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import (
    MadeMarket,
    MadePhone,
    add_trader,
    desk_client,
    join_phone,
    make_market,
)

PATH = "/api/v1/cards"


def register(database: Database, market: MadeMarket, world: World, **who: Any) -> None:
    def add(session: Session) -> None:
        add_trader(session, market, world, **who)

    database.transact(add)


def test_AC1_an_official_prints_no_cards(client: TestClient, market: MadeMarket) -> None:
    assert desk_client(client, market, "official").get(PATH).status_code == 403


def test_CD1_only_approved_traders_with_a_badge_get_a_card(
    coach: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    register(database, market, world, badge=format_badge("K", 12))
    register(database, market, world, badge=format_badge("K", 9))
    register(database, market, world, badge=format_badge("K", 10), state="provisional")
    register(database, market, world, badge=format_badge("K", 11), state="withdrawn")
    register(database, market, world, badge=None)
    shown = coach.get(PATH).json()
    assert [card["badge"][:6] for card in shown["cards"]] == ["K-0009", "K-0012"]
    assert shown["without_badge"] == 1


def test_CD1_cards_are_asked_for_by_section_or_one_by_one(
    coach: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    wanted = format_badge("K", 12)
    register(database, market, world, badge=wanted)
    register(database, market, world, badge=format_badge("K", 13))
    assert coach.get(PATH, params={"section": "veg"}).json()["cards"] == []
    assert len(coach.get(PATH, params={"section": "grains"}).json()["cards"]) == 2
    (card,) = coach.get(PATH, params={"badge": wanted}).json()["cards"]
    assert card["badge"] == wanted


def test_CD1_more_than_four_hundred_are_printed_in_turns(
    coach: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    def add(session: Session) -> None:
        for number in range(1, 404):
            add_trader(session, market, world, badge=format_badge("K", number))

    database.transact(add)
    first = coach.get(PATH).json()
    rest = coach.get(PATH, params={"offset": 400}).json()
    assert (len(first["cards"]), first["total"]) == (400, 403)
    assert [card["badge"][:6] for card in rest["cards"]] == ["K-0401", "K-0402", "K-0403"]


def test_CD1_the_pile_of_a_phone_has_the_numbers_it_has_not_given_out(
    coach: TestClient, market: MadeMarket, phone: MadePhone, database: Database, world: World
) -> None:
    with database.read() as session:
        lent = numbers_left(session, market.id, phone.device_id)
    register(database, market, world, badge=format_badge("K", lent[0]))
    pile = coach.get(PATH, params={"device": phone.device_id}).json()
    assert pile["total"] == len(pile["cards"]) == 49
    assert [card["badge"] for card in pile["cards"]] == [format_badge("K", n) for n in lent[1:]]
    assert {(card["trader_id"], card["known_as"]) for card in pile["cards"]} == {(None, "")}


def test_AC1_the_pile_of_another_markets_phone_is_empty(
    client: TestClient, coach: TestClient, database: Database, world: World
) -> None:
    other = join_phone(client, make_market(database, world, "settat"))
    assert coach.get(PATH, params={"device": other.device_id}).json()["cards"] == []


def test_CD2_a_card_carries_no_number_sex_or_age(
    coach: TestClient, market: MadeMarket, database: Database, world: World
) -> None:
    register(database, market, world, badge=format_badge("K", 12))
    (card,) = coach.get(PATH).json()["cards"]
    assert set(card) == {"trader_id", "badge", "known_as", "section", "path", "modules"}


def test_the_picture_has_the_three_corners_that_a_camera_looks_for() -> None:
    path, modules = draw("K-0457-3")
    assert modules == 21
    runs = set(re.findall(r"M(\d+) (\d+)h(\d+)", path))
    for x, y in (("0", "0"), ("14", "0"), ("0", "14")):
        assert (x, y, "7") in runs
