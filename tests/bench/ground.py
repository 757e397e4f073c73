"""A souk large enough to measure on, held today: each of twenty animators has a hundred places."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, delete

from rahba.catalog.calendar import souk_day_id
from rahba.catalog.tables import Occupancy, SoukDay, Stall, Trader
from rahba.clock import World
from rahba.db import Database
from rahba.demo.names import InventedTrader, invent_traders
from rahba.journal import CATALOG, NewChange
from tests.making import OPENED_ON, MadeMarket, add_person, announce, make_market

PHONES, PLACES_EACH = 20, 100


@dataclass(frozen=True)
class Ground:
    """`places[person]` are the stalls that this animator walks past on a souk day."""

    market: MadeMarket
    days: list[date]
    places: dict[str, list[str]]

    @property
    def day(self) -> date:
        """Today."""
        return self.days[-1]


def lay_ground(
    database: Database, world: World, code: str = "guisser", *, weeks: int = 1
) -> Ground:
    """Held today, and on the same weekday of the weeks before."""
    market = make_market(database, world, code)
    days = souk_days(world.now().date(), weeks)

    def lay(session: Session) -> dict[str, list[str]]:
        session.execute(delete(SoukDay).where(col(SoukDay.market_id) == market.id))
        for day in days:
            day_id = souk_day_id(market.id, day)
            session.add(SoukDay(market_id=market.id, id=day_id, date=day, status="held"))
        return _zones(session, market, world)

    return Ground(market, days, database.transact(lay))


def souk_days(last: date, count: int) -> list[date]:
    """`count` days, a week apart, up to `last`."""
    return [last - timedelta(weeks=n) for n in range(count)][::-1]


def _zones(session: Session, market: MadeMarket, world: World) -> dict[str, list[str]]:
    zones: dict[str, list[str]] = {}
    for lane in range(PHONES):
        animator = add_person(session, market.id, "animator", world)
        places = [
            Stall(
                market_id=market.id,
                id=world.new_id(),
                rahba_id=market.rahbas["grains"],
                lane=lane + 2,
                number=100 + lane * PLACES_EACH + n,
                walk_order=100 + lane * PLACES_EACH + n,
                starts_on=OPENED_ON,
            )
            for n in range(PLACES_EACH)
        ]
        session.add_all(places)
        zones[animator] = [place.id for place in places]
    return zones


def settle_traders(database: Database, world: World, ground: Ground, count: int) -> None:
    """`count` approved traders, each at a place of its own, no two of the same name."""
    chance = random.Random(20_261_127)
    places = [place for places in ground.places.values() for place in places]
    people = invent_traders(count, chance)

    def settle(session: Session) -> None:
        rows = [
            row
            for n, (person, place) in enumerate(zip(people, places, strict=False))
            for row in _settled(n, person, place, ground, world, chance)
        ]
        session.add_all(rows)
        announce(session, ground.market, world, NewChange(CATALOG, "market", ground.market.id))

    database.transact(settle)


def _settled(
    n: int,
    person: InventedTrader,
    place: str,
    ground: Ground,
    world: World,
    chance: random.Random,
) -> tuple[Trader, Occupancy]:
    trader = Trader(
        market_id=ground.market.id,
        id=world.new_id(),
        known_as=person.known_as,
        name_ar=person.name_ar,
        name_latin=person.name_latin,
        rahba_id=ground.market.rahbas["grains"],
        trade=f"GRN{chance.randrange(1, 6):02}",
        badge=f"K-{n + 1:04}-0",
        state="approved",
        phone_tag=chance.randrange(1 << 20),
        entry_id=world.new_id(),
        updated_at=world.now(),
    )
    occupancy = Occupancy(
        market_id=ground.market.id,
        id=world.new_id(),
        trader_id=trader.id,
        stall_id=place,
        starts_on=OPENED_ON,
        source="import",
    )
    return trader, occupancy
