"""The schema: from empty to the newest and back, and equal to what the code says, on both."""

import subprocess
import sys

from alembic import command
from sqlalchemy import inspect
from sqlmodel import SQLModel

from rahba.db import Database, alembic_config, upgrade

import rahba.tables  # noqa: F401, isort: skip (fills the metadata)

EXPECTED = set(SQLModel.metadata.tables) | {"alembic_version"}


def tables(url: str) -> set[str]:
    database = Database(url)
    try:
        return set(inspect(database.reader).get_table_names())
    finally:
        database.dispose()


def test_from_empty_to_the_newest_and_back_and_again(empty_database_url: str) -> None:
    assert tables(empty_database_url) == set()
    upgrade(empty_database_url)
    assert tables(empty_database_url) == EXPECTED
    command.downgrade(alembic_config(empty_database_url), "base")
    assert tables(empty_database_url) == {"alembic_version"}
    upgrade(empty_database_url)
    assert tables(empty_database_url) == EXPECTED


def test_migrating_again_changes_nothing(database_url: str) -> None:
    upgrade(database_url)
    assert tables(database_url) == EXPECTED


def test_the_migrations_make_what_the_tables_say(database_url: str) -> None:
    command.check(alembic_config(database_url))  # raises if a table and its migration differ


def test_servers_that_start_together_migrate_one_after_the_other(empty_database_url: str) -> None:
    start = "import sys; from rahba.db import upgrade; upgrade(sys.argv[1])"
    servers = [
        subprocess.Popen([sys.executable, "-c", start, empty_database_url]) for _ in range(3)
    ]
    assert [server.wait(timeout=60) for server in servers] == [0, 0, 0]
    assert tables(empty_database_url) == EXPECTED
