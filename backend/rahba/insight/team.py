"""The team at the desk: who, with which phones, and whether what they recorded has arrived."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, func, select

from rahba.access.tables import Device, Membership, Person
from rahba.catalog.calendar import current_souk_date
from rahba.clock import World
from rahba.entries.tables import Entry
from rahba.market import Market, local_date
from rahba.types import rfc3339


def read_team(session: Session, market_id: str, world: World) -> dict[str, Any]:
    """Everyone who ever held a role here, as in the API's `Team`; custody is of the souk date."""
    market = session.get_one(Market, market_id)
    day = current_souk_date(session, market_id, local_date(market, world.now()))
    devices = _by_person(session, Device, market_id)
    roles = _by_person(session, Membership, market_id)
    received = _received(session, market_id, day)
    people = session.exec(
        select(Person).where(Person.market_id == market_id).order_by(Person.name_latin, Person.id)
    )
    return {
        "souk_date": day.isoformat(),
        "people": [
            _person_document(person, roles[person.id], devices[person.id])
            | {"custody": _custody(received.get(person.id, 0), devices[person.id], day)}
            for person in people
        ],
    }


def _person_document(
    person: Person, roles: Sequence[Membership], devices: Sequence[Device]
) -> dict[str, Any]:
    return {
        "id": person.id,
        "name_ar": person.name_ar,
        "name_latin": person.name_latin,
        "sex": person.sex,
        "roles": [
            {
                "role": held.role,
                "starts_on": held.starts_on.isoformat(),
                "ends_on": held.ends_on.isoformat() if held.ends_on else None,
            }
            for held in roles
        ],
        "devices": [_device_document(device) for device in devices],
    }


def _device_document(device: Device) -> dict[str, Any]:
    return {
        "id": device.id,
        "name": device.name,
        "app": device.app,
        "last_seen_at": rfc3339(device.last_seen_at) if device.last_seen_at else None,
        "revoked_at": rfc3339(device.revoked_at) if device.revoked_at else None,
        "manifest": device.manifest,
    }


def _custody(received: int, devices: Sequence[Device], day: date) -> dict[str, Any]:
    """What arrived, and what the phones said they still hold; null: no phone ever said."""
    told = [device.manifest for device in devices if device.manifest]
    if not told:
        return {"received": received, "pending": None, "refused": None, "as_of": None}
    return {
        "received": received,
        "pending": sum(manifest["by_day"].get(day.isoformat(), 0) for manifest in told),
        "refused": sum(manifest["refused"] for manifest in told),
        "as_of": min(manifest["as_of"] for manifest in told),
    }


def _received(session: Session, market_id: str, day: date) -> dict[str, int]:
    query = (
        select(Entry.author_id, func.count())
        .where(Entry.market_id == market_id, Entry.souk_date == day)
        .group_by(Entry.author_id)
    )
    return dict(session.exec(query).all())


def _by_person(session: Session, table: Any, market_id: str) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in session.exec(select(table).where(table.market_id == market_id).order_by(table.id)):
        rows[row.person_id].append(row)
    return rows
