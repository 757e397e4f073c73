"""Entries in and out of their tables; in bulk, each statement once per batch."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, cast

from sqlalchemy import CursorResult, Table, bindparam, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from rahba.bulk import insert_rows
from rahba.entries import tables
from rahba.entries.entry import Entry, Revision
from rahba.entries.kinds import KINDS
from rahba.entries.lifecycle import Standing, queue_step
from rahba.journal import APPROVED, NewChange, person_scope

ENTRY: Table = SQLModel.metadata.tables["entry"]
REVISION: Table = SQLModel.metadata.tables["entry_revision"]


class Overtaken(Exception):
    """Another transaction changed an entry after it was read; nothing of this one may stand."""


@dataclass
class EntryWrites:
    """What one transaction will do to entries, collected while it decides."""

    market_id: str
    created: dict[str, Entry] = field(default_factory=dict)
    changed: dict[str, Entry] = field(default_factory=dict)
    seen_rev: dict[str, int] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)

    def put(self, before: Entry | None, after: Entry) -> None:
        """Note `after`; `before` is what it stands on, None for a new entry."""
        if before is None or after.id in self.created:
            self.created[after.id] = after
        else:
            self.seen_rev.setdefault(after.id, before.standing.rev)
            self.changed[after.id] = after

    def write(self, session: Session) -> None:
        """Raises `Overtaken`, or the database's `IntegrityError`, if somebody was faster."""
        connection = session.connection()
        if self.created:
            rows = [_row(self.market_id, entry) for _, entry in sorted(self.created.items())]
            insert_rows(connection, ENTRY, rows)
        if self.changed:
            self._update(session)
        if self.revisions:
            insert_rows(connection, REVISION, [self._revision_row(r) for r in self.revisions])

    def _update(self, session: Session) -> None:
        rows = [
            {f"new_{name}": value for name, value in _row(self.market_id, entry).items()}
            | {"seen_rev": self.seen_rev[entry_id]}
            for entry_id, entry in sorted(self.changed.items())
        ]
        result = cast("CursorResult[Any]", session.connection().execute(_UPDATE, rows))
        if result.rowcount != len(rows):
            raise Overtaken

    def _revision_row(self, revision: Revision) -> dict[str, Any]:
        return {
            "market_id": self.market_id,
            "entry_id": revision.entry_id,
            "rev": revision.rev,
            "op_id": revision.op_id,
            "op": revision.text,
            "received_at": revision.received_at,
            "gap": revision.gap,
        }


_UPDATE = (
    update(ENTRY)
    .where(
        ENTRY.c.market_id == bindparam("new_market_id"),
        ENTRY.c.id == bindparam("new_id"),
        ENTRY.c.rev == bindparam("seen_rev"),
    )
    .values(
        {
            column: bindparam(f"new_{column.name}")
            for column in ENTRY.c
            if column.name not in ("market_id", "id", "kind", "author_id")
        }
    )
)


def _row(market_id: str, entry: Entry) -> dict[str, Any]:
    standing = entry.standing
    return {
        "market_id": market_id,
        "id": entry.id,
        "kind": entry.kind,
        "schema_version": entry.schema_version,
        "author_id": entry.author_id,
        "device_id": entry.device_id,
        "souk_date": entry.souk_date,
        "rev": standing.rev,
        "state": standing.state,
        "body": entry.body,
        "flags": list(entry.flags),
        "trader_id": entry.trader_id,
        "stall_id": entry.stall_id,
        "recorded_at": entry.recorded_at,
        "received_at": entry.received_at,
        "decided_by": standing.decided_by,
        "decided_at": entry.decided_at,
        "approved_rev": standing.approved_rev,
        "proposed_rev": standing.proposed_rev,
        "queue_step": queue_step(standing, entry.flags, entry.id),
    }


def as_value(row: Any) -> Entry:
    """A row with the columns of `entry`, by name."""
    return Entry(
        id=row.id,
        kind=row.kind,
        schema_version=row.schema_version,
        author_id=row.author_id,
        device_id=row.device_id,
        souk_date=row.souk_date,
        standing=Standing(
            state=row.state,
            rev=row.rev,
            approved_rev=row.approved_rev,
            proposed_rev=row.proposed_rev,
            decided_by=row.decided_by,
        ),
        body=row.body,
        flags=tuple(row.flags),
        trader_id=row.trader_id,
        stall_id=row.stall_id,
        recorded_at=row.recorded_at,
        received_at=row.received_at,
        decided_at=row.decided_at,
    )


# Built once: building a statement costs more than running it does.
_BY_ID = (
    select_columns(*ENTRY.c)
    .where(
        ENTRY.c.market_id == bindparam("market"), ENTRY.c.id.in_(bindparam("ids", expanding=True))
    )
    .order_by(ENTRY.c.id)
)
_BY_ID_LOCKED = _BY_ID.with_for_update()


def read_entries(
    session: Session, market_id: str, ids: Collection[str], *, lock: bool = False
) -> dict[str, Entry]:
    """Entries by id, those of this market only; `lock` holds them, in the order of their ids."""
    if not ids:
        return {}
    values = {"market": market_id, "ids": sorted(ids)}
    rows = session.connection().execute(_BY_ID_LOCKED if lock else _BY_ID, values)
    return {row.id: as_value(row) for row in rows}


def read_entry_where(
    session: Session, market_id: str, *conditions: Any, limit: int | None = None
) -> list[Entry]:
    """Entries of the market that meet `conditions`, held until the end, in the order of ids."""
    query = (
        select_columns(*ENTRY.c)
        .where(ENTRY.c.market_id == market_id, *conditions)
        .order_by(ENTRY.c.id)
        .limit(limit)
        .with_for_update()
    )
    return [as_value(row) for row in session.execute(query)]


def revision_texts(
    session: Session, market_id: str, entry_ids: Iterable[str]
) -> dict[tuple[str, int], str]:
    """The ops of some entries as they came, by entry and revision."""
    query = select(
        tables.EntryRevision.entry_id, tables.EntryRevision.rev, tables.EntryRevision.op
    ).where(
        tables.EntryRevision.market_id == market_id,
        col(tables.EntryRevision.entry_id).in_(list(entry_ids)),
    )
    return {(entry_id, rev): op for entry_id, rev, op in session.exec(query)}


def own_change(entry: Entry) -> NewChange:
    """What its author's phones are told."""
    return NewChange(
        person_scope(entry.author_id),
        "entry",
        entry.id,
        kind=entry.kind,
        souk_date=entry.souk_date,
        rev=entry.standing.rev,
    )


def approved_change(entry: Entry, row_type: str) -> NewChange:
    """What programs are told; `rev` is the revision that they now may see, or saw last."""
    return NewChange(
        APPROVED,
        row_type,
        entry.id,
        kind=entry.kind,
        souk_date=entry.souk_date,
        rev=entry.standing.approved_rev or entry.standing.rev,
    )


def with_flags(entry: Entry, flags: Iterable[str]) -> Entry:
    return replace(entry, flags=tuple(sorted(set(flags))))


def with_body(entry: Entry, body: dict[str, Any]) -> Entry:
    """It speaks of whom the body speaks of."""
    subjects = KINDS[entry.kind].subjects(body)
    return replace(entry, body=body, trader_id=subjects.trader_id, stall_id=subjects.stall_id)
