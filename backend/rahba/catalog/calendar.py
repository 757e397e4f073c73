"""The souk's own calendar: rows that the team sets, since no weekday can be assumed (SPEC CL3)."""

import uuid
from datetime import date

from sqlmodel import Session, col, select

from rahba.catalog.tables import SoukDay


def souk_day_id(market_id: str, day: date) -> str:
    """The same on every phone and server, so that nobody has to ask for it."""
    return str(uuid.uuid5(uuid.UUID(market_id), day.isoformat()))


def souk_days_between(session: Session, market_id: str, first: date, last: date) -> list[SoukDay]:
    """The days of the calendar from `first` to `last`, both included, oldest first."""
    query = (
        select(SoukDay)
        .where(SoukDay.market_id == market_id, SoukDay.date >= first, SoukDay.date <= last)
        .order_by(col(SoukDay.date))
    )
    return list(session.exec(query))


def current_souk_date(session: Session, market_id: str, today: date) -> date:
    """The last day of the calendar up to today; today itself if there never was one."""
    query = select(col(SoukDay.date)).where(
        SoukDay.market_id == market_id,
        SoukDay.date <= today,
        col(SoukDay.status).in_(("held", "planned")),
    )
    return session.exec(query.order_by(col(SoukDay.date).desc()).limit(1)).first() or today
