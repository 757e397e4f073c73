"""`GET /review/queue` and `GET /review/entries/{id}`: what waits, and one entry whole."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from rahba.access.dependencies import Coach, UseDatabase, UseSettings
from rahba.review import examples
from rahba.review.detail import read_detail
from rahba.review.queue import Wanted, read_queue
from rahba.wire import WireId

router = APIRouter(prefix="/review", tags=["review"])
Step = Literal["all", "flagged", "sample", "clean"]
State = Literal["received", "returned", "approved", "rejected", "cancelled"]


@router.get("/queue", responses=examples.QUEUE)
def review_queue(
    coach: Coach,
    database: UseDatabase,
    settings: UseSettings,
    day: Annotated[date | None, Query(alias="date")] = None,
    step: Step = "all",
    state: State | None = None,
    kind: Annotated[str | None, Query(max_length=40)] = None,
    section: Annotated[str | None, Query(max_length=40)] = None,
    author: WireId | None = None,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """Entries that wait for a decision, flagged ones first; `state` lists others instead."""
    wanted = Wanted(day, step, state, kind, section, author)
    with database.read() as session:
        return read_queue(session, coach.market_id, wanted, cursor, limit, settings.secret)


@router.get("/entries/{entry_id}")
def review_entry(entry_id: WireId, coach: Coach, database: UseDatabase) -> dict[str, Any]:
    """One entry with its form, its revisions, its reviews and what changed since the last."""
    with database.read() as session:
        return read_detail(session, coach.market_id, entry_id)
