"""A number of a log that is not held until its commit (SPEC I9, L4): a reader must miss a row."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from rahba import journal
from tests.entries import test_feed_gaps
from tests.postgresql import new_database
from tests.simulation.test_switched_off import fails


@pytest.fixture
def database_url(postgresql_server: str, postgresql_template: str) -> Iterator[str]:
    """Only PostgreSQL lets two writers write at once."""
    with new_database(postgresql_server, postgresql_template) as url:
        yield url


def test_I9_numbers_that_are_not_held_until_the_commit_are_missed_by_a_reader(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number is taken as a sequence gives it, and whoever is quick commits first."""
    test = test_feed_gaps.test_I9_no_reader_misses_a_row_that_eight_writers_write_at_once
    for name in ("client", "database", "world", "market"):
        request.getfixturevalue(name)
    lock, numbers = threading.Lock(), itertools.count(1)
    readers: list[test_feed_gaps.Reader] = []
    run = test_feed_gaps.Reader.start

    def take(_session: Any, _market: str, counts: dict[str, int]) -> dict[str, int]:
        with lock:
            return {s: [next(numbers) for _ in range(n)][-1] for s, n in counts.items()}

    def start(self: test_feed_gaps.Reader) -> None:
        readers.append(self)
        run(self)

    monkeypatch.setattr(test_feed_gaps.Reader, "start", start)
    monkeypatch.setattr(journal, "_advance", take)
    assert fails(request, test)
    for reader in readers:  # the test failed before it waited for all of them
        reader.stop.set()
        reader.join(timeout=30)
