"""The ground that every other test stands on: a database per test, at the newest migration."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect
from sqlmodel import select

from rahba.catalog.tables import Market
from rahba.db import Database


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_finds_no_rows_of_another(database: Database, turn: str) -> None:
    with database.read() as session:
        assert session.exec(select(Market)).all() == []
    with database.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE left_behind (id integer)")


def test_the_database_is_of_the_kind_that_was_asked_for(
    database: Database, database_kind: str
) -> None:
    assert database.writer.dialect.name == database_kind


def test_an_empty_database_has_no_table(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    assert inspect(database.writer).get_table_names() == []
    database.dispose()
