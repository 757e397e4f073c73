"""What a mark and a souk day cost a phone's data plan. The phone's own half of a mark is held by
`frontend/tests/sync/bytes.test.ts`."""

from __future__ import annotations

import pytest

from rahba.db import Database
from tests.bench.wire import DAY_BUDGET, MARK_BUDGET, Line, bytes_of_a_day, bytes_of_a_mark
from tests.client import TestClient
from tests.making import Clock, MadeMarket, MadePhone


@pytest.fixture
def line(client: TestClient, phone: MadePhone) -> Line:
    return Line(client, phone)


def test_budget_a_mark_in_a_full_batch_takes_at_most_95_bytes_with_its_answer(
    line: Line, database: Database, clock: Clock
) -> None:
    assert bytes_of_a_mark(line, database, clock) <= MARK_BUDGET


def test_budget_a_souk_day_of_a_phone_takes_at_most_150_kilobytes_headers_included(
    line: Line, database: Database, clock: Clock, market: MadeMarket
) -> None:
    assert bytes_of_a_day(line, database, clock, market) <= DAY_BUDGET
