"""Zones at the desk: who walks where, and changing it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session

from rahba.access.callers import DeskCaller
from rahba.access.dependencies import CoachOrAdmin, UseDatabase, UseWorld
from rahba.catalog import zones
from rahba.catalog.documents import rahbas_in_order
from rahba.catalog.zones import Lanes, NewZone
from rahba.clock import World
from rahba.market import today_in
from rahba.wire import ShortText, Wire, WireId

Lane = Annotated[int, Field(ge=1, le=999)]

router = APIRouter(prefix="/zones", tags=["zones"])


class ZoneRequest(Wire):
    """Without lanes the whole section; without `ends_on` until it is ended."""

    person_id: WireId
    section: ShortText
    from_lane: Lane | None = None
    to_lane: Lane | None = None
    backup: bool = False
    starts_on: date
    ends_on: date | None = None

    @model_validator(mode="after")
    def both_ends_in_order(self) -> "ZoneRequest":
        if (self.from_lane is None) != (self.to_lane is None):
            raise ValueError("a stretch of lanes has two ends")
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("the last day comes before the first")
        return self

    def new(self) -> NewZone:
        return NewZone(**dict(self))


class LaneAnswer(BaseModel):
    lane: int
    places: int


class SectionAnswer(BaseModel):
    code: str
    names: dict[str, str]
    lanes: list[LaneAnswer]


class ZoneAnswer(BaseModel):
    """`from_lane` null: the whole section, or a stretch of `places` that no lane bounds."""

    id: str
    person_id: str
    section: str
    from_lane: int | None
    to_lane: int | None
    places: int
    backup: bool
    starts_on: date
    ends_on: date | None


class ZonesAnswer(BaseModel):
    """Zones of today and later, and the ground that they divide."""

    today: date
    sections: list[SectionAnswer]
    zones: list[ZoneAnswer]


@router.get("")
def read_zones(caller: CoachOrAdmin, database: UseDatabase, world: UseWorld) -> ZonesAnswer:
    """Who walks where, today and later."""
    with database.read() as session:
        return _zones(session, caller, world)


@router.post("", status_code=201)
def give_zone(
    body: ZoneRequest, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> ZonesAnswer:
    """The phone follows at its next pull."""

    def give(session: Session) -> ZonesAnswer:
        zones.assign(session, caller, body.new(), world)
        return _zones(session, caller, world)

    return database.transact(give)


@router.put("/{zone_id}")
def change_zone(
    zone_id: WireId,
    body: ZoneRequest,
    caller: CoachOrAdmin,
    database: UseDatabase,
    world: UseWorld,
) -> ZonesAnswer:
    """Another stretch or other days; what was walked before stays as it was."""

    def change(session: Session) -> ZonesAnswer:
        zones.change_zone(session, caller, zone_id, body.new(), world)
        return _zones(session, caller, world)

    return database.transact(change)


@router.post("/{zone_id}/end")
def end_zone(
    zone_id: WireId, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> ZonesAnswer:
    """No longer from today on."""

    def end(session: Session) -> ZonesAnswer:
        zones.end_zone(session, caller, zone_id, world)
        return _zones(session, caller, world)

    return database.transact(end)


def _zones(session: Session, caller: DeskCaller, world: World) -> ZonesAnswer:
    session.flush()
    today = today_in(session, caller.market_id, world)
    lanes = zones.lanes_in_use(session, caller.market_id, today)
    rahbas = rahbas_in_order(session, caller.market_id)
    codes = {rahba.id: rahba.code for rahba in rahbas}
    return ZonesAnswer(
        today=today,
        sections=[
            SectionAnswer(
                code=rahba.code, names=rahba.names, lanes=_lanes_of(rahba.id, rahba.lanes, lanes)
            )
            for rahba in rahbas
        ],
        zones=[
            ZoneAnswer(
                **zone.model_dump(),
                section=codes[zone.rahba_id],
                places=zones.count_places(session, zone, lanes, today),
            )
            for zone in zones.zones_from(session, caller.market_id, today)
        ],
    )


def _lanes_of(rahba_id: str, known: int, lanes: Lanes) -> list[LaneAnswer]:
    """Lanes with places and those that the section was set up with, in their order."""
    places = {lane: count for (of, lane), (_, _, count) in lanes.items() if of == rahba_id}
    numbers = sorted({*places, *range(1, known + 1)})
    return [LaneAnswer(lane=lane, places=places.get(lane, 0)) for lane in numbers]
