"""Functions of dates and times. The twin of `frontend/src/forms/dates.ts`."""

from __future__ import annotations

import re

from rahba.forms.values import (
    NAN,
    Value,
    date_string,
    days,
    is_date,
    parse_moment,
    to_number,
    to_string,
)

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def date(value: Value) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return date_string(value)
    text = to_string(value)
    return text[:10] if parse_moment(text) else date_string(to_number(text))


def date_time(value: Value) -> str:
    text = to_string(value)
    return f"{text}T00:00:00" if is_date(text) else text if parse_moment(text) else ""


def decimal_date_time(value: Value) -> float:
    return to_number(value) if isinstance(value, (int, float)) else days(to_string(value))


def decimal_time(value: Value) -> float:
    found = re.fullmatch(r"(\d\d):(\d\d)(?::(\d\d))?.*", to_string(value), re.A)
    if found is None:
        return NAN
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 3600 + minutes * 60 + seconds) / 86_400


def format_date(value: Value, pattern: Value) -> str:
    text = date_string(value) if isinstance(value, (int, float)) else to_string(value)
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
    return re.sub("%(.)", lambda found: parts.get(found[1], found[1]), to_string(pattern))
