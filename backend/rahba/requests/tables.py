"""A person's request, and what is left of it once the person is forgotten."""

from datetime import date, datetime

from sqlmodel import Index, SQLModel

from rahba.types import id_column, market_column, time_column


class SubjectRequest(SQLModel, table=True):
    """`trader_id` and `note` go when an erasure was carried out; `subject_key` stays: a keyed
    digest of the id, which says whose it was to nobody who does not already know the id."""

    __tablename__ = "subject_request"
    __table_args__ = (Index(None, "market_id", "closed_at", "due_on"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    sort: str  # see, correct, object, erase
    trader_id: str | None = id_column(default=None)
    subject_key: str
    note: str = ""
    received_on: date
    due_on: date
    registered_by: str = id_column()
    registered_at: datetime = time_column()
    outcome: str | None = None  # done, refused
    outcome_note: str = ""
    closed_by: str | None = id_column(default=None)
    closed_at: datetime | None = time_column(default=None)
