"""Takes an import back on the day it was made, as long as nothing was recorded on it (SPEC IM8)."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, delete, or_, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.catalog.tables import ImportedTrader, Occupancy, Stall, Trader, TraderAlias
from rahba.clock import World
from rahba.entries.imports import EXPECTED
from rahba.entries.tables import Entry
from rahba.errors import Conflict, NotFound
from rahba.intake.tables import Intake, IntakeMade
from rahba.journal import CATALOG, Journal, NewChange
from rahba.market import Market, local_date


def undo_intake(session: Session, coach: DeskCaller, intake_id: str, world: World) -> Intake:
    """Raises `NotFound`; `Conflict` (`import_in_use`) when it is of another day, or referred to."""
    intake = session.get(Intake, (coach.market_id, intake_id))
    if intake is None:
        raise NotFound
    if intake.undone_at is not None:
        return intake
    market = session.get_one(Market, coach.market_id)
    today = local_date(market, world.now())
    if local_date(market, intake.applied_at) != today:
        raise Conflict("it is not of today", code="import_in_use")
    made = _made(session, intake)
    if is_referred_to(session, intake, made):
        raise Conflict("something was recorded on it", code="import_in_use")
    _take_back(session, intake, made, world)
    query = select(Stall).where(
        Stall.market_id == intake.market_id, col(Stall.id).in_(made["stall"])
    )
    for stall in session.exec(query):
        stall.ends_on = today - timedelta(days=1)  # phones are told by its end
    intake.undone_at, intake.undone_by = world.now(), coach.person_id
    audit.record(session, coach.market_id, coach.actor, "intake.undo", intake.id, {}, world)
    session.flush()
    journal = Journal(coach.market_id)
    for what, ids in made.items():
        for subject_id in ids:
            journal.add(NewChange(CATALOG, what, subject_id))
    journal.write(session, world.now())
    return intake


def is_referred_to(session: Session, intake: Intake, made: dict[str, list[str]]) -> bool:
    """Whether an entry, a merge or somebody else's place stands on what it made."""
    market_id = intake.market_id
    entry = select(Entry.id).where(
        Entry.market_id == market_id,
        or_(col(Entry.trader_id).in_(made["trader"]), col(Entry.stall_id).in_(made["stall"])),
    )
    alias = select(TraderAlias.id).where(
        TraderAlias.market_id == market_id,
        or_(
            col(TraderAlias.from_id).in_(made["trader"]),
            col(TraderAlias.to_id).in_(made["trader"]),
        ),
    )
    occupancy = select(Occupancy.id).where(
        Occupancy.market_id == market_id,
        col(Occupancy.stall_id).in_(made["stall"]),
        col(Occupancy.trader_id).not_in(made["trader"]),
        col(Occupancy.ends_on).is_(None),
    )
    return any(session.exec(q.limit(1)).first() for q in (entry, alias, occupancy))


def _made(session: Session, intake: Intake) -> dict[str, list[str]]:
    query = select(IntakeMade).where(
        IntakeMade.market_id == intake.market_id, IntakeMade.intake_id == intake.id
    )
    made: dict[str, list[str]] = {"stall": [], "trader": []}
    for row in session.exec(query.order_by(IntakeMade.subject_id)):
        made[row.what].append(row.subject_id)
    return made


def _take_back(session: Session, intake: Intake, made: dict[str, list[str]], world: World) -> None:
    """The names go; a row without one stays, so that phones are told to drop it."""
    ids = made["trader"]
    for table in (ImportedTrader, Occupancy):
        where = [col(table.market_id) == intake.market_id, col(table.trader_id).in_(ids)]
        if table is Occupancy:
            where.append(col(Occupancy.source) == EXPECTED)
        session.execute(delete(table).where(*where))
    query = select(Trader).where(Trader.market_id == intake.market_id, col(Trader.id).in_(ids))
    for trader in session.exec(query):
        trader.known_as, trader.name_ar, trader.name_latin = "", None, None
        trader.rahba_id, trader.state, trader.updated_at = None, "removed", world.now()
