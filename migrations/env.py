"""How a migration runs: one transaction, one migrator at a time, the same on both databases."""

from datetime import UTC, datetime
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Connection, Engine, create_engine, event, text
from sqlalchemy.pool import NullPool
from sqlmodel import AutoString, SQLModel

import rahba.tables  # noqa: F401  (fills SQLModel.metadata)
from rahba.db import with_driver
from rahba.settings import read_settings
from rahba.types import UtcTimestamp

MIGRATOR_LOCK = 0x7261686261  # "rahba"; two servers that start together migrate one after the other
LOCK_TIMEOUT = "4s"


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Plain SQLAlchemy types, so that an old migration imports nothing of today's code."""
    if kind != "type":
        return False
    if isinstance(item, UtcTimestamp):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, AutoString):
        return "sa.String()"
    if isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def name_by_date(_context: Any, _revision: Any, directives: list[Any]) -> None:
    for directive in directives:
        directive.rev_id = datetime.now(UTC).strftime("%Y%m%d%H%M")


def migrator_engine(url: str) -> Engine:
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def leave_transactions_to_us(connection: Any, _record: Any) -> None:
            connection.isolation_level = None

        @event.listens_for(engine, "begin")
        def begin_immediate(connection: Connection) -> None:
            # Foreign keys stay off here: batch mode rebuilds tables that others point to.
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def run(connection: Connection) -> None:
    on_postgresql = connection.dialect.name == "postgresql"
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=not on_postgresql,
        render_item=render_item,
        compare_type=True,
        transactional_ddl=True,
        process_revision_directives=name_by_date,
    )
    with context.begin_transaction():
        if on_postgresql:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATOR_LOCK})
            connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
        context.run_migrations()


url = context.config.get_main_option("sqlalchemy.url") or read_settings().database_url
with migrator_engine(with_driver(url)).connect() as open_connection:
    run(open_connection)
