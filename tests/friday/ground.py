"""A souk of eleven sections and 1,500 places, opened as its commune opens it; no trader yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from rahba.catalog.tables import Rahba, Stall
from rahba.clock import World
from rahba.db import Database
from rahba.market import Market
from rahba.settings import Settings
from rahba.setup.console_code import issue_code
from tests.client import TestClient
from tests.friday.ledger import Place

LOGIN, PASSWORD = "fatna", "a market every friday"
PLACES = {
    "livestock": 300, "grains": 120, "veg": 260, "poultry": 100, "meat": 110, "grocery": 150,
    "clothing": 190, "household": 120, "crafts": 60, "services": 80, "culture": 10,
}  # fmt: skip
LANE_LENGTH = 20
# Who walks where: section, first and last lane.
ZONES = [
    ("livestock", 1, 5), ("livestock", 6, 10), ("livestock", 11, 15), ("grains", 1, 6),
    ("veg", 1, 5), ("veg", 6, 9), ("veg", 10, 13), ("poultry", 1, 5), ("meat", 1, 6),
    ("grocery", 1, 4), ("grocery", 5, 8), ("clothing", 1, 5), ("clothing", 6, 10),
    ("household", 1, 6), ("crafts", 1, 3), ("services", 1, 4), ("culture", 1, 1),
]  # fmt: skip
OPENED_ON = date(2026, 11, 16)
SOUK: dict[str, Any] = {
    "names": {"ar": "سوق جمعة كيسر", "fr": "Souk du vendredi"},
    "commune": {"ar": "كيسر", "fr": "Guisser"},
    "weekdays": [5],
    "sections": [
        {"code": code, "lanes": -(-count // LANE_LENGTH)} for code, count in PLACES.items()
    ],
    "operator": {
        "names": {"ar": "جماعة كيسر", "fr": "Commune de Guisser"},
        "address": "Guisser, province de Settat",
        "contact": "Bureau du souk",
        "phone": "+212 5 00 00 00 00",
        "cndp_ref": "Déposée le 12 novembre 2026, numéro attendu",
        "retention_months": 24,
    },
    "public_address": "https://souk.example.ma",
    "coach": {
        "login": LOGIN,
        "password": PASSWORD,
        "name_ar": "فاطنة",
        "name_latin": "Fatna",
        "sex": "f",
    },
}


@dataclass(frozen=True)
class Ground:
    """`places` in walking order, section after section."""

    market_id: str
    places: list[Place]

    def lanes(self, section: str, first: int, last: int) -> list[Place]:
        return [p for p in self.places if p.section == section and first <= p.lane <= last]


def open_souk(client: TestClient, database: Database, settings: Settings, world: World) -> Ground:
    """The set-up with the console's code, then the places, which the team has counted."""
    code = database.transact(lambda session: issue_code(session, settings.secret, world))
    answer = client.post("/api/v1/setup", json=SOUK | {"code": code})
    assert answer.status_code == 201, answer.text
    return database.transact(lambda session: _lay_places(session, world))


def _lay_places(session: Session, world: World) -> Ground:
    market_id = session.exec(select(Market.id)).one()
    places = []
    for section, rahba_id in session.exec(select(Rahba.code, Rahba.id).order_by(Rahba.code)):
        for n in range(PLACES[section]):
            place = Place(world.new_id(), section, n // LANE_LENGTH + 1, n + 1)
            places.append(place)
            session.add(
                Stall(
                    market_id=market_id,
                    id=place.id,
                    rahba_id=rahba_id,
                    lane=place.lane,
                    number=place.number,
                    walk_order=place.number,
                    starts_on=OPENED_ON,
                )
            )
    return Ground(market_id, places)
