"""A souk day at the desk: what is left to do, closing it and opening it again (SPEC ST5, PR7)."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, distinct, func, select

from rahba.access.callers import DeskCaller
from rahba.access.tables import Device
from rahba.catalog.tables import Rahba, SoukDay, Stall
from rahba.clock import World
from rahba.dated import in_force
from rahba.db import Database
from rahba.entries.kinds import KINDS
from rahba.entries.lifecycle import CLEAN, FLAGGED, SAMPLE
from rahba.entries.store import ENTRY
from rahba.entries.tables import Entry
from rahba.errors import Conflict
from rahba.market import today_in
from rahba.review.locking import get_day, lock_json, record_day, refuse_locked_day
from rahba.review.policy import POLICIES, run_policies
from rahba.review.queue import Wanted, count_by_section
from rahba.types import rfc3339

DAYS_SHOWN = 60
STEPS = {"flagged": FLAGGED, "sample": SAMPLE, "clean": CLEAN}
STATES = ("received", "returned", "approved", "rejected", "cancelled")
COUNTED = ("received", "returned", "approved")


def read_days(session: Session, market_id: str) -> list[dict[str, Any]]:
    """The newest days of the calendar, with entries by state, newest first."""
    query = (
        select(SoukDay)
        .where(col(SoukDay.market_id) == market_id, col(SoukDay.status) != "dropped")
        .order_by(col(SoukDay.date).desc())
        .limit(DAYS_SHOWN)
    )
    days = list(session.exec(query))
    counts = _counts(session, market_id, [day.date for day in days])
    return [_day_json(day, counts[day.date]) for day in days]


def read_day(session: Session, market_id: str, day: date) -> dict[str, Any]:
    """One day in its five steps; shape as in the API. Raises `NotFound`."""
    row = get_day(session, market_id, day)
    places = row.known_places
    if places is None:
        places = known_places(session, market_id, day)
    kinds = _queue_kinds(session, market_id, day)
    return _day_json(row, _counts(session, market_id, [day])[day]) | {
        "lock": lock_json(session, row),
        "steps": {
            "not_arrived": _not_arrived(session, market_id, day),
            **{step: sum(counts.values()) for step, counts in kinds.items()},
            "close": {
                "known_places": sum(places.values()),
                "marked": _marked(session, market_id, day),
                "by_policy": _by_policy(session, market_id, day),
            },
        },
        "kinds": kinds,
        "registrations": count_by_section(
            session, market_id, Wanted(day=day, step="clean", kind="trader")
        ),
        "flags": _queue_flags(session, market_id, day),
    }


def close_day(database: Database, coach: DeskCaller, day: date, world: World) -> dict[str, Any]:
    """Freeze the known places and let the policies decide what is clean.

    Closing a closed day runs the policies over what has become clean since, and changes no
    figure. Raises `NotFound`, or `Conflict` for a day that has not begun, or that is locked.
    """
    places = database.transact(lambda session: _close(session, coach, day, world))
    approved = run_policies(database, coach.market_id, day, world)
    with database.read() as session:
        sampled = _sampled(session, coach.market_id, day)
    return {"approved": approved, "sampled": sampled, "known_places": sum(places.values())}


def reopen_day(session: Session, coach: DeskCaller, day: date, reason: str, world: World) -> None:
    """Entries that come now are no longer late; the frozen places are counted anew at the next
    closing. Decisions stand, and a lock is lifted with it. Raises `NotFound`, or `Conflict` if the
    day is open."""
    row = get_day(session, coach.market_id, day, lock=True)
    if row.closed_at is None:
        raise Conflict("the day is open")
    detail = {"reason": reason, "was_locked": row.locked_at is not None}
    row.closed_at = row.closed_by = row.known_places = None
    row.locked_at = row.locked_by = None
    record_day(session, coach, row, "day.reopen", detail, world)


def known_places(session: Session, market_id: str, day: date) -> dict[str, int]:
    """Places in use on `day`, by section code; a section without any is not in it."""
    query = (
        select(Rahba.code, func.count())
        .join(
            Stall,
            (col(Stall.market_id) == col(Rahba.market_id)) & (col(Stall.rahba_id) == col(Rahba.id)),
        )
        .where(col(Rahba.market_id) == market_id, in_force(Stall, day))
        .group_by(Rahba.code)
    )
    return dict(session.exec(query).all())


def _close(session: Session, coach: DeskCaller, day: date, world: World) -> dict[str, int]:
    row = get_day(session, coach.market_id, day, lock=True)
    refuse_locked_day(session, row)
    if day > today_in(session, coach.market_id, world):
        raise Conflict("the day has not begun")
    if row.closed_at is None:
        row.closed_at, row.closed_by = world.now(), coach.person_id
        row.known_places = known_places(session, coach.market_id, day)
        row.status = "held" if row.status == "planned" else row.status
        record_day(session, coach, row, "day.close", {"known_places": row.known_places}, world)
    return row.known_places or {}


def _day_json(day: SoukDay, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "status": day.status,
        "closed": day.closed_at is not None,
        "closed_at": rfc3339(day.closed_at) if day.closed_at else None,
        "locked": day.locked_at is not None,
        "counts": {state: counts.get(state, 0) for state in STATES},
    }


def _counts(session: Session, market_id: str, days: list[date]) -> dict[date, dict[str, int]]:
    counts: dict[date, dict[str, int]] = defaultdict(dict)
    query = (
        select_columns(ENTRY.c.souk_date, ENTRY.c.state, func.count())
        .where(ENTRY.c.market_id == market_id, ENTRY.c.souk_date.in_(days))
        .group_by(ENTRY.c.souk_date, ENTRY.c.state)
    )
    for day, state, count in session.execute(query):
        counts[day][state] = count
    return counts


def _queue_kinds(session: Session, market_id: str, day: date) -> dict[str, dict[str, int]]:
    """What waits at each step, by kind: `{"clean": {"presence": 1609, "survey": 33}, …}`."""
    query = (
        select(Entry.queue_step, Entry.kind, func.count())
        .where(
            col(Entry.market_id) == market_id,
            col(Entry.queue_step).in_(STEPS.values()),
            col(Entry.souk_date) == day,
        )
        .group_by(col(Entry.queue_step), col(Entry.kind))
    )
    found: dict[int | None, dict[str, int]] = defaultdict(dict)
    for step, kind, count in session.exec(query):
        found[step][kind] = count
    return {name: found[step] for name, step in STEPS.items()}


def _queue_flags(session: Session, market_id: str, day: date) -> dict[str, int]:
    """How often each flag stands on what is flagged; a proposed correction counts as `proposed`."""
    query = select(Entry.flags, Entry.proposed_rev).where(
        col(Entry.market_id) == market_id,
        col(Entry.queue_step) == FLAGGED,
        col(Entry.souk_date) == day,
    )
    counts: Counter[str] = Counter()
    for flags, proposed_rev in session.exec(query):
        counts.update(flags if proposed_rev is None else ["proposed"])
    return dict(counts)


def _sampled(session: Session, market_id: str, day: date) -> int:
    """What the policies left for the coach to read."""
    kinds = [kind.name for kind in KINDS.values() if kind.policy is not None]
    query = select(func.count()).where(
        col(Entry.market_id) == market_id,
        col(Entry.queue_step) == SAMPLE,
        col(Entry.souk_date) == day,
        col(Entry.kind).in_(kinds),
    )
    return session.exec(query).one()


def _by_policy(session: Session, market_id: str, day: date) -> int:
    """What stands approved because a policy said so, and nobody has looked at."""
    query = select(func.count()).where(
        col(Entry.market_id) == market_id,
        col(Entry.souk_date) == day,
        col(Entry.state) == "approved",
        col(Entry.decided_by).in_(POLICIES),
    )
    return session.exec(query).one()


def _not_arrived(session: Session, market_id: str, day: date) -> dict[str, int]:
    """What phones said they still hold of that day: people, and entries."""
    query = select(Device.person_id, Device.manifest).where(col(Device.market_id) == market_id)
    waiting: dict[str, int] = defaultdict(int)
    for person_id, manifest in session.exec(query):
        waiting[person_id] += (manifest or {}).get("by_day", {}).get(day.isoformat(), 0)
    still = [count for count in waiting.values() if count]
    return {"people": len(still), "entries": sum(still)}


def _marked(session: Session, market_id: str, day: date) -> int:
    query = select(func.count(distinct(col(Entry.stall_id)))).where(
        col(Entry.market_id) == market_id,
        col(Entry.souk_date) == day,
        col(Entry.kind) == "presence",
        col(Entry.state).in_(COUNTED),
    )
    return session.exec(query).one()
