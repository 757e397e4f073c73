"""The market: one weekly souk, which every other row belongs to.

It stands below the features because its id begins every key, and its clock says what day it is.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Field, SQLModel

from rahba.types import id_column, json_column


class Market(SQLModel, table=True):
    """One weekly souk; `names` is `{"ar": …, "fr": …, "en": …}`."""

    id: str = id_column(primary_key=True)
    code: str = Field(unique=True)
    names: dict[str, str] = json_column()
    commune: dict[str, str] = json_column()
    country: str = "MA"
    timezone: str = "Africa/Casablanca"
    badge_prefix: str = "K"
    phone_tag_key: str  # hex; phones carry it to warn of duplicates without a number


def local_date(market: Market, moment: datetime) -> date:
    """The calendar date where the souk stands; roles and places are read on it."""
    return moment.astimezone(ZoneInfo(market.timezone)).date()
