"""A person who is added on a colleague's phone without a network, by the coach's day code.

The phone makes the ids and both tokens and brings them at its first contact (SPEC DC4): nothing
that it recorded depends on an answer, and a lost answer is asked for again.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, func, or_, select

from rahba.access import audit
from rahba.access.day_codes import is_proof
from rahba.access.tables import Device, Newcomer, Person
from rahba.clock import World
from rahba.errors import Conflict, NotFound, TooManyRequests
from rahba.market import Market, local_date

DAYS_BACK = timedelta(days=30)  # as far as a souk date is believed (CL2)
DAYS_AHEAD = timedelta(days=60)
UNPROVEN = 20  # in a market, at once: strangers must not fill the coach's page
UNPROVEN_WAIT_S = 3600


@dataclass(frozen=True)
class NewPhone:
    """What the phone says of itself. `name` as it was typed; `proof` that the day's code was known;
    tokens as hashes, for the phone made them."""

    market_id: str
    device_id: str
    person_id: str
    name: str
    souk_date: date
    proof: str
    token_hash: str
    push_token_hash: str
    host_device_id: str | None = None
    device_name: str = ""
    app: str = ""
    public_key: dict[str, Any] | None = field(default=None, hash=False)

    @property
    def said(self) -> tuple[str, ...]:
        """What the proof binds."""
        day = self.souk_date.isoformat()
        return (self.market_id, self.device_id, self.person_id, day, self.name)


def knew_the_code(session: Session, phone: NewPhone, secret: bytes, world: World) -> bool:
    """Of a day that is not long gone. Slow, so it is asked outside of the writer's turn.

    Raises `NotFound` for a market that is not here.
    """
    today = _today(session, phone.market_id, world)
    near = today - DAYS_BACK <= phone.souk_date <= today + DAYS_AHEAD
    return near and is_proof(secret, phone.market_id, phone.souk_date, phone.said, phone.proof)


def find_newcomer(session: Session, phone: NewPhone) -> Newcomer | None:
    """Who asks again under the same tokens. Raises `Conflict` if the id is somebody else's."""
    known = session.get(Newcomer, (phone.market_id, phone.device_id))
    device = session.get(Device, (phone.market_id, phone.device_id))
    if device is None:
        return None
    tokens = (device.token_hash, device.push_token_hash)
    if known is None or tokens != (phone.token_hash, phone.push_token_hash):
        raise Conflict("another phone goes by this id")
    return known


def take_newcomer(session: Session, phone: NewPhone, code_ok: bool, world: World) -> Newcomer:
    """The phone and its person, of whom nothing is known but a name; the same again if they are
    here already. Whoever did not know the code is taken too, within bounds: nothing is lost."""
    known = find_newcomer(session, phone)
    if known is not None:
        return known
    _refuse_taken(session, phone)
    if not code_ok:
        _refuse_above(session, phone.market_id)
    host = _host(session, phone)
    newcomer = Newcomer(
        market_id=phone.market_id,
        device_id=phone.device_id,
        person_id=phone.person_id,
        name=phone.name,
        souk_date=_believed(session, phone, code_ok, world),
        code_ok=code_ok,
        host_device_id=host.id if host else None,
        arrived_at=world.now(),
    )
    device = _device(phone, world)
    device.revoked_at = host.revoked_at if host else None  # it is one phone (DC8)
    session.add_all([_person(phone, world), device, newcomer])
    actor, subject = f"device:{phone.device_id}", f"person:{phone.person_id}"
    detail = {"name": phone.name, "code_ok": code_ok, "host": newcomer.host_device_id}
    audit.record(session, phone.market_id, actor, "newcomer_arrived", subject, detail, world)
    return newcomer


def strangers(session: Session, market_id: str) -> set[str]:
    """Ids of people who are not, or not yet, of the team."""
    query = select(Newcomer.person_id).where(
        Newcomer.market_id == market_id,
        or_(col(Newcomer.outcome).is_(None), Newcomer.outcome == "discarded"),
    )
    return set(session.exec(query))


def unlinked_phones(session: Session, market_id: str) -> set[str]:
    """Ids of phones of which no coach has said whose they are."""
    query = select(Newcomer.device_id).where(
        Newcomer.market_id == market_id, col(Newcomer.settled_at).is_(None)
    )
    return set(session.exec(query))


def guests_of(session: Session, market_id: str, device_id: str) -> list[Device]:
    """Phones of those who began on this one and whom nobody has linked yet."""
    query = select(Device).join(
        Newcomer,
        (col(Newcomer.market_id) == Device.market_id) & (col(Newcomer.device_id) == Device.id),
    )
    waiting = query.where(
        Newcomer.market_id == market_id,
        Newcomer.host_device_id == device_id,
        col(Newcomer.settled_at).is_(None),
        col(Device.revoked_at).is_(None),
    )
    return list(session.exec(waiting))


def _refuse_taken(session: Session, phone: NewPhone) -> None:
    hashes = (phone.token_hash, phone.push_token_hash)
    tokens = or_(col(Device.token_hash).in_(hashes), col(Device.push_token_hash).in_(hashes))
    person = session.get(Person, (phone.market_id, phone.person_id))
    if person is not None or session.exec(select(Device.id).where(tokens)).first() is not None:
        raise Conflict("another phone or person goes by this")


def _refuse_above(session: Session, market_id: str) -> None:
    """Raises `TooManyRequests`: the phone keeps everything and asks again."""
    query = select(func.count()).where(
        Newcomer.market_id == market_id,
        col(Newcomer.settled_at).is_(None),
        col(Newcomer.code_ok).is_(False),
    )
    if session.exec(query).one() >= UNPROVEN:
        raise TooManyRequests(retry_after=UNPROVEN_WAIT_S)


def _believed(session: Session, phone: NewPhone, code_ok: bool, world: World) -> date:
    """The day of the code; without one, what the phone says, no later than today."""
    if code_ok:
        return phone.souk_date
    today = _today(session, phone.market_id, world)
    return min(max(phone.souk_date, today - DAYS_BACK), today)


def _host(session: Session, phone: NewPhone) -> Device | None:
    if phone.host_device_id is None:
        return None
    # Held: signed out meanwhile, it would not take along who is not here yet (DC8).
    held = {"read": True}
    return session.get(Device, (phone.market_id, phone.host_device_id), with_for_update=held)


def _person(phone: NewPhone, world: World) -> Person:
    return Person(
        market_id=phone.market_id,
        id=phone.person_id,
        name_ar=phone.name,
        name_latin=phone.name,
        created_at=world.now(),
    )


def _device(phone: NewPhone, world: World) -> Device:
    return Device(
        market_id=phone.market_id,
        id=phone.device_id,
        person_id=phone.person_id,
        token_hash=phone.token_hash,
        push_token_hash=phone.push_token_hash,
        name=phone.device_name,
        app=phone.app,
        public_key=phone.public_key,
        created_at=world.now(),
    )


def _today(session: Session, market_id: str, world: World) -> date:
    market = session.get(Market, market_id)
    if market is None:
        raise NotFound
    return local_date(market, world.now())
