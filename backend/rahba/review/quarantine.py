"""What the server refused, as the coach can see it (SPEC I5): kept as it came, newest first."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from rahba.access.tables import Person
from rahba.entries.tables import Quarantine
from rahba.types import rfc3339

SHOWN = 200


def read_quarantine(session: Session, market_id: str) -> list[dict[str, Any]]:
    """The newest that nobody settled; `raw_text` are the characters, unreadable bytes marked."""
    query = (
        select(Quarantine, Person)
        .join(
            Person,
            (col(Person.market_id) == Quarantine.market_id)
            & (col(Person.id) == Quarantine.person_id),
        )
        .where(Quarantine.market_id == market_id, col(Quarantine.settled_at).is_(None))
        .order_by(col(Quarantine.received_at).desc(), Quarantine.id)
        .limit(SHOWN)
    )
    return [_item_json(row, person) for row, person in session.exec(query)]


def _item_json(row: Quarantine, person: Person) -> dict[str, Any]:
    return {
        "id": row.id,
        "op_id": row.op_id,
        "entry_id": row.entry_id,
        "code": row.code,
        "errors": row.errors,
        "person": {
            "id": person.id,
            "name_ar": person.name_ar,
            "name_latin": person.name_latin,
        },
        "received_at": rfc3339(row.received_at),
        "raw_text": row.raw.decode("utf-8", "replace"),
    }
