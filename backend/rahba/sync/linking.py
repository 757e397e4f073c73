"""A coach says who it is that began by the day code (SPEC DC6, DC7).

Linking is one transaction: from then on the phone is an ordinary one. What was held of it is then
released as everything held is (PU16), so that a crash in between leaves it for one more press.
"""

from __future__ import annotations

from functools import partial

from sqlalchemy import update
from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.access.newcomers import strangers
from rahba.access.tables import CustodyReport, Device, Membership, Newcomer, Person, StoreKey
from rahba.clock import World
from rahba.db import Database
from rahba.entries.tables import OpReceipt, Quarantine
from rahba.errors import Conflict, NotFound
from rahba.market import today_in
from rahba.sync.settling import discard, held_of, release_held

TAKES_PART, SAME_PERSON, DISCARDED = "takes_part", "same_person", "discarded"


def take_part(
    database: Database, coach: DeskCaller, device_id: str, world: World
) -> dict[str, int]:
    """One of the team from now on: an animator since the souk day on which they were added."""

    def link(session: Session) -> None:
        newcomer = _unsettled(session, coach, device_id, TAKES_PART, None)
        if newcomer is None:
            return
        starts_on = min(newcomer.souk_date, today_in(session, coach.market_id, world))
        session.add(
            Membership(
                market_id=coach.market_id,
                id=world.new_id(),
                person_id=newcomer.person_id,
                role="animator",
                starts_on=starts_on,
            )
        )
        _settle(session, coach, newcomer, TAKES_PART, {"starts_on": starts_on.isoformat()}, world)

    database.transact(link)
    return release_held(database, coach, device_id, world)


def same_person(
    database: Database, coach: DeskCaller, device_id: str, person_id: str, world: World
) -> dict[str, int]:
    """Somebody of the team without their own phone: what was recorded is theirs.

    Raises `NotFound` also for a person who is not of the team.
    """

    def link(session: Session) -> None:
        newcomer = _unsettled(session, coach, device_id, SAME_PERSON, person_id)
        if newcomer is None:
            return
        person = session.get(Person, (coach.market_id, person_id))
        if person is None or person_id in strangers(session, coach.market_id):
            raise NotFound
        _hand_over(session, newcomer, person_id)
        newcomer.linked_to = person_id
        _settle(session, coach, newcomer, SAME_PERSON, {"person": person_id}, world)

    database.transact(link)
    return release_held(database, coach, device_id, world)


def put_aside(
    database: Database, coach: DeskCaller, device_id: str, reason: str, world: World
) -> dict[str, int]:
    """Nobody of the team: the phone is signed out, and what it sent put aside with the reason."""

    def refuse(session: Session) -> None:
        newcomer = _unsettled(session, coach, device_id, DISCARDED, None)
        if newcomer is None:
            return
        device = session.get_one(Device, (coach.market_id, device_id))
        device.revoked_at = device.revoked_at or world.now()
        _settle(session, coach, newcomer, DISCARDED, {"reason": reason}, world)

    database.transact(refuse)
    with database.read() as session:
        waiting = held_of(session, coach.market_id, device_id)
    for quarantine_id in waiting:
        one = partial(discard, coach=coach, quarantine_id=quarantine_id, reason=reason, world=world)
        database.transact(one)
    return {"discarded": len(waiting)}


def _unsettled(
    session: Session, coach: DeskCaller, device_id: str, outcome: str, person_id: str | None
) -> Newcomer | None:
    """None: it was settled in just this way before. Raises `NotFound`, or `Conflict` (`settled`)
    where a coach said something else."""
    query = select(Newcomer).where(
        Newcomer.market_id == coach.market_id, Newcomer.device_id == device_id
    )
    newcomer = session.exec(query.with_for_update()).one_or_none()
    if newcomer is None:
        raise NotFound
    if newcomer.settled_at is None:
        return newcomer
    if (newcomer.outcome, newcomer.linked_to) != (outcome, person_id):
        raise Conflict("somebody said meanwhile who this is", code="settled")
    return None


def _settle(
    session: Session,
    coach: DeskCaller,
    newcomer: Newcomer,
    outcome: str,
    detail: dict[str, str],
    world: World,
) -> None:
    newcomer.outcome = outcome
    newcomer.settled_at = world.now()
    newcomer.settled_by = coach.person_id
    session.add(newcomer)
    subject = f"device:{newcomer.device_id}"
    said = detail | {"name": newcomer.name}
    action = f"newcomer_{outcome}"
    audit.record(session, coach.market_id, coach.actor, action, subject, said, world)


def _hand_over(session: Session, newcomer: Newcomer, person_id: str) -> None:
    """The phone and all that came from it become that person's; the ops keep their own characters,
    and the id in them stays known (`PhoneCaller.once_was`)."""
    market_id, device_id = newcomer.market_id, newcomer.device_id
    session.get_one(Device, (market_id, device_id)).person_id = person_id
    for table in (OpReceipt, Quarantine, CustodyReport, StoreKey):
        session.execute(
            update(table)
            .where(col(table.market_id) == market_id, col(table.device_id) == device_id)
            .values(person_id=person_id)
        )
    session.delete(session.get_one(Person, (market_id, newcomer.person_id)))
