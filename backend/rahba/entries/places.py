"""Places as a fold over entries of kind `place`: there while their entry stands (SPEC FW2-FW4).

An entry makes its own place and touches no other: neither one of a list nor another entry's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session, col, select

from rahba.catalog.place_numbers import next_free
from rahba.catalog.tables import Rahba, Stall
from rahba.entries.entry import Entry
from rahba.entries.roster import STANDS
from rahba.entries.store import ENTRY, EntryWrites, read_entry_where
from rahba.journal import CATALOG, Journal, NewChange

UNKNOWN = "unknown_stall"
RENUMBERED = "number_taken"


def fold_places(
    session: Session,
    market_id: str,
    journal: Journal,
    entries: Mapping[str, Entry],
) -> None:
    """Write the places of `entries` (by id, as they stand now), and what follows for marks."""
    before = _rows(session, market_id, entries.values())
    codes = select(Rahba.code, Rahba.id).where(Rahba.market_id == market_id)
    sections = dict(session.exec(codes).all())
    taken = _numbers(session, market_id)
    writes = EntryWrites(market_id)
    told: dict[str, bool] = {}  # place → whether it is there
    for entry in sorted(entries.values(), key=lambda e: (e.recorded_at, e.id)):
        row = before.get(entry.stall_id or "")
        if row is None and entry.body:
            row = _new_row(market_id, entry, sections[entry.body["rahba"]], taken)
            session.add(row)
            if row.number != entry.body["number"]:
                flags = tuple(sorted({*entry.flags, RENUMBERED}))
                writes.put(entry, replace(entry, flags=flags))
        if row is None or row.entry_id != entry.id:
            continue
        _follow(row, entry)
        told[row.id] = row.ends_on is None
    session.flush()
    _flag_marks(session, market_id, told, entries.values(), writes)
    writes.write(session)
    for stall_id in told:
        journal.add(NewChange(CATALOG, "stall", stall_id))


def _rows(session: Session, market_id: str, entries: Iterable[Entry]) -> dict[str, Stall]:
    ids = [entry.stall_id for entry in entries if entry.stall_id]
    query = select(Stall).where(Stall.market_id == market_id, col(Stall.id).in_(ids))
    return {row.id: row for row in session.exec(query)}


def _numbers(session: Session, market_id: str) -> dict[str, set[int]]:
    """Section → the numbers it ever gave; a number is not given twice (and may be on a card)."""
    taken: dict[str, set[int]] = defaultdict(set)
    query = select(Stall.rahba_id, Stall.number).where(Stall.market_id == market_id)
    for rahba_id, number in session.exec(query):
        taken[rahba_id].add(number)
    return taken


def _new_row(market_id: str, entry: Entry, rahba_id: str, taken: dict[str, set[int]]) -> Stall:
    body = entry.body
    number = next_free(body["lane"], body["number"], taken[rahba_id])
    taken[rahba_id].add(number)
    return Stall(
        market_id=market_id,
        id=body["stall_id"],
        rahba_id=rahba_id,
        lane=body["lane"],
        number=number,
        walk_order=number,
        pitch=body["pitch"],
        entry_id=entry.id,
        starts_on=entry.souk_date,
    )


def _follow(row: Stall, entry: Entry) -> None:
    """Number and turn stay what they became: people say the one, the coach set the other."""
    row.pitch = entry.body["pitch"]
    row.starts_on = entry.souk_date
    stands = entry.standing.state in STANDS
    # The day before: what was rejected never was a place.
    row.ends_on = None if stands else entry.souk_date - timedelta(days=1)


def _flag_marks(
    session: Session,
    market_id: str,
    told: Mapping[str, bool],
    entries: Collection[Entry],
    writes: EntryWrites,
) -> None:
    """What names a place learns that it has come, or is there no more (OP7)."""
    since = min((entry.souk_date for entry in entries), default=None)
    if since is None or not told:
        return
    naming = read_entry_where(
        session,
        market_id,
        ENTRY.c.souk_date >= since,
        ENTRY.c.stall_id.in_(sorted(told)),
        ENTRY.c.kind != "place",
        ENTRY.c.state != "cancelled",
    )
    for entry in naming:
        there = told[entry.stall_id or ""]
        flags = set(entry.flags) - {UNKNOWN} | (set() if there else {UNKNOWN})
        if flags != set(entry.flags):
            writes.put(entry, replace(entry, flags=tuple(sorted(flags))))
