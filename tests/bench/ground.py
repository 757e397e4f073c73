"""A souk large enough to measure on: each of twenty animators has a hundred places."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from rahba.catalog.tables import Stall
from rahba.clock import World
from rahba.db import Database
from rahba.epoch import begin_epoch
from tests.making import OPENED_ON, MadeMarket, add_person, make_market

PHONES, PLACES_EACH = 20, 100


@dataclass(frozen=True)
class Ground:
    """`places[person]` are the stalls that this animator walks past."""

    market: MadeMarket
    places: dict[str, list[str]]


def lay_ground(database: Database, world: World) -> Ground:
    database.transact(lambda session: begin_epoch(session, world))
    market = make_market(database, world)
    return Ground(market, database.transact(lambda session: _zones(session, market, world)))


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
