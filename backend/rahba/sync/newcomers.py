"""Who began by the day code comes to the server, and before the coach (SPEC DC4, DC5).

arrive      the phone's first contact: taken, held, and told whether somebody linked it
waiting     what the coach sees of them
"""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from rahba.access.attempts import PER_ADDRESS, forgive, reserve
from rahba.access.callers import PhoneCaller
from rahba.access.newcomers import NewPhone, find_newcomer, knew_the_code, take_newcomer
from rahba.access.tables import Device, Newcomer, Person
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import Quarantine
from rahba.errors import Conflict
from rahba.types import rfc3339

State = Literal["waiting", "linked", "discarded"]
# Some twenty days of one person; from there on the phone keeps the rest until it is linked.
MAX_HELD_BYTES = 8 << 20


def arrive(database: Database, phone: NewPhone, address: str, secret: bytes, world: World) -> State:
    """The phone is known from now on, or was already; its pushes are held until a coach says who
    it is. Raises `NotFound`, `Conflict`, and `TooManyRequests` after too many wrong codes."""
    with database.read() as session:
        known = find_newcomer(session, phone)
    if known is not None:
        return state_of(known)
    source = f"newcomer:{address}"
    database.transact(lambda session: reserve(session, {source: PER_ADDRESS}, world))
    with database.read() as session:
        code_ok = knew_the_code(session, phone, secret, world)

    def take(session: Session) -> Newcomer:
        if code_ok:
            forgive(session, source)
        return take_newcomer(session, phone, code_ok, world)

    try:
        return state_of(database.transact(take))
    except (IntegrityError, Conflict):  # it may be its own other request, taken at this moment
        return state_of(database.transact(take))


def state_of(newcomer: Newcomer) -> State:
    if newcomer.settled_at is None:
        return "waiting"
    return "discarded" if newcomer.outcome == "discarded" else "linked"


def is_full(session: Session, caller: PhoneCaller) -> bool:
    """Whether so much is held of a phone that nobody linked that it has to keep the rest itself."""
    query = select(func.coalesce(func.sum(func.length(Quarantine.raw)), 0)).where(
        Quarantine.market_id == caller.market_id, Quarantine.device_id == caller.device_id
    )
    return int(session.exec(query).one()) >= MAX_HELD_BYTES


def waiting(session: Session, market_id: str) -> list[dict[str, Any]]:
    """Those whom nobody linked yet, the first to arrive first."""
    query = (
        select(Newcomer, Device)
        .join(
            Device,
            (col(Device.market_id) == Newcomer.market_id) & (col(Device.id) == Newcomer.device_id),
        )
        .where(Newcomer.market_id == market_id, col(Newcomer.settled_at).is_(None))
        .order_by(col(Newcomer.arrived_at), Newcomer.device_id)
    )
    held, hosts = _held(session, market_id), _hosts(session, market_id)
    return [
        {
            "device_id": newcomer.device_id,
            "name": newcomer.name,
            "souk_date": newcomer.souk_date.isoformat(),
            "code_ok": newcomer.code_ok,
            "arrived_at": rfc3339(newcomer.arrived_at),
            "host": hosts.get(newcomer.host_device_id or ""),
            "held": held.get(newcomer.device_id, 0),
            "on_the_phone": (device.manifest or {}).get("pending", 0),
            "last_seen_at": _moment(device.last_seen_at),
        }
        for newcomer, device in session.exec(query)
    ]


def _held(session: Session, market_id: str) -> dict[str, int]:
    """Entries by phone, not changes: what a person counts."""
    query = (
        select(Quarantine.device_id, func.count(func.distinct(Quarantine.entry_id)))
        .where(Quarantine.market_id == market_id, Quarantine.code == "held")
        .where(col(Quarantine.settled_at).is_(None))
        .group_by(Quarantine.device_id)
    )
    return dict(session.exec(query).all())


def _hosts(session: Session, market_id: str) -> dict[str, dict[str, str]]:
    """Whose phone it is, by its id."""
    query = (
        select(Device.id, Person)
        .join(
            Person,
            (col(Person.market_id) == Device.market_id) & (col(Person.id) == Device.person_id),
        )
        .join(Newcomer, col(Newcomer.host_device_id) == Device.id)
        .where(Device.market_id == market_id, col(Newcomer.settled_at).is_(None))
    )
    return {
        device_id: {"id": one.id, "name_ar": one.name_ar, "name_latin": one.name_latin}
        for device_id, one in session.exec(query)
    }


def _moment(at: datetime | None) -> str | None:
    return rfc3339(at) if at else None
