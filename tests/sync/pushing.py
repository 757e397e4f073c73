"""What a push left in the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlmodel import select

from rahba.db import Database


def rows(database: Database, table: Any) -> list[Any]:
    with database.read() as session:
        return list(session.exec(select(table)))


def statements_of(database: Database, work: Callable[[], object]) -> int:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(database.writer, "before_cursor_execute", note)
    work()
    event.remove(database.writer, "before_cursor_execute", note)
    return len(seen)


def only(database: Database, table: Any) -> Any:
    (row,) = rows(database, table)
    return row
