"""Functions of numbers. The twin of `frontend/src/forms/numbers.ts`.

What is worked out by series (`sin`, `log` and their like) differs in its last digit from one
machine to the next: it is given to twelve significant digits, which do not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from rahba.forms.values import NAN, Value, to_number

_DIGITS = 12


def by_series(compute: Callable[..., float]) -> Callable[..., float]:
    """Of numbers, to twelve significant digits; what has no result is not a number."""

    def function(*values: Value) -> float:
        numbers = [to_number(value) for value in values]
        if any(number != number for number in numbers):
            return NAN
        try:
            return float(f"{compute(*numbers):.{_DIGITS - 1}e}")
        except OverflowError:
            return math.inf
        except ValueError:
            return NAN

    return function


def logarithm(compute: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else compute(number)


def rounded(value: Value, places: Value = 0.0) -> float:
    number, digits = to_number(value), to_number(places)
    if not math.isfinite(number) or not math.isfinite(digits):
        return number
    # By division for negative places: 0.01 is not exact, 100 is.
    factor = 10.0 ** min(abs(int(digits)), 15)
    size = abs(number)
    if digits < 0:
        return math.copysign(floor(size / factor + 0.5) * factor, number)
    return math.copysign(floor(size * factor + 0.5) / factor, number)


def whole(value: Value) -> float:
    number = to_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


def total(numbers: Iterable[float]) -> float:
    """Added one by one: Python's own `sum` corrects rounding, a browser does not."""
    result = 0.0
    for number in numbers:
        result += number
    return result


def power(base: Value, exponent: Value) -> float:
    root, times = to_number(base), to_number(exponent)
    if times != times or (abs(root) == 1 and math.isinf(times)):
        return NAN
    try:
        result = root**times
    except (OverflowError, ZeroDivisionError):
        return math.inf
    return result if isinstance(result, float) else NAN


def extreme(values: tuple[Value, ...], choose: Callable[[list[float]], float]) -> float:
    numbers: list[float] = []
    for value in values:
        numbers.extend(map(to_number, value if isinstance(value, list) else [value]))
    if not numbers or any(number != number for number in numbers):
        return NAN
    return choose(numbers)


def floor(number: float) -> float:
    return float(math.floor(number)) if math.isfinite(number) else number
