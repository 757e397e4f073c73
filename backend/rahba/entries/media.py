"""Photos as a fold over the entries that name them (SPEC ME): expected, received, or erased.

A flag on the entry says what is not there: `medium_expected`, which no policy passes, until the
bytes arrive; `medium_erased` once they went, which also tells the phone to drop its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Table, and_, select, update
from sqlmodel import Session, SQLModel, col

from rahba.bulk import insert_rows
from rahba.catalog.tables import Consent
from rahba.entries.kinds import KINDS
from rahba.entries.roster import STANDS
from rahba.entries.store import ENTRY, EntryWrites, own_change, read_entries, with_flags
from rahba.journal import Journal

MEDIUM: Table = SQLModel.metadata.tables["medium"]
EXPECTED, RECEIVED, ERASED = "expected", "received", "erased"
FLAGS = {EXPECTED: "medium_expected", ERASED: "medium_erased"}
PURPOSE = "photo"
TAKEN_BACK = frozenset({"refused", "withdrawn"})
# Of the trader whom the entry is about: what they said to being kept as a photo.
SAID_TO_PHOTO = and_(
    col(Consent.market_id) == ENTRY.c.market_id,
    col(Consent.trader_id) == ENTRY.c.trader_id,
    col(Consent.purpose) == PURPOSE,
)
OF_ENTRY = and_(MEDIUM.c.market_id == ENTRY.c.market_id, MEDIUM.c.entry_id == ENTRY.c.id)


def named_in(kind: str, body: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """The media that a checked body names."""
    keys = KINDS[kind].media if kind in KINDS else ()
    return [body[key] for key in keys if body and body.get(key) is not None]


def fold_media(
    session: Session,
    market_id: str,
    journal: Journal,
    traders: Collection[str],
    named: Mapping[tuple[str, str], Mapping[str, Any]],
) -> None:
    """Expect what entries newly name (by entry and digest); erase what a trader took consent back
    for. Consents were folded before."""
    if named:
        rows = [_row(market_id, entry_id, medium) for (entry_id, _), medium in named.items()]
        insert_rows(session.connection(), MEDIUM, rows, pass_over_known=True)
    query = (
        select(MEDIUM.c.entry_id, MEDIUM.c.state, col(Consent.decision))
        .select_from(MEDIUM.join(ENTRY, OF_ENTRY).outerjoin(Consent, SAID_TO_PHOTO))
        .where(ENTRY.c.market_id == market_id, ENTRY.c.trader_id.in_(sorted(traders)))
    )
    found = session.execute(query).all()
    gone = {row.entry_id for row in found if row.decision in TAKEN_BACK and row.state != ERASED}
    if gone:
        erase_media(session, market_id, gone)
    flag_entries(session, market_id, {row.entry_id for row in found}, journal)


def erase_media(session: Session, market_id: str, entry_ids: Collection[str]) -> None:
    """The bytes go; that there was a photo stays, so that it is not taken in again."""
    session.execute(
        update(MEDIUM)
        .where(MEDIUM.c.market_id == market_id, MEDIUM.c.entry_id.in_(sorted(entry_ids)))
        .values(state=ERASED, data=None)
    )


def flag_entries(
    session: Session, market_id: str, entry_ids: Collection[str], journal: Journal
) -> None:
    """Entries say what became of the media that they name now; their authors' phones are told."""
    if not entry_ids:
        return
    states = _states(session, market_id, entry_ids)
    writes = EntryWrites(market_id)
    for entry in read_entries(session, market_id, entry_ids, lock=True).values():
        now = {states.get((entry.id, m["sha256"])) for m in named_in(entry.kind, entry.body)}
        if entry.standing.state not in STANDS:
            now.discard(EXPECTED)  # what came to nothing waits for nothing
        flags = {flag for state, flag in FLAGS.items() if state in now}
        after = with_flags(entry, flags | (set(entry.flags) - set(FLAGS.values())))
        if set(after.flags) != set(entry.flags):
            writes.put(entry, after)
            journal.add(own_change(after))
    writes.write(session)


def _states(
    session: Session, market_id: str, entry_ids: Iterable[str]
) -> dict[tuple[str, str], str]:
    query = select(MEDIUM.c.entry_id, MEDIUM.c.sha256, MEDIUM.c.state).where(
        MEDIUM.c.market_id == market_id, MEDIUM.c.entry_id.in_(sorted(entry_ids))
    )
    return {(row.entry_id, row.sha256): row.state for row in session.execute(query)}


def _row(market_id: str, entry_id: str, medium: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "market_id": market_id,
        "entry_id": entry_id,
        "sha256": medium["sha256"],
        "type": medium["type"],
        "size": medium["bytes"],
        "state": EXPECTED,
        "data": None,
        "received_at": None,
    }
