"""Dated roles as `WHERE` clauses (SPEC AC1, OP6)."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, select

from rahba.access.tables import Membership
from rahba.dated import in_force

ROLES = ("animator", "deputy", "coach", "official", "admin")


def acting(roles: frozenset[str]) -> frozenset[str]:
    """A deputy does for some days all that a coach does (SPEC DE1)."""
    return roles | {"coach"} if "deputy" in roles else roles


def roles_on(session: Session, market_id: str, person_id: str, day: date) -> frozenset[str]:
    query = select(Membership.role).where(
        Membership.market_id == market_id,
        Membership.person_id == person_id,
        in_force(Membership, day),
    )
    return frozenset(session.exec(query))


def roles_of_all(session: Session, market_id: str, day: date) -> dict[str, list[str]]:
    """`{person_id: roles on day}` of everyone who holds one."""
    query = (
        select(Membership.person_id, Membership.role)
        .where(Membership.market_id == market_id, in_force(Membership, day))
        .order_by(Membership.role)
    )
    return _grouped(session.exec(query))


def _grouped(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for person_id, role in rows:
        grouped.setdefault(person_id, []).append(role)
    return grouped
