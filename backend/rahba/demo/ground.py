"""The demo's ground: market, sections, places, team, zones, calendar, as a team would set it up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from rahba.access.tables import Membership, Person
from rahba.catalog.calendar import souk_day_id
from rahba.catalog.calendar_tables import SoukRule
from rahba.catalog.tables import MarketOperator, Rahba, SoukDay, Stall, Zone
from rahba.catalog.trades import SECTIONS
from rahba.clock import World
from rahba.demo.names import ADMIN, ANIMATORS, COACH, OFFICIAL
from rahba.market import Market, local_date

FRIDAY = 4
PAST_FRIDAYS = 8
LANE_LENGTH = 20
PLACES = {
    "livestock": 300, "grains": 120, "veg": 260, "poultry": 100, "meat": 110, "grocery": 150,
    "clothing": 190, "household": 120, "crafts": 60, "services": 80, "culture": 10,
}  # fmt: skip
OPENED_ON = date(2020, 1, 9)


@dataclass(frozen=True)
class DemoGround:
    """What the seeding of entries needs to know; `walk` lists all places in walking order."""

    market: Market
    coach: Person
    official: Person
    admin: Person
    animators: list[Person]
    walk: list[tuple[str, Stall]]  # (section code, place)
    fridays: list[date]
    today: date

    def zone_of(self, animator: int) -> list[tuple[str, Stall]]:
        share = -(-len(self.walk) // len(self.animators))
        return self.walk[animator * share : (animator + 1) * share]


def lay_ground(session: Session, present: datetime, world: World) -> DemoGround:
    """Write the market with its places, people and days; no entry and no trader yet."""
    market = _market(world)
    today = local_date(market, present)  # after midnight in Morocco, UTC is a day behind
    session.add(market)
    session.flush()
    session.add(_operator(market.id, world))
    people = [_person(session, market.id, who, "animator", world) for who in ANIMATORS]
    coach = _person(session, market.id, COACH, "coach", world)
    official = _person(session, market.id, OFFICIAL, "official", world)
    admin = _person(session, market.id, ADMIN, "admin", world)
    ground = DemoGround(
        market,
        coach,
        official,
        admin,
        people,
        walk=_places(session, market.id, world),
        fridays=past_fridays(today),
        today=today,
    )
    _calendar(session, ground, world)
    _zones(session, ground, world)
    session.flush()
    session.expunge_all()
    return ground


def past_fridays(today: date) -> list[date]:
    last = today - timedelta(days=(today.weekday() - FRIDAY) % 7 or 7)
    return [last - timedelta(weeks=n) for n in range(PAST_FRIDAYS - 1, -1, -1)]


def _market(world: World) -> Market:
    name = {
        "ar": "سوق جمعة كيسر",
        "fr": "Souk de Guisser",
        "en": "Guisser souk",
    }
    return Market(
        id=world.new_id(),
        code="guisser-demo",
        names=name,
        commune={"ar": "كيسر", "fr": "Guisser", "en": "Guisser"},
        phone_tag_key=world.random_bytes(16).hex(),
    )


def _operator(market_id: str, world: World) -> MarketOperator:
    return MarketOperator(
        market_id=market_id,
        id=world.new_id(),
        starts_on=OPENED_ON,
        names={
            "ar": "جماعة كيسر (نسخة تجريبية)",
            "fr": "Commune de Guisser (démonstration)",
            "en": "Commune of Guisser (demo)",
        },
        address="Guisser, province de Settat",
        contact="demo@rahba.example",
        phone="+212 5 00 00 00 00",
        cndp_ref="D-DEMO/2026",
    )


def _person(
    session: Session, market_id: str, who: tuple[str, str, str], role: str, world: World
) -> Person:
    name_ar, name_latin, sex = who
    person = Person(
        market_id=market_id,
        id=world.new_id(),
        name_ar=name_ar,
        name_latin=name_latin,
        sex=sex,
        created_at=world.now(),
    )
    session.add(person)
    session.add(
        Membership(
            market_id=market_id,
            id=world.new_id(),
            person_id=person.id,
            role=role,
            starts_on=OPENED_ON,
        )
    )
    return person


def _places(session: Session, market_id: str, world: World) -> list[tuple[str, Stall]]:
    walk: list[tuple[str, Stall]] = []
    for sort, section in enumerate(SECTIONS):
        rahba = Rahba(
            market_id=market_id,
            id=world.new_id(),
            code=section.code,
            names=section.names,
            sort=sort,
            lanes=-(-PLACES[section.code] // LANE_LENGTH),
        )
        session.add(rahba)
        for n in range(PLACES[section.code]):
            stall = Stall(
                market_id=market_id,
                id=world.new_id(),
                rahba_id=rahba.id,
                lane=n // LANE_LENGTH + 1,
                number=n + 1,
                walk_order=n + 1,
                starts_on=OPENED_ON,
            )
            session.add(stall)
            walk.append((section.code, stall))
    return walk


def _calendar(session: Session, ground: DemoGround, world: World) -> None:
    """Eight past Fridays, today as a held day whatever its weekday, and four to come."""
    session.add(
        SoukRule(
            market_id=ground.market.id,
            id=world.new_id(),
            weekdays=[FRIDAY + 1],
            starts_on=OPENED_ON,
        )
    )
    days = dict.fromkeys([*ground.fridays, ground.today], "held")
    coming = ground.fridays[-1] + timedelta(weeks=1)
    for n in range(5):
        days.setdefault(coming + timedelta(weeks=n), "planned")
    for day, status in days.items():
        session.add(
            SoukDay(
                market_id=ground.market.id,
                id=souk_day_id(ground.market.id, day),
                date=day,
                status=status,
            )
        )


def _zones(session: Session, ground: DemoGround, world: World) -> None:
    """One stretch per animator and section that the share of the walk touches."""
    for n, animator in enumerate(ground.animators):
        by_rahba: dict[str, list[int]] = {}
        for _, stall in ground.zone_of(n):
            by_rahba.setdefault(stall.rahba_id, []).append(stall.walk_order)
        for rahba_id, orders in by_rahba.items():
            session.add(
                Zone(
                    market_id=ground.market.id,
                    id=world.new_id(),
                    person_id=animator.id,
                    rahba_id=rahba_id,
                    from_order=min(orders),
                    to_order=max(orders),
                    starts_on=OPENED_ON,
                )
            )
