"""Functions of numbers. The twin of `frontend/src/forms/numbers.ts`.

What is worked out by series (`sin`, `log` and their like) differs in its last digit from one
machine to the next: it is given to twelve significant digits, which do not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from rahba.forms.values import NAN, Value, to_number

MAX_INTEGER = 2_147_483_647
_DIGITS = 12
_MOST_FACTORS = 1023
Signed = tuple[float, float]


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
        found = floor(size / factor + 0.5) * factor
    else:
        found = floor(size * factor + 0.5) / factor
    return -found if number < 0 else found


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
    """By multiplication where the exponent is a whole number: `**` differs in its last digit."""
    root, times = to_number(base), to_number(exponent)
    if root != root or times != times:
        return NAN
    if not math.isfinite(times) or times != int(times) or abs(times) > _MOST_FACTORS:
        return by_series(_raised)(root, times)
    result, square, left = 1.0, root, int(abs(times))
    while left:
        if left % 2:
            result *= square
        square *= square
        left //= 2
    return quotient(1.0, result) if times < 0 else result


def _raised(root: float, times: float) -> float:
    if abs(root) == 1 and math.isinf(times):
        return NAN
    found = math.inf if root == 0 and times < 0 else root**times
    return found if isinstance(found, float) else NAN


def quotient(over: float, under: float) -> float:
    """As in a browser, where a division by zero has a result."""
    if under == 0:
        sign = math.copysign(1, over) * math.copysign(1, under)
        return math.copysign(math.inf, sign) if over and over == over else NAN
    return over / under


def extreme(values: tuple[Value, ...], choose: Callable[[list[Signed]], Signed]) -> float:
    numbers: list[float] = []
    for value in values:
        numbers.extend(map(to_number, value if isinstance(value, list) else [value]))
    if not numbers or any(number != number for number in numbers):
        return NAN
    # Of two zeros, one below the other, as a browser has them.
    at = choose([(number, math.copysign(1, number)) for number in numbers])
    return at[0]


def floor(number: float) -> float:
    return float(math.floor(number)) if math.isfinite(number) else number
