"""A photo's bytes, taken in once an entry of their author names them (SPEC ME2-ME5)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Row, Table, select, update
from sqlmodel import Session, SQLModel, col

from rahba.access.callers import PhoneCaller
from rahba.catalog.tables import Consent
from rahba.clock import World
from rahba.entries.images import flaw_of
from rahba.entries.media import (
    ERASED,
    EXPECTED,
    MEDIUM,
    OF_ENTRY,
    RECEIVED,
    SAID_TO_PHOTO,
    flag_entries,
)
from rahba.entries.store import ENTRY
from rahba.errors import Forbidden, Unprocessable
from rahba.journal import Journal

DEVICE: Table = SQLModel.metadata.tables["device"]


def take_medium(
    session: Session, caller: PhoneCaller, sha256: str, data: bytes, world: World
) -> Literal["received", "erased"]:
    """What is known of it from now on. Raises `Forbidden` unless a revision of the author names it
    and the trader agreed to a photo, `Unprocessable` (`medium_refused`) for other bytes.

    A revoked phone's bytes are taken for what it recorded before: the digest lets nothing else in.
    """
    named = _named(session, caller, sha256)
    kept = [row for row in named if row.state != ERASED]
    if named and not kept:
        return "erased"
    if not any(row.decision == "given" for row in kept):
        raise Forbidden("nothing of yours names these bytes")
    reason = _flaw(kept[0], data)
    if reason is not None:
        raise Unprocessable("these are not its bytes", code="medium_refused", reason=reason)
    expected = [row.entry_id for row in kept if row.state == EXPECTED and row.decision == "given"]
    if expected:
        _keep(session, caller, sha256, data, expected, world)
    return "received"


def _named(session: Session, caller: PhoneCaller, sha256: str) -> Sequence[Row[Any]]:
    """Entries are held first, as everywhere (PU13)."""
    query = (
        select(MEDIUM.c.entry_id, MEDIUM.c.sha256, MEDIUM.c.type, MEDIUM.c.size, MEDIUM.c.state)
        .add_columns(col(Consent.decision))
        .select_from(MEDIUM.join(ENTRY, OF_ENTRY).outerjoin(Consent, SAID_TO_PHOTO))
        .where(MEDIUM.c.market_id == caller.market_id, MEDIUM.c.sha256 == sha256)
        .where(ENTRY.c.author_id == caller.person_id)
        .order_by(MEDIUM.c.entry_id)
        .with_for_update(of=ENTRY)
    )
    return session.execute(query).all()


def _flaw(named: Row[Any], data: bytes) -> str | None:
    if hashlib.sha256(data).hexdigest() != named.sha256:
        return "wrong_hash"
    if len(data) != named.size:
        return "wrong_size"
    return flaw_of(named.type, data)


def _keep(
    session: Session,
    caller: PhoneCaller,
    sha256: str,
    data: bytes,
    entry_ids: Sequence[str],
    world: World,
) -> None:
    kept = session.connection().execute(
        update(MEDIUM)
        .where(MEDIUM.c.market_id == caller.market_id, MEDIUM.c.sha256 == sha256)
        .where(MEDIUM.c.entry_id.in_(entry_ids), MEDIUM.c.state == EXPECTED)
        .values(state=RECEIVED, data=data, received_at=world.now())
    )
    if not kept.rowcount:
        return  # brought twice at once, and the other was faster
    journal = Journal(caller.market_id)
    flag_entries(session, caller.market_id, entry_ids, journal)
    _note_phone(session, caller)
    journal.write(session, world.now())


def _note_phone(session: Session, caller: PhoneCaller) -> None:
    """What the phone said it holds is one photo less; it may have nothing more to push."""
    this = (DEVICE.c.market_id == caller.market_id, DEVICE.c.id == caller.device_id)
    told = session.scalar(select(DEVICE.c.manifest).where(*this))
    if told and told.get("media"):
        less = told | {"media": told["media"] - 1}
        session.execute(update(DEVICE).where(*this).values(manifest=less))
