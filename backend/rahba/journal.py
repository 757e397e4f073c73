"""The ordered log that phones and programs follow, one numbering per scope (SPEC I9).

Scopes: `catalog` (what phones carry), `person:<id>` (what became of someone's entries), `approved`
(what programs may pull). A number is taken by updating the scope's counter row as the last
statements of the write transaction: whoever holds the row commits before the next number exists,
so no reader's cursor can pass a row that was not visible yet.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import BigInteger, Field, Index, Session, SQLModel, col, select

from rahba.bulk import insert_rows
from rahba.types import id_column, market_column, time_column

CATALOG = "catalog"
APPROVED = "approved"
TRACE_CHARACTERS = 12


def person_scope(person_id: str) -> str:
    return f"person:{person_id}"


class FeedCounter(SQLModel, table=True):
    """The last number given out in a scope."""

    __tablename__ = "feed_counter"
    market_id: str = market_column()
    scope: str = Field(primary_key=True)
    last_seq: int = Field(sa_type=BigInteger, default=0)


class Change(SQLModel, table=True):
    """One row of a scope's log; it says what changed, readers look the state up when they read."""

    __table_args__ = (Index(None, "market_id", "scope", "subject_id", "seq"),)
    market_id: str = market_column()
    scope: str = Field(primary_key=True)
    seq: int = Field(sa_type=BigInteger, primary_key=True)
    type: str
    subject_id: str = id_column()
    kind: str | None = None
    souk_date: date | None = None
    rev: int | None = None
    at: datetime = time_column()


# The bare table: through the mapped class, rows with and without a kind would be two statements.
CHANGE: Table = SQLModel.metadata.tables["change"]
COUNTER: Table = SQLModel.metadata.tables["feed_counter"]


@dataclass(frozen=True)
class NewChange:
    """A row before it has a number; `subject_id` is an entry's, trader's, form's… id."""

    scope: str
    type: str
    subject_id: str
    kind: str | None = None
    souk_date: date | None = None
    rev: int | None = None


@dataclass
class Journal:
    """What one transaction will append; collect while deciding, `write` once, last."""

    market_id: str
    changes: list[NewChange] = field(default_factory=list)

    def add(self, change: NewChange) -> None:
        self.changes.append(change)

    def write(self, session: Session, now: datetime) -> None:
        """Number and store what was collected, in the order collected. Two statements at most."""
        if not self.changes:
            return
        ordered = sorted(self.changes, key=lambda change: change.scope)  # one lock order for all
        by_scope = {scope: list(rows) for scope, rows in groupby(ordered, lambda c: c.scope)}
        last = _advance(session, self.market_id, {s: len(rows) for s, rows in by_scope.items()})
        rows = [
            {"market_id": self.market_id, "seq": last[scope] - len(rows) + n, "at": now}
            | {name: getattr(change, name) for name in CHANGE_COLUMNS}
            for scope, rows in by_scope.items()
            for n, change in enumerate(rows, start=1)
        ]
        insert_rows(session.connection(), CHANGE, rows)
        self.changes.clear()


CHANGE_COLUMNS = ("scope", "type", "subject_id", "kind", "souk_date", "rev")


def _advance(session: Session, market_id: str, counts: dict[str, int]) -> dict[str, int]:
    """Move each scope's counter on by its count; `{scope: last number taken}`."""
    rows = [{"market_id": market_id, "scope": s, "last_seq": n} for s, n in sorted(counts.items())]
    connection = session.connection()
    advanced = connection.execute(_ADVANCE[connection.dialect.name], rows)
    return {row.scope: row.last_seq for row in advanced}


def _advancing(insert: Any) -> Any:
    statement = insert(COUNTER)
    moved_on = COUNTER.c.last_seq + statement.excluded.last_seq
    return statement.on_conflict_do_update(
        index_elements=["market_id", "scope"], set_={"last_seq": moved_on}
    ).returning(COUNTER.c.scope, COUNTER.c.last_seq)


# Built once: building a statement costs more than running it does.
_ADVANCE = {"sqlite": _advancing(sqlite.insert), "postgresql": _advancing(postgresql.insert)}


def last_seq(session: Session, market_id: str, scope: str) -> int:
    """The newest visible number of a scope; 0 before its first change."""
    counter = session.get(FeedCounter, (market_id, scope))
    return counter.last_seq if counter else 0


def trace(session: Session, market_id: str, scope: str, seq: int) -> str:
    """What tells the change at `seq` from one that takes its number after the database was put
    back; empty where there is none. A cursor carries it (SPEC L5)."""
    change = session.get(Change, (market_id, scope, seq))
    if change is None:
        return ""
    told = f"{change.subject_id} {change.at.isoformat()}"
    return hashlib.sha256(told.encode()).hexdigest()[:TRACE_CHARACTERS]


def changes_after(
    session: Session, market_id: str, scope: str, seq: int, limit: int
) -> list[Change]:
    """Up to `limit` rows after `seq`, in order, superseded ones included."""
    query = (
        select(Change)
        .where(Change.market_id == market_id, Change.scope == scope, Change.seq > seq)
        .order_by(col(Change.seq))
        .limit(limit)
    )
    return list(session.exec(query))
