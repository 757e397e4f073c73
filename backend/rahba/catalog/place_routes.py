"""Places at the desk: a section's lanes in walking order, and putting a lane in order."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlmodel import Session

from rahba.access.dependencies import CoachOrAdmin, UseDatabase, UseWorld
from rahba.catalog import places
from rahba.catalog.tables import Rahba
from rahba.clock import World
from rahba.wire import ShortText, Wire, WireId

MOST = 2_000

router = APIRouter(prefix="/places", tags=["places"])


class PlaceAnswer(BaseModel):
    """`pitch` null: a list named the place, and said no kind."""

    id: str
    number: int
    lane: int
    pitch: str | None


class PlacesAnswer(BaseModel):
    """Of one section, in walking order."""

    section: str
    places: list[PlaceAnswer]


class OrderRequest(Wire):
    """All places of the lane, as they are to be walked."""

    section: ShortText
    lane: Annotated[int, Field(ge=0, le=999)]
    places: Annotated[list[WireId], Field(max_length=MOST)]


@router.get("/{section}", operation_id="list_places")
def list_places(
    section: str, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> PlacesAnswer:
    with database.read() as session:
        rahba = places.section_of(session, caller.market_id, section)
        return _answer(session, rahba, world)


@router.post("/order", operation_id="order_places")
def order_places(
    order: OrderRequest, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> PlacesAnswer:
    """409 `places_changed` when the lane holds other places by now."""

    def put(session: Session) -> PlacesAnswer:
        rahba = places.section_of(session, caller.market_id, order.section)
        places.put_in_order(session, caller, rahba, order.lane, order.places, world)
        return _answer(session, rahba, world)

    return database.transact(put)


def _answer(session: Session, rahba: Rahba, world: World) -> PlacesAnswer:
    found = places.places_in(session, rahba, world)
    return PlacesAnswer(
        section=rahba.code,
        places=[PlaceAnswer(id=s.id, number=s.number, lane=s.lane, pitch=s.pitch) for s in found],
    )
