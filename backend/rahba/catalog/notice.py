"""What the law wants said to everybody: who collects what, why, for how long, and whom to ask.

Open to all, since a trader has no account; the words are the reader's page's, the facts are here.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlmodel import Session, select

from rahba.access.dependencies import UseDatabase, UseWorld
from rahba.catalog.documents import operator_document
from rahba.clock import World
from rahba.errors import NotFound
from rahba.market import Market, local_date, operator_on

router = APIRouter(tags=["open"])


@router.get("/notice")
def read_notice(
    database: UseDatabase,
    world: UseWorld,
    market: Annotated[str | None, Query(max_length=40, description="Its code")] = None,
) -> dict[str, Any]:
    """`{"market", "operator"}` of the souk, the only one unless its code is given. `operator` is
    null until whoever set the souk up has filled it in; 404 where there is no such souk."""
    with database.read() as session:
        return _notice(session, market, world)


def _notice(session: Session, code: str | None, world: World) -> dict[str, Any]:
    query = select(Market).limit(2)
    found = session.exec(query.where(Market.code == code) if code else query).all()
    if len(found) != 1:
        raise NotFound("no souk, or several: name it by its code")
    market = found[0]
    operator = operator_on(session, market.id, local_date(market, world.now()))
    return {
        "market": {
            "code": market.code,
            "names": market.names,
            "commune": market.commune,
            "country": market.country,
        },
        "operator": operator_document(operator),
    }
