"""A rejected registration, and where what was recorded of its trader goes (SPEC ST9).

It stays with its place, without a person; or it is rejected too; or it is somebody else's, whom
the coach names. One transaction with the rejection itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid5

from sqlmodel import Session, col, select

from rahba.access.callers import DeskCaller
from rahba.catalog.tables import TraderAlias
from rahba.clock import World
from rahba.entries.decisions import Decided, Decision, decide_many
from rahba.entries.entry import Entry
from rahba.entries.kinds import KINDS
from rahba.entries.store import (
    ENTRY,
    EntryWrites,
    own_change,
    read_entries,
    read_entry_where,
    with_flags,
)
from rahba.errors import Conflict
from rahba.journal import Journal
from rahba.review import merges


@dataclass(frozen=True, slots=True)
class Following:
    """`to_id` is the trader that it goes to, if it is to `move`."""

    what: Literal["keep", "reject", "move"]
    to_id: str | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """What the rejection drew after it: reviews that were made, and a merge."""

    review_ids: tuple[str, ...] = ()
    alias_id: str | None = None


def follow(
    session: Session, coach: DeskCaller, rejection: Decision, following: Following, world: World
) -> Followed:
    """After `rejection` was made. Raises `Conflict` if it is of no registration, or as a merge
    does."""
    entry = read_entries(session, coach.market_id, [rejection.entry_id])[rejection.entry_id]
    registers = "roster" in KINDS[entry.kind].views and rejection.decision == "reject"
    if not registers or entry.trader_id is None:
        raise Conflict("only what hangs on a rejected registration follows it")
    if following.what == "reject":
        return _reject_too(session, coach, entry.trader_id, rejection, world)
    if following.what == "move" and following.to_id is not None:
        return _move(session, coach, entry.trader_id, following.to_id, world)
    return Followed()


def count_hanging(session: Session, market_id: str, trader_id: str) -> dict[str, int]:
    """What was recorded of a trader and still stands, by kind."""
    query = select(ENTRY.c.kind).where(
        ENTRY.c.market_id == market_id,
        ENTRY.c.trader_id == trader_id,
        ENTRY.c.state.in_(("received", "returned", "approved")),
    )
    return dict(Counter(kind for kind in session.scalars(query) if _hangs(kind)))


def _hangs(kind: str) -> bool:
    """Marks and surveys do; registrations and consents are what a trader is made of."""
    return kind in KINDS and not KINDS[kind].views


def _hanging(session: Session, market_id: str, trader_id: str) -> list[Entry]:
    entries = read_entry_where(session, market_id, ENTRY.c.trader_id == trader_id)
    return [entry for entry in entries if _hangs(entry.kind)]


def _reject_too(
    session: Session, coach: DeskCaller, trader_id: str, rejection: Decision, world: World
) -> Followed:
    decisions = [
        Decision(
            str(uuid5(UUID(rejection.id), entry.id)),
            entry.id,
            "reject",
            entry.standing.rev,
            rejection.reason,
        )
        for entry in _hanging(session, coach.market_id, trader_id)
    ]
    answers = decide_many(session, coach.market_id, coach.actor, decisions, world)
    return Followed(tuple(a.review_id for a in answers if isinstance(a, Decided)))


def _move(
    session: Session, coach: DeskCaller, trader_id: str, to_id: str, world: World
) -> Followed:
    known = select(TraderAlias.id).where(
        TraderAlias.market_id == coach.market_id,
        TraderAlias.from_id == trader_id,
        TraderAlias.to_id == to_id,
        col(TraderAlias.ended_at).is_(None),
    )
    alias_id = session.exec(known).first()
    if alias_id is None:
        alias_id = merges.merge(session, coach, trader_id, to_id, world).id
    _know_again(session, coach.market_id, trader_id, world)
    return Followed(alias_id=alias_id)


def _know_again(session: Session, market_id: str, trader_id: str, world: World) -> None:
    """They are of a known person now."""
    writes, journal = EntryWrites(market_id), Journal(market_id)
    for entry in _hanging(session, market_id, trader_id):
        if "unknown_trader" in entry.flags:
            after = with_flags(entry, set(entry.flags) - {"unknown_trader"})
            writes.put(entry, after)
            journal.add(own_change(after))
    writes.write(session)
    journal.write(session, world.now())
