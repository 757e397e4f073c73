"""Locking a closed souk day, so that its published figures stand (SPEC LK)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.access.tables import Person
from rahba.catalog.tables import SoukDay
from rahba.clock import World
from rahba.errors import Conflict, NotFound
from rahba.journal import CATALOG, Journal, NewChange
from rahba.types import rfc3339


def lock_day(session: Session, coach: DeskCaller, day: date, world: World) -> None:
    """From now on nothing moves into or out of the day's figures, until it is reopened. Locking
    twice changes nothing. Raises `NotFound`, or `Conflict` for a day that is open."""
    row = get_day(session, coach.market_id, day, lock=True)
    if row.closed_at is None:
        raise Conflict("only a closed day can be locked")
    if row.locked_at is None:
        row.locked_at, row.locked_by = world.now(), coach.person_id
        record_day(session, coach, row, "day.lock", {}, world)


def refuse_locked(session: Session, market_id: str, day: date) -> None:
    """Raises `NotFound`, or `Conflict` (`day_locked`) with who locked the day, and when."""
    refuse_locked_day(session, get_day(session, market_id, day))


def refuse_locked_day(session: Session, row: SoukDay) -> None:
    lock = lock_json(session, row)
    if lock is not None:
        raise Conflict("the day is locked", code="day_locked", **lock)


def lock_on(session: Session, market_id: str, day: date) -> dict[str, Any] | None:
    """As `lock_json`; a date that is no souk day is not locked either."""
    query = select(SoukDay).where(col(SoukDay.market_id) == market_id, col(SoukDay.date) == day)
    row = session.exec(query).one_or_none()
    return lock_json(session, row) if row else None


def lock_json(session: Session, row: SoukDay) -> dict[str, Any] | None:
    """Which day, by whom and since when; None: it is not locked."""
    if row.locked_at is None:
        return None
    person = session.get_one(Person, (row.market_id, row.locked_by))
    return {
        "date": row.date.isoformat(),
        "by": {"name_ar": person.name_ar, "name_latin": person.name_latin},
        "at": rfc3339(row.locked_at),
    }


def record_day(
    session: Session,
    coach: DeskCaller,
    day: SoukDay,
    action: str,
    detail: dict[str, Any],
    world: World,
) -> None:
    subject = day.date.isoformat()
    audit.record(session, coach.market_id, coach.actor, action, subject, detail, world)
    session.flush()
    journal = Journal(coach.market_id)
    journal.add(NewChange(CATALOG, "souk_day", day.id))
    journal.write(session, world.now())


def get_day(session: Session, market_id: str, day: date, *, lock: bool = False) -> SoukDay:
    query = select(SoukDay).where(col(SoukDay.market_id) == market_id, col(SoukDay.date) == day)
    row = session.exec(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound(f"no souk day on {day}")
    return row
