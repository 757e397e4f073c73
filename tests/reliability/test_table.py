"""The table of what is held, and by which test, is true of the tests that there are."""

from __future__ import annotations

from tests.reliability.names import REPOSITORY, RULES, functions, is_there
from tests.reliability.table import MENDED, ROWS
from tests.simulation.test_switched_off import SWITCHES

SEEDED = "tests/simulation/test_seeded_bugs.py"
OFF = "tests/simulation/test_switched_off.py::test_a_defence_that_is_taken_away_fails_its_test"


def test_every_invariant_and_failure_has_its_row_in_order() -> None:
    assert tuple(row.rule for row in ROWS) == RULES


def test_every_row_names_a_test_or_says_why_there_is_none() -> None:
    assert [row.rule for row in ROWS if not row.by and not row.not_covered] == []


def test_every_test_that_the_table_names_is_there() -> None:
    named = {test for row in ROWS for test in (*row.by, *row.without)} | {
        test for _, test in MENDED
    }
    assert {test for test in named if not is_there(test)} == set()
    assert not is_there("tests/test_app.py::test_that_nobody_wrote")
    assert not is_there(f"{OFF}[what nobody wrote]")


def test_every_seeded_bug_holds_a_row() -> None:
    off = {test for row in ROWS for test in row.without}
    seeded = {f"{SEEDED}::{name}" for name in functions(REPOSITORY / SEEDED)}
    assert seeded - off == set()
    assert len(seeded) == 16


def test_every_defence_that_can_be_taken_away_names_a_test_that_is_there() -> None:
    tests = {test.__name__ for _, test in SWITCHES.values()}
    assert all(name.startswith("test_") for name in tests)
    assert {test for row in ROWS for test in row.without if test.startswith(OFF)} <= {
        f"{OFF}[{defence}]" for defence in SWITCHES
    }
