"""Unsent work that comes in a sealed file: the very push of the phone that made it (SPEC RS3).

Whoever brings it, each op is decided with its author's authority and has its one receipt, so that
the phone itself may push the same later, or another may bring the same again.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session

from rahba.access import audit
from rahba.access.callers import PhoneCaller
from rahba.access.phones import as_it_stands, phone_of
from rahba.access.recovery_key import Unreadable
from rahba.clock import World
from rahba.db import Database
from rahba.epoch import current_epoch
from rahba.errors import Forbidden, NotFound, Unprocessable
from rahba.sync.media import take_medium
from rahba.sync.protocol import MAX_OPS, Code, OpResult
from rahba.sync.push import Moment, take_in
from rahba.sync.reports import note_brought
from rahba.sync.rescue_file import (
    RescuedOp,
    RescuedPhoto,
    RescueFile,
    is_signed_by,
    open_rescue,
)
from rahba.sync.sealed import parse_ops


@dataclass(frozen=True, slots=True)
class RescueResult:
    """No more than whether it arrived: whoever carries the file must learn nothing of it."""

    op_id: str | None
    code: Code


@dataclass(frozen=True, slots=True)
class PhotoResult:
    """`waiting`: nothing that was taken names it yet, and the file must come once more."""

    sha256: str
    state: Literal["received", "erased", "refused", "waiting"]


@dataclass(frozen=True, slots=True)
class RescueAnswer:
    """`results` in the order of the file's ops, `counts` of them by code; `photos` in its order."""

    results: list[RescueResult]
    counts: dict[str, int]
    photos: list[PhotoResult]


def take_rescue(
    database: Database,
    market_id: str,
    carrier: str,
    file: RescueFile,
    secret: bytes,
    world: World,
) -> RescueAnswer:
    """Push what the file holds; `carrier` is who brought it, as the audit writes it.

    Raises `NotFound` for a phone that this market does not know, and `Unprocessable`
    (`rescue_forged`, `rescue_unreadable`); then nothing has changed.
    """
    author = _author(database, market_id, file)
    try:
        rescued = open_rescue(file, secret)
    except Unreadable:
        raise Unprocessable("no key of this server opens it", code="rescue_unreadable") from None
    ops = rescued.ops
    results: dict[int, RescueResult] = {}
    for start in range(0, len(ops), MAX_OPS):
        part = ops[start : start + MAX_OPS]
        results |= _push(database, author, part, secret, world)
    counts: dict[str, int] = dict(Counter(result.code for result in results.values()))
    database.transact(lambda session: _note(session, author, carrier, file, counts, world))
    photos = [_take_photo(database, author, photo, world) for photo in rescued.photos]
    return RescueAnswer(
        results=[results[index] for index in range(len(ops))], counts=counts, photos=photos
    )


def _author(database: Database, market_id: str, file: RescueFile) -> PhoneCaller:
    with database.read() as session:
        found = phone_of(session, market_id, file.device_id)
    if found is None or file.market_id != market_id:
        raise NotFound
    author = found.caller(push_only=True)
    if not author.is_author(file.person_id) or not is_signed_by(file, found.device.public_key):
        raise Unprocessable("this phone did not sign it", code="rescue_forged")
    return author


def _push(
    database: Database,
    author: PhoneCaller,
    ops: Sequence[RescuedOp],
    secret: bytes,
    world: World,
) -> dict[int, RescueResult]:
    parsed = parse_ops([op.text for op in ops], secret)

    def take(session: Session) -> list[OpResult]:
        phone = as_it_stands(session, author)
        moment = Moment(world.now(), current_epoch(session))
        taken = take_in(session, phone, parsed, moment)
        note_brought(session, phone, parsed, taken.results, taken.fresh)
        return taken.results

    taken = database.transact(take)
    return {
        op.index: RescueResult(op_id=result["op_id"], code=result["code"])
        for op, result in zip(ops, taken, strict=True)
    }


def _take_photo(
    database: Database, author: PhoneCaller, photo: RescuedPhoto, world: World
) -> PhotoResult:
    """As its author brings it (ME3, ME4), each in a transaction of its own: one stops no other."""
    sha256, data = photo.sha256, photo.data
    if data is None:
        return PhotoResult(sha256, "refused")
    try:
        state = database.transact(lambda session: take_medium(session, author, sha256, data, world))
    except Forbidden:
        return PhotoResult(sha256, "waiting")
    except Unprocessable:
        return PhotoResult(sha256, "refused")
    return PhotoResult(sha256, state)


def _note(
    session: Session,
    author: PhoneCaller,
    carrier: str,
    file: RescueFile,
    counts: dict[str, int],
    world: World,
) -> None:
    detail = {"person": author.person_id, "made_at": file.made_at, "counts": counts}
    subject = f"device:{author.device_id}"
    audit.record(session, author.market_id, carrier, "rescue_taken", subject, detail, world)
