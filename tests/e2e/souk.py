"""The souk of the journeys: sixty-three places, three animators, nobody's phone joined yet."""

import random
import shutil
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session

from rahba.access.tables import Person
from rahba.app import create_app
from rahba.catalog.tables import Occupancy, Trader, Zone
from rahba.clock import World
from rahba.db import Database
from rahba.demo.names import ANIMATORS, invent_traders
from rahba.journal import CATALOG, NewChange
from rahba.settings import read_settings
from tests.client import TestClient
from tests.making import OPENED_ON, MadeMarket, announce, coach_client, make_market

PLACES_EACH = 21
FORM = files("rahba.forms.library").joinpath("souk_trader_v1.xlsx")
TRADE = {"grains": "GRN01", "veg": "VEG01", "livestock": "LIV01"}
CHANCE = 7
# The one place of each section at which the roster knows nobody.
NOBODYS_PLACE = 11


@dataclass(frozen=True)
class LaidSouk:
    """A data directory that a server can open, and what is in it."""

    data_dir: Path
    market: MadeMarket
    today: date

    def copied_to(self, data_dir: Path) -> "LaidSouk":
        shutil.copytree(self.data_dir, data_dir)
        return LaidSouk(data_dir, self.market, self.today)

    def database(self) -> Database:
        return Database(f"sqlite:///{self.data_dir / 'rahba.sqlite3'}")

    def place(self, section: str, number: int) -> str:
        """The id of the place with this number."""
        return self.market.stalls[section][number - 1]


def lay_souk(data_dir: Path) -> LaidSouk:
    """Places, people, calendar and traders, written directly; the survey's form by the API.

    The first animator walks grains and veg, the second veg, the third livestock.
    """
    settings = read_settings({"RAHBA_DATA_DIR": str(data_dir)})
    database, world = Database(settings.database_url), World()
    database.upgrade()
    today = datetime.now(ZoneInfo("Africa/Casablanca")).date()
    with TestClient(create_app(settings, database, world)) as client:
        market = make_market(database, world, today=today, places_each=PLACES_EACH)
        database.transact(lambda session: _people_it(session, market, world))
        answer = coach_client(client, market).post("/api/v1/forms", content=FORM.read_bytes())
        assert answer.status_code == 201, answer.text
    database.dispose()
    return LaidSouk(data_dir, market, today)


def _people_it(session: Session, market: MadeMarket, world: World) -> None:
    """Names for the team, one trader at each place but the nobody's."""
    for person_id, (name_ar, name_latin, sex) in zip(market.animators, ANIMATORS, strict=False):
        member = session.get_one(Person, (market.id, person_id))
        member.name_ar, member.name_latin, member.sex = name_ar, name_latin, sex
    spots = [
        (section, stall)
        for section, stalls in market.stalls.items()
        for number, stall in enumerate(stalls, 1)
        if number != NOBODYS_PLACE
    ]
    invented = invent_traders(len(spots), random.Random(CHANCE))
    changes = []
    for (section, stall), person in zip(spots, invented, strict=True):
        trader = Trader(
            market_id=market.id, id=world.new_id(), known_as=person.known_as,
            name_ar=person.name_ar, name_latin=person.name_latin, sex=person.sex,
            rahba_id=market.rahbas[section], trade=TRADE[section], badge=None,
            state="approved", entry_id=world.new_id(), updated_at=world.now(),
        )  # fmt: skip
        held = Occupancy(
            market_id=market.id, id=world.new_id(), trader_id=trader.id, stall_id=stall,
            starts_on=OPENED_ON, source="import",
        )  # fmt: skip
        session.add_all([trader, held])
        changes.append(NewChange(CATALOG, "trader", trader.id))
    session.add(_second_zone(market, world))
    announce(session, market, world, *changes)


def _second_zone(market: MadeMarket, world: World) -> Zone:
    return Zone(
        market_id=market.id,
        id=world.new_id(),
        person_id=market.animators[0],
        rahba_id=market.rahbas["veg"],
        from_order=1,
        to_order=PLACES_EACH,
        starts_on=OPENED_ON,
    )
