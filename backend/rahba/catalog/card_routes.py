"""Cards to print: what stands on them comes from the approved roster and the souk's operator."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from rahba.access import audit
from rahba.access.dependencies import Coach, UseDatabase, UseWorld
from rahba.catalog.cards import read_cards, read_pile
from rahba.market import Market, local_date, operator_on
from rahba.wire import ShortText, WireId

router = APIRouter(prefix="/cards", tags=["cards"])


class CardAnswer(BaseModel):
    """`path` draws the badge's QR in a square of `modules` units a side; without `trader_id` it is
    of the pile."""

    trader_id: str | None
    badge: str
    known_as: str
    section: str | None
    path: str
    modules: int


class CardsAnswer(BaseModel):
    """Some of `total`; `without_badge` need a badge first; `operator` stands on the back."""

    cards: list[CardAnswer]
    total: int
    without_badge: int
    market: dict[str, str]
    operator: dict[str, str] | None
    contact: str
    phone: str


@router.get("")
def read(
    caller: Coach,
    database: UseDatabase,
    world: UseWorld,
    section: ShortText | None = None,
    badge: Annotated[list[ShortText] | None, Query(max_length=400)] = None,
    device: Annotated[WireId | None, Query(description="The pile of a phone instead")] = None,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> CardsAnswer:
    """Cards of a section, of these badges, or of the numbers that a phone was lent; 400 at a time,
    each time in the audit."""
    with database.read() as session:
        market = session.get_one(Market, caller.market_id)
        operator = operator_on(session, market.id, local_date(market, world.now()))
        if device:
            shown = read_pile(session, market.id, device)
        else:
            shown = read_cards(session, market.id, section, badge or [], offset)
    detail = {"section": section, "device": device, "cards": len(shown.cards)}
    database.transact(
        lambda session: audit.record(
            session, caller.market_id, caller.actor, "cards_printed", "", detail, world
        )
    )
    return CardsAnswer(
        cards=[CardAnswer(**vars(card)) for card in shown.cards],
        total=shown.total,
        without_badge=shown.without_badge,
        market=market.names,
        operator=operator.names if operator else None,
        contact=operator.contact if operator else "",
        phone=operator.phone if operator else "",
    )
