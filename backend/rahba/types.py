"""Column types that behave the same on SQLite and PostgreSQL.

Ids are UUID strings in lower case with dashes, on every layer. Timestamps are aware UTC datetimes.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, MetaData, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

# Alembic must be able to name every constraint, or SQLite's batch mode cannot drop it later.
SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class IdText(Uuid[str]):
    """A UUID as text. SQLite keeps the 32 digits; SQLAlchemy would make an object of each only to
    print it, which took a third of every long read."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        if dialect.supports_native_uuid:
            return super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]
        return _dashed


def _dashed(digits: str | None) -> str | None:
    if digits is None:
        return None
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


Id = IdText(as_uuid=False)


class UtcTimestamp(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite has no zone, so it is taken off on the way in and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a timestamp without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def id_column(**options: Any) -> Any:
    return Field(sa_type=Id, **options)


def market_column() -> Any:
    """First part of every key: the market is the shard, and nothing crosses it."""
    return Field(sa_type=Id, primary_key=True, foreign_key="market.id")


def time_column(**options: Any) -> Any:
    return Field(sa_type=UtcTimestamp, **options)


def json_column(**options: Any) -> Any:
    return Field(sa_type=Json, **options)


def rfc3339(moment: datetime) -> str:
    """`2026-11-27T08:15:30.123456Z`, the one way a moment is written on the wire."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
