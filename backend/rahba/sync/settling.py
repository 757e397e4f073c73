"""What was refused and kept, settled by a coach: taken in after all, or put aside (SPEC PU16).

Nothing is forced: released work passes the rules that everything passes, with its author's
authority. A phone that was revoked meanwhile is no reason any more, since a coach has looked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlmodel import Session, col, select

from rahba.access import audit
from rahba.access.callers import DeskCaller, PhoneCaller
from rahba.access.phones import phone_of
from rahba.bulk import insert_rows
from rahba.clock import World
from rahba.db import Database
from rahba.entries.kinds import KINDS
from rahba.entries.kinds.consent import CONSENT
from rahba.entries.tables import Quarantine
from rahba.epoch import current_epoch
from rahba.errors import Conflict, NotFound
from rahba.journal import Journal, NewChange, person_scope
from rahba.sync.batch import Batch
from rahba.sync.decide import Outcome
from rahba.sync.op import Op, Refusal, parse_op
from rahba.sync.prefetch import read_facts
from rahba.sync.protocol import ACCEPTED
from rahba.sync.receipts import SETTLEMENT, settle_quarantine

REUSED = "op_id_reused"  # its id is another op's, whose settlement it must not become


def release(session: Session, coach: DeskCaller, quarantine_id: str, world: World) -> int:
    """Take in what was kept, and what its author did after it to the same entry; how many ops.

    Raises `NotFound`, or `Conflict`: `settled` already, or `still_refused` with `reason` (a code
    of a push result) and `errors`; nothing changes then.
    """
    row = _waiting(session, coach.market_id, quarantine_id)
    chain = _chain(session, row)
    if not chain:
        raise Conflict("it cannot be read", code="still_refused", reason="invalid", errors=[])
    caller = author_of(session, row)
    released = 0
    for at, op in enumerate(chain):
        outcome = _take_in(session, caller, op, coach.actor, chain[at + 1 :], world)
        if outcome.code not in ACCEPTED:
            if op.op_id == row.op_id or not released:
                errors = [dict(error) for error in outcome.errors]
                raise Conflict(
                    "a rule still refuses it",
                    code="still_refused",
                    reason=outcome.code,
                    errors=errors,
                )
            break
        released += 1
    detail = {"op_id": row.op_id, "released": released}
    audit.record(session, row.market_id, coach.actor, "quarantine.release", row.id, detail, world)
    return released


def release_held(
    database: Database, coach: DeskCaller, device_id: str, world: World
) -> dict[str, int]:
    """Take in all that is held of one phone, each entry in a transaction of its own, so that phones
    that push are not kept waiting. What a rule refuses stays, and stops no other."""
    with database.read() as session:
        waiting = held_of(session, coach.market_id, device_id)
    released = still_refused = 0
    for quarantine_id in waiting:
        work = partial(release, coach=coach, quarantine_id=quarantine_id, world=world)
        try:
            released += database.transact(work)
        except Conflict as refused:
            # `settled`: it went with one before it, of the same entry.
            still_refused += refused.code == "still_refused"
    return {"released": released, "still_refused": still_refused}


def held_of(session: Session, market_id: str, device_id: str) -> list[str]:
    """Consent first (CO3), then who and where, then what speaks of them, as it was recorded."""
    query = select(Quarantine).where(
        Quarantine.market_id == market_id,
        Quarantine.device_id == device_id,
        Quarantine.code == "held",
        col(Quarantine.settled_at).is_(None),
    )
    return [row.id for row in sorted(session.exec(query), key=_turn)]


def _turn(row: Quarantine) -> tuple[int, datetime, str]:
    op = _read(row)
    if not isinstance(op, Op):
        return 3, row.received_at, row.id
    kind = KINDS.get(op.kind)
    makes = kind is not None and kind.views & {"roster", "places"}
    return 0 if op.kind == CONSENT.name else 1 if makes else 2, op.recorded_at, row.id


def _read(row: Quarantine) -> Op | Refusal:
    return parse_op(row.raw.decode("utf-8", "surrogatepass"))


def discard(
    session: Session, coach: DeskCaller, quarantine_id: str, reason: str, world: World
) -> None:
    """Put it aside for good, with a reason that its author reads; what came stays as it came.
    Raises `NotFound`, or `Conflict` (`settled`)."""
    row = _waiting(session, coach.market_id, quarantine_id)
    if row.op_id is not None and row.code != REUSED:
        _settle(session, row, row.op_id, coach, reason, world)
    row.settled_at = world.now()
    detail = {"op_id": row.op_id, "reason": reason}
    audit.record(session, row.market_id, coach.actor, "quarantine.discard", row.id, detail, world)


def _waiting(session: Session, market_id: str, quarantine_id: str) -> Quarantine:
    query = select(Quarantine).where(
        Quarantine.market_id == market_id, Quarantine.id == quarantine_id
    )
    row = session.exec(query.with_for_update()).one_or_none()
    if row is None:
        raise NotFound(f"nothing is kept as {quarantine_id}")
    if row.settled_at is not None:
        raise Conflict("it was settled meanwhile", code="settled")
    return row


def _chain(session: Session, row: Quarantine) -> list[Op]:
    """What waits of the same entry from the same phone, in the order in which it was done."""
    query = select(Quarantine).where(
        Quarantine.market_id == row.market_id,
        Quarantine.entry_id == row.entry_id,
        Quarantine.device_id == row.device_id,
        Quarantine.person_id == row.person_id,
        Quarantine.code != REUSED,
        col(Quarantine.settled_at).is_(None),
    )
    kept = [row] if row.entry_id is None else session.exec(query).all()
    ops = [_read(one) for one in kept]
    return sorted((op for op in ops if isinstance(op, Op)), key=lambda op: op.base_rev)


def author_of(session: Session, row: Quarantine) -> PhoneCaller:
    """Its author and phone, as if the phone were in use."""
    found = phone_of(session, row.market_id, row.device_id)
    once_was = found.caller().once_was if found else None
    return PhoneCaller(row.market_id, row.person_id, row.device_id, once_was=once_was)


def _take_in(
    session: Session, caller: PhoneCaller, op: Op, by: str, behind: Sequence[Op], world: World
) -> Outcome:
    facts = read_facts(
        session, caller, [op], epoch=current_epoch(session), now=world.now(), clock_off=False
    )
    batch = Batch(caller, facts)
    outcome = batch.release(op, by, [later.op_id for later in behind])
    if outcome.code in ACCEPTED:
        batch.write(session)
    return outcome


def _settle(
    session: Session, row: Quarantine, op_id: str, coach: DeskCaller, reason: str, world: World
) -> None:
    settlement = {
        "market_id": row.market_id,
        "op_id": op_id,
        "outcome": "discarded",
        "rev": None,
        "reason": reason,
        "settled_by": coach.actor,
        "settled_at": world.now(),
    }
    insert_rows(session.connection(), SETTLEMENT, [settlement], pass_over_known=True)
    settle_quarantine(session, row.market_id, [op_id], world.now())
    journal = Journal(row.market_id)
    journal.add(NewChange(person_scope(row.person_id), "settlement", op_id))
    journal.write(session, world.now())
