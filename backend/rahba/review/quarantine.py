"""What the server refused, as the coach can see it (SPEC I5): kept as it came, newest first."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, func, select

from rahba.access.newcomers import unlinked_phones
from rahba.access.tables import Device, Person
from rahba.entries.tables import Quarantine
from rahba.types import rfc3339

SHOWN = 200
_OF_PERSON = and_(
    col(Person.market_id) == Quarantine.market_id, col(Person.id) == Quarantine.person_id
)
_OF_DEVICE = and_(
    col(Device.market_id) == Quarantine.market_id, col(Device.id) == Quarantine.device_id
)


def read_quarantine(
    session: Session, market_id: str, code: str | None = None
) -> list[dict[str, Any]]:
    """The newest that nobody settled, of one reason if it is given; `raw_text` are the characters,
    unreadable bytes marked."""
    query = (
        select(Quarantine, Person, Device)
        .join(Person, _OF_PERSON)
        .join(Device, _OF_DEVICE)
        .where(*_waiting(market_id))
        .order_by(col(Quarantine.received_at).desc(), Quarantine.id)
        .limit(SHOWN)
    )
    if code is not None:
        query = query.where(Quarantine.code == code)
    return [_item_json(row, person, device) for row, person, device in session.exec(query)]


def count_quarantine(session: Session, market_id: str) -> dict[str, Any]:
    """How much waits for which reason, and which revoked phones it is held of."""
    unknown = unlinked_phones(session, market_id)
    by_code = select(Quarantine.code, func.count()).where(*_waiting(market_id))
    held = (
        select(Device, Person, func.count())
        .join(Quarantine, _OF_DEVICE)
        .join(Person, _OF_PERSON)
        .where(*_waiting(market_id), Quarantine.code == "held")
        .group_by(col(Device.market_id), col(Device.id), col(Person.market_id), col(Person.id))
        .order_by(func.count().desc(), Device.id)
    )
    return {
        "reasons": dict(session.exec(by_code.group_by(Quarantine.code)).all()),
        "held": [
            {
                "device": _device_json(device),
                "person": _person_json(person),
                "waiting": count,
                "unlinked": device.id in unknown,
            }
            for device, person, count in session.exec(held)
        ],
    }


def _waiting(market_id: str) -> tuple[ColumnElement[bool], ...]:
    return (col(Quarantine.market_id) == market_id, col(Quarantine.settled_at).is_(None))


def _item_json(row: Quarantine, person: Person, device: Device) -> dict[str, Any]:
    return {
        "id": row.id,
        "op_id": row.op_id,
        "entry_id": row.entry_id,
        "code": row.code,
        "errors": row.errors,
        "person": _person_json(person),
        "device": _device_json(device),
        "received_at": rfc3339(row.received_at),
        "raw_text": row.raw.decode("utf-8", "replace"),
    }


def _person_json(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name_ar": person.name_ar, "name_latin": person.name_latin}


def _device_json(device: Device) -> dict[str, Any]:
    return {"id": device.id, "name": device.name, "revoked": device.revoked_at is not None}
