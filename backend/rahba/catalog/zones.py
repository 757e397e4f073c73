"""Where each animator walks: a section or some of its lanes, from one day to another (SPEC ZO)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, or_, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.access.roles import roles_on
from rahba.catalog.tables import Rahba, Stall, Zone
from rahba.clock import World
from rahba.dated import in_force
from rahba.errors import Conflict, NotFound
from rahba.market import today_in

# A phone that was without a network on the eve still knows where its person walks.
TOLD_AHEAD = timedelta(days=21)
Lanes = dict[tuple[str, int], tuple[int, int, int]]


@dataclass(frozen=True)
class NewZone:
    """`from_lane` None: the whole section; `ends_on` None: until it is ended."""

    person_id: str
    section: str
    from_lane: int | None
    to_lane: int | None
    backup: bool
    starts_on: date
    ends_on: date | None


def lanes_in_use(session: Session, market_id: str, day: date) -> Lanes:
    """`{(rahba id, lane): (first order, last order, places)}` of the places of `day`."""
    query = (
        select_columns(
            col(Stall.rahba_id),
            col(Stall.lane),
            func.min(Stall.walk_order),
            func.max(Stall.walk_order),
            func.count(),
        )
        .where(col(Stall.market_id) == market_id, in_force(Stall, day))
        .group_by(col(Stall.rahba_id), col(Stall.lane))
        .order_by(col(Stall.rahba_id), col(Stall.lane))
    )
    return {(row[0], row[1]): (row[2], row[3], row[4]) for row in session.execute(query)}


def stretch_of(zone: Zone, lanes: Lanes) -> tuple[int, int] | None:
    """The walk orders of a zone, ends included; None where its lanes have no place yet."""
    if zone.from_order is not None and zone.to_order is not None:
        return zone.from_order, zone.to_order
    orders = [
        order
        for (rahba_id, lane), (first, last, _) in lanes.items()
        if rahba_id == zone.rahba_id and _has_lane(zone, lane)
        for order in (first, last)
    ]
    return (min(orders), max(orders)) if orders else None


def count_places(session: Session, zone: Zone, lanes: Lanes, day: date) -> int:
    """The places of a zone on `day`."""
    if _by_lane(zone):
        return sum(
            count
            for (rahba_id, lane), (_, _, count) in lanes.items()
            if rahba_id == zone.rahba_id and _has_lane(zone, lane)
        )
    query = select(func.count()).where(
        Stall.market_id == zone.market_id,
        Stall.rahba_id == zone.rahba_id,
        col(Stall.walk_order).between(zone.from_order, zone.to_order),
        in_force(Stall, day),
    )
    return session.exec(query).one()


def zones_from(session: Session, market_id: str, day: date) -> list[Zone]:
    """Zones in force on `day` or later, in the order in which they begin."""
    not_over = or_(col(Zone.ends_on).is_(None), col(Zone.ends_on) >= day)
    query = select(Zone).where(Zone.market_id == market_id, not_over)
    return list(session.exec(query.order_by(col(Zone.starts_on), Zone.id)))


def assign(session: Session, caller: DeskCaller, new: NewZone, world: World) -> Zone:
    """Raises `NotFound` for a section or lanes that are not there, and `Conflict`
    (`not_animator`) for somebody who does not walk on that day."""
    market_id = caller.market_id
    rahba = session.exec(
        select(Rahba).where(Rahba.market_id == market_id, Rahba.code == new.section)
    ).one_or_none()
    if rahba is None or not _lanes_exist(session, rahba, new):
        raise NotFound("no such section or lanes")
    if "animator" not in roles_on(session, market_id, new.person_id, new.starts_on):
        raise Conflict("no animator on that day", code="not_animator")
    zone = Zone(
        market_id=market_id,
        id=world.new_id(),
        person_id=new.person_id,
        rahba_id=rahba.id,
        from_lane=new.from_lane,
        to_lane=new.to_lane,
        backup=new.backup,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
    )
    session.add(zone)
    detail = {"section": new.section, "lanes": [new.from_lane, new.to_lane], "backup": new.backup}
    _record(session, caller, "zone_given", zone, detail, world)
    return zone


def end_zone(session: Session, caller: DeskCaller, zone_id: str, world: World) -> None:
    """No longer from today on; what began today or later is as if it had never been given."""
    zone = session.get(Zone, (caller.market_id, zone_id))
    if zone is None:
        raise NotFound
    today = today_in(session, caller.market_id, world)
    _record(session, caller, "zone_ended", zone, {}, world)
    if zone.starts_on >= today:
        session.delete(zone)
    elif zone.ends_on is None or zone.ends_on >= today:
        zone.ends_on = today - timedelta(days=1)


def change_zone(
    session: Session, caller: DeskCaller, zone_id: str, new: NewZone, world: World
) -> Zone:
    """Another stretch or other days in place of a zone; raises as `assign` and `end_zone` do."""
    end_zone(session, caller, zone_id, world)
    return assign(session, caller, new, world)


def _has_lane(zone: Zone, lane: int) -> bool:
    if zone.from_lane is None or zone.to_lane is None:
        return True
    return zone.from_lane <= lane <= zone.to_lane


def _lanes_exist(session: Session, rahba: Rahba, new: NewZone) -> bool:
    """Lanes may be walked before they have a place: a first walk makes the places."""
    if new.from_lane is None or new.to_lane is None:
        return True
    query = select(func.max(Stall.lane)).where(
        Stall.market_id == rahba.market_id, Stall.rahba_id == rahba.id
    )
    last = max(session.exec(query).one() or 0, rahba.lanes)
    return 1 <= new.from_lane <= new.to_lane <= last


def _record(
    session: Session,
    caller: DeskCaller,
    action: str,
    zone: Zone,
    detail: dict[str, object],
    world: World,
) -> None:
    subject = f"person:{zone.person_id}"
    audit.record(session, caller.market_id, caller.actor, action, subject, detail, world)


def zone_documents(
    session: Session, market_id: str, person_id: str, today: date
) -> list[dict[str, object]]:
    """A person's zones of today and of the weeks ahead, as their phone reads them."""
    codes = _section_codes(session, market_id)
    mine = [
        zone
        for zone in zones_from(session, market_id, today)
        if zone.person_id == person_id and zone.starts_on <= today + TOLD_AHEAD
    ]
    lanes = lanes_in_use(session, market_id, today) if any(_by_lane(z) for z in mine) else {}
    stretches = [(zone, stretch_of(zone, lanes)) for zone in mine]
    order = list(codes)
    stretches.sort(
        key=lambda told: (
            told[0].backup,
            order.index(told[0].rahba_id),
            told[0].from_lane or 0,
            told[1] or (0, 0),
        )
    )
    return [_document(zone, codes, stretch) for zone, stretch in stretches]


def _section_codes(session: Session, market_id: str) -> dict[str, str]:
    query = select(Rahba.id, Rahba.code).where(Rahba.market_id == market_id)
    return dict(session.exec(query.order_by(col(Rahba.sort), Rahba.code)).all())


def _by_lane(zone: Zone) -> bool:
    return zone.from_order is None


def _document(
    zone: Zone, codes: dict[str, str], stretch: tuple[int, int] | None
) -> dict[str, object]:
    """Lanes stand for themselves: they may have no place yet, or get one on the phone itself.
    Phones of older releases know the stretch only."""
    from_order, to_order = stretch or (None, None)
    return {
        "rahba": codes[zone.rahba_id],
        "from_lane": zone.from_lane,
        "to_lane": zone.to_lane,
        "from_order": from_order,
        "to_order": to_order,
        "backup": zone.backup,
        "starts_on": zone.starts_on.isoformat(),
        "ends_on": zone.ends_on.isoformat() if zone.ends_on else None,
    }
