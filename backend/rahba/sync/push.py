"""Push: a phone's ops in, an answer for each out, all in one transaction (PU10).

    parse each op alone → read the facts → decide purely → write in bulk under a savepoint

If the bulk write cannot stand, everything is decided and written again op by op, so that the one
that does not fit stops no other (PU11, I12).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, bindparam, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session, SQLModel

from rahba.access.callers import PhoneCaller
from rahba.access.phones import as_it_stands
from rahba.clock import World
from rahba.db import Database
from rahba.entries.store import Overtaken
from rahba.epoch import current_epoch
from rahba.sync.batch import Batch
from rahba.sync.custody import still_held
from rahba.sync.newcomers import is_full
from rahba.sync.op import Op, Refusal
from rahba.sync.prefetch import read_facts
from rahba.sync.protocol import (
    MIN_APP,
    CustodyAnswer,
    OpResult,
    PushRequest,
    PushResponse,
)
from rahba.sync.reports import hear
from rahba.sync.sealed import parse_ops
from rahba.types import rfc3339

CLOCK_TOLERANCE = timedelta(minutes=10)
BULK_ATTEMPTS = 2
DEVICE: Table = SQLModel.metadata.tables["device"]
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """`results` in the order of the ops; `fresh` are those that nobody had brought before, whatever
    two who bring the same at once looked up first."""

    results: list[OpResult]
    fresh: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Moment:
    """When a batch is taken in, under which epoch, and whether its phone's clock is far off."""

    now: datetime
    epoch: str
    clock_off: bool = False


def push(
    database: Database, caller: PhoneCaller, request: PushRequest, secret: bytes, world: World
) -> PushResponse:
    """Answer every op of `request`, in its order; all that the answer says is durable.

    Never refuses as a whole: what is wrong with an op is in that op's result.
    """
    ops = parse_ops(request.ops, secret)  # before the writer's turn is taken
    return database.transact(lambda session: _push(session, caller, request, ops, world))


def _push(
    session: Session,
    caller: PhoneCaller,
    request: PushRequest,
    ops: Sequence[Op | Refusal],
    world: World,
) -> PushResponse:
    caller = as_it_stands(session, caller)
    now = world.now()
    moment = Moment(now, current_epoch(session), abs(now - request.sent_at) > CLOCK_TOLERANCE)
    results = take_in(session, caller, ops, moment).results
    if caller.push_only:
        results = [_without_content(result) for result in results]
    told = still_held(request.manifest, ops, results)
    _note_phone(session, caller, told, request.app, now)
    custody = CustodyAnswer() if ops else hear(session, caller, request, told, now)
    return PushResponse(
        epoch=moment.epoch, server_time=rfc3339(now), min_app=MIN_APP, results=results, **custody
    )


def _without_content(result: OpResult) -> OpResult:
    """The push-only token learns that a base was stale, and not what stands there (VA4)."""
    bare = result.copy()
    bare.pop("current", None)
    return bare


def take_in(
    session: Session, caller: PhoneCaller, ops: Sequence[Op | Refusal], moment: Moment
) -> TakenIn:
    """Decide and write `ops` of one author, with the author's authority; one result each."""
    if caller.unlinked and is_full(session, caller):
        return _only_repeat(session, caller, ops, moment)
    for _ in range(BULK_ATTEMPTS):
        try:
            return _take_in_bulk(session, caller, ops, moment)
        except Overtaken:
            continue  # read again: somebody answered or changed something meanwhile
        except OperationalError:
            raise
        except DBAPIError:
            LOG.warning("a batch could not be written in bulk", exc_info=True)
            break
    alone = [_take_in_alone(session, caller, at, op, moment) for at, op in enumerate(ops)]
    results = [result for taken in alone for result in taken.results]
    return TakenIn(results, frozenset().union(*(taken.fresh for taken in alone)))


def _only_repeat(
    session: Session, caller: PhoneCaller, ops: Sequence[Op | Refusal], moment: Moment
) -> TakenIn:
    """Nothing more is kept; what was answered is answered so for good (PU2)."""
    batch = _begin(session, caller, ops, moment)
    return TakenIn(
        [
            batch.take(index, op) if batch.has_answered(op) else _later(index, op)
            for index, op in enumerate(ops)
        ]
    )


def _begin(
    session: Session, caller: PhoneCaller, ops: Sequence[Op | Refusal], moment: Moment
) -> Batch:
    facts = read_facts(
        session, caller, ops, epoch=moment.epoch, now=moment.now, clock_off=moment.clock_off
    )
    return Batch(caller, facts)


def _take_in_bulk(
    session: Session, caller: PhoneCaller, ops: Sequence[Op | Refusal], moment: Moment
) -> TakenIn:
    batch = _begin(session, caller, ops, moment)
    results = [batch.take(index, op) for index, op in enumerate(ops)]
    with session.begin_nested():
        batch.write(session)
    return TakenIn(results, batch.receipts.answered)


def _take_in_alone(
    session: Session, caller: PhoneCaller, index: int, op: Op | Refusal, moment: Moment
) -> TakenIn:
    try:
        taken = _take_in_bulk(session, caller, [op], moment)
    except OperationalError:
        raise
    except (Overtaken, DBAPIError):
        LOG.warning("op %s could not be written", op.op_id, exc_info=True)
        return TakenIn([_later(index, op)])
    if "index" in taken.results[0]:
        taken.results[0]["index"] = index
    return taken


def _later(index: int, op: Op | Refusal) -> OpResult:
    """No receipt: the phone keeps the op and asks again."""
    result = OpResult(op_id=op.op_id, code="retry")
    if op.op_id is None:
        result["index"] = index
    return result


# Built once: building a statement costs more than running it does.
_NOTE = (
    update(DEVICE)
    .where(DEVICE.c.market_id == bindparam("market"), DEVICE.c.id == bindparam("device"))
    .values(manifest=bindparam("told"), app=bindparam("version"), last_seen_at=bindparam("seen_at"))
)


def _note_phone(
    session: Session, caller: PhoneCaller, told: dict[str, Any], app: str, now: datetime
) -> None:
    values = {
        "market": caller.market_id,
        "device": caller.device_id,
        "told": told | {"as_of": rfc3339(now)},
        "version": app,
        "seen_at": now,
    }
    session.connection().execute(_NOTE, values)
