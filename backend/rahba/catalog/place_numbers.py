"""The number of a place that a first walk adds: its lane, and a counter of the phone's own. Pure.

Each run of badge numbers that a phone was lent brings it fifty counters in every lane, so that two
phones without a network number no two places alike. The phone has the same in
`frontend/src/capture/place/numbers.ts`; vectors in `tests/vectors/place_numbers.json`.
"""

from __future__ import annotations

from collections.abc import Collection

LANE = 1000  # the numbers of a lane begin at lane × 1000
LAST_LANE = 99
COUNTERS = 50  # a run of badge numbers brings as many
RUNS = LANE // COUNTERS


def first_counter(badges_start: int) -> int:
    """The first of the fifty counters that come with the badge numbers from `badges_start` on."""
    return (badges_start - 1) // COUNTERS % RUNS * COUNTERS + 1


def is_of_lane(number: int, lane: int) -> bool:
    return number // LANE == lane and number % LANE > 0


def next_free(lane: int, wanted: int, taken: Collection[int]) -> int:
    """`wanted`, or the next number behind it that is free; of a full lane, one behind all lanes."""
    ends = (lane + 1) * LANE
    free = (number for number in range(wanted, ends) if number not in taken)
    found = next(free, None)
    return found if found is not None else max(*taken, LANE * (LAST_LANE + 1)) + 1
