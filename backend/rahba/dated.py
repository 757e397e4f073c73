"""Rows that hold from one day to another, first and last day included."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, or_


def in_force(table: Any, day: date) -> ColumnElement[bool]:
    """The rows of `table` (it has `starts_on` and `ends_on`) that hold on `day`, as a `WHERE`."""
    endless_or_later = or_(col(table.ends_on).is_(None), col(table.ends_on) >= day)
    return (col(table.starts_on) <= day) & endless_or_later
