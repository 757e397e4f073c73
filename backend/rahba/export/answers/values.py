"""An answer as a typed value: numbers are numbers, dates are dates, codes are texts. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from rahba.export.csv import as_text
from rahba.export.sheet import Value
from rahba.forms.form import Node
from rahba.forms.values import is_date, parse_moment

_CLOCK = re.compile(r"[\d:]+", re.A)  # of the place, without its offset
# A calculation is a text; this is one that is a number, and no code with a zero before it.
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?", re.A)


def typed(node: Node, value: Any) -> Value:
    """What cannot be read as its type says stays the text that it is."""
    try:
        return _typed(node.type, value)
    except (ValueError, ArithmeticError):
        return as_text(value)


def coordinate(point: Any, part: str) -> Value:
    """Degrees or metres; none of what is no point."""
    found = point.get(part) if isinstance(point, dict) else None
    return _number(found) if found is not None else None


def _typed(kind: str, value: Any) -> Value:
    if isinstance(value, int) or value is None:
        return value
    match kind:
        case "decimal" | "range":
            return _number(value)
        case "date":
            return date.fromisoformat(value)
        case "datetime":
            return _moment(value)
        case "time":
            return time.fromisoformat("".join(_CLOCK.findall(value)[:1]))
        case "calculate" | "integer":
            return _calculated(value)
        case _:
            return as_text(value)


def _number(text: str) -> Decimal | str:
    found = Decimal(text)
    return found if found.is_finite() else text


def _moment(text: str) -> datetime | str:
    """As it was at the place: a workbook knows no offset."""
    return parse_moment(text) or text


def _calculated(text: str) -> Value:
    if _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return date.fromisoformat(text) if is_date(text) else text
