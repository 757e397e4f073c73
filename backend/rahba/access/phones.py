"""A phone as the database knows it, with what is to be known of somebody who is new (SPEC DC4)."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, and_, col, select

from rahba.access.callers import PhoneCaller
from rahba.access.tables import Device, Newcomer

_OF_DEVICE = and_(col(Newcomer.market_id) == Device.market_id, col(Newcomer.device_id) == Device.id)


@dataclass(frozen=True)
class Phone:
    device: Device
    newcomer: Newcomer | None  # of a phone that joined without an invitation

    def caller(self, *, push_only: bool = False) -> PhoneCaller:
        device, newcomer = self.device, self.newcomer
        return PhoneCaller(
            device.market_id,
            device.person_id,
            device.id,
            revoked=device.revoked_at is not None,
            push_only=push_only,
            unlinked=newcomer is not None and newcomer.settled_at is None,
            once_was=newcomer.person_id if newcomer is not None and newcomer.linked_to else None,
        )


def as_it_stands(session: Session, caller: PhoneCaller) -> PhoneCaller:
    """Whose phone it is by now, held until the commit: a coach may say so while it pushes, and what
    is kept under a name that is no more would be nobody's (SPEC DC6, DC7)."""
    if not caller.unlinked:
        return caller
    mine = (Newcomer.market_id == caller.market_id, Newcomer.device_id == caller.device_id)
    session.exec(select(Newcomer.device_id).where(*mine).with_for_update(read=True)).one()
    found = phone_of(session, caller.market_id, caller.device_id)
    return found.caller(push_only=caller.push_only) if found else caller


def find_phone(session: Session, *conditions: Any) -> Phone | None:
    query = select(Device, Newcomer).outerjoin(Newcomer, _OF_DEVICE).where(*conditions)
    row = session.exec(query).first()
    return None if row is None else Phone(*row)


def phone_of(session: Session, market_id: str, device_id: str) -> Phone | None:
    return find_phone(session, Device.market_id == market_id, Device.id == device_id)
