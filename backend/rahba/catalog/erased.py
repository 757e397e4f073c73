"""Who was erased, as digests: what lets the server know a person whom it was told to forget."""

import hashlib
from datetime import datetime

from sqlmodel import Field, SQLModel

from rahba.types import market_column, time_column


class ErasedSubject(SQLModel, table=True):
    """One id of an erased person (merges give a person several); `subject` is `subject_of` it."""

    __tablename__ = "erased_subject"
    market_id: str = market_column()
    subject: str = Field(primary_key=True)
    erased_at: datetime = time_column()


def subject_of(market_id: str, trader_id: str) -> str:
    """Without a key, since an id is 122 random bits that nobody guesses: what is lost with the
    server's secret could not forget anybody again."""
    return hashlib.sha256(f"erased:{market_id}:{trader_id}".encode()).hexdigest()
