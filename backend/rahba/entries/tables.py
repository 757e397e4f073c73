"""The thing itself: entries, their revisions, what was decided of them, and what was refused."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, Index, SQLModel, Text

from rahba.types import id_column, json_column, market_column, time_column


class Entry(SQLModel, table=True):
    """One recorded thing as it stands.

    `rev` counts every revision taken in, proposed ones too, so a phone can predict it. `body` is
    that of `approved_rev` while the entry is approved, else that of the newest revision.
    `proposed_rev` is a correction of what a person decided; its body is in `entry_revision` only.
    `queue_step` is where the coach meets the entry: 0 flagged or proposed, 1 sample, 2 clean,
    None: nothing to decide.
    """

    __table_args__ = (
        Index(None, "market_id", "souk_date", "kind", "state"),
        Index(None, "market_id", "trader_id"),
        Index(None, "market_id", "author_id", "souk_date"),
        Index(None, "market_id", "queue_step", "souk_date", "id"),
    )
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    kind: str
    schema_version: int
    author_id: str = id_column()
    device_id: str = id_column()
    souk_date: date
    rev: int
    state: str  # received, returned, approved, rejected, cancelled
    body: dict[str, Any] = json_column()
    flags: list[str] = json_column(default_factory=list)
    trader_id: str | None = id_column(default=None)
    stall_id: str | None = id_column(default=None)
    recorded_at: datetime = time_column()
    received_at: datetime = time_column()
    decided_by: str | None = None  # "person:<id>" or "policy:<name>"
    decided_at: datetime | None = time_column(default=None)
    approved_rev: int | None = None
    proposed_rev: int | None = None
    queue_step: int | None = None


class EntryRevision(SQLModel, table=True):
    """One accepted op, whole, as the phone's own characters; `gap`: its base is unknown (epoch)."""

    __tablename__ = "entry_revision"
    market_id: str = market_column()
    entry_id: str = id_column(primary_key=True)
    rev: int = Field(primary_key=True)
    op_id: str = id_column()
    op: str = Field(sa_type=Text)
    received_at: datetime = time_column()
    gap: bool = False


class Medium(SQLModel, table=True):
    """A photo that a revision of the entry names; `data` are its bytes while it is received."""

    __table_args__ = (Index(None, "market_id", "sha256"),)
    market_id: str = market_column()
    entry_id: str = id_column(primary_key=True)
    sha256: str = Field(primary_key=True)
    type: str
    size: int  # bytes
    state: str  # expected, received, erased
    data: bytes | None = None
    received_at: datetime | None = time_column(default=None)


class Review(SQLModel, table=True):
    """One decision on one revision; `comments` is
    `[{"path", "text", "phrase"?, "way"?}]`."""

    __table_args__ = (Index(None, "market_id", "entry_id"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    entry_id: str = id_column()
    rev: int
    decision: str  # approve, return, reject, reopen, accept_proposed, refuse_proposed, undo
    state_before: str
    state_after: str
    decided_by: str  # "person:<id>" or "policy:<name>"
    decided_at: datetime = time_column()
    reason: str = ""
    comments: list[dict[str, Any]] = json_column(default_factory=list)
    undone_by: str | None = id_column(default=None)  # the review that took this one back


class OpReceipt(SQLModel, table=True):
    """The permanent first answer to an op; `result` is what the phone was told."""

    __tablename__ = "op_receipt"
    __table_args__ = (
        Index(None, "market_id", "entry_id"),
        Index(None, "market_id", "made_on", "souk_date"),
    )
    market_id: str = market_column()
    op_id: str = id_column(primary_key=True)
    digest: str  # SHA-256 of the op's characters, hex
    entry_id: str | None = id_column(default=None)
    person_id: str = id_column()
    device_id: str = id_column()
    code: str
    rev: int | None = None
    result: dict[str, Any] = json_column()
    received_at: datetime = time_column()
    # As the op says: whoever brings it, it is counted where it was recorded. None: unreadable.
    made_on: str | None = id_column(default=None)
    souk_date: date | None = None


class OpSettlement(SQLModel, table=True):
    """What later became of a refused op: at most one."""

    __tablename__ = "op_settlement"
    market_id: str = market_column()
    op_id: str = id_column(primary_key=True)
    outcome: str  # released, discarded, superseded, erased
    rev: int | None = None
    reason: str = ""
    settled_by: str
    settled_at: datetime = time_column()


class Quarantine(SQLModel, table=True):
    """What the server refused, kept as it came."""

    __table_args__ = (Index(None, "market_id", "received_at"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    op_id: str | None = id_column(default=None)
    entry_id: str | None = id_column(default=None)
    person_id: str = id_column()
    device_id: str = id_column()
    code: str
    errors: list[dict[str, Any]] = json_column(default_factory=list)
    raw: bytes
    received_at: datetime = time_column()
    settled_at: datetime | None = time_column(default=None)
