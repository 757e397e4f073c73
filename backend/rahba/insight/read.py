"""Reads presence for the desk and for programs: three queries, then the pure rules."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Row, Table, and_, or_
from sqlmodel import Session, SQLModel, col, select

from rahba.catalog.tables import Rahba, SoukDay, Trader, TraderAlias
from rahba.entries.store import ENTRY
from rahba.insight.presence import Cell, Ground, Mark, count_sections

STALL: Table = SQLModel.metadata.tables["stall"]
OCCUPANCY: Table = SQLModel.metadata.tables["occupancy"]
COUNTED_STATES = ("received", "approved")
APPROVED_STATES = ("approved",)


@dataclass(frozen=True)
class MarketGround:
    """The places and people of a market, of all times; `on` cuts out one day."""

    rahbas: dict[str, Rahba]
    stalls: Sequence[Row[Any]]
    occupancies: Sequence[Row[Any]]
    home_rahba: dict[str, str | None]
    survivor: dict[str, str]
    aliases: Sequence[TraderAlias]

    def on(self, day: date) -> Ground:
        in_use = {s.id: s for s in self.stalls if _covers(s.starts_on, s.ends_on, day)}
        occupants: dict[str, list[str]] = defaultdict(list)
        for occupancy in self.occupancies:
            if occupancy.stall_id in in_use and _covers(
                occupancy.starts_on, occupancy.ends_on, day
            ):
                trader_id = self.resolve(occupancy.trader_id)
                if trader_id not in occupants[occupancy.stall_id]:
                    occupants[occupancy.stall_id].append(trader_id)
        return Ground(
            section_of_stall={s.id: self.rahbas[s.rahba_id].code for s in in_use.values()},
            occupants={stall: tuple(traders) for stall, traders in occupants.items()},
            section_of_itinerant={
                trader: self.rahbas[rahba].code
                for trader, rahba in self.home_rahba.items()
                if rahba
            },
        )

    def known_at(self, moment: datetime | None) -> "MarketGround":
        """With the merges that stood then, for a day that was locked (LK4); None: as it is now."""
        return self if moment is None else replace(self, survivor=_survivors(self.aliases, moment))

    def resolve(self, trader_id: str) -> str:
        """The survivor of a merge, however long the chain; a chain cannot loop."""
        while trader_id in self.survivor:
            trader_id = self.survivor[trader_id]
        return trader_id


def presence_by_section(
    session: Session, market_id: str, days: int, *, approved_only: bool
) -> dict[str, Any]:
    """The last `days` souk days up to the newest held one; shape as in the API's `Presence`."""
    souk_days = _last_days(session, market_id, days)
    ground = read_ground(session, market_id)
    states = APPROVED_STATES if approved_only else COUNTED_STATES
    grounds = {day.date: ground.known_at(day.locked_at) for day in souk_days}
    marks = _marks_by_day(session, market_id, states, grounds)
    tables = [
        (day, count_sections(marks[day.date], grounds[day.date].on(day.date), day.known_places))
        for day in souk_days
    ]
    return {
        "days": [
            {
                "date": day.date.isoformat(),
                "status": day.status,
                "closed": day.closed_at is not None,
                "locked": day.locked_at is not None,
            }
            for day in souk_days
        ],
        "sections": [{"code": r.code, "names": r.names} for r in ground.rahbas.values()],
        "cells": [
            _cell_json(cell, day.date, section)
            for day, cells in tables
            for section, cell in sorted(cells.items())
        ],
        "totals": [_cell_json(_total(cells.values()), day.date, None) for day, cells in tables],
    }


def read_ground(session: Session, market_id: str) -> MarketGround:
    rahbas = session.exec(
        select(Rahba).where(Rahba.market_id == market_id).order_by(col(Rahba.sort))
    )
    home = session.exec(select(Trader.id, Trader.rahba_id).where(Trader.market_id == market_id))
    aliases = session.exec(select(TraderAlias).where(TraderAlias.market_id == market_id)).all()
    return MarketGround(
        rahbas={rahba.id: rahba for rahba in rahbas},
        stalls=_columns(session, market_id, STALL, "id", "rahba_id"),
        # Whom a list expects at a place was not asked yet: a mark on it does not speak of them.
        occupancies=_columns(
            session,
            market_id,
            OCCUPANCY,
            "stall_id",
            "trader_id",
            where=OCCUPANCY.c.source != "expected",
        ),
        home_rahba=dict(home.all()),
        survivor=_survivors(aliases, None),
        aliases=aliases,
    )


def _survivors(aliases: Iterable[TraderAlias], moment: datetime | None) -> dict[str, str]:
    """By the trader merged away: of merges in force, or of those that were at a moment."""
    return {alias.from_id: alias.to_id for alias in aliases if _stands(alias, moment)}


def _stands(alias: TraderAlias, moment: datetime | None) -> bool:
    if moment is None:
        return alias.ended_at is None
    ended = alias.ended_at is not None and alias.ended_at <= moment
    return alias.created_at <= moment and not ended


def _columns(
    session: Session, market_id: str, table: Table, *names: str, where: Any = None
) -> Sequence[Row[Any]]:
    """Thousands of rows for one answer: columns come several times faster than objects."""
    columns = (table.c[name] for name in (*names, "starts_on", "ends_on"))
    query = sqlalchemy.select(*columns).where(table.c.market_id == market_id)
    return session.execute(query if where is None else query.where(where)).all()


def _last_days(session: Session, market_id: str, count: int) -> list[SoukDay]:
    """Days on which the souk was held, oldest first; a planned one from its first mark on (PR9)."""
    marked = (
        sqlalchemy.select(ENTRY.c.id)
        .where(
            ENTRY.c.market_id == market_id,
            ENTRY.c.souk_date == col(SoukDay.date),
            ENTRY.c.kind == "presence",
        )
        .exists()
    )
    query = (
        select(SoukDay)
        .where(
            SoukDay.market_id == market_id,
            or_(col(SoukDay.status) == "held", and_(col(SoukDay.status) == "planned", marked)),
        )
        .order_by(col(SoukDay.date).desc())
        .limit(count)
    )
    return list(session.exec(query))[::-1]


def _marks_by_day(
    session: Session,
    market_id: str,
    states: tuple[str, ...],
    grounds: dict[date, MarketGround],
) -> dict[date, list[Mark]]:
    query = sqlalchemy.select(
        ENTRY.c.id,
        ENTRY.c.souk_date,
        ENTRY.c.author_id,
        ENTRY.c.body,
        ENTRY.c.received_at,
        ENTRY.c.recorded_at,
        ENTRY.c.state,
    ).where(
        ENTRY.c.market_id == market_id,
        ENTRY.c.kind == "presence",
        ENTRY.c.souk_date.in_(list(grounds)),
        ENTRY.c.state.in_(states),
    )
    marks: dict[date, list[Mark]] = defaultdict(list)
    for row in session.execute(query):
        marks[row.souk_date].append(_mark(row, grounds[row.souk_date]))
    return marks


def _mark(row: Row[Any], ground: MarketGround) -> Mark:
    return Mark(
        author_id=row.author_id,
        stall_id=row.body.get("stall_id"),
        trader_id=_resolved(row.body.get("trader_id"), ground),
        status=row.body["status"],
        replaced_by=_resolved(row.body.get("replaced_by"), ground),
        received_at=row.received_at,
        recorded_at=row.recorded_at,
        entry_id=row.id,
        approved=row.state == "approved",
        named_id=row.body.get("trader_id"),
    )


def _resolved(trader_id: str | None, ground: MarketGround) -> str | None:
    return ground.resolve(trader_id) if trader_id else None


def _covers(starts_on: date, ends_on: date | None, day: date) -> bool:
    return starts_on <= day and (ends_on is None or day <= ends_on)


def _total(cells: Iterable[Cell]) -> Cell:
    total = Cell()
    for cell in cells:
        total.present += cell.present
        total.absent += cell.absent
        total.not_recorded += cell.not_recorded
        total.itinerant_present += cell.itinerant_present
        total.marked += cell.marked
        total.known += cell.known
        total.provisional |= cell.provisional
    return total


def _cell_json(cell: Cell, day: date, section: str | None) -> dict[str, Any]:
    return {
        "date": day.isoformat(),
        "section": section,
        "traders": {
            "present": cell.present,
            "absent": cell.absent,
            "not_recorded": cell.not_recorded,
        },
        "places": {"marked": cell.marked, "known": cell.known},
        "itinerant": {"present": cell.itinerant_present},
        "rate_permille": cell.rate_permille,
        "coverage_permille": cell.coverage_permille,
        "provisional": cell.provisional,
    }
