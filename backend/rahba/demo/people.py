"""Where the demo's traders sell, what, and who of them was there on a day; all by seeded chance."""

import random
from dataclasses import dataclass
from typing import Any

from rahba.catalog.tables import Stall
from rahba.catalog.trades import TRADES
from rahba.clock import World
from rahba.demo.names import InventedTrader, invent_traders

TRADERS = 1500
EMPTY_PLACES = 100
FULL_AT_FIRST = 20  # whoever tries the first zone meets people before an empty place
SHARED_PLACES = 60
UNVISITED = 0.06
STATUS_SHARES = {"present": 0.80, "absent": 0.15, "closed_early": 0.05}
AGE_BANDS = ["18_24", "25_34", "35_44", "45_54", "55_64", "65p"]


@dataclass(frozen=True)
class DemoTrader:
    id: str
    person: InventedTrader
    section: str
    stall: Stall | None
    trade: str

    def registration(self, badge: str, chance: random.Random) -> dict[str, Any]:
        """The body of the entry that registers this trader."""
        body = {
            "trader_id": self.id, "action": "register", "known_as": self.person.known_as,
            "name_ar": self.person.name_ar, "name_latin": self.person.name_latin,
            "rahba": self.section, "trade": self.trade, "badge": badge, "sex": self.person.sex,
            "age_band": chance.choice(AGE_BANDS),
        }  # fmt: skip
        return body | ({"stall_id": self.stall.id} if self.stall else {})


def settle_traders(
    walk: list[tuple[str, Stall]], chance: random.Random, world: World
) -> list[DemoTrader]:
    """Some places stay empty, some are shared, and a few traders have no place at all."""
    open_places = list(walk)
    for empty in sorted(chance.sample(range(FULL_AT_FIRST, len(walk)), EMPTY_PLACES), reverse=True):
        open_places.pop(empty)
    shared = chance.sample(open_places, SHARED_PLACES)
    spots: list[tuple[str, Stall | None]] = [*open_places, *shared]
    sections = [section for section, _ in walk]
    while len(spots) < TRADERS:
        spots.append((chance.choice(sections), None))
    return [
        DemoTrader(world.new_id(), person, section, stall, _trade(section, chance))
        for person, (section, stall) in zip(invent_traders(TRADERS, chance), spots, strict=True)
    ]


def _trade(section: str, chance: random.Random) -> str:
    return chance.choice([trade.code for trade in TRADES.values() if trade.section == section])


def marks_of(
    zone: list[tuple[str, Stall]],
    occupants: dict[str, list[DemoTrader]],
    chance: random.Random,
) -> list[dict[str, Any]]:
    """Bodies of the presence marks that one walk through a zone leaves."""
    bodies: list[dict[str, Any]] = []
    for _, stall in zone:
        traders = occupants.get(stall.id, [])
        if chance.random() < UNVISITED:
            continue
        if len(traders) > 1:
            bodies += [
                {"stall_id": stall.id, "trader_id": trader.id, "status": _status(chance)}
                for trader in traders
            ]
        elif traders:
            bodies.append({"stall_id": stall.id, "status": _status(chance)})
        elif chance.random() < 0.3:
            bodies.append({"stall_id": stall.id, "status": "occupied_unregistered"})
    return bodies


def _status(chance: random.Random) -> str:
    return chance.choices(list(STATUS_SHARES), weights=list(STATUS_SHARES.values()))[0]
