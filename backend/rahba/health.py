"""Whether this is a Rahba that answers; phones read this body and not the status code."""

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from sqlmodel import select

from rahba.epoch import current_epoch
from rahba.market import Market

router = APIRouter(tags=["open"])


class MarketName(BaseModel):
    code: str
    names: dict[str, str]


class Health(BaseModel):
    """`market` is null where the server holds none yet, or several."""

    status: str
    version: str
    epoch: str
    market: MarketName | None
    demo: bool


@router.get("/health")
def health(request: Request) -> Health:
    """Answers once the database does."""
    state: Any = request.app.state
    with state.database.read() as session:
        markets = session.exec(select(Market).limit(2)).all()
        epoch = current_epoch(session)
    only = markets[0] if len(markets) == 1 else None
    return Health(
        status="ok",
        version=version("rahba"),
        epoch=epoch,
        market=MarketName(code=only.code, names=only.names) if only else None,
        demo=state.settings.demo,
    )
