"""NA3, NA4, badge codes: a slip of the finger is refused, every way to write one code is taken."""

import json
from pathlib import Path

import pytest

from rahba.catalog.badges import (
    BadgeError,
    BadgeRange,
    check_digit,
    format_badge,
    in_range,
    next_badge,
    parse_badge,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "badges.json").read_text("utf-8"))
NUMBERS = range(1, 10_000)


@pytest.mark.parametrize(("typed", "code"), VECTORS["refusals"])
def test_a_wrong_code_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(BadgeError) as refused:
        parse_badge(typed, "K")
    assert refused.value.code == code


def _digits(number: int) -> str:
    return f"{number:04d}{check_digit(number)}"


def _valid(digits: str) -> bool:
    return check_digit(int(digits[:-1])) == digits[-1]


def test_no_single_wrong_digit_passes() -> None:
    for number in NUMBERS:
        right = _digits(number)
        wrong = (
            right[:at] + digit + right[at + 1 :]
            for at in range(len(right))
            for digit in "0123456789"
            if digit != right[at]
        )
        assert not any(map(_valid, wrong)), right


def test_no_swap_of_two_neighbours_passes() -> None:
    for number in NUMBERS:
        right = _digits(number)
        swapped = (
            right[:at] + right[at + 1] + right[at] + right[at + 2 :]
            for at in range(len(right) - 1)
            if right[at] != right[at + 1]
        )
        assert not any(map(_valid, swapped)), right


@pytest.mark.parametrize(("typed", "badge"), VECTORS["parses"])
def test_every_way_to_write_a_code_is_taken(typed: str, badge: str) -> None:
    assert parse_badge(typed, "K") == badge


@pytest.mark.parametrize(("number", "digit"), VECTORS["check_digits"])
def test_a_number_has_its_check_digit(number: int, digit: str) -> None:
    assert check_digit(number) == digit


@pytest.mark.parametrize("case", VECTORS["ranges"])
def test_the_next_badge_is_the_lowest_free_one_of_the_range(case: dict) -> None:  # type: ignore[type-arg]
    lent = BadgeRange("K", case["starts"], case["ends"])
    assert next_badge(lent, case["used"]) == case["next"]


def test_a_code_of_another_phone_is_outside_the_range() -> None:
    lent = BadgeRange("K", 400, 499)
    assert not in_range(format_badge("K", 500), lent)
    assert not in_range(format_badge("M", 450), lent)
    assert in_range(format_badge("K", 400), lent)
    assert in_range(format_badge("K", 499), lent)
