"""What a coach plans: weekdays, days moved, cancelled or added, other hours (SPEC CA).

Each act lays the coming days anew, tells the phones through the journal and names who did it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.catalog.calendar import hours_of, lay_days, new_day, rules_of
from rahba.catalog.calendar_tables import SoukHours, SoukRule
from rahba.catalog.tables import SoukDay
from rahba.clock import World
from rahba.errors import Conflict, NotFound
from rahba.journal import CATALOG, Journal, NewChange
from rahba.market import Market, local_date

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Planner:
    """Who plans, when, and what day it is at the souk."""

    caller: DeskCaller
    world: World
    today: date

    @classmethod
    def of(cls, session: Session, caller: DeskCaller, world: World) -> "Planner":
        """The market's row is locked: two desks that plan at once take turns."""
        query = select(Market).where(Market.id == caller.market_id).with_for_update()
        return cls(caller, world, local_date(session.exec(query).one(), world.now()))


def set_rule(
    session: Session,
    planner: Planner,
    *,
    weekdays: Iterable[int],
    opens: str,
    closes: str,
    starts_on: date,
) -> None:
    """The souk is held on `weekdays` (ISO) from `starts_on`. Raises `Conflict` (`day_past`), but
    for the first rule, which may have begun long ago."""
    market_id = planner.caller.market_id
    rules = rules_of(session, market_id)
    if rules:
        _refuse_past(planner, starts_on)
    for rule in rules:
        if rule.starts_on >= starts_on:
            session.delete(rule)
        elif rule.ends_on is None or rule.ends_on >= starts_on:
            rule.ends_on = starts_on - ONE_DAY
    days = sorted(set(weekdays))
    rule_id = planner.world.new_id()
    session.add(
        SoukRule(
            market_id=market_id, id=rule_id, weekdays=days, opens=opens, closes=closes,
            starts_on=starts_on,
        )
    )  # fmt: skip
    detail = {"weekdays": days, "opens": opens, "closes": closes}
    _record(session, planner, "calendar.rule", starts_on, detail, [])


def cancel(session: Session, planner: Planner, day: date, reason: str) -> None:
    """No souk on `day`. Raises `NotFound`, or `Conflict` (`day_past`, `day_held`, or
    `day_changed` where it was moved or cancelled before)."""
    row = _planned(session, planner, day)
    row.status, row.reason = "cancelled", reason
    _record(session, planner, "calendar.cancel", day, {"reason": reason}, [row])


def move(session: Session, planner: Planner, day: date, to: date, reason: str) -> None:
    """The souk of `day` is held on `to`. Raises as `cancel` does, and `Conflict` (`day_taken`)."""
    row = _planned(session, planner, day)
    target = _free(session, planner, to, "move")
    target.reason = reason
    row.status, row.reason, row.moved_to = "moved", reason, to
    detail = {"to": to.isoformat(), "reason": reason}
    _record(session, planner, "calendar.move", day, detail, [row, target])


def add_day(session: Session, planner: Planner, day: date, reason: str) -> None:
    """A souk besides the usual ones. Raises `Conflict` (`day_past`, `day_taken`)."""
    row = _free(session, planner, day, "extra")
    row.reason = reason
    _record(session, planner, "calendar.add", day, {"reason": reason}, [row])


def undo(session: Session, planner: Planner, day: date) -> None:
    """Take back what was planned for `day`: it is held as usual, or leaves the calendar again.

    Raises `NotFound`, or `Conflict` (`day_past`, `day_held`; `day_changed` where the day that it
    was moved to was moved on; `nothing_to_undo`).
    """
    row = _coming(session, planner, day)
    touched = [row]
    if row.status == "moved" and row.moved_to is not None:
        target = _coming(session, planner, row.moved_to)
        if target.status == "moved":
            raise Conflict("the souk was moved on from there", code="day_changed")
        target.status = "dropped"
        touched.append(target)
    elif row.status == "planned" and row.origin == "extra":
        row.status, row.reason = "dropped", None
        _record(session, planner, "calendar.undo", day, {}, touched)
        return
    elif row.status != "cancelled":
        raise Conflict("nothing was changed about this day", code="nothing_to_undo")
    # A day that was moved here and then cancelled is a day of the move still.
    row.status, row.moved_to = "planned", None
    row.reason = row.reason if row.origin != "rule" else None
    _record(session, planner, "calendar.undo", day, {}, touched)


def set_hours(
    session: Session, planner: Planner, *, starts_on: date, ends_on: date, opens: str, closes: str
) -> None:
    """Other hours from one day to another; days that are over keep theirs."""
    _refuse_past(planner, ends_on)
    hours_id = planner.world.new_id()
    session.add(
        SoukHours(
            market_id=planner.caller.market_id, id=hours_id, opens=opens, closes=closes,
            starts_on=starts_on, ends_on=ends_on,
        )
    )  # fmt: skip
    detail = {"ends_on": ends_on.isoformat(), "opens": opens, "closes": closes}
    _record(session, planner, "calendar.hours", starts_on, detail, [])


def end_hours(session: Session, planner: Planner, hours_id: str) -> None:
    """From today on the usual hours again. Raises `NotFound`."""
    market_id = planner.caller.market_id
    spans = {span.id: span for span in hours_of(session, market_id)}
    if hours_id not in spans:
        raise NotFound
    span = spans[hours_id]
    if span.starts_on >= planner.today:
        session.delete(span)
    else:
        span.ends_on = min(span.ends_on, planner.today - ONE_DAY)
    _record(session, planner, "calendar.hours_ended", span.starts_on, {}, [])


def _coming(session: Session, planner: Planner, day: date) -> SoukDay:
    """A day of the calendar that is not over, nor begun by its closing."""
    market_id = planner.caller.market_id
    query = select(SoukDay).where(SoukDay.market_id == market_id, SoukDay.date == day)
    row = session.exec(query).one_or_none()
    if row is None or row.status == "dropped":
        raise NotFound(f"no souk day on {day}")
    if row.status == "held" or row.closed_at is not None:
        raise Conflict("this souk was held", code="day_held")
    _refuse_past(planner, day)
    return row


def _planned(session: Session, planner: Planner, day: date) -> SoukDay:
    row = _coming(session, planner, day)
    if row.status != "planned":
        raise Conflict("this day was moved or cancelled before", code="day_changed")
    return row


def _free(session: Session, planner: Planner, day: date, origin: str) -> SoukDay:
    """A row for a day on which nothing is planned yet."""
    _refuse_past(planner, day)
    market_id = planner.caller.market_id
    query = select(SoukDay).where(SoukDay.market_id == market_id, SoukDay.date == day)
    row = session.exec(query).one_or_none()
    if row is None:
        return new_day(session, market_id, day, origin)
    if row.status != "dropped":
        raise Conflict("this day stands in the calendar already", code="day_taken")
    row.status, row.origin = "planned", origin
    return row


def _refuse_past(planner: Planner, day: date) -> None:
    if day < planner.today:
        raise Conflict("this day is over", code="day_past")


def _record(
    session: Session,
    planner: Planner,
    action: str,
    day: date,
    detail: dict[str, Any],
    touched: list[SoukDay],
) -> None:
    """The audit, the days that follow from it, and what phones hear of."""
    caller, now = planner.caller, planner.world.now()
    for row in touched:
        row.changed_by, row.changed_at = caller.person_id, now
    audit.record(
        session, caller.market_id, caller.actor, action, day.isoformat(), detail, planner.world
    )
    session.flush()
    changed = lay_days(session, caller.market_id, planner.today)
    tell_phones(session, caller.market_id, [*touched, *changed], planner.world)


def tell_phones(session: Session, market_id: str, days: Iterable[SoukDay], world: World) -> None:
    session.flush()
    journal = Journal(market_id)
    for day_id in dict.fromkeys(day.id for day in days):
        journal.add(NewChange(CATALOG, "souk_day", day_id))
    journal.write(session, world.now())
