"""Real threads: a reader that follows the log while eight writers write misses nothing (I9, L4)."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlmodel import Session

from rahba.clock import World
from rahba.db import Database
from rahba.errors import Busy
from rahba.journal import CATALOG, Change, Journal, NewChange, changes_after
from tests.making import MadeMarket
from tests.recording import new_id

WRITERS, ROUNDS, ROWS = 8, 25, 3


class Reader(threading.Thread):
    """Follows the log by its cursor until told to stop, and reads on to the end after that."""

    def __init__(self, database: Database, market_id: str) -> None:
        super().__init__(daemon=True)
        self.database, self.market_id = database, market_id
        self.seen: list[Change] = []
        self.stop = threading.Event()

    def run(self) -> None:
        while True:
            last_look = self.stop.is_set()
            with self.database.read() as session:
                after = self.seen[-1].seq if self.seen else 0
                page = changes_after(session, self.market_id, CATALOG, after, 50)
            self.seen += page
            if last_look and not page:
                return


def number_and_linger(session: Session, journal: Journal, world: World) -> None:
    """A transaction that holds its numbers a while before it commits, as under load."""
    journal.write(session, world.now())
    time.sleep(0.001)


def write(database: Database, market_id: str, world: World) -> list[str]:
    subjects = []
    for number in range(ROUNDS):
        journal = Journal(market_id)
        mine = [new_id() for _ in range(ROWS)]
        for subject in mine:
            journal.add(NewChange(CATALOG, "trader", subject))
        changes = list(journal.changes)
        while True:
            try:
                journal.changes = list(changes)
                database.transact(partial(number_and_linger, journal=journal, world=world))
                break
            except Busy:
                time.sleep(0.002 * (number % 3 + 1))
        subjects += mine
    return subjects


@pytest.mark.usefixtures("client")
def test_I9_no_reader_misses_a_row_that_eight_writers_write_at_once(
    database: Database, world: World, market: MadeMarket
) -> None:
    readers = [Reader(database, market.id) for _ in range(2)]
    for reader in readers:
        reader.start()
    with ThreadPoolExecutor(WRITERS) as pool:
        done = [pool.submit(write, database, market.id, world) for _ in range(WRITERS)]
        written = {subject for job in done for subject in job.result()}
    for reader in readers:
        reader.stop.set()
        reader.join(timeout=30)
        assert [change.seq for change in reader.seen] == list(range(1, len(written) + 1))
        assert {change.subject_id for change in reader.seen} == written
