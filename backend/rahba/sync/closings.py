"""Closings that a coach's phone scanned without a network, as words on custody (SPEC QR4, QR5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from sqlmodel import Session, select

from rahba.access.callers import PhoneCaller
from rahba.access.roles import roles_of_all
from rahba.access.tables import CustodyReport, Device, Person
from rahba.clock import World
from rahba.sync.closing import Closing, is_signed, read_closing, signing_key
from rahba.sync.reports import differing_days, keep_reports, report_row

MAX_CLOSINGS = 100
Code = Literal["taken", "differs", "older", "unknown_phone", "forged", "unreadable"]


def take_closings(
    session: Session, caller: PhoneCaller, texts: Sequence[str], world: World
) -> list[Code]:
    """What became of each, in their order. Sent again, they get the same answer, until the phone
    itself was heard of."""
    return [_take(session, caller.market_id, text, world.now()) for text in texts]


def team_phones(session: Session, market_id: str, today: date) -> list[dict[str, Any]]:
    """Whose closings a coach's phone knows: phones in use, of whoever holds a role today, with the
    key that each signs by."""
    team = roles_of_all(session, market_id, today)
    query = (
        select(Device, Person)
        .where(Device.market_id == market_id, Person.market_id == market_id)
        .where(Device.person_id == Person.id, Device.revoked_at == None)  # noqa: E711
        .order_by(Device.id)
    )
    return [
        {
            "device_id": device.id,
            "person": {
                "id": person.id,
                "name_ar": person.name_ar,
                "name_latin": person.name_latin,
            },
            "key": key,
        }
        for device, person in session.exec(query)
        if person.id in team and (key := signing_key(device.public_key))
    ]


def _take(session: Session, market_id: str, text: str, now: datetime) -> Code:
    closing = read_closing(text)
    if closing is None:
        return "unreadable"
    device = session.get(Device, (market_id, closing.device_id))
    if device is None or device.revoked_at is not None:
        return "unknown_phone"
    if not is_signed(text, device.public_key):
        return "forged"
    # A clock that runs ahead must not outlast what the phone says later (CL1).
    told_at = min(closing.made_at, now)
    if _was_heard_since(session, device, closing, told_at):
        return "older"
    author = PhoneCaller(market_id, device.person_id, device.id)
    told = {
        "by_day": {closing.souk_date.isoformat(): closing.pending},
        "refused": closing.refused,
    }
    keep_reports(session, [report_row(author, told, closing.souk_date, told_at, "qr")])
    digests = {closing.souk_date: closing.digest}
    return "differs" if differing_days(session, author, digests) else "taken"


def _was_heard_since(session: Session, device: Device, closing: Closing, told_at: datetime) -> bool:
    """By its own sync, or by a newer closing; the same one again is no other."""
    manifest = device.manifest
    if manifest is not None and datetime.fromisoformat(manifest["as_of"]) >= told_at:
        return True
    key = (device.market_id, device.id, closing.souk_date)
    report = session.get(CustodyReport, key, with_for_update=True, populate_existing=True)
    if report is None:
        return False
    return report.told_at > told_at or (report.told_at == told_at and report.told_by == "sync")
