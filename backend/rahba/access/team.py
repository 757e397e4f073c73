"""Changing the team: new people, phones signed out. What it looks like is read in `insight`."""

from sqlmodel import Session

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.access.tables import Device, Membership, Person
from rahba.clock import World
from rahba.errors import Forbidden, NotFound
from rahba.market import Market, local_date

GRANTS = {  # who may give which role
    "coach": frozenset({"animator"}),
    "admin": frozenset({"animator", "coach", "official", "admin"}),
}


def add_person(
    session: Session,
    caller: DeskCaller,
    *,
    name_ar: str,
    name_latin: str,
    sex: str,
    role: str,
    world: World,
) -> Person:
    """A new person with `role` from today on. Raises `Forbidden` for a role above the caller's."""
    if not any(role in GRANTS.get(held, frozenset()) for held in caller.roles):
        raise Forbidden(f"your role cannot give the role {role}")
    market = session.get_one(Market, caller.market_id)
    person = Person(
        market_id=caller.market_id,
        id=world.new_id(),
        name_ar=name_ar,
        name_latin=name_latin,
        sex=sex,
        created_at=world.now(),
    )
    membership = Membership(
        market_id=caller.market_id,
        id=world.new_id(),
        person_id=person.id,
        role=role,
        starts_on=local_date(market, world.now()),
    )
    session.add_all([person, membership])
    subject = f"person:{person.id}"
    audit.record(
        session, caller.market_id, caller.actor, "person_added", subject, {"role": role}, world
    )
    return person


def revoke_device(session: Session, caller: DeskCaller, device_id: str, world: World) -> None:
    """The phone stops reading at once; what it still pushes is held (SPEC PU9)."""
    device = session.get(Device, (caller.market_id, device_id))
    if device is None:
        raise NotFound
    if device.revoked_at is None:
        device.revoked_at = world.now()
        subject = f"device:{device_id}"
        audit.record(session, caller.market_id, caller.actor, "device_revoked", subject, {}, world)
