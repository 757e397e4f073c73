"""Many rows into one table by one statement, their values bound column by column.

Bound row by row, as SQLAlchemy does it, the rows of a push cost more than the database does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite

Bind = Callable[[Any], Any]


def insert_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    pass_over_known: bool = False,
) -> int:
    """Insert `rows`, which all have the columns of the first; the number of those written.

    With `pass_over_known`, a row whose key is there already is left as it is.
    """
    names = tuple(rows[0])
    statement, order, binds = _compiled(table, names, pass_over_known, connection.dialect)
    columns = [
        _bound([row[name] for row in rows], bind) for name, bind in zip(order, binds, strict=True)
    ]
    values: list[Any] = list(zip(*columns, strict=True))
    if not connection.dialect.positional:
        values = [dict(zip(order, row, strict=True)) for row in values]
    keep_count = {"preserve_rowcount": True}
    return connection.exec_driver_sql(statement, values, execution_options=keep_count).rowcount


def _bound(values: list[Any], bind: Bind | None) -> list[Any]:
    if bind is None:
        return values
    first = values[0]
    if all(value is first for value in values):
        return [bind(first)] * len(values)
    return [bind(value) for value in values]


@lru_cache(maxsize=64)
def _compiled(
    table: Table, names: tuple[str, ...], pass_over_known: bool, dialect: Dialect
) -> tuple[str, tuple[str, ...], tuple[Bind | None, ...]]:
    """The statement, the order of its parameters, and what makes each fit for the driver."""
    insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    statement = insert(table)
    if pass_over_known:
        statement = statement.on_conflict_do_nothing()
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    order = tuple(compiled.positiontup or names)
    types = [table.c[name].type.dialect_impl(dialect) for name in order]
    return str(compiled), order, tuple(type_.bind_processor(dialect) for type_ in types)
