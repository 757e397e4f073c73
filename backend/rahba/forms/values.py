"""Values as XPath sees them (string, number, boolean, node-set as a list of strings) and their
conversions.

The twin of `frontend/src/forms/values.ts`: both are held to `tests/vectors/forms/expressions.json`.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from decimal import Decimal

Value = str | float | bool | list[str]

NAN = math.nan
_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*", re.A)
_DATE = re.compile(
    r"([1-9]\d{3})-(\d\d)-(\d\d)"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.A,
)
_EPOCH = date(1970, 1, 1).toordinal()
# Dates have four digits of a year.
_FIRST_DAY = date(1000, 1, 1).toordinal() - _EPOCH
_LAST_DAY = date(9999, 12, 31).toordinal() - _EPOCH
_DAY_SECONDS = 86_400


def to_string(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return value[0] if value else ""
    return number_string(value)


def number_string(number: float) -> str:
    """Shortest digits that give the number back, never with an exponent; no `.0`, no `-0`. What is
    not a number is nothing, as in ODK.
    """
    if number != number:
        return ""
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    text = format(Decimal(repr(number)), "f")
    return text.removesuffix(".0")


def is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def to_number(value: Value) -> float:
    """An ISO date counts as days since 1970-01-01, a date with a time as days and a fraction."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, (int, float)):
        return value
    text = value if isinstance(value, str) else to_string(value)
    if _NUMBER.fullmatch(text):
        return float(text)
    return days(text)


def to_boolean(value: Value) -> bool:
    """A node-set, like the string in it, is true when something is written there."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value != ""
    if isinstance(value, list):
        return any(value)
    return value == value and value != 0


def equal(left: Value, right: Value) -> bool:
    if isinstance(left, list):
        return any(equal(item, right) for item in left)
    if isinstance(right, list):
        return any(equal(left, item) for item in right)
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return to_number(left) == to_number(right)


def unequal(left: Value, right: Value) -> bool:
    """Of node-sets: some member differs (so `!=` is not the negation of `=`)."""
    if isinstance(left, list):
        return any(unequal(item, right) for item in left)
    if isinstance(right, list):
        return any(unequal(left, item) for item in right)
    return not equal(left, right)


def less(left: Value, right: Value) -> bool:
    if isinstance(left, list):
        return any(less(item, right) for item in left)
    if isinstance(right, list):
        return any(less(left, item) for item in right)
    return to_number(left) < to_number(right)


def less_or_equal(left: Value, right: Value) -> bool:
    if isinstance(left, list):
        return any(less_or_equal(item, right) for item in left)
    if isinstance(right, list):
        return any(less_or_equal(left, item) for item in right)
    return to_number(left) <= to_number(right)


def parse_moment(text: str) -> datetime | None:
    """A local date, or date and time (an offset is left aside), else None."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, thousandth = found.groups()
    try:
        return datetime(  # noqa: DTZ001 - local, as an answer is
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int((thousandth or "0").ljust(3, "0")) * 1000,
        )
    except ValueError:
        return None


def days(text: str) -> float:
    moment = parse_moment(text)
    if moment is None:
        return NAN
    whole = moment.toordinal() - _EPOCH
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return whole + (seconds + moment.microsecond / 1_000_000) / _DAY_SECONDS


def date_string(number: float) -> str:
    """`YYYY-MM-DD` of so many days since 1970-01-01, or empty when there is no such date."""
    if number != number or not _FIRST_DAY <= number < _LAST_DAY + 1:
        return ""
    return (date(1970, 1, 1) + timedelta(days=math.floor(number))).isoformat()


def is_date(text: str) -> bool:
    return len(text) == 10 and parse_moment(text) is not None
