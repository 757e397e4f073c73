"""Whether this is a Rahba that answers; phones read this body and not the status code."""

from datetime import datetime
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from sqlmodel import select

from rahba.backup.copies import newest
from rahba.epoch import current_epoch
from rahba.market import Market

router = APIRouter(tags=["open"])


class MarketName(BaseModel):
    code: str
    names: dict[str, str]


class Health(BaseModel):
    """`market` is null where the server holds none yet, or several; `last_backup_at`
    where no copy was made yet, or none are (the demo)."""

    status: str
    version: str
    epoch: str
    market: MarketName | None
    demo: bool
    last_backup_at: datetime | None


@router.get("/health")
def health(request: Request) -> Health:
    """Answers once the database does."""
    state: Any = request.app.state
    with state.database.read() as session:
        markets = session.exec(select(Market).limit(2)).all()
        epoch = current_epoch(session)
    folder = state.settings.backup_dir
    last = newest(folder) if folder is not None else None
    only = markets[0] if len(markets) == 1 else None
    return Health(
        status="ok",
        version=version("rahba"),
        epoch=epoch,
        market=MarketName(code=only.code, names=only.names) if only else None,
        demo=state.settings.demo,
        last_backup_at=last.at if last else None,
    )
