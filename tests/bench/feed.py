"""The approved feed: rows a second, memory, and whether a page costs the same in a large log."""

from __future__ import annotations

import json
import statistics
import time
import tracemalloc
from collections.abc import Iterator

from sqlalchemy import insert
from sqlmodel import SQLModel

from rahba.access.callers import ProgramCaller
from rahba.clock import World
from rahba.db import Database
from rahba.entries.lenses import lens_for
from rahba.feed.read import read_all, read_page
from rahba.journal import APPROVED
from tests.bench.figure import Figure
from tests.bench.ground import Ground, lay_ground
from tests.making import FRIDAY

FEW, MANY, AT_ONCE = 10_000, 100_000, 5_000
PAGE = 1_000


def figures(database: Database, _raw: Database, world: World) -> Iterator[Figure]:
    ground = lay_ground(database, world)
    caller = ProgramCaller(ground.market.id, world.new_id(), "pseudonymous", frozenset(), None)
    _approve(database, world, ground, range(FEW))
    among_few = _page_seconds(database, caller, FEW)
    _approve(database, world, ground, range(FEW, MANY))
    among_many = _page_seconds(database, caller, MANY)
    rate, peak = _stream(database, caller)
    yield Figure("feed, streamed to the end", rate, "rows/s", 50_000, at_least=True)
    yield Figure(f"feed, most memory while streaming {MANY:,} rows", peak, "MB", 16)
    ratio = among_many / among_few
    yield Figure(f"feed, page among {MANY:,} ÷ among {FEW:,}", ratio, "×", 1.3)


def _approve(database: Database, world: World, ground: Ground, numbers: range) -> None:
    """Rows as a policy leaves them, laid bare: approving is not what is measured here."""
    places = [(person, place) for person, all_ in ground.places.items() for place in all_]
    same = {"market_id": ground.market.id, "kind": "presence", "souk_date": FRIDAY, "rev": 1}
    now = world.now()
    for start in range(numbers.start, numbers.stop, AT_ONCE):
        entries, changes = [], []
        for number in range(start, min(start + AT_ONCE, numbers.stop)):
            entry_id = world.new_id()
            person, place = places[number % len(places)]
            entries.append(
                same
                | {
                    "id": entry_id,
                    "schema_version": 1,
                    "author_id": person,
                    "device_id": person,
                    "state": "approved",
                    "body": {"stall_id": place, "status": "present"},
                    "flags": [],
                    "stall_id": place,
                    "recorded_at": now,
                    "received_at": now,
                    "approved_rev": 1,
                }
            )
            row = {"scope": APPROVED, "seq": number + 1, "type": "approved", "at": now}
            changes.append(same | row | {"subject_id": entry_id})
        with database.writer.begin() as connection:
            connection.execute(insert(SQLModel.metadata.tables["entry"]), entries)
            connection.execute(insert(SQLModel.metadata.tables["change"]), changes)


def _page_seconds(database: Database, caller: ProgramCaller, rows: int) -> float:
    """The median page in the middle of a log of so many rows."""
    if database.writer.dialect.name == "postgresql":
        with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as admin:
            admin.exec_driver_sql("ANALYZE")  # a server in use does so by itself
    taken = []
    with database.read() as session:
        lens = lens_for(session, caller, b"bench")
        read_page(session, caller, lens, rows // 2, PAGE, None)  # plans and caches
        for _ in range(15):
            started = time.perf_counter()
            page = read_page(session, caller, lens, rows // 2, PAGE, None)
            taken.append(time.perf_counter() - started)
            assert len(page.rows) == PAGE
    return statistics.median(taken)


def _stream(database: Database, caller: ProgramCaller) -> tuple[float, float]:
    """Rows a second without, and the most memory in MB with, somebody watching the memory."""
    started = time.perf_counter()
    rows = _read_to_the_end(database, caller)
    rate = rows / (time.perf_counter() - started)
    assert rows == MANY
    tracemalloc.start()
    _read_to_the_end(database, caller)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return rate, peak / 1e6


def _read_to_the_end(database: Database, caller: ProgramCaller) -> int:
    rows = 0
    with database.read() as session:
        lens = lens_for(session, caller, b"bench")
        for page in read_all(session, caller, lens, 0, 2 * PAGE, None):
            rows += sum(1 for row in page.rows if json.dumps(row, ensure_ascii=False))
    return rows
