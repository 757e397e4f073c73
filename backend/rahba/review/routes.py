"""Souk days and quarantine at the coach's desk."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from rahba.access.dependencies import Coach, UseDatabase, UseWorld
from rahba.review import days, locking, quarantine
from rahba.review.undo import undo_policies
from rahba.wire import Text, Wire, WireId

router = APIRouter(prefix="/review", tags=["review"])


class ReopenBody(Wire):
    reason: Annotated[Text, Field(pattern=r"\S")]


class UndoBody(Wire):
    decision_id: WireId


@router.get("/days")
def review_days(coach: Coach, database: UseDatabase) -> list[dict[str, Any]]:
    """Souk days, newest first, with their entries by state."""
    with database.read() as session:
        return days.read_days(session, coach.market_id)


@router.get("/days/{day}")
def review_day(day: date, coach: Coach, database: UseDatabase) -> dict[str, Any]:
    """One souk day in five steps: what has not arrived, flagged, sample, clean, close."""
    with database.read() as session:
        return days.read_day(session, coach.market_id, day)


@router.post("/days/{day}/close")
def close_day(day: date, coach: Coach, database: UseDatabase, world: UseWorld) -> dict[str, Any]:
    """Freeze the known places; policies approve what is clean, and leave one in ten to read."""
    return days.close_day(database, coach, day, world)


@router.post("/days/{day}/policies/undo")
def undo_day_policies(
    day: date, body: UndoBody, coach: Coach, database: UseDatabase, world: UseWorld
) -> dict[str, int]:
    """Take back what the policies approved of the day, in one request."""
    return {"undone": undo_policies(database, coach, day, body.decision_id, world)}


@router.post("/days/{day}/reopen", status_code=204)
def reopen_day(
    day: date, body: ReopenBody, coach: Coach, database: UseDatabase, world: UseWorld
) -> None:
    """Open a closed day again, with a reason; decisions stand. A lock is lifted with it."""
    database.transact(lambda s: days.reopen_day(s, coach, day, body.reason, world))


@router.post("/days/{day}/lock", status_code=204)
def lock_day(day: date, coach: Coach, database: UseDatabase, world: UseWorld) -> None:
    """Let a closed day's figures stand: but for returns, decisions are 409 `day_locked` until it
    is reopened. What phones send is taken as ever."""
    database.transact(lambda session: locking.lock_day(session, coach, day, world))


@router.get("/quarantine")
def review_quarantine(
    coach: Coach,
    database: UseDatabase,
    code: Annotated[str | None, Query(max_length=40, description="Of one reason only")] = None,
) -> list[dict[str, Any]]:
    """What the server refused and nobody settled, as it came."""
    with database.read() as session:
        return quarantine.read_quarantine(session, coach.market_id, code)


@router.get("/quarantine/counts")
def review_quarantine_counts(coach: Coach, database: UseDatabase) -> dict[str, Any]:
    """How much waits for which reason, and what is held of which phone."""
    with database.read() as session:
        return quarantine.count_quarantine(session, coach.market_id)
