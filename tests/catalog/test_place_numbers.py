"""Numbers of places that a first walk adds (SPEC FW1, FW3)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rahba.catalog.badge_ranges import RUN
from rahba.catalog.place_numbers import COUNTERS, first_counter, is_of_lane, next_free

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "place_numbers.json").read_text())


@pytest.mark.parametrize("case", VECTORS["first_counter"], ids=str)
def test_FW1_a_run_of_badge_numbers_brings_counters(case: dict[str, Any]) -> None:
    assert first_counter(case["badges_start"]) == case["counter"]


def test_FW1_twenty_runs_share_no_counter() -> None:
    firsts = [first_counter(1 + RUN * n) for n in range(20)]
    given = [first + n for first in firsts for n in range(COUNTERS)]
    assert len(set(given)) == len(given) == 1000


def test_FW1_a_number_tells_its_lane() -> None:
    assert is_of_lane(3001, 3)
    assert not is_of_lane(3000, 3)
    assert not is_of_lane(4001, 3)


def test_FW3_a_number_that_was_given_before_leaves_the_next_free_one() -> None:
    assert next_free(3, 3001, set()) == 3001
    assert next_free(3, 3001, {3001, 3002}) == 3003


def test_FW3_a_full_lane_still_gives_a_number_that_no_other_lane_gives() -> None:
    full = set(range(3001, 4000))
    assert next_free(3, 3001, full) == 100_001
    assert next_free(3, 3001, full | {100_001}) == 100_002
