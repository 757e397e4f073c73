"""Functions of dates and times. The twin of `frontend/src/forms/dates.ts`."""

from __future__ import annotations

import re

from rahba.forms.values import (
    Value,
    date_string,
    days,
    is_number,
    parse_moment,
    to_number,
    to_string,
)

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def date(value: Value) -> str:
    if is_number(value):
        return date_string(to_number(value))
    # 2026-2-3 is a day as well.
    text = re.sub(r"-(\d)(?!\d)", r"-0\1", to_string(value), flags=re.A)
    return text[:10] if parse_moment(text) else date_string(to_number(text))


def date_time(value: Value) -> str:
    text = to_string(value)
    return text if parse_moment(text) else ""


def decimal_date_time(value: Value) -> float:
    return to_number(value) if is_number(value) else days(to_string(value))


def decimal_time(value: Value) -> float:
    return days(f"1970-01-01T{to_string(value)}")


def format_date(value: Value, pattern: Value) -> str:
    text = date_string(to_number(value)) if is_number(value) else to_string(value)
    moment = parse_moment(text)
    if moment is None:
        return ""
    parts = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "n": str(moment.month),
        "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02}",
        "e": str(moment.day),
        "a": _WEEKDAYS[moment.weekday()],
        "H": f"{moment.hour:02}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}",
        "3": f"{moment.microsecond // 1000:03}",
    }
    return re.sub("%(.)", lambda found: parts.get(found[1], found[0]), to_string(pattern))
