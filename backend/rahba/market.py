"""The market: one weekly souk, which every other row belongs to, and who answers for it.

It stands below the features because its id begins every key, and its clock says what day it is.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Field, Session, SQLModel, col, select

from rahba.clock import World
from rahba.dated import in_force
from rahba.types import id_column, json_column, market_column


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


class MarketOperator(SQLModel, table=True):
    """Who runs the souk and answers for the data, from one day to another."""

    __tablename__ = "market_operator"
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    starts_on: date
    ends_on: date | None = None
    names: dict[str, str] = json_column()
    address: str = ""  # by post, as it stands on the page that the law wants
    contact: str
    phone: str
    cndp_ref: str  # reference at the data-protection authority, or "filed on …"
    retention_months: int = 24
    min_age: int = 18


def operator_on(session: Session, market_id: str, day: date) -> MarketOperator | None:
    """The newest operator in force; none means that the market may not record anyone yet."""
    query = select(MarketOperator).where(
        MarketOperator.market_id == market_id, in_force(MarketOperator, day)
    )
    return session.exec(query.order_by(col(MarketOperator.starts_on).desc()).limit(1)).first()


def missing_by_law(operator: MarketOperator | None) -> list[str]:
    """What must be said to a trader before anything is recorded, and is not known yet (SPEC SU4):
    names of fields; empty when the souk may take its team in."""
    if operator is None:
        return ["names", "contact", "phone", "cndp_ref", "retention_months"]
    known = {
        "names": all(operator.names.get(lang, "").strip() for lang in ("ar", "fr")),
        "contact": bool(operator.contact.strip()),
        "phone": bool(operator.phone.strip()),
        "cndp_ref": bool(operator.cndp_ref.strip()),
        "retention_months": operator.retention_months > 0,
    }
    return [name for name, filled in known.items() if not filled]


def local_date(market: Market, moment: datetime) -> date:
    """The calendar date where the souk stands; roles and places are read on it."""
    return moment.astimezone(ZoneInfo(market.timezone)).date()


def today_in(session: Session, market_id: str, world: World) -> date:
    """The date in a market that is here."""
    return local_date(session.get_one(Market, market_id), world.now())


def day_began(market: Market, day: date) -> datetime:
    """The moment of its midnight where the souk stands."""
    return datetime.combine(day, time(), ZoneInfo(market.timezone))
