"""What is done for a phone in passing, whenever it pulls: it was seen, and has badge numbers."""

from datetime import timedelta

from sqlmodel import Session

from rahba.access.callers import PhoneCaller
from rahba.access.tables import Device
from rahba.catalog.badge_ranges import FEW, lease, unspent
from rahba.clock import World
from rahba.db import Database

SEEN_EVERY = timedelta(minutes=5)  # a write per pull would make every reader wait for the writer


def attend(database: Database, caller: PhoneCaller, world: World) -> None:
    """Writes only when something is due, so that a pull stays a read."""
    with database.read() as session:
        due = _is_unseen(session, caller, world) or _lacks_badges(session, caller)
    if due:
        database.transact(lambda session: _attend(session, caller, world))


def _attend(session: Session, caller: PhoneCaller, world: World) -> None:
    device = session.get_one(Device, (caller.market_id, caller.device_id))
    device.last_seen_at = world.now()
    if _lacks_badges(session, caller):
        lease(session, caller.market_id, caller.device_id, world)


def _is_unseen(session: Session, caller: PhoneCaller, world: World) -> bool:
    device = session.get_one(Device, (caller.market_id, caller.device_id))
    return device.last_seen_at is None or world.now() - device.last_seen_at >= SEEN_EVERY


def _lacks_badges(session: Session, caller: PhoneCaller) -> bool:
    _, left = unspent(session, caller.market_id, caller.device_id)
    return left < FEW
