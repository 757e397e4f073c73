"""The team at the desk: who, with which phones, and whether what they recorded has arrived."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from rahba.access.newcomers import strangers
from rahba.access.tables import CustodyReport, Device, Membership, Person, StoreKey
from rahba.catalog.calendar import current_souk_date, next_souk_date
from rahba.catalog.tables import SoukDay
from rahba.clock import World
from rahba.entries.tables import Entry
from rahba.insight.custody import Told, custody_json, silent_json, silent_phones, told_by
from rahba.insight.ready import ASKED_AHEAD, ready_json
from rahba.market import Market, day_began, local_date
from rahba.types import rfc3339

DATES_SHOWN = 12


def read_team(
    session: Session, market_id: str, world: World, day: date | None = None
) -> dict[str, Any]:
    """Everyone who ever held a role here, as in the API's `Team`; custody is of one souk date, the
    current one unless another is named."""
    market = session.get_one(Market, market_id)
    today = local_date(market, world.now())
    shown = day or current_souk_date(session, market_id, today)
    devices = _by_person(session, Device, market_id)
    told = _told(session, market, shown, devices)
    silent = silent_phones(told.values(), world.now()) if shown <= today else []
    with_code = set(session.exec(select(StoreKey.device_id).where(StoreKey.market_id == market_id)))
    roles = _by_person(session, Membership, market_id)
    received = _received(session, market_id, shown)
    soon = next_souk_date(session, market_id, today, today + ASKED_AHEAD)
    unknown = strangers(session, market_id)
    people = session.exec(
        select(Person).where(Person.market_id == market_id).order_by(Person.name_latin, Person.id)
    )
    return {
        "souk_date": shown.isoformat(),
        "souk_dates": [past.isoformat() for past in _past_dates(session, market_id, today)],
        "silent": [silent_json(one) for one in silent],
        "ready": soon and ready_json(soon, day_began(market, soon), roles, devices),
        "people": [
            _person_document(person, roles[person.id], devices[person.id], with_code)
            | {
                "custody": custody_json(
                    received.get(person.id, 0), [told[phone.id] for phone in devices[person.id]]
                )
            }
            for person in people
            if person.id not in unknown
        ],
    }


def _told(
    session: Session, market: Market, day: date, devices: dict[str, list[Device]]
) -> dict[str, Told | None]:
    """By device."""
    query = select(CustodyReport).where(
        CustodyReport.market_id == market.id, CustodyReport.souk_date == day
    )
    reports = {report.device_id: report for report in session.exec(query)}
    began = day_began(market, day)
    return {
        device.id: told_by(device, reports.get(device.id), day.isoformat(), began)
        for phones in devices.values()
        for device in phones
    }


def _past_dates(session: Session, market_id: str, today: date) -> list[date]:
    """Souk days up to today, the newest first."""
    query = select(col(SoukDay.date)).where(
        SoukDay.market_id == market_id,
        SoukDay.date <= today,
        col(SoukDay.status).in_(("held", "planned")),
    )
    return list(session.exec(query.order_by(col(SoukDay.date).desc()).limit(DATES_SHOWN)))


def _person_document(
    person: Person,
    roles: Sequence[Membership],
    devices: Sequence[Device],
    with_code: Collection[str],
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
        "devices": [
            _device_document(device) | {"has_unlock_code": device.id in with_code}
            for device in devices
        ],
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
