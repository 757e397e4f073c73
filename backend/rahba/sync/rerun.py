"""What came before the server understood it is run again once it does (SPEC PU8)."""

from __future__ import annotations

from functools import partial

from sqlmodel import Session, col, select

from rahba.clock import World
from rahba.db import Database
from rahba.entries.kinds import KINDS
from rahba.entries.tables import Quarantine
from rahba.epoch import current_epoch
from rahba.sync.batch import Batch
from rahba.sync.op import Op, parse_op
from rahba.sync.prefetch import read_facts
from rahba.sync.protocol import ACCEPTED
from rahba.sync.settling import author_of


def rerun_unsupported(database: Database, world: World) -> int:
    """Release the ops whose kind and schema are known by now; how many.

    Each in a transaction of its own. One that a rule refuses stays in quarantine as it is.
    """
    with database.read() as session:
        waiting = session.exec(
            select(Quarantine.market_id, Quarantine.id)
            .where(Quarantine.code == "unsupported", col(Quarantine.settled_at).is_(None))
            .order_by(col(Quarantine.received_at), Quarantine.id)
        ).all()
    return sum(database.transact(partial(_rerun, key=key, world=world)) for key in waiting)


def _rerun(session: Session, key: tuple[str, str], world: World) -> bool:
    row = session.get_one(Quarantine, key)
    op = parse_op(row.raw.decode("utf-8", "surrogatepass"))
    if row.settled_at is not None or not isinstance(op, Op) or not _is_understood(op):
        return False
    caller = author_of(session, row)
    facts = read_facts(
        session, caller, [op], epoch=current_epoch(session), now=world.now(), clock_off=False
    )
    batch = Batch(caller, facts)
    if batch.release(op, "policy:understood").code not in ACCEPTED:
        return False
    batch.write(session)
    return True


def _is_understood(op: Op) -> bool:
    kind = KINDS.get(op.kind)
    return kind is not None and op.schema_version in kind.schema_versions
