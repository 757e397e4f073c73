"""A page of the feed costs the same wherever its cursor stands: it walks one index (SPEC FE2)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import event, insert, text
from sqlmodel import Session

from rahba.clock import World
from rahba.db import Database
from rahba.feed.read import CHANGE, _newest_rows
from rahba.journal import APPROVED, CATALOG
from tests.making import FRIDAY, MadeMarket
from tests.recording import new_id

ROWS, SUBJECTS = 6_000, 2_000


@pytest.fixture
def long_log(database: Database, market: MadeMarket, world: World) -> str:
    """A market's log of two scopes in which every subject changed three times; its id."""
    subjects = [new_id() for _ in range(SUBJECTS)]
    rows = [
        {
            "market_id": market.id, "scope": scope, "seq": 1_000 + seq, "type": "approved",
            "subject_id": subjects[seq % SUBJECTS], "kind": "presence", "souk_date": FRIDAY,
            "rev": 1, "at": world.now(),
        }
        for scope in (APPROVED, CATALOG)
        for seq in range(ROWS)
    ]  # fmt: skip

    def write(session: Session) -> None:
        session.execute(insert(CHANGE), rows)

    database.transact(write)
    database.transact(lambda session: session.execute(text("ANALYZE")).close())
    return market.id


def plan_of(database: Database, market_id: str, after: int) -> list[str]:
    """How the database would find a page after this number: the steps, without their costs."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(database.reader, "before_cursor_execute", note)
    with database.read() as session:
        found = _newest_rows(session, market_id, after, 100)
    event.remove(database.reader, "before_cursor_execute", note)
    assert len(found) == 100
    statement, parameters = next(one for one in asked if one[0].startswith("SELECT"))
    explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN (COSTS OFF) "
    with database.read() as session:
        steps = session.connection().exec_driver_sql(explain + statement, parameters).all()
    # What stands after a colon are values, the cursor's among them.
    return [re.sub(r": .*", "", str(step[-1])).strip() for step in steps]


@pytest.mark.usefixtures("client")
def test_FE2_the_first_and_the_last_page_of_a_long_log_are_found_by_the_same_steps(
    database: Database, long_log: str
) -> None:
    first = plan_of(database, long_log, 0)
    assert plan_of(database, long_log, 1_000 + ROWS - 101) == first
    wanted = "SEARCH change USING" if database.is_sqlite else "Index Scan using pk_change on change"
    assert any(wanted in step for step in first), first
    # Neither read whole nor put in order anew.
    assert not any(re.search(r"^SCAN change|TEMP B-TREE|Seq Scan on change|Sort", s) for s in first)
