"""A phone joins: the invitation is spent, the phone gets its token and a run of badge numbers."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from rahba.access.attempts import PER_ADDRESS, forgive, reserve
from rahba.access.invitations import JoiningPhone, spend
from rahba.access.tables import Device, Person
from rahba.access.tokens import push_token, token_hash
from rahba.catalog.badge_ranges import lease
from rahba.catalog.tables import BadgeRange
from rahba.clock import World
from rahba.db import Database
from rahba.epoch import current_epoch
from rahba.market import Market


@dataclass(frozen=True)
class Joined:
    token: str
    push_token: str
    device_id: str
    person: Person
    market: Market
    epoch: str
    badge_range: BadgeRange


def join(
    database: Database, code: str, phone: JoiningPhone, address: str, secret: bytes, world: World
) -> Joined:
    """The same answer for the same phone within 24 h, however often it asks (SPEC AC2).

    Raises `TooManyRequests` after twenty wrong codes from an address, and what `spend` raises.
    """
    source = f"join:{address}"
    database.transact(lambda session: reserve(session, {source: PER_ADDRESS}, world))

    def spend_and_lease(session: Session) -> Joined:
        token, device = spend(session, code, phone, secret, world)
        forgive(session, source)
        return Joined(
            token,
            issue_push_token(session, device, secret),
            device.id,
            session.get_one(Person, (device.market_id, device.person_id)),
            session.get_one(Market, device.market_id),
            current_epoch(session),
            _first_range(session, device.market_id, device.id)
            or lease(session, device.market_id, device.id, world),
        )

    return database.transact(spend_and_lease)


def issue_push_token(session: Session, device: Device, secret: bytes) -> str:
    """The phone's push-only token, the same at each asking; a phone that joined before there were
    any gets its first."""
    token = push_token(secret, device.id)
    device.push_token_hash = token_hash(token)
    session.add(device)
    return token


def _first_range(session: Session, market_id: str, device_id: str) -> BadgeRange | None:
    query = select(BadgeRange).where(
        BadgeRange.market_id == market_id, BadgeRange.device_id == device_id
    )
    return session.exec(query.order_by(col(BadgeRange.starts)).limit(1)).first()
