"""The cards that are printed for traders (SPEC CD)."""

import re
from typing import Any

import pytest
from sqlmodel import Session

from rahba.catalog.badges import format_badge
from rahba.catalog.cards import draw
from rahba.clock import World
from rahba.db import Database
from tests.client import TestClient
from tests.making import MadeMarket, add_trader, coach_client, desk_client

PATH = "/api/v1/cards"


@pytest.fixture
def coach(client: TestClient, market: MadeMarket) -> TestClient:
    return coach_client(client, market)


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
