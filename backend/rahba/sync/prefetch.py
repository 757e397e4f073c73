"""All that is read to decide a batch of ops: a few queries, whatever the number of ops (PU11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Select,
    and_,
    bindparam,
    case,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlmodel import Session, col

from rahba.access.callers import PhoneCaller
from rahba.access.tables import Membership
from rahba.catalog.erased import ErasedSubject, subject_of
from rahba.catalog.tables import SoukDay, Stall, Trader
from rahba.entries.kinds import KINDS
from rahba.entries.kinds.kind import Kind
from rahba.entries.store import read_entries
from rahba.market import Market, local_date
from rahba.sync.facts import Facts, Receipt, Role
from rahba.sync.needs import read_needs
from rahba.sync.op import Op, Refusal, is_id
from rahba.sync.protocol import REFUSED, Settlement
from rahba.sync.receipts import RECEIPT, SETTLEMENT


def read_facts(
    session: Session,
    caller: PhoneCaller,
    ops: Sequence[Op | Refusal],
    *,
    epoch: str,
    now: datetime,
    clock_off: bool,
) -> Facts:
    """Receipts are read last, so that an entry which another request just changed is explained."""
    readable = [op for op in ops if isinstance(op, Op)]
    kinds = {op.kind: KINDS[op.kind] for op in readable if op.kind in KINDS}
    market = session.get_one(Market, caller.market_id)
    entries = read_entries(session, caller.market_id, {op.entry_id for op in readable})
    roles, days, locked = _roles_and_days(session, caller, {op.souk_date for op in readable})
    traders, stalls, erased = _subjects(session, caller.market_id, readable, kinds)
    known = read_needs(
        session, market, caller.person_id, readable, kinds, traders=traders, stalls=stalls
    )
    receipts, refused = _receipts(session, caller, ops)
    superseded = _superseded(session, caller, ops, entries)
    return Facts(
        caller=caller,
        epoch=epoch,
        now=now,
        today=local_date(market, now),
        clock_off=clock_off,
        entries=entries,
        receipts=receipts,
        refused=refused,
        superseded=superseded,
        roles=roles,
        days=days,
        locked=locked,
        known=known,
        traders=traders,
        stalls=set(stalls),
        erased=erased,
    )


# Statements are built once: building one costs more than running it does.
_ROLES_AND_DAYS: Any = union_all(
    select(
        literal("role").label("what"),
        col(Membership.role).label("name"),
        col(Membership.starts_on).label("starts_on"),
        col(Membership.ends_on).label("ends_on"),
    ).where(
        col(Membership.market_id) == bindparam("market"),
        col(Membership.person_id) == bindparam("person"),
    ),
    select(
        literal("day"),
        case(
            (col(SoukDay.locked_at).is_not(None), "locked"),
            (col(SoukDay.closed_at).is_(None), "open"),
            else_="closed",
        ),
        col(SoukDay.date),
        cast(null(), Date),
    ).where(
        col(SoukDay.market_id) == bindparam("market"),
        col(SoukDay.date).in_(bindparam("dates", expanding=True)),
        col(SoukDay.status).in_(("planned", "held")),
    ),
)
_SUBJECTS: Any = union_all(
    select(
        literal("trader").label("what"),
        col(Trader.id).label("id"),
        col(Trader.state).label("state"),
    ).where(
        col(Trader.market_id) == bindparam("market"),
        col(Trader.id).in_(bindparam("ids", expanding=True)),
    ),
    select(literal("stall"), col(Stall.id), literal("")).where(
        col(Stall.market_id) == bindparam("market"),
        col(Stall.id).in_(bindparam("ids", expanding=True)),
    ),
    select(literal("erased"), null(), col(ErasedSubject.subject)).where(
        col(ErasedSubject.market_id) == bindparam("market"),
        col(ErasedSubject.subject).in_(bindparam("subjects", expanding=True)),
    ),
)


def _roles_and_days(
    session: Session, caller: PhoneCaller, dates: Iterable[date]
) -> tuple[list[Role], dict[date, bool], frozenset[date]]:
    """Two small tables in one round trip; of a day only what lets a mark be expected on it."""
    values = {"market": caller.market_id, "person": caller.person_id, "dates": list(dates)}
    rows = session.connection().execute(_ROLES_AND_DAYS, values).all()
    roles = [Role(row[1], row[2], row[3]) for row in rows if row[0] == "role"]
    days = {row[2]: row[1] != "open" for row in rows if row[0] == "day"}
    return roles, days, frozenset(row[2] for row in rows if row[1] == "locked")


def _subjects(
    session: Session, market_id: str, ops: Iterable[Op], kinds: Mapping[str, Kind]
) -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Which of the traders and places that the ops name are known, traders with their state; and
    who of them was erased."""
    named = {value for op in ops if op.kind in kinds for value in _ids_in(op.body)}
    if not named:
        return {}, frozenset(), frozenset()
    subjects = {subject_of(market_id, named_id): named_id for named_id in named}
    values = {"market": market_id, "ids": list(named), "subjects": list(subjects)}
    rows = session.connection().execute(_SUBJECTS, values).all()
    return (
        {row[1]: row[2] for row in rows if row[0] == "trader"},
        frozenset(row[1] for row in rows if row[0] == "stall"),
        frozenset(subjects[row[2]] for row in rows if row[0] == "erased"),
    )


def _ids_in(body: Mapping[str, Any] | None) -> list[str]:
    """Ids that stand in an unchecked body; a kind's own rules come later."""
    return [value for value in (body or {}).values() if is_id(value)]


def _settled_receipts(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Receipts of the market with what became of the op; `outcome` None: nothing yet."""
    settlement = and_(
        SETTLEMENT.c.market_id == RECEIPT.c.market_id, SETTLEMENT.c.op_id == RECEIPT.c.op_id
    )
    return (
        select(
            *RECEIPT.c,
            SETTLEMENT.c.outcome,
            SETTLEMENT.c.rev.label("settled_rev"),
            SETTLEMENT.c.reason,
        )
        .select_from(RECEIPT.outerjoin(SETTLEMENT, settlement))
        .where(RECEIPT.c.market_id == bindparam("market"), *conditions)
    )


# Not one query with OR: SQLite would read every receipt of the market for it.
_RECEIPTS = union_all(
    _settled_receipts(RECEIPT.c.op_id.in_(bindparam("op_ids", expanding=True))),
    _settled_receipts(
        RECEIPT.c.entry_id.in_(bindparam("entry_ids", expanding=True)),
        RECEIPT.c.code.in_(REFUSED),
    ),
)


def _receipts(
    session: Session, caller: PhoneCaller, ops: Sequence[Op | Refusal]
) -> tuple[dict[str, Receipt], dict[str, set[str]]]:
    """Answers to these ops, and those that refused other ops on the same entries."""
    values = {
        "market": caller.market_id,
        "op_ids": list(_named_ops(ops)),
        "entry_ids": list({op.entry_id for op in ops if op.entry_id}),
    }
    receipts: dict[str, Receipt] = {}
    refused: dict[str, set[str]] = defaultdict(set)
    for row in session.connection().execute(_RECEIPTS, values):
        receipts[row.op_id] = receipt = _receipt(row)
        unsettled = row.code in REFUSED and receipt.settlement is None
        # Another phone of the same person chains on nothing that was refused here, and may be gone.
        if unsettled and row.device_id == caller.device_id:
            refused[row.entry_id].add(row.op_id)
    return receipts, refused


def _superseded(
    session: Session, caller: PhoneCaller, ops: Sequence[Op | Refusal], entries: Mapping[str, Any]
) -> set[str]:
    """A repair can arrive before what it stands in for; only on an entry that is there, then."""
    late = [op for op in ops if op.entry_id in entries or isinstance(op, Refusal) or op.supersedes]
    if not late:
        return set()
    query = select(SETTLEMENT.c.op_id).where(
        SETTLEMENT.c.market_id == caller.market_id,
        SETTLEMENT.c.op_id.in_(_named_ops(late)),
        SETTLEMENT.c.outcome == "superseded",
        SETTLEMENT.c.settled_by == f"person:{caller.person_id}",
    )
    return set(session.connection().execute(query).scalars())


def _named_ops(ops: Sequence[Op | Refusal]) -> set[str]:
    """Their own ids, and those that they stand in for."""
    stood_in_for = {op_id for op in ops if isinstance(op, Op) for op_id in op.supersedes}
    return stood_in_for | {op.op_id for op in ops if op.op_id}


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(
        digest=row.digest,
        person_id=row.person_id,
        code=row.code,
        rev=row.rev,
        result=row.result,
        received_at=row.received_at,
        settlement=Settlement(outcome=row.outcome, rev=row.settled_rev, reason=row.reason)
        if row.outcome
        else None,
    )
