"""The functions that an expression may call, and the number of arguments each takes.

The twin of `frontend/src/forms/functions.ts`; `docs/forms.md` lists them with what is refused and
why.
Those that need the form, the repeats or lazy arguments (`if`, `coalesce`, `position`, …) are in
`closures.py`.
"""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable
from functools import lru_cache

from rahba.forms.dates import date, date_time, decimal_date_time, decimal_time, format_date
from rahba.forms.geometry import area, distance, geofence
from rahba.forms.numbers import (
    by_series,
    extreme,
    floor,
    logarithm,
    power,
    rounded,
    total,
    whole,
)
from rahba.forms.values import NAN, Value, to_boolean, to_number, to_string

MANY = 99
Function = Callable[..., Value]


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


def _selected(value: Value, name: Value) -> bool:
    """As in JavaRosa, of nothing chosen nothing is chosen."""
    return to_string(name).strip() in (_words(value) or [""])


def _selected_at(value: Value, index: Value) -> str:
    words, at = _words(value), to_number(index)
    return words[int(at)] if words and -1 < at < len(words) else ""


def _substr(value: Value, start: Value, end: Value | None = None) -> str:
    """From `start` up to before `end`, counted from 0; negative counts from the end."""
    text = to_string(value)
    first = to_number(start)
    last = len(text) if end is None else to_number(end)
    if first != first or last != last:
        return ""
    return text[_offset(first, len(text)) : _offset(last, len(text))]


def _substring(value: Value, start: Value, length: Value | None = None) -> str:
    """So many characters from the `start`-th on, counted from 1."""
    text = to_string(value)
    first = floor(to_number(start) + 0.5) - 1
    last = len(text) if length is None else first + floor(to_number(length) + 0.5)
    if first != first or last != last:
        return ""
    return text[int(max(0, min(first, len(text)))) : int(max(0, min(last, len(text))))]


def _offset(number: float, length: int) -> int:
    at = int(max(-length, min(length, number)))
    return at + length if at < 0 else at


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.A)


def _regex(value: Value, pattern: Value) -> bool:
    return _compiled(to_string(pattern)).fullmatch(to_string(value)) is not None


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


def _checklist(low: Value, high: Value, *values: Value) -> bool:
    return _within(low, high, float(sum(map(to_boolean, _opened(values)))))


def _weighted_checklist(low: Value, high: Value, *pairs: Value) -> bool:
    """Values and their weights by turns."""
    found = zip(_opened(pairs[::2]), _opened(pairs[1::2]), strict=False)
    return _within(low, high, total(to_number(w) for value, w in found if to_boolean(value)))


def _within(low: Value, high: Value, count: float) -> bool:
    least, most = to_number(low), to_number(high)
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def _opened(values: tuple[Value, ...]) -> list[Value]:
    return [item for v in values for item in (v if isinstance(v, list) else [v])]


def _base64_decode(value: Value) -> str:
    """What is missing at the end is filled up; bytes that are no text become U+FFFD, as in ODK."""
    letters = "".join(to_string(value).split()).rstrip("=")
    try:
        filled = letters + "=" * (-len(letters) % 4)
        return base64.b64decode(filled, validate=True).decode(errors="replace")
    except ValueError:
        return ""


# name: (fewest arguments, most arguments, what it does)
FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "string": (1, 1, to_string),
    "number": (1, 1, to_number),
    "boolean": (1, 1, to_boolean),
    "int": (1, 1, whole),
    "round": (1, 2, rounded),
    "floor": (1, 1, lambda value: floor(to_number(value))),
    "ceiling": (1, 1, lambda value: -floor(-to_number(value))),
    "abs": (1, 1, lambda value: abs(to_number(value))),
    "pow": (2, 2, power),
    "pi": (0, 0, lambda: math.pi),
    "exp": (1, 1, by_series(math.exp)),
    "exp10": (1, 1, by_series(lambda number: 10.0**number)),
    "log": (1, 1, by_series(logarithm(math.log))),
    "log10": (1, 1, by_series(logarithm(math.log10))),
    "sin": (1, 1, by_series(math.sin)),
    "cos": (1, 1, by_series(math.cos)),
    "tan": (1, 1, by_series(math.tan)),
    "asin": (1, 1, by_series(math.asin)),
    "acos": (1, 1, by_series(math.acos)),
    "atan": (1, 1, by_series(math.atan)),
    "atan2": (2, 2, by_series(math.atan2)),
    "distance": (1, MANY, distance),
    "area": (1, 1, area),
    "geofence": (2, 2, geofence),
    "sqrt": (1, 1, lambda value: math.sqrt(n) if (n := to_number(value)) >= 0 else NAN),
    "not": (1, 1, lambda value: not to_boolean(value)),
    "true": (0, 0, lambda: True),
    "false": (0, 0, lambda: False),
    "boolean-from-string": (1, 1, lambda value: to_string(value) in ("true", "1")),
    "selected": (2, 2, _selected),
    "selected-at": (2, 2, _selected_at),
    "count-selected": (1, 1, lambda value: float(len(_words(value)))),
    "checklist": (2, MANY, _checklist),
    "weighted-checklist": (4, MANY, _weighted_checklist),
    "concat": (0, MANY, lambda *values: "".join(_members(values))),
    "join": (1, MANY, _join),
    "contains": (2, 2, lambda value, part: to_string(part) in to_string(value)),
    "starts-with": (2, 2, lambda value, part: to_string(value).startswith(to_string(part))),
    "ends-with": (2, 2, lambda value, part: to_string(value).endswith(to_string(part))),
    "string-length": (1, 1, lambda value: float(len(to_string(value)))),
    "normalize-space": (1, 1, lambda value: " ".join(_words(value))),
    "substr": (2, 3, _substr),
    "substring": (2, 3, _substring),
    "substring-before": (2, 2, _before),
    "substring-after": (2, 2, _after),
    "translate": (3, 3, _translate),
    "base64-decode": (1, 1, _base64_decode),
    "regex": (2, 2, _regex),
    "count": (1, 1, lambda nodes: float(len(nodes))),
    "count-non-empty": (1, 1, lambda nodes: float(sum(1 for node in nodes if node))),
    "sum": (1, 1, lambda nodes: total(to_number(node) for node in nodes)),
    "min": (1, MANY, lambda *values: extreme(values, min)),
    "max": (1, MANY, lambda *values: extreme(values, max)),
    "date": (1, 1, date),
    "date-time": (1, 1, date_time),
    "decimal-date-time": (1, 1, decimal_date_time),
    "decimal-time": (1, 1, decimal_time),
    "format-date": (2, 2, format_date),
    "format-date-time": (2, 2, format_date),
}

# Functions whose argument must be a node-set: a single node is wrapped into a list of one.
OF_NODE_SETS = frozenset({"count", "count-non-empty", "sum"})

# Functions with a form of their own in `closures.py`, and their numbers of arguments.
SPECIAL: dict[str, tuple[int, int]] = {
    "if": (3, 3),
    "coalesce": (2, MANY),
    "once": (1, 1),
    "position": (0, 1),
    "last": (0, 0),
    "name": (0, 1),
    "local-name": (0, 1),
    "indexed-repeat": (3, 7),
    "jr:choice-name": (2, 2),
    "jr:itext": (1, 1),
    "today": (0, 0),
    "now": (0, 0),
    "random": (0, 0),
    "uuid": (0, 1),
}
