"""Pages of the approved feed (SPEC FE1-FE5): numbered rows, a body on the newest of each entry."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Table, and_, exists, select
from sqlmodel import Session, SQLModel

from rahba.access.callers import ProgramCaller
from rahba.entries.kinds import KINDS
from rahba.entries.projection import Lens, project, shows
from rahba.entries.store import ENTRY
from rahba.journal import APPROVED
from rahba.types import rfc3339

PROJECTION_VERSION = 1
CHANGE: Table = SQLModel.metadata.tables["change"]
SHOWN = [CHANGE.c[n] for n in ("seq", "type", "subject_id", "kind", "souk_date", "rev", "at")]
WITH_BODY = frozenset({"approved", "corrected"})


@dataclass(frozen=True)
class Page:
    """`seq` is the last number looked at, shown or not; `more` says that numbers follow it."""

    rows: list[dict[str, Any]]
    seq: int
    more: bool


def scope_digest(caller: ProgramCaller, kind: str | None) -> str:
    """What a cursor is bound to: another scope or filter would have passed over other rows."""
    scope = [
        PROJECTION_VERSION, caller.market_id, caller.key_id, caller.projection,
        sorted(caller.kinds), caller.since, kind,
    ]  # fmt: skip
    return hashlib.sha256(repr(scope).encode()).hexdigest()[:16]


def read_page(
    session: Session, caller: ProgramCaller, lens: Lens, after: int, limit: int, kind: str | None
) -> Page:
    """Up to `limit` numbers after `after`; rows of other kinds or passed over do not show."""
    found = _newest_rows(session, caller.market_id, after, limit)
    kinds = _kinds_in_scope(caller, kind)
    rows = [
        _row_json(row, caller, lens)
        for row in found
        if row.newest and row.kind in kinds and not _too_old(row, caller)
    ]
    last = found[-1].seq if found else after
    return Page(rows, last, more=len(found) == limit)


def _newest_rows(session: Session, market_id: str, after: int, limit: int) -> Sequence[Row[Any]]:
    """Rows of the log with `newest` and the entry's `body`: one index range, two probes a row."""
    later, here = CHANGE.alias("later"), CHANGE.c
    superseded = exists().where(
        later.c.market_id == here.market_id,
        later.c.scope == here.scope,
        later.c.subject_id == here.subject_id,
        later.c.seq > here.seq,
    )
    same_entry = and_(ENTRY.c.market_id == here.market_id, ENTRY.c.id == here.subject_id)
    query = (
        select(*SHOWN, (~superseded).label("newest"), ENTRY.c.body)
        .select_from(CHANGE.outerjoin(ENTRY, same_entry))
        .where(here.market_id == market_id, here.scope == APPROVED, here.seq > after)
        .order_by(here.seq)
        .limit(limit)
    )
    return session.execute(query).all()


def _kinds_in_scope(caller: ProgramCaller, kind: str | None) -> set[str]:
    shown = {name for name, known in KINDS.items() if shows(known, caller.projection)}
    wanted = shown & caller.kinds if caller.kinds else shown
    return wanted if kind is None else wanted & {kind}


def _too_old(row: Row[Any], caller: ProgramCaller) -> bool:
    return caller.since is not None and row.souk_date is not None and row.souk_date < caller.since


def _row_json(row: Row[Any], caller: ProgramCaller, lens: Lens) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "seq": row.seq,
        "type": row.type,
        "entry_id": shown_id(row.subject_id, caller, lens),
        "kind": row.kind,
        "souk_date": row.souk_date.isoformat() if row.souk_date else None,
        "rev": row.rev,
        "at": rfc3339(row.at),
    }
    if row.type in WITH_BODY and row.body is not None:
        shown["body"] = project(KINDS[row.kind], caller.projection, row.body, lens)
    return shown


def shown_id(real_id: str, caller: ProgramCaller, lens: Lens) -> str:
    """An entry's id as this program knows it."""
    return real_id if caller.projection == "pii" else lens.keyed(real_id)


def read_all(
    session: Session, caller: ProgramCaller, lens: Lens, after: int, page: int, kind: str | None
) -> Iterator[Page]:
    """Page after page to the end, each dropped before the next: memory stays flat."""
    more = True
    while more:
        found = read_page(session, caller, lens, after, page, kind)
        after, more = found.seq, found.more
        yield found
