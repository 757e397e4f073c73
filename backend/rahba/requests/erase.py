"""A person forgotten (SPEC RQ4-RQ6): what was said is blanked wherever it stands.

Marks stay as counts under an id that leads to nobody; consents stay as proof that they were given
and withdrawn. The author's phones drop what they hold of it with their next pull (`erased`).
"""

import json
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, insert, or_
from sqlmodel import Session, SQLModel, col, delete, select, update

from rahba.access.callers import DeskCaller
from rahba.catalog.erased import ErasedSubject, subject_of
from rahba.catalog.tables import ImportedTrader, Occupancy, Snapshot, Trader
from rahba.clock import World
from rahba.entries.kinds import KINDS
from rahba.entries.media import ERASED, FLAGS
from rahba.entries.tables import (
    Entry,
    EntryRevision,
    OpReceipt,
    OpSettlement,
    Quarantine,
    Review,
)
from rahba.journal import CATALOG, Journal, NewChange, person_scope
from rahba.market import today_in
from rahba.requests.withdraw import PURPOSES, withdraw

SETTLEMENT: Table = SQLModel.metadata.tables["op_settlement"]
BY_ERASURE = "policy:erased"
NAMELESS: dict[str, Any] = {
    "known_as": "", "name_ar": None, "name_latin": None, "rahba_id": None, "badge": None,
    "sex": None, "age_band": None, "phone": None, "phone_tag": None,
}  # fmt: skip


def erase(
    session: Session, caller: DeskCaller, trader_ids: Sequence[str], journal: Journal, world: World
) -> None:
    """Withdraw every consent, which takes the person out of all that was published, then blank."""
    market_id = caller.market_id
    withdraw(session, caller, trader_ids, PURPOSES, journal, world)
    session.flush()
    session.expire_all()
    entries = _entries_about(session, market_id, trader_ids)
    entry_ids = [entry.id for entry in entries]
    _blank_revisions(session, market_id, entry_ids)
    _blank_reviews(session, market_id, entry_ids)
    _blank_entries(entries)
    _forget_in_roster(session, market_id, trader_ids, journal, world)
    quarantined = _blank_quarantine(session, market_id, entry_ids, trader_ids, world)
    _tell_phones(session, market_id, entry_ids, quarantined, caller, journal, world)
    session.execute(delete(Snapshot).where(col(Snapshot.market_id) == market_id))
    _remember(session, market_id, trader_ids, world)
    session.flush()


def _remember(session: Session, market_id: str, trader_ids: Sequence[str], world: World) -> None:
    """So that what a phone still holds of them is not taken in again (RQ7)."""
    for trader_id in trader_ids:
        subject = subject_of(market_id, trader_id)
        session.merge(ErasedSubject(market_id=market_id, subject=subject, erased_at=world.now()))


def _about_themselves() -> list[str]:
    """Kinds that rest on a consent hold what people said of themselves."""
    return [name for name, kind in KINDS.items() if kind.consent]


def _entries_about(session: Session, market_id: str, trader_ids: Sequence[str]) -> list[Entry]:
    query = select(Entry).where(
        Entry.market_id == market_id,
        col(Entry.trader_id).in_(trader_ids),
        col(Entry.kind).in_(_about_themselves()),
    )
    return list(session.exec(query.order_by(Entry.id).with_for_update()))


def _blank_entries(entries: Collection[Entry]) -> None:
    """Cancelled is the one state that nobody leads back; no consent or decision finds it again."""
    for entry in entries:
        # The phone that took a photo is told by its flag to drop it too (ME8).
        entry.body, entry.flags = {}, [flag for flag in entry.flags if flag == FLAGS[ERASED]]
        entry.trader_id = entry.stall_id = None
        entry.state, entry.decided_by = "cancelled", BY_ERASURE
        entry.approved_rev = entry.proposed_rev = entry.queue_step = None


def _blank_revisions(session: Session, market_id: str, entry_ids: Sequence[str]) -> None:
    """The revisions stay, without a hole (I7); what they said does not."""
    query = select(EntryRevision).where(
        EntryRevision.market_id == market_id, col(EntryRevision.entry_id).in_(entry_ids)
    )
    for revision in session.exec(query):
        op = json.loads(revision.op)
        if op.get("body") is not None:
            op["body"] = {}
        revision.op = json.dumps(op, ensure_ascii=False, separators=(",", ":"))


def _blank_reviews(session: Session, market_id: str, entry_ids: Sequence[str]) -> None:
    """A coach's words at a field may repeat what stood there."""
    session.execute(
        update(Review)
        .where(col(Review.market_id) == market_id, col(Review.entry_id).in_(entry_ids))
        .values(reason="", comments=[])
    )


def _forget_in_roster(
    session: Session, market_id: str, trader_ids: Sequence[str], journal: Journal, world: World
) -> None:
    """Also those that an import alone speaks of, to whom nobody's consent leads."""
    session.execute(
        update(Trader)
        .where(col(Trader.market_id) == market_id, col(Trader.id).in_(trader_ids))
        .values(**NAMELESS, state="withdrawn", updated_at=world.now())
    )
    session.execute(
        update(ImportedTrader)
        .where(
            col(ImportedTrader.market_id) == market_id,
            col(ImportedTrader.trader_id).in_(trader_ids),
        )
        .values(
            known_as=None,
            name_ar=None,
            name_latin=None,
            rahba_id=None,
            stall_id=None,
            declined=True,
            forgotten_at=world.now(),
        )
    )
    yesterday = today_in(session, market_id, world) - timedelta(days=1)
    session.execute(
        update(Occupancy)
        .where(
            col(Occupancy.market_id) == market_id,
            col(Occupancy.trader_id).in_(trader_ids),
            or_(col(Occupancy.ends_on).is_(None), col(Occupancy.ends_on) > yesterday),
        )
        .values(ends_on=yesterday)
    )
    for trader_id in trader_ids:
        journal.add(NewChange(CATALOG, "trader", trader_id))


def _blank_quarantine(
    session: Session,
    market_id: str,
    entry_ids: Sequence[str],
    trader_ids: Sequence[str],
    world: World,
) -> list[str]:
    """Op ids of what was refused about them: a refused op may have no entry, but it names them."""
    names = [trader_id.encode() for trader_id in trader_ids]
    found = []
    query = select(Quarantine).where(Quarantine.market_id == market_id)
    for row in session.exec(query.execution_options(yield_per=500)):
        if row.entry_id in entry_ids or any(name in row.raw for name in names):
            row.raw, row.errors = b"", []
            row.settled_at = row.settled_at or world.now()
            found += [row.op_id] if row.op_id else []
    return found


def _tell_phones(
    session: Session,
    market_id: str,
    entry_ids: Sequence[str],
    quarantined: Sequence[str],
    caller: DeskCaller,
    journal: Journal,
    world: World,
) -> None:
    """Each op about them is settled as erased, unless it was settled before (I4)."""
    settled = select(OpSettlement.op_id).where(OpSettlement.market_id == market_id)
    query = select(OpReceipt).where(
        OpReceipt.market_id == market_id,
        or_(col(OpReceipt.entry_id).in_(entry_ids), col(OpReceipt.op_id).in_(quarantined)),
        col(OpReceipt.op_id).not_in(settled),
    )
    rows = []
    for receipt in session.exec(query.order_by(OpReceipt.op_id)):
        rows.append(
            {
                "market_id": market_id,
                "op_id": receipt.op_id,
                "outcome": "erased",
                "rev": None,
                "reason": "",
                "settled_by": caller.actor,
                "settled_at": world.now(),
            }
        )
        journal.add(NewChange(person_scope(receipt.person_id), "settlement", receipt.op_id))
    if rows:
        session.connection().execute(insert(SETTLEMENT), rows)
