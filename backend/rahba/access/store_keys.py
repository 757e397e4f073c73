"""Keys of phones' stores in escrow, and the codes that open a store whose PIN is forgotten.

Both lie here as the phone sealed them (SPEC VA6): the database alone, or a copy of it, opens
nothing.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.access.callers import DeskCaller, PhoneCaller
from rahba.access.recovery_key import Unreadable, open_sealed
from rahba.access.roles import roles_of_all
from rahba.access.tables import Device, Person, StoreKey
from rahba.access.tokens import CODE_ALPHABET
from rahba.clock import World
from rahba.errors import NotFound, Unprocessable
from rahba.market import today_in

KEY_BYTES = 32
CODE_LENGTH = 10  # 50 bits: whoever copies a phone must not search them


@dataclass(frozen=True)
class SealedKey:
    """What a phone hands over: its store's key and its unlock code, both sealed to one version."""

    recovery_version: int
    wrapped_key: str
    unlock_code_sealed: str


@dataclass(frozen=True)
class CodeOfPhone:
    """`code` None: no PIN was chosen on this phone, or it has not sent since."""

    person: Person
    device: Device
    code: str | None


def keep_store_key(
    session: Session, caller: PhoneCaller, sealed: SealedKey, secret: bytes, world: World
) -> None:
    """Take the phone's newest in the place of the one before.

    It is opened first: what is acknowledged must be of use on the day it is needed. Raises
    `Unprocessable` (`store_key_unreadable`).
    """
    _refuse_useless(sealed, secret)
    session.merge(
        StoreKey(
            market_id=caller.market_id,
            device_id=caller.device_id,
            person_id=caller.person_id,
            updated_at=world.now(),
            **asdict(sealed),
        )
    )


def unlock_code(
    session: Session, caller: DeskCaller, device_id: str, secret: bytes, world: World
) -> CodeOfPhone:
    """For one phone, a revoked one too: what lies in it may still be wanted. Raises `NotFound`."""
    device = session.get(Device, (caller.market_id, device_id))
    row = session.get(StoreKey, (caller.market_id, device_id))
    if device is None or row is None:
        raise NotFound
    detail = {"person": device.person_id}
    subject = f"device:{device_id}"
    audit.record(
        session, caller.market_id, caller.actor, "unlock_code_shown", subject, detail, world
    )
    person = session.get_one(Person, (caller.market_id, device.person_id))
    return CodeOfPhone(person, device, _code_in(row, secret))


def unlock_codes(
    session: Session, caller: DeskCaller, secret: bytes, world: World
) -> list[CodeOfPhone]:
    """Of every phone in use whose person records today, for the coach's sheet."""
    today = today_in(session, caller.market_id, world)
    roles = roles_of_all(session, caller.market_id, today)
    animators = [id_ for id_, held in roles.items() if "animator" in held]
    found = [
        CodeOfPhone(person, device, None if row is None else _code_in(row, secret))
        for device, person, row in _phones_in_use(session, caller.market_id, animators)
    ]
    _note_sheet(session, caller, found, world)
    return found


def _phones_in_use(
    session: Session, market_id: str, person_ids: Sequence[str]
) -> Sequence[tuple[Device, Person, StoreKey | None]]:
    query = (
        select(Device, Person, StoreKey)
        .join(
            Person,
            (col(Person.market_id) == Device.market_id) & (col(Person.id) == Device.person_id),
        )
        .outerjoin(
            StoreKey,
            (col(StoreKey.market_id) == Device.market_id) & (col(StoreKey.device_id) == Device.id),
        )
        .where(Device.market_id == market_id, col(Device.revoked_at).is_(None))
        .where(col(Device.person_id).in_(person_ids))
        .order_by(Person.name_latin, Person.id, col(Device.created_at))
    )
    return session.exec(query).all()


def _note_sheet(
    session: Session, caller: DeskCaller, found: Sequence[CodeOfPhone], world: World
) -> None:
    shown = {"devices": [one.device.id for one in found if one.code is not None]}
    audit.record(session, caller.market_id, caller.actor, "unlock_codes_printed", "", shown, world)


def _refuse_useless(sealed: SealedKey, secret: bytes) -> None:
    version = sealed.recovery_version
    try:
        key = open_sealed(secret, version, "store-key", sealed.wrapped_key)
        code = open_sealed(secret, version, "unlock-code", sealed.unlock_code_sealed).decode(
            "ascii"
        )
    except (Unreadable, UnicodeDecodeError):
        key, code = b"", ""
    if len(key) != KEY_BYTES or len(code) != CODE_LENGTH or set(code) - set(CODE_ALPHABET):
        raise Unprocessable(
            "this is not sealed to the server's recovery key", code="store_key_unreadable"
        )


def _code_in(row: StoreKey, secret: bytes) -> str | None:
    """As it is read out, in two halves; None once the server has another secret."""
    try:
        sealed = row.unlock_code_sealed
        code = open_sealed(secret, row.recovery_version, "unlock-code", sealed).decode("ascii")
    except Unreadable:
        return None
    return f"{code[:5]}-{code[5:]}"
