"""What phones say they hold, kept by day, and held against the receipts (SPEC CU1-CU3).

The word comes with a push of the phone itself, or from a closing that a coach scanned (QR).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, and_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from rahba.access.callers import PhoneCaller
from rahba.access.tables import CustodyReport, Device
from rahba.sync.custody import days_told, digest_of_ops, refused_on, without_answered
from rahba.sync.op import Op, Refusal, is_id
from rahba.sync.protocol import (
    REFUSED,
    CustodyAnswer,
    OpResult,
    PushRequest,
)
from rahba.sync.receipts import RECEIPT, SETTLEMENT

REPORT: Table = SQLModel.metadata.tables["custody_report"]
CHANGED = ("pending", "refused", "told_by", "told_at")


def hear(
    session: Session,
    caller: PhoneCaller,
    request: PushRequest,
    told: Mapping[str, Any],
    now: datetime,
) -> CustodyAnswer:
    """A push without ops is a word on custody: keep it by day, and hold it against the receipts."""
    days = sorted(days_told(request.manifest))
    keep_reports(session, [report_row(caller, told, day, now, "sync") for day in days])
    answer = CustodyAnswer()
    if wanted := differing_days(session, caller, request.manifest.digests):
        answer["wanted_days"] = wanted
    if request.listed:
        answer["lacking"] = _without_receipt(session, caller, request.listed)
    return answer


def keep_reports(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Each in place of what that phone said before of that day."""
    if not rows:
        return
    connection = session.connection()
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(REPORT).values(rows)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["market_id", "device_id", "souk_date"],
            set_={name: statement.excluded[name] for name in CHANGED},
        )
    )


def report_row(
    phone: PhoneCaller, told: Mapping[str, Any], day: date, at: datetime, by: str
) -> dict[str, Any]:
    return {
        "market_id": phone.market_id,
        "device_id": phone.device_id,
        "souk_date": day,
        "person_id": phone.person_id,
        "pending": told["by_day"].get(day.isoformat(), 0),
        "refused": refused_on(told, day.isoformat()),
        "told_by": by,
        "told_at": at,
    }


def differing_days(session: Session, caller: PhoneCaller, digests: Mapping[date, str]) -> list[str]:
    """Days of which the receipts of what this phone made are others than it says: of what was
    taken, or refused and not settled otherwise."""
    if not digests:
        return []
    settled = and_(
        SETTLEMENT.c.market_id == RECEIPT.c.market_id,
        SETTLEMENT.c.op_id == RECEIPT.c.op_id,
        SETTLEMENT.c.outcome != "released",
    )
    query = (
        select(RECEIPT.c.souk_date, RECEIPT.c.op_id)
        .select_from(RECEIPT.outerjoin(SETTLEMENT, settled))
        .where(
            RECEIPT.c.market_id == caller.market_id,
            RECEIPT.c.made_on == caller.device_id,
            RECEIPT.c.souk_date.in_(list(digests)),
            RECEIPT.c.code != "erased",
            SETTLEMENT.c.op_id.is_(None),
        )
    )
    known = defaultdict(list)
    for day, op_id in session.connection().execute(query):
        known[day].append(op_id)
    return sorted(
        day.isoformat() for day, told in digests.items() if digest_of_ops(known[day]) != told
    )


def note_brought(
    session: Session,
    author: PhoneCaller,
    ops: Sequence[Op | Refusal],
    results: Sequence[OpResult],
    fresh: Collection[str],
) -> None:
    """The phone's last word, less what somebody brought of it since; as of when it was said (CU6).

    `fresh`: ids of those that nobody had brought before. One that stands twice in a file is one.
    """
    pairs = zip(ops, results, strict=True)
    once = {op.op_id: (op, result) for op, result in pairs if isinstance(op, Op)}
    answered = [pair for op_id, pair in once.items() if op_id in fresh]
    if not answered:
        return
    device = session.get_one(Device, (author.market_id, author.device_id), with_for_update=True)
    if device.manifest is not None:
        held, codes = zip(*answered, strict=True)
        device.manifest = without_answered(deepcopy(device.manifest), held, codes)
    for day, refusals in _refusals_by_day(answered).items():
        report = session.get(CustodyReport, (author.market_id, author.device_id, day))
        if report is not None:
            report.pending = max(report.pending - len(refusals), 0)
            report.refused += sum(refusals)
    session.flush()


def _refusals_by_day(answered: Sequence[tuple[Op, OpResult]]) -> dict[date, list[bool]]:
    """Of each souk day: one for each op, whether it was refused."""
    days = defaultdict(list)
    for op, result in answered:
        days[op.souk_date].append(result["code"] in REFUSED)
    return days


def _without_receipt(
    session: Session, caller: PhoneCaller, listed: Mapping[date, list[str]]
) -> list[str]:
    return sorted(unknown_ops(session, caller, (op_id for day in listed.values() for op_id in day)))


def unknown_ops(session: Session, caller: PhoneCaller, op_ids: Iterable[str]) -> set[str]:
    """Those which this person's receipts do not know; another's op is not known either (I17)."""
    ids = set(op_ids)
    query = select(RECEIPT.c.op_id).where(
        RECEIPT.c.market_id == caller.market_id,
        RECEIPT.c.person_id == caller.person_id,
        RECEIPT.c.op_id.in_([op_id for op_id in ids if is_id(op_id)]),
    )
    return ids - set(session.connection().execute(query).scalars())
