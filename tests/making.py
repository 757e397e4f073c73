"""Small things that tests are made of: a souk of thirty places, its team, phones, desks, keys."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from rahba.access.callers import DeskCaller, PhoneCaller
from rahba.access.keys import NewKey, make_key
from rahba.access.sign_in import set_password
from rahba.access.tables import Membership, Person
from rahba.access.team import revoke_device
from rahba.catalog.calendar import souk_day_id
from rahba.catalog.tables import (
    MarketOperator,
    Occupancy,
    Rahba,
    SoukDay,
    Stall,
    Trader,
    Zone,
)
from rahba.clock import World
from rahba.db import Database
from rahba.journal import CATALOG, Journal, NewChange
from rahba.market import Market
from tests.client import TestClient

FRIDAY = date(2026, 11, 27)
MORNING = datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
SECTIONS = {"grains": "رحبة الزرع", "veg": "رحبة الخضرة", "livestock": "رحبة البهايم"}
PLACES_EACH = 10
SECRET = b"x" * 32  # of the server in the tests
PASSWORD = "a market every friday"
OPENED_ON = date(2020, 1, 3)


@dataclass
class Clock:
    """A clock that a test sets by hand."""

    moment: datetime = MORNING

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **duration: float) -> None:
        self.moment += timedelta(**duration)


@dataclass
class MadePhone:
    """A joined phone; `headers` is its authorization."""

    person_id: str
    device_id: str
    token: str
    market_id: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def caller(self) -> PhoneCaller:
        return PhoneCaller(self.market_id, self.person_id, self.device_id)


@dataclass
class MadeMarket:
    """A small souk: `stalls[section]` in walking order; `animators` three of them."""

    id: str
    code: str
    rahbas: dict[str, str]
    stalls: dict[str, list[str]]
    coach: str
    official: str
    admin: str
    animators: list[str]
    days: list[date] = field(default_factory=list)

    def desk(self, role: str) -> DeskCaller:
        """The caller that a use case gets from someone of this role."""
        return DeskCaller(self.id, getattr(self, role), frozenset({role}))


def make_market(
    database: Database,
    world: World,
    code: str = "guisser",
    *,
    today: date = FRIDAY,
    places_each: int = PLACES_EACH,
) -> MadeMarket:
    """Three sections of ten places, a coach, an official, an admin, three animators; souk days from
    three weeks before `today` to one week after, held up to `today`."""
    return database.transact(lambda session: _market(session, code, world, today, places_each))


def _market(session: Session, code: str, world: World, today: date, places_each: int) -> MadeMarket:
    market = Market(
        id=world.new_id(),
        code=code,
        names={"ar": "سوق الجمعة", "fr": "Souk du vendredi", "en": "Friday souk"},
        commune={"ar": "كيسر", "fr": "Guisser", "en": "Guisser"},
        phone_tag_key=world.random_bytes(16).hex(),
    )
    session.add(market)
    session.flush()
    session.add(_operator(market.id, world))
    rahbas, stalls = _places(session, market.id, world, places_each)
    made = MadeMarket(
        market.id,
        code,
        rahbas,
        stalls,
        coach=add_person(session, market.id, "coach", world),
        official=add_person(session, market.id, "official", world),
        admin=add_person(session, market.id, "admin", world),
        animators=[add_person(session, market.id, "animator", world) for _ in range(3)],
        days=_days(session, market.id, today),
    )
    for role in ("coach", "official", "admin"):
        set_password(session, market.id, getattr(made, role), f"{role}.{code}", PASSWORD)
    _zones(session, made, world)
    return made


def add_person(
    session: Session,
    market_id: str,
    role: str,
    world: World,
    *,
    starts_on: date = OPENED_ON,
    ends_on: date | None = None,
) -> str:
    person = Person(
        market_id=market_id,
        id=world.new_id(),
        name_ar="فاطنة",
        name_latin=f"Fatna the {role}",
        created_at=world.now(),
    )
    membership = Membership(
        market_id=market_id,
        id=world.new_id(),
        person_id=person.id,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    session.add_all([person, membership])
    return person.id


def join_phone(
    client: TestClient,
    market: MadeMarket,
    person_id: str | None = None,
    public_key: dict[str, str] | None = None,
) -> MadePhone:
    """Invite and join as a phone does; the first animator's unless said otherwise."""
    person_id = person_id or market.animators[0]
    coach = coach_client(client, market)
    code = coach.post("/api/v1/team/invitations", json={"person_id": person_id}).json()["code"]
    device = {"name": "A03", "app": "1", "public_key": public_key}
    answer = client.post(
        "/api/v1/join", json={"code": code, "join_key": str(uuid.uuid4()), "device": device}
    ).json()
    return MadePhone(person_id, answer["device_id"], answer["device_token"], market.id)


def revoke_phone(database: Database, market: MadeMarket, phone: MadePhone, world: World) -> None:
    coach = market.desk("coach")
    database.transact(lambda session: revoke_device(session, coach, phone.device_id, world))


def add_trader(
    session: Session,
    market: MadeMarket,
    world: World,
    *,
    known_as: str = "حميدة",
    stall_id: str | None = None,
    badge: str | None = None,
    state: str = "approved",
) -> str:
    """A trader of the roster as an approved registration leaves one, and its journal row."""
    trader = Trader(
        market_id=market.id,
        id=world.new_id(),
        known_as=known_as,
        name_latin="Hmida",
        rahba_id=market.rahbas["grains"],
        trade="GRN01",
        badge=badge,
        state=state,
        sex="m",
        age_band="35-49",
        phone="+212600000000",
        phone_tag=734_113,
        entry_id=world.new_id(),
        updated_at=world.now(),
    )
    session.add(trader)
    if stall_id is not None:
        occupancy = Occupancy(
            market_id=market.id,
            id=world.new_id(),
            trader_id=trader.id,
            stall_id=stall_id,
            starts_on=OPENED_ON,
            source="import",
        )
        session.add(occupancy)
    announce(session, market, world, NewChange(CATALOG, "trader", trader.id))
    return trader.id


def announce(session: Session, market: MadeMarket, world: World, *changes: NewChange) -> None:
    """Write journal rows, as the last statements of a transaction."""
    session.flush()
    Journal(market.id, list(changes)).write(session, world.now())


def desk_client(client: TestClient, market: MadeMarket, role: str) -> TestClient:
    """A client with the cookie of someone of that role, and the header that desks send."""
    signed_in = client.beside(headers={"X-Rahba": "1"}, raise_server_exceptions=False)
    answer = signed_in.post(
        "/api/v1/desk/login", json={"login": f"{role}.{market.code}", "password": PASSWORD}
    )
    assert answer.status_code == 200, answer.text
    return signed_in


def coach_client(client: TestClient, market: MadeMarket) -> TestClient:
    return desk_client(client, market, "coach")


def api_key(
    database: Database,
    market: MadeMarket,
    world: World,
    *,
    projection: str = "pseudonymous",
    kinds: tuple[str, ...] = (),
    since: date | None = None,
) -> dict[str, str]:
    """A new key as the headers that a program sends."""
    new = NewKey("spreadsheet", projection, list(kinds), since)
    key, _ = database.transact(lambda s: make_key(s, market.desk("admin"), new, world))
    return {"Authorization": f"Bearer {key}"}


def _operator(market_id: str, world: World) -> MarketOperator:
    return MarketOperator(
        market_id=market_id,
        id=world.new_id(),
        starts_on=OPENED_ON,
        names={"ar": "جماعة كيسر", "fr": "Commune de Guisser", "en": "Commune of Guisser"},
        contact="commune@rahba.example",
        phone="+212 5 00 00 00 00",
        cndp_ref="D-000/2026",
    )


def _places(
    session: Session, market_id: str, world: World, places_each: int
) -> tuple[dict[str, str], dict[str, list[str]]]:
    rahbas: dict[str, str] = {}
    stalls: dict[str, list[str]] = {}
    for sort, (code, name) in enumerate(SECTIONS.items()):
        rahba = Rahba(
            market_id=market_id,
            id=world.new_id(),
            code=code,
            names={"ar": name, "fr": code, "en": code},
            sort=sort,
        )
        session.add(rahba)
        rahbas[code] = rahba.id
        places = [
            Stall(
                market_id=market_id,
                id=world.new_id(),
                rahba_id=rahba.id,
                lane=1,
                number=n,
                walk_order=n,
                starts_on=OPENED_ON,
            )
            for n in range(1, places_each + 1)
        ]
        session.add_all(places)
        stalls[code] = [place.id for place in places]
    return rahbas, stalls


def _days(session: Session, market_id: str, today: date) -> list[date]:
    days = [today + timedelta(weeks=n) for n in range(-3, 2)]
    for day in days:
        status = "held" if day <= today else "planned"
        day_id = souk_day_id(market_id, day)
        session.add(SoukDay(market_id=market_id, id=day_id, date=day, status=status))
    return days


def _zones(session: Session, made: MadeMarket, world: World) -> None:
    for person_id, code in zip(made.animators, SECTIONS, strict=True):
        session.add(
            Zone(
                market_id=made.id,
                id=world.new_id(),
                person_id=person_id,
                rahba_id=made.rahbas[code],
                from_order=1,
                to_order=len(made.stalls[code]),
                starts_on=OPENED_ON,
            )
        )
