"""Bringing a phone in: a code that is spent once, by the button and never by a link (SPEC AC2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.access.callers import DeskCaller
from rahba.access.tables import Device, Invitation, Person
from rahba.access.tokens import (
    code_hash,
    device_token,
    invitation_code,
    keyed_hash,
    push_token,
    token_hash,
)
from rahba.clock import World
from rahba.errors import Conflict, Gone, NotFound
from rahba.market import Market, local_date, missing_by_law, operator_on

VALID_FOR = timedelta(days=7)
ANSWERED_AGAIN_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class JoiningPhone:
    """What a phone says of itself; `join_key` was made on it and comes again with each retry."""

    join_key: str
    name: str
    app: str
    public_key: dict[str, Any] | None = None


def invite(
    session: Session, caller: DeskCaller, person_id: str, secret: bytes, world: World
) -> tuple[str, Invitation]:
    """`(code, invitation)`; the database keeps only a hash of the code.

    Raises `Conflict` (`setup_incomplete`) while nobody could say who answers for the data (SU4).
    """
    _refuse_unanswered(session, caller.market_id, world)
    if session.get(Person, (caller.market_id, person_id)) is None:
        raise NotFound
    invitation_id = world.new_id()
    code = invitation_code(secret, invitation_id)
    now = world.now()
    invitation = Invitation(
        market_id=caller.market_id,
        id=invitation_id,
        person_id=person_id,
        code_hash=code_hash(secret, code),
        created_by=caller.person_id,
        created_at=now,
        expires_at=now + VALID_FOR,
    )
    session.add(invitation)
    audit.record(
        session, caller.market_id, caller.actor, "invited", f"person:{person_id}", {}, world
    )
    return code, invitation


def _refuse_unanswered(session: Session, market_id: str, world: World) -> None:
    market = session.get_one(Market, market_id)
    today = local_date(market, world.now())
    missing = missing_by_law(operator_on(session, market_id, today))
    if missing:
        raise Conflict(
            "say first who answers for the data", code="setup_incomplete", missing=missing
        )


def spend(
    session: Session, code: str, phone: JoiningPhone, secret: bytes, world: World
) -> tuple[str, Device]:
    """`(token, device)`, the same again for the same phone within 24 h.

    Raises `NotFound` (`invitation_unknown`) or `Gone` (`invitation_expired`, `invitation_spent`).
    """
    invitation = session.exec(
        select(Invitation).where(Invitation.code_hash == code_hash(secret, code)).with_for_update()
    ).first()
    if invitation is None:
        raise NotFound("no invitation has this code", code="invitation_unknown")
    token = device_token(secret, invitation.id, phone.join_key)
    key_hash = keyed_hash(secret, "join-key", phone.join_key)
    if invitation.spent_at is not None:
        return token, _answer_again(session, invitation, key_hash, world.now())
    if invitation.revoked_at is not None or invitation.expires_at <= world.now():
        raise Gone("this invitation is no longer good", code="invitation_expired")
    device = _enrol(session, invitation, phone, token, secret, world)
    invitation.spent_at = world.now()
    invitation.join_key_hash = key_hash
    invitation.device_id = device.id
    return token, device


def _answer_again(session: Session, invitation: Invitation, key_hash: str, now: datetime) -> Device:
    assert invitation.spent_at is not None
    same_phone = invitation.join_key_hash == key_hash
    if not same_phone or now - invitation.spent_at > ANSWERED_AGAIN_FOR:
        raise Gone("another phone has used this invitation", code="invitation_spent")
    device = session.get_one(Device, (invitation.market_id, invitation.device_id))
    if device.revoked_at is not None:
        raise Gone("this phone was signed out since", code="invitation_spent")
    return device


def _enrol(
    session: Session,
    invitation: Invitation,
    phone: JoiningPhone,
    token: str,
    secret: bytes,
    world: World,
) -> Device:
    device_id = world.new_id()
    device = Device(
        market_id=invitation.market_id,
        id=device_id,
        person_id=invitation.person_id,
        token_hash=token_hash(token),
        push_token_hash=token_hash(push_token(secret, device_id)),
        name=phone.name,
        app=phone.app,
        public_key=phone.public_key,
        created_at=world.now(),
    )
    session.add(device)
    audit.record(
        session,
        invitation.market_id,
        f"device:{device.id}",
        "joined",
        f"person:{invitation.person_id}",
        {"name": phone.name},
        world,
    )
    return device


def open_invitations(session: Session, market_id: str, now: datetime) -> list[Invitation]:
    """Those that a phone could still use, the newest first."""
    query = select(Invitation).where(
        Invitation.market_id == market_id,
        col(Invitation.spent_at).is_(None),
        col(Invitation.revoked_at).is_(None),
        Invitation.expires_at > now,
    )
    return list(session.exec(query.order_by(col(Invitation.created_at).desc(), Invitation.id)))


def open_invitation(
    session: Session, market_id: str, invitation_id: str, now: datetime
) -> Invitation:
    """One of them, to be shown again. Raises `NotFound`, also for one that was used meanwhile."""
    found = {row.id: row for row in open_invitations(session, market_id, now)}
    if invitation_id not in found:
        raise NotFound
    return found[invitation_id]


def take_back(session: Session, caller: DeskCaller, invitation_id: str, world: World) -> None:
    """Nobody joins with it any more. Raises `NotFound`, also once a phone has used it."""
    invitation = open_invitation(session, caller.market_id, invitation_id, world.now())
    invitation.revoked_at = world.now()
    subject = f"person:{invitation.person_id}"
    audit.record(session, caller.market_id, caller.actor, "invitation_revoked", subject, {}, world)
