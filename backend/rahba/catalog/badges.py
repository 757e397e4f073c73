"""Badge codes such as `K-0457-3`: the market's letters, a number, a check digit.

The check digit is Damm's: over ten digits it catches every wrong digit and every swap of two
neighbours, which Luhn does not (09 ↔ 90), with one table and without an eleventh sign. Leading
zeros do not change it, so the number may outgrow its four places.
The phone has the same in `frontend/src/roster/badges.ts`; vectors in `tests/vectors/badges.json`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

# A totally anti-symmetric quasigroup with a zero diagonal: row = so far, column = next digit.
_DAMM = (
    "0317598642 7092154863 4206871359 1750983426 6123045978 "
    "3674209581 5869720134 8945362017 9438617205 2581436790"
).split()
_CODE = re.compile(r"([A-Z]{0,3})([0-9]{2,8})")
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_SEPARATOR = re.compile(r"[\s\-‐-―._/]+")
NUMBER_DIGITS = 4  # as printed; longer numbers are written whole


class BadgeError(ValueError):
    """`code` is `badge_unreadable`, `badge_check_digit` or `badge_other_market`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class BadgeRange:
    """Numbers lent to one phone, ends included."""

    prefix: str
    starts: int
    ends: int


def check_digit(number: int) -> str:
    interim = "0"
    for digit in str(number):
        interim = _DAMM[int(interim)][int(digit)]
    return interim


def format_badge(prefix: str, number: int) -> str:
    """`("K", 457)` → `K-0457-3`, the one spelling that is stored."""
    return f"{prefix}-{number:0{NUMBER_DIGITS}d}-{check_digit(number)}"


def parse_badge(text: str, prefix: str) -> str:
    """What was typed or scanned → the stored spelling.

    Takes small letters, any or no dashes, Arabic-Indic digits, and a code without its letters;
    the check digit is always needed. Raises `BadgeError`.
    """
    plain = _SEPARATOR.sub("", western(text)).upper()
    match = _CODE.fullmatch(plain)
    if match is None:
        raise BadgeError("badge_unreadable")
    letters, digits = match[1], match[2]
    if letters and letters != prefix:
        raise BadgeError("badge_other_market")
    number = int(digits[:-1])
    if number == 0:
        raise BadgeError("badge_unreadable")
    if check_digit(number) != digits[-1]:
        raise BadgeError("badge_check_digit")
    return format_badge(prefix, number)


def next_badge(lent: BadgeRange, used: Collection[str]) -> str | None:
    """The lowest code of the range that is not in `used`; None when the range is spent."""
    codes = (format_badge(lent.prefix, number) for number in range(lent.starts, lent.ends + 1))
    return next((code for code in codes if code not in used), None)


def in_range(badge: str, lent: BadgeRange) -> bool:
    """Whether a stored code was lent with this range."""
    letters, number, _ = badge.split("-")
    return letters == lent.prefix and lent.starts <= int(number) <= lent.ends


def western(text: str) -> str:
    """Arabic-Indic and Persian digits → 0–9; the rest as it stands."""
    return text.translate(_WESTERN)
