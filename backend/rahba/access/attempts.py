"""Counting what failed, so that guessing stays slow (SPEC AC3)."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from math import ceil

from sqlmodel import Session, col, delete, select

from rahba.access.tables import LoginAttempt
from rahba.clock import World
from rahba.errors import TooManyRequests

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
PER_LOGIN = 5
PER_ADDRESS = 20


def reserve(session: Session, limits: Mapping[str, int], world: World) -> None:
    """Count one attempt against each subject *before* it is tried, so that many at once cannot
    slip past. `forgive` takes it back. Raises `TooManyRequests`, and then counts nothing."""
    now = world.now()
    hashed = {_hash(subject): limit for subject, limit in limits.items()}
    for subject, limit in hashed.items():
        _refuse_above(_recent(session, subject, now), limit, now)
    session.execute(delete(LoginAttempt).where(col(LoginAttempt.at) < now - KEPT))
    session.add_all(LoginAttempt(id=world.new_id(), subject=s, at=now) for s in hashed)


def forgive(session: Session, subject: str, *, all_of_them: bool = False) -> None:
    """The attempt was no guess: take back the newest of `subject`, or all."""
    query = select(LoginAttempt.id).where(LoginAttempt.subject == _hash(subject))
    newest_first = query.order_by(col(LoginAttempt.at).desc())
    mine = newest_first if all_of_them else newest_first.limit(1)
    # Who comes in at the same moment takes back another one.
    taken_back = session.exec(mine.with_for_update(skip_locked=True)).all()
    session.execute(delete(LoginAttempt).where(col(LoginAttempt.id).in_(taken_back)))


def _recent(session: Session, subject: str, now: datetime) -> list[datetime]:
    query = (
        select(LoginAttempt.at)
        .where(LoginAttempt.subject == subject, LoginAttempt.at > now - WINDOW)
        .order_by(col(LoginAttempt.at).desc())
    )
    return list(session.exec(query))


def _refuse_above(attempts: list[datetime], limit: int, now: datetime) -> None:
    if len(attempts) >= limit:
        wait = attempts[limit - 1] + WINDOW - now
        raise TooManyRequests(retry_after=max(1, ceil(wait.total_seconds())))


def _hash(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()
