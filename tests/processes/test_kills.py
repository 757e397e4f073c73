"""I2, I3: a real server is killed (SIGKILL) again and again while phones push.

`RAHBA_KILLS=1000 RAHBA_SEED=$RANDOM` kills more often, at other moments: rounds of 25, each on a
database of its own. The seed stands in the test's name.
"""

from __future__ import annotations

import os
import random
import threading
import time
from pathlib import Path

import pytest

from rahba.db import Database
from tests.processes.crowd import assert_all_is_there, settle_crowd
from tests.processes.phone import FieldPhone
from tests.processes.server import Moment, Server

KILLS_A_ROUND = 25
ROUNDS = max(1, int(os.environ.get("RAHBA_KILLS", KILLS_A_ROUND)) // KILLS_A_ROUND)
FIRST = int(os.environ.get("RAHBA_SEED", "1"))
PHONES = 6
MOST = 8  # ops of a request: small, so that many are under way when the server dies


def walk(phone: FieldPhone, enough: threading.Event) -> None:
    """Record and send until told that it is enough, then send until nothing waits."""
    recorded: list[tuple[str, str]] = []
    while not enough.is_set() or phone.waiting:
        if not enough.is_set():
            if recorded and phone.chance.random() < 0.3:
                phone.correct(*phone.chance.choice(recorded))
            place = phone.chance.choice(phone.places)
            recorded.append((phone.record(place), place))
        phone.send(MOST)
        time.sleep(phone.chance.uniform(0, 0.06))


@pytest.mark.parametrize("number", range(FIRST, FIRST + ROUNDS))
def test_I2_I3_what_was_acknowledged_outlives_25_kills_and_nothing_is_there_twice(
    servers: list[Server], database: Database, tmp_path: Path, number: int
) -> None:
    phones = settle_crowd(database, [server.port for server in servers], PHONES, number)
    for server in servers:
        server.start()
    chance, enough = random.Random(number), threading.Event()
    walkers = [threading.Thread(target=walk, args=(phone, enough)) for phone in phones]
    for walker in walkers:
        walker.start()
    try:
        for kill in range(KILLS_A_ROUND):
            time.sleep(chance.uniform(0.02, 0.2))
            victim = servers[kill % len(servers)]
            victim.kill()
            victim.start()
    finally:
        enough.set()
        for walker in walkers:
            walker.join(timeout=120)
    assert sum(len(phone.told) for phone in phones) > KILLS_A_ROUND
    assert_all_is_there(database, tmp_path, phones)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_PU10_a_push_that_dies_around_its_commit_is_there_whole_or_not_at_all(
    servers: list[Server], database: Database, tmp_path: Path, moment: Moment
) -> None:
    """I11, F1: between effect and commit nothing of it stays; between commit and answer all of it
    does, and the phone, which heard nothing, gets the same answer as if it had."""
    server = servers[0]
    [phone] = settle_crowd(database, [server.port], 1, 1)
    server.start(dies=moment)
    entries = [(phone.record(place), place) for place in phone.places[:5]]
    phone.correct(*entries[0])
    assert not phone.send(MOST)
    server.wait_until_dead()
    assert _receipts(database) == (0 if moment == "before" else 6)
    server.start()
    assert phone.send(MOST)
    assert_all_is_there(database, tmp_path, [phone])


def _receipts(database: Database) -> int:
    with database.read() as session:
        found = session.connection().exec_driver_sql("SELECT count(*) FROM op_receipt").scalar_one()
    database.dispose()
    return int(found)
