"""Phones, a bad line, a coach, a program and disasters, in any order (SPEC I1-I15, I17).

`RAHBA_SIMULATIONS=2000 RAHBA_SEED=$RANDOM` plays more, and others. The seed stands in the test's
name, and the same number plays the same simulations again.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.machine import SoukMachine
from tests.simulation.phone import Phone
from tests.simulation.server import Server

QUICK = {"sqlite": 25, "postgresql": 3}
STEPS = 30
FIRST = int(os.environ.get("RAHBA_SEED", "1"))


def play(server: Server, runs: int, number: int, phone: type[Phone] = Phone, **more: Any) -> None:
    """`runs` simulations, the same ones for the same number."""
    machine = type("Played", (SoukMachine,), {"server": server, "phone": phone})
    chosen = settings(
        max_examples=runs,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],  # to shorten a run takes minutes: a found one prints its steps
        report_multiple_bugs=False,
        **more,
    )
    run_state_machine_as_test(seed(number)(machine), settings=chosen)


@pytest.mark.parametrize("number", [FIRST, FIRST + 1])
def test_the_invariants_hold_whatever_happens(
    server: Server, database_kind: str, number: int
) -> None:
    """I1-I15, I17 after every step; at the end everything has arrived (I13) and all agree (I10)."""
    runs = int(os.environ.get("RAHBA_SIMULATIONS", QUICK[database_kind]))
    play(server, runs, number)
