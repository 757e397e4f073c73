"""A table for people: each field a column, a code's label beside it, values typed. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from rahba.export.csv import as_text
from rahba.export.labels import Labels

DATES = frozenset({"souk_date"})
SHARES = frozenset({"rate", "coverage"})  # in permille
Value = str | int | date | time | Decimal | None


class Share(Decimal):
    """A part of a whole, shown as per cent."""


@dataclass(frozen=True)
class Column:
    """`field` is the program's name; `label` whether the cell says the code in words."""

    field: str
    head: str
    label: bool = False


def columns_of(fields: Sequence[str], labels: Labels) -> list[Column]:
    """A column a field, two where the field is a code: its label first, then the code as it is."""
    columns = []
    for name in fields:
        columns.append(Column(name, labels.column(name), label=labels.is_coded(name)))
        if labels.is_coded(name):
            columns.append(Column(name, labels.code_column(name)))
    return columns


def typed_rows(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[Column], labels: Labels
) -> Iterator[list[Value]]:
    for row in rows:
        yield [_typed(row.get(column.field), column, labels) for column in columns]


def _typed(value: Any, column: Column, labels: Labels) -> Value:
    if value is None:
        return None
    if column.label:
        return labels.of(column.field, value)
    if column.field in DATES:
        return date.fromisoformat(value)
    if column.field in SHARES:
        return Share(Decimal(value) / 1000)
    if isinstance(value, bool):
        return labels.word("yes" if value else "no")
    if isinstance(value, int):
        return value
    return as_text(value)
