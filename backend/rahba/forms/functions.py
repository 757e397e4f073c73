"""The functions that an expression may call, and the number of arguments each takes.

The twin of `frontend/src/forms/functions.ts`; `docs/forms.md` lists them with what is refused and
why.
Those that need the form, the repeats or lazy arguments (`if`, `coalesce`, `position`, …) are in
`closures.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from rahba.forms.values import (
    NAN,
    Value,
    date_string,
    days,
    is_date,
    parse_moment,
    to_boolean,
    to_number,
    to_string,
)

MANY = 99
Function = Callable[..., Value]

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def _members(values: tuple[Value, ...]) -> list[str]:
    """Node-sets opened, everything as strings."""
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found.extend(value)
        else:
            found.append(to_string(value))
    return found


def _words(value: Value) -> list[str]:
    return to_string(value).split()


def _selected_at(value: Value, index: Value) -> str:
    words, at = _words(value), to_number(index)
    return words[int(at)] if 0 <= at < len(words) else ""


def _round(value: Value, places: Value = 0.0) -> float:
    number, digits = to_number(value), to_number(places)
    if not math.isfinite(number) or not math.isfinite(digits):
        return number
    # By division for negative places: 0.01 is not exact, 100 is.
    factor = 10.0 ** min(abs(int(digits)), 15)
    size = abs(number)
    if digits < 0:
        return math.copysign(_floor(size / factor + 0.5) * factor, number)
    return math.copysign(_floor(size * factor + 0.5) / factor, number)


def _int(value: Value) -> float:
    number = to_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


def total(numbers: Iterable[float]) -> float:
    """Added one by one: Python's own `sum` corrects rounding, a browser does not."""
    result = 0.0
    for number in numbers:
        result += number
    return result


def _power(base: Value, exponent: Value) -> float:
    root, times = to_number(base), to_number(exponent)
    if times != times or (abs(root) == 1 and math.isinf(times)):
        return NAN
    try:
        result = root**times
    except (OverflowError, ZeroDivisionError):
        return math.inf
    return result if isinstance(result, float) else NAN


def _substr(value: Value, start: Value, end: Value | None = None) -> str:
    """From `start` up to before `end`, counted from 0; negative counts from the end."""
    text = to_string(value)
    first = to_number(start)
    last = len(text) if end is None else to_number(end)
    if first != first or last != last:
        return ""
    return text[_offset(first, len(text)) : _offset(last, len(text))]


def _offset(number: float, length: int) -> int:
    at = int(max(-length, min(length, number)))
    return at + length if at < 0 else at


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.A)


def _regex(value: Value, pattern: Value) -> bool:
    return _compiled(to_string(pattern)).fullmatch(to_string(value)) is not None


def _extreme(values: tuple[Value, ...], choose: Callable[[list[float]], float]) -> float:
    numbers: list[float] = []
    for value in values:
        numbers.extend(map(to_number, value if isinstance(value, list) else [value]))
    if not numbers or any(number != number for number in numbers):
        return NAN
    return choose(numbers)


def _join(separator: Value, *values: Value) -> str:
    return to_string(separator).join(_members(values))


def _translate(value: Value, old: Value, new: Value) -> str:
    targets = to_string(new)
    table: dict[int, str] = {}
    for index, character in enumerate(to_string(old)):
        table.setdefault(ord(character), targets[index : index + 1])
    return to_string(value).translate(table)


def _before(value: Value, mark: Value) -> str:
    head, found, _ = to_string(value).partition(to_string(mark) or "\0")
    return head if found else ""


def _after(value: Value, mark: Value) -> str:
    sign = to_string(mark)
    if not sign:
        return to_string(value)
    return to_string(value).partition(sign)[2]


def _checklist(values: tuple[Value, ...]) -> bool:
    low, high = to_number(values[0]), to_number(values[1])
    count = sum(1 for value in values[2:] if to_boolean(value))
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def _date(value: Value) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return date_string(value)
    text = to_string(value)
    return text[:10] if parse_moment(text) else date_string(to_number(text))


def _date_time(value: Value) -> str:
    text = to_string(value)
    return f"{text}T00:00:00" if is_date(text) else text if parse_moment(text) else ""


def _decimal_date_time(value: Value) -> float:
    return to_number(value) if isinstance(value, (int, float)) else days(to_string(value))


def _decimal_time(value: Value) -> float:
    found = re.fullmatch(r"(\d\d):(\d\d)(?::(\d\d))?.*", to_string(value), re.A)
    if found is None:
        return NAN
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 3600 + minutes * 60 + seconds) / 86_400


def _format_date(value: Value, pattern: Value) -> str:
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


# name: (fewest arguments, most arguments, what it does)
FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "string": (1, 1, to_string),
    "number": (1, 1, to_number),
    "boolean": (1, 1, to_boolean),
    "int": (1, 1, _int),
    "round": (1, 2, _round),
    "floor": (1, 1, lambda value: _floor(to_number(value))),
    "ceiling": (1, 1, lambda value: -_floor(-to_number(value))),
    "abs": (1, 1, lambda value: abs(to_number(value))),
    "pow": (2, 2, _power),
    "sqrt": (1, 1, lambda value: math.sqrt(n) if (n := to_number(value)) >= 0 else NAN),
    "not": (1, 1, lambda value: not to_boolean(value)),
    "true": (0, 0, lambda: True),
    "false": (0, 0, lambda: False),
    "boolean-from-string": (1, 1, lambda value: to_string(value) in ("true", "1")),
    "selected": (2, 2, lambda value, name: to_string(name).strip() in _words(value)),
    "selected-at": (2, 2, _selected_at),
    "count-selected": (1, 1, lambda value: float(len(_words(value)))),
    "checklist": (2, MANY, lambda *values: _checklist(values)),
    "concat": (0, MANY, lambda *values: "".join(_members(values))),
    "join": (1, MANY, _join),
    "contains": (2, 2, lambda value, part: to_string(part) in to_string(value)),
    "starts-with": (2, 2, lambda value, part: to_string(value).startswith(to_string(part))),
    "ends-with": (2, 2, lambda value, part: to_string(value).endswith(to_string(part))),
    "string-length": (1, 1, lambda value: float(len(to_string(value)))),
    "normalize-space": (1, 1, lambda value: " ".join(_words(value))),
    "substr": (2, 3, _substr),
    "substring-before": (2, 2, _before),
    "substring-after": (2, 2, _after),
    "translate": (3, 3, _translate),
    "regex": (2, 2, _regex),
    "count": (1, 1, lambda nodes: float(len(nodes))),
    "count-non-empty": (1, 1, lambda nodes: float(sum(1 for node in nodes if node))),
    "sum": (1, 1, lambda nodes: total(to_number(node) for node in nodes)),
    "min": (1, MANY, lambda *values: _extreme(values, min)),
    "max": (1, MANY, lambda *values: _extreme(values, max)),
    "date": (1, 1, _date),
    "date-time": (1, 1, _date_time),
    "decimal-date-time": (1, 1, _decimal_date_time),
    "decimal-time": (1, 1, _decimal_time),
    "format-date": (2, 2, _format_date),
    "format-date-time": (2, 2, _format_date),
}

# Functions whose argument must be a node-set: a single node is wrapped into a list of one.
OF_NODE_SETS = frozenset({"count", "count-non-empty", "sum"})

# Functions with a form of their own in `closures.py`, and their numbers of arguments.
SPECIAL: dict[str, tuple[int, int]] = {
    "if": (3, 3),
    "coalesce": (2, MANY),
    "once": (1, 1),
    "position": (0, 1),
    "indexed-repeat": (3, 7),
    "jr:choice-name": (2, 2),
    "today": (0, 0),
    "now": (0, 0),
}


def _floor(number: float) -> float:
    return float(math.floor(number)) if math.isfinite(number) else number
