"""Cards to print: what stands on them comes from the approved roster and the souk's operator."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from rahba.access import audit
from rahba.access.dependencies import Coach, UseDatabase, UseWorld
from rahba.catalog.cards import read_cards
from rahba.market import Market, local_date, operator_on
from rahba.wire import ShortText

router = APIRouter(prefix="/cards", tags=["cards"])


class CardAnswer(BaseModel):
    """`path` draws the badge's QR in a square of `modules` units a side."""

    trader_id: str
    badge: str
    known_as: str
    section: str | None
    path: str
    modules: int


class CardsAnswer(BaseModel):
    """`without_badge` are those who need a card first; `operator` stands on the back."""

    cards: list[CardAnswer]
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
) -> CardsAnswer:
    """Cards of a section, or of these badges; each sheet that is asked for is in the audit."""
    with database.read() as session:
        market = session.get_one(Market, caller.market_id)
        operator = operator_on(session, market.id, local_date(market, world.now()))
        cards, without = read_cards(session, market.id, section, badge or [])
    detail = {"section": section, "cards": len(cards)}
    database.transact(
        lambda session: audit.record(
            session, caller.market_id, caller.actor, "cards_printed", "", detail, world
        )
    )
    return CardsAnswer(
        cards=[CardAnswer(**vars(card)) for card in cards],
        without_badge=without,
        market=market.names,
        operator=operator.names if operator else None,
        contact=operator.contact if operator else "",
        phone=operator.phone if operator else "",
    )
