"""The same person twice: who it may be, and a merge that can be taken back (SPEC OP7, PR8).

A merge writes a dated alias and rewrites nothing: bodies keep the id they were recorded with, and
readers resolve it.
"""

from collections import defaultdict
from typing import Any

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.catalog.duplicates import Known, duplicate_pairs
from rahba.catalog.tables import Occupancy, Rahba, Stall, Trader, TraderAlias
from rahba.clock import World
from rahba.entries.tables import Entry
from rahba.errors import Conflict, NotFound
from rahba.journal import APPROVED, CATALOG, Journal, NewChange
from rahba.types import rfc3339

SHOWN_STATES = ("provisional", "approved")


def list_duplicates(session: Session, market_id: str) -> list[dict[str, Any]]:
    """`[{"a": TraderCard, "b": TraderCard, "reasons": […]}]`, pairs that may be one person."""
    traders = _roster(session, market_id)
    cards = _cards(session, market_id, traders)
    merged = set(_aliases(session, market_id))
    roster = [_known(t, cards[t.id]) for t in traders.values() if t.id not in merged]
    return [
        {"a": cards[one], "b": cards[other.trader_id], "reasons": list(other.reasons)}
        for one, other in duplicate_pairs(roster)
    ]


def list_merges(session: Session, market_id: str) -> list[dict[str, Any]]:
    """Merges in force, newest first, with both cards."""
    aliases = _aliases(session, market_id)
    involved = {alias.from_id for alias in aliases.values()} | {
        alias.to_id for alias in aliases.values()
    }
    traders = {
        t.id: t
        for t in session.exec(
            select(Trader).where(Trader.market_id == market_id, col(Trader.id).in_(involved))
        )
    }
    cards = _cards(session, market_id, traders)
    newest_first = sorted(aliases.values(), key=lambda alias: alias.created_at, reverse=True)
    return [
        {
            "alias_id": alias.id,
            "from": cards[alias.from_id],
            "to": cards[alias.to_id],
            "at": rfc3339(alias.created_at),
        }
        for alias in newest_first
    ]


def merge(
    session: Session, coach: DeskCaller, from_id: str, to_id: str, world: World
) -> TraderAlias:
    """Say that `from_id` is the same person as `to_id`. Raises `NotFound` for a trader of nobody
    here, `Conflict` if one of them was merged already or both are one."""
    aliases = _aliases(session, coach.market_id)
    if from_id == to_id or from_id in aliases or to_id in aliases:
        raise Conflict("one of the two was merged meanwhile", code="already_merged")
    trader = _trader(session, coach.market_id, from_id)
    _trader(session, coach.market_id, to_id)
    alias = TraderAlias(
        market_id=coach.market_id, id=world.new_id(), from_id=from_id, to_id=to_id,
        created_at=world.now(), created_by=coach.person_id,
    )  # fmt: skip
    session.add(alias)
    detail = {"from": from_id, "to": to_id}
    audit.record(session, coach.market_id, coach.actor, "trader.merge", alias.id, detail, world)
    _tell(session, trader, alias, "merged", world)
    return alias


def undo_merge(session: Session, coach: DeskCaller, alias_id: str, world: World) -> None:
    """Take a merge back: both are themselves again, with all that was recorded of each."""
    alias = session.get(TraderAlias, (coach.market_id, alias_id))
    if alias is None:
        raise NotFound(f"no merge {alias_id}")
    if alias.ended_at is not None:
        return
    alias.ended_at, alias.ended_by = world.now(), coach.person_id
    audit.record(session, coach.market_id, coach.actor, "trader.unmerge", alias.id, {}, world)
    trader = _trader(session, coach.market_id, alias.from_id)
    _tell(session, trader, alias, "approved", world)


def _tell(
    session: Session, trader: Trader, alias: TraderAlias, row_type: str, world: World
) -> None:
    """Phones learn of the alias; programs lose, or get back, the registrations they had."""
    journal = Journal(alias.market_id)
    journal.add(NewChange(CATALOG, "alias", alias.id))
    registrations = select(Entry).where(
        Entry.market_id == alias.market_id,
        Entry.trader_id == trader.id,
        Entry.kind == "trader",
        Entry.state == "approved",
    )
    for entry in session.exec(registrations.order_by(Entry.id)):
        journal.add(
            NewChange(APPROVED, row_type, entry.id, entry.kind, entry.souk_date, entry.approved_rev)
        )
    session.flush()
    journal.write(session, world.now())


def _trader(session: Session, market_id: str, trader_id: str) -> Trader:
    trader = session.get(Trader, (market_id, trader_id))
    if trader is None:
        raise NotFound(f"no trader {trader_id}")
    return trader


def _roster(session: Session, market_id: str) -> dict[str, Trader]:
    query = select(Trader).where(Trader.market_id == market_id, col(Trader.state).in_(SHOWN_STATES))
    return {
        trader.id: trader for trader in session.exec(query.order_by(Trader.known_as, Trader.id))
    }


def _aliases(session: Session, market_id: str) -> dict[str, TraderAlias]:
    """Aliases in force by the trader that was merged away."""
    query = select(TraderAlias).where(
        TraderAlias.market_id == market_id, col(TraderAlias.ended_at).is_(None)
    )
    return {alias.from_id: alias for alias in session.exec(query)}


def _cards(
    session: Session, market_id: str, traders: dict[str, Trader]
) -> dict[str, dict[str, Any]]:
    """What the coach sees of each to tell two people apart."""
    sections = dict(
        session.exec(select(Rahba.id, Rahba.code).where(Rahba.market_id == market_id)).all()
    )
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    query = select(Occupancy.trader_id, Stall.id, Stall.number).where(
        Occupancy.market_id == market_id,
        Stall.market_id == market_id,
        Occupancy.stall_id == Stall.id,
        col(Occupancy.ends_on).is_(None),
    )
    for trader_id, stall_id, number in session.exec(query):
        places[trader_id].append((stall_id, number))
    return {
        trader.id: {
            "trader_id": trader.id,
            "known_as": trader.known_as,
            "name_ar": trader.name_ar,
            "name_latin": trader.name_latin,
            "section": sections.get(trader.rahba_id or ""),
            "trade": trader.trade,
            "badge": trader.badge,
            "state": trader.state,
            "stall_ids": [stall_id for stall_id, _ in places[trader.id]],
            "stall_numbers": [number for _, number in places[trader.id]],
        }
        for trader in traders.values()
    }


def _known(trader: Trader, card: dict[str, Any]) -> Known:
    names = (trader.known_as, trader.name_ar, trader.name_latin)
    return Known(
        trader_id=trader.id,
        names=tuple(name for name in names if name),
        section=card["section"],
        trade=trader.trade,
        stall_ids=frozenset(card["stall_ids"]),
        badge=trader.badge,
        phone_tag=trader.phone_tag,
    )
