"""What the souk's days are made of: the weekdays, and hours that differ for a while."""

from datetime import date

from sqlmodel import SQLModel

from rahba.types import id_column, json_column, market_column

OPENS, CLOSES = "06:30", "15:00"


class SoukRule(SQLModel, table=True):
    """On which weekdays the souk is held, from a day on; one rule holds at a time."""

    __tablename__ = "souk_rule"
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    weekdays: list[int] = json_column()  # ISO: Monday 1 … Sunday 7
    opens: str = OPENS
    closes: str = CLOSES
    starts_on: date
    ends_on: date | None = None


class SoukHours(SQLModel, table=True):
    """Other hours from one day to another, both included: the month of Ramadan."""

    __tablename__ = "souk_hours"
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    opens: str
    closes: str
    starts_on: date
    ends_on: date
