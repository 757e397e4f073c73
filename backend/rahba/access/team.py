"""Changing the team: new people, their roles, phones signed out; `insight` reads it."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, or_, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.access.newcomers import guests_of
from rahba.access.roles import roles_on
from rahba.access.tables import Device, Membership, Person
from rahba.clock import World
from rahba.errors import Conflict, Forbidden, NotFound, Unprocessable
from rahba.market import today_in

GRANTS = {  # who may give which role, and end it
    "deputy": frozenset({"animator"}),
    "coach": frozenset({"animator", "deputy", "official"}),
    "admin": frozenset({"animator", "deputy", "coach", "official", "admin"}),
}


@dataclass(frozen=True)
class NewRole:
    """A role from one day to another, both included; `starts_on` None: from today on."""

    role: str
    starts_on: date | None = None
    ends_on: date | None = None


def add_person(
    session: Session,
    caller: DeskCaller,
    *,
    name_ar: str,
    name_latin: str,
    sex: str,
    new: NewRole,
    world: World,
) -> Person:
    """A new person with a role. Raises `Forbidden` for one that the caller cannot give."""
    person = Person(
        market_id=caller.market_id,
        id=world.new_id(),
        name_ar=name_ar,
        name_latin=name_latin,
        sex=sex,
        created_at=world.now(),
    )
    session.add(person)
    subject = f"person:{person.id}"
    _hold(session, caller, person.id, new, world)
    audit.record(
        session, caller.market_id, caller.actor, "person_added", subject, {"role": new.role}, world
    )
    return person


def give_role(
    session: Session, caller: DeskCaller, person_id: str, new: NewRole, world: World
) -> None:
    """Raises `NotFound`, `Forbidden`, or `Conflict` (`role_held` where the days overlap)."""
    if session.get(Person, (caller.market_id, person_id)) is None:
        raise NotFound
    starts_on, _ = _days(session, caller, new, world)
    for held in _memberships(session, caller.market_id, new.role, starts_on):
        begins_within = new.ends_on is None or held.starts_on <= new.ends_on
        if held.person_id == person_id and begins_within:
            raise Conflict("this person holds the role on some of these days", code="role_held")
    _hold(session, caller, person_id, new, world)
    detail = {"role": new.role, "ends_on": str(new.ends_on) if new.ends_on else None}
    audit.record(
        session, caller.market_id, caller.actor, "role_given", f"person:{person_id}", detail, world
    )


def end_role(session: Session, caller: DeskCaller, person_id: str, role: str, world: World) -> None:
    """No longer from today on. Raises `NotFound`, `Forbidden`, or `Conflict` (`last_coach`)."""
    _refuse_above(session, caller, role, world)
    today = today_in(session, caller.market_id, world)
    standing = _memberships(session, caller.market_id, role, today)
    mine = [held for held in standing if held.person_id == person_id]
    if not mine:
        raise NotFound
    if role == "coach" and len(mine) == len(standing):
        raise Conflict("the souk would have no coach", code="last_coach")
    for held in mine:
        if held.starts_on >= today:
            session.delete(held)
        else:
            held.ends_on = today - timedelta(days=1)
    detail = {"role": role}
    audit.record(
        session, caller.market_id, caller.actor, "role_ended", f"person:{person_id}", detail, world
    )


def _hold(session: Session, caller: DeskCaller, person_id: str, new: NewRole, world: World) -> None:
    _refuse_above(session, caller, new.role, world)
    starts_on, ends_on = _days(session, caller, new, world)
    session.add(
        Membership(
            market_id=caller.market_id,
            id=world.new_id(),
            person_id=person_id,
            role=new.role,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )


def _days(
    session: Session, caller: DeskCaller, new: NewRole, world: World
) -> tuple[date, date | None]:
    """Roles begin today or later: nobody gets authority over what was recorded before."""
    today = today_in(session, caller.market_id, world)
    starts_on = new.starts_on or today
    if starts_on < today:
        raise Conflict("a role begins today or later", code="day_past")
    if new.role == "deputy" and new.ends_on is None:
        raise Unprocessable("a deputy stands in from one day to another")
    return starts_on, new.ends_on


def _refuse_above(session: Session, caller: DeskCaller, role: str, world: World) -> None:
    """By the roles held in fact: a deputy does what a coach does, and names no deputy."""
    held = roles_on(
        session, caller.market_id, caller.person_id, today_in(session, caller.market_id, world)
    )
    if not any(role in GRANTS.get(own, frozenset()) for own in held):
        raise Forbidden(f"your role cannot give or end the role {role}")


def _memberships(session: Session, market_id: str, role: str, day: date) -> list[Membership]:
    """Who holds a role on `day` or later."""
    query = select(Membership).where(
        Membership.market_id == market_id,
        Membership.role == role,
        or_(col(Membership.ends_on).is_(None), col(Membership.ends_on) >= day),
    )
    return list(session.exec(query))


def revoke_device(session: Session, caller: DeskCaller, device_id: str, world: World) -> None:
    """The phone stops reading at once; what it still pushes is held (SPEC PU9). So do those who
    began on it and whom nobody has linked yet: it is one phone (DC8)."""
    device = session.get(Device, (caller.market_id, device_id), with_for_update=True)
    if device is None:
        raise NotFound
    if device.revoked_at is not None:
        return
    for out in (device, *guests_of(session, caller.market_id, device_id)):
        out.revoked_at = world.now()
        subject = f"device:{out.id}"
        audit.record(session, caller.market_id, caller.actor, "device_revoked", subject, {}, world)
