"""The souk calendar at the desk: what is planned, and changing it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session, col, select

from rahba.access.callers import DeskCaller
from rahba.access.dependencies import CoachOrAdmin, UseDatabase, UseWorld
from rahba.access.tables import Person
from rahba.access.wire import PersonAnswer
from rahba.catalog import planning
from rahba.catalog.calendar import LAID_AHEAD, hours_of, lay_days, rules_of
from rahba.catalog.calendar_tables import CLOSES, OPENS
from rahba.catalog.planning import Planner, tell_phones
from rahba.catalog.tables import SoukDay
from rahba.clock import World
from rahba.db import Database
from rahba.market import Market, local_date, today_in
from rahba.wire import Wire, WireId

SHOWN = 12  # souk days; a quarter of a year where it is weekly

Date = date  # a field of that name hides it
Hour = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Weekday = Annotated[int, Field(ge=1, le=7)]
Reason = Literal["eid", "weather", "holiday", "works", "health", "decision", "other"]

router = APIRouter(prefix="/calendar", tags=["calendar"])


class Hours(Wire):
    opens: Hour = OPENS
    closes: Hour = CLOSES

    @model_validator(mode="after")
    def closes_after_it_opens(self) -> "Hours":
        if self.closes <= self.opens:
            raise ValueError("a souk closes after it opens")
        return self


class NewRule(Hours):
    weekdays: list[Weekday] = Field(min_length=1, max_length=7)
    starts_on: date


class NewHours(Hours):
    starts_on: date
    ends_on: date

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> "NewHours":
        if self.ends_on < self.starts_on:
            raise ValueError("the last day comes before the first")
        return self


class Why(Wire):
    reason: Reason


class Move(Why):
    to: date


class ExtraDay(Why):
    date: Date


class RuleAnswer(BaseModel):
    weekdays: list[int]
    opens: str
    closes: str
    starts_on: date


class HoursAnswer(BaseModel):
    id: str
    starts_on: date
    ends_on: date
    opens: str
    closes: str


class DayAnswer(BaseModel):
    """`origin`: the weekday rule, an extra day, or where a souk was moved to."""

    date: Date
    status: str
    origin: str
    opens: str
    closes: str
    reason: str | None
    moved_to: Date | None
    changed_by: PersonAnswer | None
    changed_at: datetime | None


class CalendarAnswer(BaseModel):
    """`rules`: the one in force and those to come; `days`: the next twelve, changed ones too."""

    today: date
    rules: list[RuleAnswer]
    hours: list[HoursAnswer]
    days: list[DayAnswer]


@router.get("")
def read_calendar(caller: CoachOrAdmin, database: UseDatabase, world: UseWorld) -> CalendarAnswer:
    """The next twelve souk days; days are laid as far ahead as the rule says first."""
    lay_ahead(database, caller.market_id, world)
    with database.read() as session:
        return _calendar(session, caller.market_id, world)


@router.put("/rule")
def set_rule(
    body: NewRule, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> CalendarAnswer:
    """On which weekdays the souk is held, from a day on."""
    return _plan(database, caller, world, partial(planning.set_rule, **dict(body)))


@router.post("/days", status_code=201)
def add_day(
    body: ExtraDay, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> CalendarAnswer:
    """A souk besides the usual ones, as before Eid."""
    act = partial(planning.add_day, day=body.date, reason=body.reason)
    return _plan(database, caller, world, act)


@router.post("/days/{day}/cancel")
def cancel_day(
    day: date, body: Why, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> CalendarAnswer:
    return _plan(database, caller, world, partial(planning.cancel, day=day, reason=body.reason))


@router.post("/days/{day}/move")
def move_day(
    day: date, body: Move, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> CalendarAnswer:
    act = partial(planning.move, day=day, to=body.to, reason=body.reason)
    return _plan(database, caller, world, act)


@router.post("/days/{day}/undo")
def undo_day(
    day: date, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> CalendarAnswer:
    """Take back that a day was moved, cancelled or added."""
    return _plan(database, caller, world, partial(planning.undo, day=day))


@router.post("/hours", status_code=201)
def set_hours(
    body: NewHours, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> CalendarAnswer:
    """Other hours for a while, as in Ramadan."""
    return _plan(database, caller, world, partial(planning.set_hours, **dict(body)))


@router.post("/hours/{hours_id}/end")
def end_hours(
    hours_id: WireId, caller: CoachOrAdmin, database: UseDatabase, world: UseWorld
) -> CalendarAnswer:
    """From today on the usual hours again."""
    return _plan(database, caller, world, partial(planning.end_hours, hours_id=hours_id))


def lay_ahead(database: Database, market_id: str, world: World) -> None:
    """Time went on: lay the days that have come within reach, if any have."""

    def lay(session: Session) -> None:
        market = session.exec(select(Market).where(Market.id == market_id).with_for_update()).one()
        changed = lay_days(session, market_id, local_date(market, world.now()))
        tell_phones(session, market_id, changed, world)

    with database.read() as session:
        today = today_in(session, market_id, world)
        rules = rules_of(session, market_id)
        newest_first = (
            select(col(SoukDay.date))
            .where(SoukDay.market_id == market_id)
            .order_by(col(SoukDay.date).desc())
        )
        last = session.exec(newest_first.limit(1)).first()
    within_reach = today + LAID_AHEAD - timedelta(weeks=1)
    if rules and (last is None or last < within_reach):
        database.transact(lay)


Act = Callable[[Session, Planner], None]


def _plan(database: Database, caller: DeskCaller, world: World, act: Act) -> CalendarAnswer:
    def plan(session: Session) -> CalendarAnswer:
        act(session, Planner.of(session, caller, world))
        session.flush()
        return _calendar(session, caller.market_id, world)

    return database.transact(plan)


def _calendar(session: Session, market_id: str, world: World) -> CalendarAnswer:
    today = today_in(session, market_id, world)
    query = (
        select(SoukDay)
        .where(SoukDay.market_id == market_id, SoukDay.date >= today, SoukDay.status != "dropped")
        .order_by(col(SoukDay.date))
        .limit(SHOWN)
    )
    days = session.exec(query).all()
    people = session.exec(
        select(Person).where(
            Person.market_id == market_id, col(Person.id).in_({day.changed_by for day in days})
        )
    )
    names = {person.id: PersonAnswer.of(person) for person in people}
    return CalendarAnswer(
        today=today,
        rules=[
            RuleAnswer(**rule.model_dump())
            for rule in rules_of(session, market_id)
            if rule.ends_on is None or rule.ends_on >= today
        ],
        hours=[
            HoursAnswer(**span.model_dump())
            for span in hours_of(session, market_id)
            if span.ends_on >= today
        ],
        days=[
            DayAnswer(**day.model_dump() | {"changed_by": names.get(day.changed_by or "")})
            for day in days
        ],
    )
