"""The souk's own calendar: rows that the team sets, since no weekday can be assumed (SPEC CL3)."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import Session, col, select

from rahba.catalog.calendar_tables import CLOSES, OPENS, SoukHours, SoukRule
from rahba.catalog.tables import SoukDay

LAID_AHEAD = timedelta(weeks=16)


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


def next_souk_date(session: Session, market_id: str, first: date, last: date) -> date | None:
    """The first souk day from `first` to `last`, both included."""
    held = (
        day.date
        for day in souk_days_between(session, market_id, first, last)
        if day.status in ("held", "planned")
    )
    return next(held, None)


def locked_dates(session: Session, market_id: str, dates: Iterable[date]) -> frozenset[date]:
    """Those of `dates` whose figures stand until a coach reopens the day (SPEC LK1)."""
    query = select(col(SoukDay.date)).where(
        SoukDay.market_id == market_id,
        col(SoukDay.date).in_(set(dates)),
        col(SoukDay.locked_at).is_not(None),
    )
    return frozenset(session.exec(query))


def rules_of(session: Session, market_id: str) -> list[SoukRule]:
    query = select(SoukRule).where(SoukRule.market_id == market_id)
    return list(session.exec(query.order_by(col(SoukRule.starts_on))))


def hours_of(session: Session, market_id: str) -> list[SoukHours]:
    query = select(SoukHours).where(SoukHours.market_id == market_id)
    return list(session.exec(query.order_by(col(SoukHours.starts_on))))


def lay_days(session: Session, market_id: str, today: date) -> list[SoukDay]:
    """Make the coming days what rules and hours say, and answer the rows that changed (SPEC CA2).

    What somebody moved, cancelled or added stays as it is; so do days without a rule in force.
    Laying again changes nothing. The caller writes the journal.
    """
    rules, hours = rules_of(session, market_id), hours_of(session, market_id)
    last = today + LAID_AHEAD
    known = {d.date: d for d in souk_days_between(session, market_id, today, date.max)}
    dates = {*known, *(today + timedelta(days=n) for n in range((last - today).days + 1))}
    changed = []
    for day in sorted(dates):
        row, rule = known.get(day), _rule_on(rules, day)
        if row is None:
            if rule is None or day.isoweekday() not in rule.weekdays or day > last:
                continue
            row = new_day(session, market_id, day, "rule")
            changed.append(row)
        elif rule is not None and _follow(row, in_rule=day.isoweekday() in rule.weekdays):
            changed.append(row)
        if _set_hours(row, rule, hours) and row not in changed:
            changed.append(row)
    return changed


def new_day(session: Session, market_id: str, day: date, origin: str) -> SoukDay:
    row = SoukDay(
        market_id=market_id,
        id=souk_day_id(market_id, day),
        date=day,
        status="planned",
        origin=origin,
    )
    session.add(row)
    return row


def _follow(row: SoukDay, *, in_rule: bool) -> bool:
    """A planned day of the rule stays or goes with it; whether that changed the row."""
    if in_rule and row.status == "dropped":
        row.status, row.origin, row.reason = "planned", "rule", None
        return True
    if not in_rule and row.status == "planned" and row.origin == "rule":
        row.status = "dropped"
        return True
    return False


def _set_hours(row: SoukDay, rule: SoukRule | None, hours: Iterable[SoukHours]) -> bool:
    if row.status != "planned":
        return False
    wanted = (rule.opens, rule.closes) if rule else (OPENS, CLOSES)
    for span in hours:  # the one that begins last wins
        if span.starts_on <= row.date <= span.ends_on:
            wanted = (span.opens, span.closes)
    if (row.opens, row.closes) == wanted:
        return False
    row.opens, row.closes = wanted
    return True


def _rule_on(rules: Iterable[SoukRule], day: date) -> SoukRule | None:
    held = [r for r in rules if r.starts_on <= day and (r.ends_on is None or day <= r.ends_on)]
    return held[-1] if held else None
