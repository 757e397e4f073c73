"""What phones carry: the market, its ground, its calendar, its traders."""

from datetime import date, datetime

from sqlmodel import BigInteger, Field, Index, SQLModel, UniqueConstraint

from rahba.catalog.calendar_tables import CLOSES, OPENS
from rahba.market import Market as Market  # noqa: PLC0414 (part of what phones carry)
from rahba.market import MarketOperator as MarketOperator  # noqa: PLC0414 (as well)
from rahba.types import id_column, json_column, market_column, time_column

Day = date  # SoukDay has a field of that name, which hides the type


class Rahba(SQLModel, table=True):
    """A section of the ground, where one trade gathers."""

    __table_args__ = (UniqueConstraint("market_id", "code"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    code: str
    names: dict[str, str] = json_column()
    sort: int
    lanes: int = (
        1  # as the team counts them when it opens the souk; a first walk adds places to them
    )


class Stall(SQLModel, table=True):
    """A place; `number` is what people say, `walk_order` is the way through the section."""

    __table_args__ = (UniqueConstraint("market_id", "rahba_id", "number"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    rahba_id: str = id_column()
    lane: int
    number: int
    walk_order: int
    pitch: str | None = None  # of a place that a first walk added (entries/kinds/place)
    entry_id: str | None = id_column(default=None)  # None: from a list
    starts_on: date
    ends_on: date | None = None


class Occupancy(SQLModel, table=True):
    """Who sells where, from one day to another; a stall may hold several, a trader none."""

    __table_args__ = (Index(None, "market_id", "trader_id"), Index(None, "market_id", "stall_id"))
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    trader_id: str = id_column()
    stall_id: str = id_column()
    starts_on: date
    ends_on: date | None = None
    source: str  # import, registration, coach, expected (listed there, not asked yet)


class SoukDay(SQLModel, table=True):
    """`id` is UUIDv5(market, date); `known_places` is `{rahba code: places}`, frozen at close.

    A day leaves the calendar as `dropped`: phones that carry it must hear of it.
    """

    __tablename__ = "souk_day"
    __table_args__ = (UniqueConstraint("market_id", "date"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    date: date
    status: str  # planned, held, moved, cancelled, dropped
    origin: str = "rule"  # rule, extra, move: why it stands in the calendar
    reason: str | None = None  # why it was moved, cancelled or added
    moved_to: Day | None = None
    changed_by: str | None = id_column(default=None)  # None: the weekday rule
    changed_at: datetime | None = time_column(default=None)
    opens: str = OPENS
    closes: str = CLOSES
    closed_at: datetime | None = time_column(default=None)
    closed_by: str | None = id_column(default=None)
    known_places: dict[str, int] | None = json_column(default=None)
    locked_at: datetime | None = time_column(default=None)  # only while it is closed
    locked_by: str | None = id_column(default=None)


class Zone(SQLModel, table=True):
    """Where an animator walks: a stretch of a section, by lanes or by walk order, ends included.

    Lanes win over the order: places that are added to a lane later belong to its zone. With
    neither it is the whole section.
    """

    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    person_id: str = id_column(index=True)
    rahba_id: str = id_column()
    from_order: int | None = None
    to_order: int | None = None
    from_lane: int | None = None
    to_lane: int | None = None
    backup: bool = False  # walked once the own zone is done, or when a colleague is ill
    starts_on: date
    ends_on: date | None = None


class Trader(SQLModel, table=True):
    """The roster: what the newest registration or change says, never edited by itself."""

    __table_args__ = (Index(None, "market_id", "badge"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    known_as: str
    name_ar: str | None = None
    name_latin: str | None = None
    rahba_id: str | None = id_column(default=None)
    trade: str
    badge: str | None = None
    state: str  # imported, provisional, approved, rejected, withdrawn, removed (import taken back)
    sex: str | None = None
    age_band: str | None = None
    phone: str | None = None  # E.164; never leaves for a phone, the tag does
    phone_tag: int | None = None
    entry_id: str | None = id_column(default=None)  # None: an import alone speaks of them
    updated_at: datetime = time_column()


class ImportedTrader(SQLModel, table=True):
    """What a list said of somebody who was not asked yet (SPEC IM5-IM7).

    It is what the roster row folds to until they register. Once they registered and were approved,
    or did not want to be listed, the names go (`forgotten_at`) and the tag stays: a keyed digest of
    name and place, so that the same list does not bring them back.
    """

    __tablename__ = "imported_trader"
    __table_args__ = (Index(None, "market_id", "tag"),)
    market_id: str = market_column()
    trader_id: str = id_column(primary_key=True)
    intake_id: str = id_column()
    tag: str
    known_as: str | None = None
    name_ar: str | None = None
    name_latin: str | None = None
    rahba_id: str | None = id_column(default=None)
    trade: str
    stall_id: str | None = id_column(default=None)
    imported_on: date
    declined: bool = False
    forgotten_at: datetime | None = time_column(default=None)


class TraderAlias(SQLModel, table=True):
    """`from_id` is the same person as `to_id`; ended, never deleted, when it was a mistake."""

    __tablename__ = "trader_alias"
    __table_args__ = (Index(None, "market_id", "from_id"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    from_id: str = id_column()
    to_id: str = id_column()
    created_at: datetime = time_column()
    created_by: str = id_column()
    ended_at: datetime | None = time_column(default=None)
    ended_by: str | None = id_column(default=None)


class Consent(SQLModel, table=True):
    """What a trader last said for one purpose; its history is in the entries of kind `consent`."""

    market_id: str = market_column()
    trader_id: str = id_column(primary_key=True)
    purpose: str = Field(primary_key=True)  # registration, survey, photo, phone
    decision: str  # given, refused, withdrawn
    text_version: str
    language: str
    mode: str  # spoken, written
    recorded_at: datetime = time_column()
    entry_id: str = id_column()


class BadgeRange(SQLModel, table=True):
    """Badge numbers lent to one phone, ends included, so that two phones never collide."""

    __tablename__ = "badge_range"
    __table_args__ = (UniqueConstraint("market_id", "starts"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    device_id: str = id_column(index=True)
    starts: int
    ends: int
    leased_at: datetime = time_column()


class Snapshot(SQLModel, table=True):
    """The whole catalog of one moment as one gzip file, kept so that a download can be resumed."""

    __table_args__ = (Index(None, "market_id", "seq"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    seq: int = Field(sa_type=BigInteger)  # the catalog's number at that moment
    epoch: str = id_column()
    day: date  # occupancy and the souk calendar depend on it
    sha256: str
    data: bytes
    created_at: datetime = time_column()
