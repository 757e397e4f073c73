"""What becomes of those whom a list named, once they were met (SPEC IM5-IM7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlmodel import Session, col, delete, select

from rahba.catalog.tables import ImportedTrader, Occupancy

EXPECTED = "expected"


def listed(
    session: Session, market_id: str, trader_ids: Collection[str]
) -> dict[str, ImportedTrader]:
    query = select(ImportedTrader).where(
        ImportedTrader.market_id == market_id, col(ImportedTrader.trader_id).in_(trader_ids)
    )
    return {row.trader_id: row for row in session.exec(query)}


def settle(
    session: Session,
    known: Mapping[str, ImportedTrader],
    rows: Iterable[Mapping[str, Any]],
    now: datetime,
) -> None:
    """After roster rows changed: where somebody is expected lasts as long as they are `imported`,
    and the list's words on them go once they were decided on, or said no."""
    for row in rows:
        imported = known.get(row["id"])
        if imported is None:
            continue
        _expect(session, imported, expected=row["state"] == "imported")
        if row["state"] in ("approved", "withdrawn", "rejected") and imported.forgotten_at is None:
            forget(imported, now, declined=row["state"] == "withdrawn")
    session.flush()


def forget(imported: ImportedTrader, now: datetime, *, declined: bool) -> None:
    """The tag stays, so that the same list does not bring back who declined."""
    imported.known_as = imported.name_ar = imported.name_latin = None
    imported.rahba_id = imported.stall_id = None
    imported.declined = declined
    imported.forgotten_at = now


def _expect(session: Session, imported: ImportedTrader, *, expected: bool) -> None:
    """An expectation is no fact: it is not ended, it goes."""
    session.execute(
        delete(Occupancy).where(
            col(Occupancy.market_id) == imported.market_id,
            col(Occupancy.trader_id) == imported.trader_id,
            col(Occupancy.source) == EXPECTED,
        )
    )
    if expected and imported.stall_id:
        session.add(expectation(imported))


def expectation(imported: ImportedTrader) -> Occupancy:
    """Where the list says that somebody sells."""
    return Occupancy(
        market_id=imported.market_id,
        id=str(uuid5(NAMESPACE_OID, f"import {imported.trader_id}")),
        trader_id=imported.trader_id,
        stall_id=imported.stall_id or "",
        starts_on=imported.imported_on,
        source=EXPECTED,
    )
