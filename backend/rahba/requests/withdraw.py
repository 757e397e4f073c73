"""An objection carried out: consent withdrawn at the desk, as an animator's phone records it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Table, insert
from sqlmodel import Session, SQLModel

from rahba.access.callers import DeskCaller
from rahba.catalog.consent_texts import consent_texts
from rahba.clock import World
from rahba.entries.at_desk import AT_THE_DESK, desk_op
from rahba.entries.entry import Entry, Revision
from rahba.entries.kinds.consent import CONSENT
from rahba.entries.lifecycle import Standing
from rahba.entries.store import EntryWrites, approved_change
from rahba.entries.views import Stale
from rahba.epoch import current_epoch
from rahba.journal import Journal
from rahba.market import Market, local_date

REVIEW: Table = SQLModel.metadata.tables["review"]
PURPOSES = ("registration", "survey", "photo", "phone")


def withdraw(
    session: Session,
    caller: DeskCaller,
    trader_ids: Collection[str],
    purposes: Collection[str],
    journal: Journal,
    world: World,
) -> None:
    """One withdrawal a purpose and id, approved by who took it; what rests on them follows."""
    market_id = caller.market_id
    writes, stale = EntryWrites(market_id), Stale()
    reviews: list[dict[str, Any]] = []
    for trader_id in sorted(trader_ids):
        for purpose in sorted(purposes):
            entry, text = _withdrawal(session, caller, trader_id, purpose, world)
            writes.put(None, entry)
            writes.revisions.append(Revision(entry.id, 1, entry.id, text, world.now()))
            reviews.append(_approval(market_id, entry, world))
            journal.add(approved_change(entry, "approved"))
        stale.note(CONSENT, trader_id)
    writes.write(session)
    session.connection().execute(insert(REVIEW), reviews)
    stale.fold(session, market_id, journal, world.now())


def _withdrawal(
    session: Session, caller: DeskCaller, trader_id: str, purpose: str, world: World
) -> tuple[Entry, str]:
    now = world.now()
    day = local_date(session.get_one(Market, caller.market_id), now)
    body = {
        "trader_id": trader_id,
        "purpose": purpose,
        "decision": "withdrawn",
        "text_version": consent_texts()["version"],
        "language": "ar",
        "mode": "spoken",
    }
    entry = Entry(
        id=world.new_id(),
        kind=CONSENT.name,
        schema_version=1,
        author_id=caller.person_id,
        device_id=AT_THE_DESK,
        souk_date=day,
        standing=Standing("approved", 1, approved_rev=1, decided_by=caller.actor),
        body=body,
        flags=(),
        trader_id=trader_id,
        stall_id=None,
        recorded_at=now,
        received_at=now,
        decided_at=now,
    )
    text = desk_op(
        entry,
        caller.market_id,
        op_id=entry.id,
        person_id=caller.person_id,
        base_rev=0,
        epoch=current_epoch(session),
        at=now,
    )
    return entry, text


def _approval(market_id: str, entry: Entry, world: World) -> dict[str, Any]:
    return {
        "market_id": market_id,
        "id": world.new_id(),
        "entry_id": entry.id,
        "rev": 1,
        "decision": "approve",
        "state_before": "received",
        "state_after": "approved",
        "decided_by": entry.standing.decided_by,
        "decided_at": entry.decided_at,
        "reason": "",
        "comments": [],
        "undone_by": None,
    }
