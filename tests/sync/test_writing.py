"""How a push is written: whole or not at all, in one order of locks, and never after a long wait
(SPEC PU10, PU13, PU14)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, make_url, text

from rahba.clock import World
from rahba.db import WRITERS_WAITING, Database
from rahba.entries.tables import Entry, EntryRevision, OpReceipt
from rahba.errors import Busy
from rahba.journal import Change
from tests.client import TestClient
from tests.making import MadeMarket, MadePhone
from tests.recording import Notebook, entry_id_of
from tests.sync.pushing import rows

WRITTEN = (OpReceipt, Entry, EntryRevision)
ENTRIES, ROUNDS = 12, 10


def post(client: TestClient, phone: MadePhone, notebook: Notebook, *ops: str) -> Any:
    request = notebook.request(ops).model_dump(mode="json")
    return client.post("/api/v1/sync/push", json=request, headers=phone.headers)


@pytest.fixture
def theirs(database: Database, world: World, phone: MadePhone) -> Notebook:
    """The joined phone's own notebook."""
    return Notebook(database, world, phone.caller, None)


def nothing_written(database: Database) -> bool:
    return not any(rows(database, table) for table in WRITTEN)


@contextmanager
def crowded(database: Database) -> Iterator[None]:
    """As many writers as may wait, and none of them ends before the test does."""
    ended = threading.Event()
    with ThreadPoolExecutor(WRITERS_WAITING + 2) as pool:
        crowd: list[Future[bool]] = [
            pool.submit(database.transact, lambda _: ended.wait())
            for _ in range(WRITERS_WAITING + 2)
        ]
        try:
            (refused,) = wait(crowd, return_when=FIRST_COMPLETED).done
            assert isinstance(refused.exception(), Busy)
            yield
        finally:
            ended.set()


@contextmanager
def receipts_locked(database: Database) -> Iterator[None]:
    """Somebody holds the receipts' table, and the server gives up on a lock after a moment."""
    url = make_url(database.url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {make_url(url).database} SET lock_timeout = '50ms'")
    database.writer.dispose()  # who connects from now on has the new limit
    with psycopg.connect(url) as holder:
        holder.execute("LOCK TABLE op_receipt IN EXCLUSIVE MODE")
        yield


def test_PU14_a_writer_that_cannot_get_in_is_told_when_to_come_back_and_has_written_nothing(
    client: TestClient,
    database: Database,
    market: MadeMarket,
    phone: MadePhone,
    theirs: Notebook,
) -> None:
    mark = theirs.mark(market.stalls["veg"][0])
    with crowded(database) if database.is_sqlite else receipts_locked(database):
        answer = post(client, phone, theirs, mark)
        assert nothing_written(database)
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    (result,) = post(client, phone, theirs, mark).json()["results"]
    assert result["code"] == "applied"


@pytest.mark.usefixtures("either_way")
def test_PU10_where_the_commit_fails_no_receipt_no_effect_and_no_journal_row_stands(
    client: TestClient,
    database: Database,
    market: MadeMarket,
    phone: MadePhone,
    theirs: Notebook,
) -> None:
    marks = [theirs.mark(stall) for stall in market.stalls["veg"][:3]]
    told = len(rows(database, Change))
    seen_before: list[bool] = []

    def fail(_connection: Any) -> None:
        seen_before.append(nothing_written(database))  # by anybody else, up to the commit
        raise OSError("the disk is gone")

    event.listen(database.writer, "commit", fail)
    try:
        answer = post(client, phone, theirs, *marks)
    finally:
        event.remove(database.writer, "commit", fail)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert seen_before == [True]
    assert nothing_written(database)
    assert len(rows(database, Change)) == told

    results = post(client, phone, theirs, *marks).json()["results"]
    assert [result["code"] for result in results] == ["applied"] * 3
    assert len(rows(database, Change)) == told + 3


def test_PU13_receipts_are_locked_before_entries_and_counters_after_both(
    database: Database, market: MadeMarket, notebook: Notebook
) -> None:
    mark = notebook.mark(market.stalls["veg"][0])
    notebook.push(mark)
    body = {"stall_id": market.stalls["veg"][0], "status": "absent"}
    written: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        words = statement.lower().replace('"', "").split()
        if words[0] in ("insert", "update"):
            written.append(words[2] if words[0] == "insert" else words[1])

    event.listen(database.writer, "before_cursor_execute", note)
    notebook.push(
        notebook.revise(entry_id_of(mark), "presence", body),
        notebook.mark(market.stalls["veg"][1]),
    )
    event.remove(database.writer, "before_cursor_execute", note)
    order = {table: written.index(table) for table in ("op_receipt", "entry", "feed_counter")}
    assert list(order) == sorted(order, key=order.__getitem__)


def test_PU13_two_phones_of_a_person_that_meet_on_the_same_entries_never_block_each_other(
    database: Database, world: World, market: MadeMarket, phone: MadePhone, theirs: Notebook
) -> None:
    """One sends them forwards, the other backwards, both at once."""
    stalls = market.stalls["veg"][:2]
    batches = [[theirs.mark(stalls[0]) for _ in range(ENTRIES)] for _ in range(ROUNDS)]
    for batch in batches:
        theirs.push(*batch)
    body = {"stall_id": stalls[1], "status": "absent"}
    both_ready = threading.Barrier(2)

    def revise_all(order: int) -> set[str]:
        codes: set[str] = set()
        mine = Notebook(database, world, phone.caller, None)
        for batch in batches:
            ids = [entry_id_of(mark) for mark in batch[::order]]
            ops = [mine.revise(entry_id, "presence", body, base_rev=1) for entry_id in ids]
            both_ready.wait()
            codes |= {result["code"] for result in mine.push(*ops)}
        return codes

    with ThreadPoolExecutor(2) as pool:
        codes = set().union(*pool.map(revise_all, (1, -1)))
    assert codes == {"applied", "conflict"}
    if not database.is_sqlite:
        counted = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        with database.read() as session:
            assert session.connection().scalar(text(counted)) == 0
