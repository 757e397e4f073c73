"""Who: people, their dated roles, their phones, and what lets them in. Secrets only as hashes."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from rahba.types import id_column, json_column, market_column, time_column


class Person(SQLModel, table=True):
    """Someone of the team; traders are not people of the system."""

    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    name_ar: str
    name_latin: str
    sex: str = "ns"  # m, f, ns: picks the grammatical form, nothing else
    created_at: datetime = time_column()


class Membership(SQLModel, table=True):
    """A role held from one day to another; authority is read on the souk date of an entry."""

    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    person_id: str = id_column(index=True)
    role: str  # animator, deputy (coach for a while), coach, official, admin
    starts_on: date
    ends_on: date | None = None  # last day included; None: still held


class Password(SQLModel, table=True):
    """Desk sign-in; `login` is unique in its market, `hash` is argon2."""

    __table_args__ = (UniqueConstraint("market_id", "login"),)
    market_id: str = market_column()
    person_id: str = id_column(primary_key=True)
    login: str
    hash: str


class PasswordCode(SQLModel, table=True):
    """Lets one person choose a password once, within the hour; `code_hash` is keyed."""

    __tablename__ = "password_code"
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    person_id: str = id_column(index=True)
    login: str
    code_hash: str = Field(unique=True)
    created_by: str = id_column()
    created_at: datetime = time_column()
    expires_at: datetime = time_column()
    spent_at: datetime | None = time_column(default=None)


class LoginAttempt(SQLModel, table=True):
    """Failed sign-ins and joins, for the rate limit; `subject` is a login or an address, hashed."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index(None, "subject", "at"),)
    id: str = id_column(primary_key=True)
    subject: str
    at: datetime = time_column()


class DeskSession(SQLModel, table=True):
    __tablename__ = "desk_session"
    market_id: str = market_column()
    token_hash: str = Field(primary_key=True, index=True)
    person_id: str = id_column()
    created_at: datetime = time_column()
    expires_at: datetime = time_column()


class Device(SQLModel, table=True):
    """A phone of one person; `manifest` is what it last said of its own outbox."""

    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    person_id: str = id_column(index=True)
    token_hash: str = Field(unique=True)
    # Of the token that pushes and reads nothing; None on a phone that joined before there was one.
    push_token_hash: str | None = Field(default=None, unique=True)
    name: str = ""
    app: str = ""
    public_key: dict[str, Any] | None = json_column(default=None)
    manifest: dict[str, Any] | None = json_column(default=None)
    created_at: datetime = time_column()
    last_seen_at: datetime | None = time_column(default=None)
    revoked_at: datetime | None = time_column(default=None)


class Newcomer(SQLModel, table=True):
    """Somebody who began on a colleague's phone without a network, by the coach's day code; until
    `settled_at` the phone pushes, is held, and reads nothing."""

    market_id: str = market_column()
    device_id: str = id_column(primary_key=True)
    person_id: str = id_column()  # as made on the phone; its ops name it for good
    name: str
    souk_date: date
    code_ok: bool
    host_device_id: str | None = id_column(default=None)  # whose phone it is
    arrived_at: datetime = time_column()
    settled_at: datetime | None = time_column(default=None)
    settled_by: str | None = id_column(default=None)
    outcome: str | None = None  # takes_part, same_person, discarded
    linked_to: str | None = id_column(default=None)  # who it is, if another than `person_id`


class CustodyReport(SQLModel, table=True):
    """What a phone last said of one souk day, while its manifest is replaced by the next one."""

    __tablename__ = "custody_report"
    __table_args__ = (Index(None, "market_id", "souk_date"),)
    market_id: str = market_column()
    device_id: str = id_column(primary_key=True)
    souk_date: date = Field(primary_key=True)
    person_id: str = id_column()
    pending: int
    refused: int
    told_by: str  # sync, qr
    told_at: datetime = time_column()


class StoreKey(SQLModel, table=True):
    """The key of a phone's store and its unlock code, both sealed to the server's recovery key."""

    __tablename__ = "store_key"
    market_id: str = market_column()
    device_id: str = id_column(primary_key=True)
    person_id: str = id_column(index=True)
    recovery_version: int
    wrapped_key: str
    unlock_code_sealed: str
    updated_at: datetime = time_column()


class Invitation(SQLModel, table=True):
    """Single use: spent by the first join key; the same key gets the same answer for 24 h."""

    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    person_id: str = id_column()
    code_hash: str = Field(unique=True)
    created_by: str = id_column()
    created_at: datetime = time_column()
    expires_at: datetime = time_column()
    spent_at: datetime | None = time_column(default=None)
    revoked_at: datetime | None = time_column(default=None)
    join_key_hash: str | None = None
    device_id: str | None = id_column(default=None)


class ApiKey(SQLModel, table=True):
    """A program's key; `kinds` empty means every kind that the projection shows."""

    __tablename__ = "api_key"
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    name: str
    key_hash: str = Field(unique=True)
    projection: str = "pseudonymous"  # aggregates, pseudonymous, pii
    kinds: list[str] = json_column(default_factory=list)
    since: date | None = None
    created_by: str = id_column()
    created_at: datetime = time_column()
    expires_at: datetime | None = time_column(default=None)
    revoked_at: datetime | None = time_column(default=None)


class Audit(SQLModel, table=True):
    """Append-only: every decision, export, key, invitation and sign-in."""

    __table_args__ = (Index(None, "market_id", "at"),)
    market_id: str = market_column()
    id: str = id_column(primary_key=True)
    at: datetime = time_column()
    actor: str  # "person:<id>", "device:<id>", "key:<id>", "policy:<name>"
    action: str
    subject: str = ""
    detail: dict[str, Any] = json_column(default_factory=dict)
